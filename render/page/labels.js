// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The words of the drawing, on a canvas above it: in boxes as they were laid out, beside marks as
// many as there is room for, what is lit and what is cited most first.
import { colour, isDark } from './theme.js';

const family = '"DejaVu Sans", Verdana, sans-serif';
const nameSize = 11;
const smallSize = 9;
const lineHeight = 1.2;
const leastReadable = 4.5; // pixels
const mostMarkLabels = 45;

// Badges as the layout left room for them (render/picture_label.cpp).
const badgeHeight = smallSize * lineHeight + 8;

function drawBadge(context, { words, light, dark }, x, y) {
  const [fill, ink] = isDark() ? dark : light;
  context.font = `bold ${smallSize}px ${family}`;
  const width = context.measureText(words).width + 8;
  context.fillStyle = fill;
  context.beginPath();
  context.rect(x - width / 2, y + 2, width, badgeHeight - 2);
  context.fill();
  context.fillStyle = ink;
  context.fillText(words, x, y + 1 + badgeHeight / 2);
}

function drawBox(context, node, faint) {
  const { name, small = [], at } = node.view;
  const height =
    (name.length * nameSize + small.length * smallSize) * lineHeight +
    node.marks.length * badgeHeight;
  let y = at[1] - height / 2;
  const write = (lines, size, weight, ink) => {
    context.font = `${weight} ${size}px ${family}`;
    context.fillStyle = ink;
    for (const line of lines) {
      y += (size * lineHeight) / 2;
      context.fillText(line, at[0], y);
      y += (size * lineHeight) / 2;
    }
  };
  context.globalAlpha = faint ? 0.3 : 1;
  write(name, nameSize, 'bold', colour('#1A1A1A'));
  write(small, smallSize, 'normal', colour('#4D4D4D'));
  node.marks.forEach((mark, i) => drawBadge(context, mark, at[0], y + i * badgeHeight));
}

function drawWords(context, line, faint) {
  context.globalAlpha = faint ? 0.2 : 1;
  context.font = `${smallSize}px ${family}`;
  context.lineWidth = 3;
  context.strokeStyle = colour('#FFFFFF');
  context.fillStyle = colour('#4D4D4D');
  context.strokeText(line.words, ...line.wordsAt);
  context.fillText(line.words, ...line.wordsAt);
}

function drawBoxes(context, { shown, lit }, view) {
  if (nameSize * view.zoom < leastReadable) return;
  context.save();
  context.translate(view.x, view.y);
  context.scale(view.zoom, view.zoom);
  const seen = (x, y, w, h) =>
    (x + w) * view.zoom + view.x > 0 &&
    (x - w) * view.zoom + view.x < view.width &&
    (y + h) * view.zoom + view.y > 0 &&
    (y - h) * view.zoom + view.y < view.height;
  for (const node of shown.nodes) {
    if (seen(...node.view.at, ...node.view.size))
      drawBox(context, node, lit && !lit.nodes.has(node));
  }
  for (const line of shown.lines) {
    if (line.wordsAt && seen(...line.wordsAt, 100, 10))
      drawWords(context, line, lit && !lit.lines.has(line));
  }
  context.restore();
}

function drawMarks(context, { shown, lit }, view) {
  const isNear = (node) =>
    lit?.ends.includes(node) ||
    lit?.drawsOn.steps.get(node) === 1 ||
    lit?.drawnOnBy.steps.get(node) === 1;
  const rank = (node) =>
    (lit?.ends.includes(node) ? 1e12 : isNear(node) ? 1e9 : lit?.nodes.has(node) ? 1e6 : 0) +
    node.in.length;
  const candidates = [];
  for (const node of shown.nodes) {
    const [x, y] = [node.view.at[0] * view.zoom + view.x, node.view.at[1] * view.zoom + view.y];
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    candidates.push({
      node,
      x,
      y: y + (node.view.size[1] / 2) * view.zoom + 8 * (view.ink ?? 1),
      rank: rank(node),
    });
  }
  candidates.sort((a, b) => b.rank - a.rank || a.node.index - b.node.index);
  const { ink = 1 } = view;
  const size = ink * Math.max(11, Math.min(15, 11 * view.zoom));
  const taken = [];
  context.lineJoin = 'round';
  context.lineWidth = 3 * ink;
  for (const { node, x, y, rank: importance } of candidates) {
    if (taken.length >= mostMarkLabels) break;
    const text = node.view.name[0] + (node.view.name.length > 1 ? '…' : '');
    context.font = `${importance >= 1e9 ? 'bold ' : ''}${size}px ${family}`;
    const half = context.measureText(text).width / 2 + 4;
    const box = [x - half, y - size * 0.7, x + half, y + size * 0.7];
    if (
      taken.some(
        (other) => other[0] < box[2] && other[2] > box[0] && other[1] < box[3] && other[3] > box[1],
      )
    )
      continue;
    taken.push(box);
    context.globalAlpha = lit && importance < 1e6 ? 0.35 : 1;
    context.strokeStyle = colour('#FFFFFF');
    context.fillStyle = colour('#1A1A1A');
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
}

// `view` is where the drawing's origin lies, its zoom, and the canvas's size.
export function drawLabels(context, drawing, view) {
  if (!drawing.shown) return;
  context.save();
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  (drawing.model.boxes ? drawBoxes : drawMarks)(context, drawing, view);
  context.restore();
}
