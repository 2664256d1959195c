// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// A drawing of boxes joined by curves, by Cytoscape.js: as many as can be read.
import cytoscape from 'cytoscape';
import { Drawing, still } from './drawing.js';
import { drawLabels } from './labels.js';
import { headOf, shapeOf } from './looks.js';
import { sheet } from './sheet.js';
import { colour } from './theme.js';

const loopColour = '#A83200'; // of the pictures (render/theme.cpp)

// A line's route as Cytoscape wants it: its ends from the nodes' middles, and of each control point
// how far it lies along the way from middle to middle, and beside it.
function routeData({ from, to, route }) {
  const [[x1, y1], [x2, y2]] = [from.view.at, to.view.at];
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = Math.hypot(dx, dy) || 1;
  const weights = [];
  const distances = [];
  for (let i = 2; i < route.length - 2; i += 2) {
    const [px, py] = [route[i] - x1, route[i + 1] - y1];
    weights.push((px * dx + py * dy) / length ** 2);
    distances.push((py * dx - px * dy) / length);
  }
  const [endX, endY] = route.slice(-2);
  return { weights, distances, start: [route[0] - x1, route[1] - y1], end: [endX - x2, endY - y2] };
}

export class Boxes extends Drawing {
  constructor(options) {
    super(options);
    this.cy = cytoscape({
      container: this.container,
      elements: this.#elements(),
      style: sheet(),
      layout: { name: 'preset' },
      autoungrabify: true,
      boxSelectionEnabled: false,
      autounselectify: true,
      minZoom: 0.05,
      maxZoom: 5,
    });
    this.#listen();
  }

  destroy() {
    this.cy.destroy();
    super.destroy();
  }

  #elements() {
    const { model } = this;
    const nodes = model.nodes.map((node) => ({
      group: 'nodes',
      data: {
        id: `n${node.index}`,
        w: node.view.size[0],
        h: node.view.size[1],
        ...shapeOf(this.kindOf.get(node.kind), ...node.view.size),
      },
      position: { x: node.view.at[0], y: node.view.at[1] },
      classes: [
        node.record.unresolved && 'unresolved',
        model.named.includes(node) && 'named',
      ].filter(Boolean),
    }));
    const lines = model.lines.map((line) => {
      const look = this.relationOf.get(line.relation);
      const bent = line.route.length > 0 && line.from !== line.to;
      return {
        group: 'edges',
        data: {
          id: `l${line.index}`,
          source: `n${line.from.index}`,
          target: `n${line.to.index}`,
          head: headOf(look),
          dash: line.rejected ? 'solid' : look.line,
          ...(bent ? routeData(line) : {}),
        },
        classes: [
          bent && 'bent',
          line.rejected && 'rejected',
          line.uncertain && 'uncertain',
          look.doubled && !line.rejected && !line.looping && 'doubled',
          (line.looping || line.found) && 'found',
        ].filter(Boolean),
      };
    });
    return this.#coloured([...nodes, ...lines]);
  }

  #coloursOf(id) {
    if (id[0] === 'n') {
      const node = this.model.nodes[id.slice(1)];
      const kind = this.kindOf.get(node.kind);
      return {
        fill: colour(node.record.unresolved ? '#FFFFFF' : kind.fill),
        border: colour(kind.border),
      };
    }
    const line = this.model.lines[id.slice(1)];
    const own = line.looping ? loopColour : this.relationOf.get(line.relation).colour;
    return { colour: colour(line.rejected ? '#9A9A9A' : own) };
  }

  #coloured(elements) {
    for (const { data } of elements) Object.assign(data, this.#coloursOf(data.id));
    return elements;
  }

  #listen() {
    const of = (event) => {
      const id = event.target === this.cy ? '' : event.target.id();
      return [
        id[0] === 'n' ? this.model.nodes[id.slice(1)] : undefined,
        id[0] === 'l' ? this.model.lines[id.slice(1)] : undefined,
      ];
    };
    this.cy.on('tap', (event) => this.on.choose(...of(event)));
    this.cy.on('mouseover', 'node, edge', (event) => this.pointing(...of(event)));
    this.cy.on('mouseout', 'node, edge', () => this.pointing());
    this.cy.on('render', () => this.drawLabels());
    this.cy.on('resize', () => this.drawLabels());
  }

  // In the theme's colours.
  restyle() {
    this.cy.batch(() => {
      this.cy.style(sheet());
      this.cy.elements().forEach((element) => element.data(this.#coloursOf(element.id())));
    });
  }

  #element(thing) {
    return this.cy.getElementById(
      (this.model.nodes[thing.index] === thing ? 'n' : 'l') + thing.index,
    );
  }

  applyShown() {
    this.cy.batch(() => {
      for (const node of this.model.nodes)
        this.#element(node).toggleClass('off', !this.shown.nodes.has(node));
      for (const line of this.model.lines)
        this.#element(line).toggleClass('off', !this.shown.lines.has(line));
    });
  }

  applyLit() {
    const { lit } = this;
    this.cy.batch(() => {
      for (const node of this.model.nodes)
        this.#mark(node, lit?.nodes.has(node), lit?.ends.includes(node));
      for (const line of this.model.lines) this.#mark(line, lit?.lines.has(line), false);
    });
  }

  #mark(thing, isLit, isChosen) {
    const element = this.#element(thing);
    element.toggleClass('lit', Boolean(isLit));
    element.toggleClass('chosen', Boolean(isChosen));
    element.toggleClass('faded', this.lit !== null && !isLit);
  }

  #collection(nodes) {
    return this.cy.collection(nodes.map((node) => this.#element(node)));
  }

  fit(nodes = [...this.shown.nodes]) {
    if (nodes.length === 0) return;
    this.cy.resize();
    this.cy.fit(this.#collection(nodes), 34);
    if (this.cy.zoom() > 1.3) {
      this.cy.zoom(1.3);
      this.cy.center(this.#collection(nodes));
    }
  }

  zoomBy(factor) {
    this.cy.zoom({
      level: this.cy.zoom() * factor,
      renderedPosition: { x: this.cy.width() / 2, y: this.cy.height() / 2 },
    });
  }

  // Moves the drawing so that the node is well inside.
  reveal(node) {
    const box = this.#element(node).renderedBoundingBox();
    const margin = 24;
    const inside =
      box.x1 > margin &&
      box.y1 > margin &&
      box.x2 < this.cy.width() - margin &&
      box.y2 < this.cy.height() - margin;
    if (!inside)
      this.cy.animate({ center: { eles: this.#element(node) }, duration: still() ? 0 : 160 });
  }

  resize() {
    this.cy.resize();
  }

  keepAt(node, { x, y, zoom }) {
    this.cy.viewport({
      zoom,
      pan: { x: x - node.view.at[0] * zoom, y: y - node.view.at[1] * zoom },
    });
  }

  view() {
    return { ...this.cy.pan(), zoom: this.cy.zoom() };
  }

  // All that is shown on `canvas`, for paper.
  paint(canvas) {
    const box = this.cy.elements(':visible').boundingBox();
    const scale = Math.min(2.5, 6000 / Math.max(box.w, box.h, 1));
    const image = this.cy
      .renderer()
      .bufferCanvasImage({ full: true, scale, bg: colour('#FFFFFF') });
    canvas.width = image.width;
    canvas.height = image.height;
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    drawLabels(context, this, {
      x: -box.x1 * scale,
      y: -box.y1 * scale,
      zoom: scale,
      width: image.width,
      height: image.height,
    });
  }
}
