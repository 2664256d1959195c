// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// A map of marks on a plain canvas, as fine as paper wants it; what WebGL draws is as fine as the
// screen.
import { markOf } from './looks.js';
import { colour } from './theme.js';

const outlines = {
  circle: (context, r) => context.arc(0, 0, r, 0, 2 * Math.PI),
  square: (context, r) => context.rect(-r, -r, 2 * r, 2 * r),
  roundbox: (context, r) => context.roundRect(-r, -r, 2 * r, 2 * r, r / 2),
  diamond: (context, r) =>
    [
      [0, -r],
      [r, 0],
      [0, r],
      [-r, 0],
    ].forEach(([x, y]) => context.lineTo(x, y)),
  hexagon: (context, r) =>
    [0, 1, 2, 3, 4, 5].forEach((i) =>
      context.lineTo(r * Math.cos((i * Math.PI) / 3), r * Math.sin((i * Math.PI) / 3)),
    ),
};

// `colours`: ofLine(line), ofNode(node). Returns the view for drawLabels().
export function paintMarks(canvas, { shown, kindOf }, colours) {
  const nodes = [...shown.nodes];
  const edge = (i, side) => nodes.map(({ view }) => view.at[i] + (side * view.size[i]) / 2);
  const [left, top] = [0, 1].map((i) => edge(i, -1).reduce((a, b) => Math.min(a, b), Infinity));
  const [right, bottom] = [0, 1].map((i) => edge(i, 1).reduce((a, b) => Math.max(a, b), -Infinity));
  const zoom = Math.min(2, 4000 / Math.max(right - left, bottom - top, 1));
  const margin = 40;
  canvas.width = (right - left) * zoom + 2 * margin;
  canvas.height = (bottom - top) * zoom + 2 * margin;
  const view = {
    x: margin - left * zoom,
    y: margin - top * zoom,
    zoom,
    width: canvas.width,
    height: canvas.height,
    ink: Math.max(1, canvas.width / 1100),
  };
  const context = canvas.getContext('2d');
  context.fillStyle = colour('#FFFFFF');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.save();
  context.translate(view.x, view.y);
  context.scale(zoom, zoom);
  context.lineWidth = (0.8 * view.ink) / zoom;
  for (const line of shown.lines) {
    context.beginPath();
    context.moveTo(...line.from.view.at);
    context.lineTo(...line.to.view.at);
    context.strokeStyle = colours.ofLine(line);
    context.stroke();
  }
  for (const node of nodes) {
    context.setTransform(
      zoom,
      0,
      0,
      zoom,
      node.view.at[0] * zoom + view.x,
      node.view.at[1] * zoom + view.y,
    );
    context.beginPath();
    outlines[markOf(kindOf.get(node.kind))](context, node.view.size[0] / 2);
    context.closePath();
    context.fillStyle = colours.ofNode(node);
    context.fill();
  }
  context.restore();
  return view;
}
