// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The drawing of a model: what boxes.js and marks.js, which draw shapes and lines with a library each,
// have in common. The words are drawn on a canvas above (labels.js).
import { drawLabels } from './labels.js';

export const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

export class Drawing {
  // `on` is told: point(node, line), choose(node, line); both undefined: nothing. What is shown of the
  // model and lit comes with show() and light().
  constructor({ stage, container, model, on }) {
    Object.assign(this, {
      container,
      model,
      on,
      lit: null,
      shown: { nodes: new Set(), lines: new Set() },
    });
    this.canvas = stage.insertBefore(document.createElement('canvas'), container.nextSibling);
    this.canvas.className = 'labels';
    this.canvas.setAttribute('aria-hidden', 'true');
    this.kindOf = new Map(model.kinds.map((kind) => [kind.name, kind]));
    this.relationOf = new Map(model.relations.map((relation) => [relation.name, relation]));
  }

  destroy() {
    this.canvas.remove();
    this.container.replaceChildren();
  }

  pointing(node, line) {
    this.container.classList.toggle('pointing', Boolean(node ?? line));
    this.on.point(node, line);
  }

  show(shown) {
    this.shown = shown;
    this.applyShown();
  }

  // Makes these stand out: { ends: the chosen node or a line's two, line, drawsOn, drawnOnBy: chains };
  // null: none.
  light(lit) {
    const before = this.lit;
    this.lit = lit && {
      ...lit,
      nodes: new Set([...lit.drawsOn.steps.keys(), ...lit.drawnOnBy.steps.keys(), ...lit.ends]),
      lines: new Set([
        ...lit.drawsOn.lines,
        ...lit.drawnOnBy.lines,
        ...(lit.line ? [lit.line] : []),
      ]),
    };
    this.applyLit(before);
  }

  // A node's place on the screen, and the zoom.
  whereIs(node) {
    const { x, y, zoom } = this.view();
    return { x: node.view.at[0] * zoom + x, y: node.view.at[1] * zoom + y, zoom };
  }

  // Moves the drawing so that the node is there again, where a drawing can.
  keepAt() {}

  // Where the drawing's origin lies on the screen, and its zoom: a child's view().
  drawLabels() {
    const scale = window.devicePixelRatio || 1;
    const [width, height] = [this.container.clientWidth, this.container.clientHeight];
    const [columns, rows] = [Math.round(width * scale), Math.round(height * scale)];
    if (this.canvas.width !== columns || this.canvas.height !== rows) {
      Object.assign(this.canvas, { width: columns, height: rows });
      Object.assign(this.canvas.style, { width: `${width}px`, height: `${height}px` });
    }
    const context = this.canvas.getContext('2d');
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, columns, rows);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    drawLabels(context, this, { ...this.view(), width, height });
  }
}
