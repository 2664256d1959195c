// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// A map of marks joined by straight lines, by sigma.js and WebGL: thousands of them.
import Graph from 'graphology';
import Sigma from 'sigma';
import {
  extremityArrow,
  layerFill,
  layerPlain,
  pathLine,
  pathLoop,
  sdfCircle,
  sdfDiamond,
  sdfSquare,
} from 'sigma/rendering';
import { Drawing, still } from './drawing.js';
import { drawLabels } from './labels.js';
import { markOf } from './looks.js';
import { paintMarks } from './paint.js';
import { colour, isDark } from './theme.js';

// Signed distances after Inigo Quilez, https://iquilezles.org/articles/distfunctions2d/
const roundbox = {
  name: 'roundbox',
  uniforms: [],
  glsl: `float sdf_roundbox(vec2 uv, float size) {
    vec2 d = abs(uv) - vec2(size * 0.45);
    return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - size * 0.5;
  }`,
};
const hexagon = {
  name: 'hexagon',
  uniforms: [],
  glsl: `float sdf_hexagon(vec2 uv, float size) {
    const vec3 k = vec3(-0.866025404, 0.5, 0.577350269);
    float r = size * 0.9;
    vec2 p = abs(uv);
    p -= 2.0 * min(dot(k.xy, p), 0.0) * k.xy;
    p -= vec2(clamp(p.x, -k.z * r, k.z * r), r);
    return length(p) * sign(p.y);
  }`,
};

const primitives = {
  nodes: {
    shapes: [sdfCircle(), sdfSquare(), sdfDiamond(), roundbox, hexagon],
    layers: [layerFill()],
  },
  edges: {
    paths: [pathLine(), pathLoop()],
    extremities: [extremityArrow()],
    layers: [layerPlain()],
    defaultHead: 'none',
  },
};

// What is lit: a node of the chains; a line to what is drawn on, or from what draws on it, and of
// these the ones that touch the chosen node with an arrow.
const isFaded = (state, { hasHighlighted }) => hasHighlighted && !state.isHighlighted;

const styles = {
  nodes: {
    x: { attribute: 'x' },
    y: { attribute: 'y' },
    size: { attribute: 'size' },
    shape: { attribute: 'shape' },
    color: (attributes, state, all) => (isFaded(state, all) ? attributes.faded : attributes.color),
    labelVisibility: 'hidden',
    backdropVisibility: 'hidden',
    visibility: { whenState: 'isHidden', then: 'hidden', else: 'visible' },
    depth: { whenState: 'isHighlighted', then: 'topNodes', else: 'nodes' },
  },
  edges: {
    visibility: { whenState: 'isHidden', then: 'hidden', else: 'visible' },
    size: { whenState: 'isNear', then: 2.2, else: 0.7 },
    color: (attributes, state) =>
      state.side ? attributes[state.isNear ? state.side : `${state.side}Far`] : attributes.color,
    head: { whenState: 'isNear', then: 'arrow', else: 'none' },
    depth: { whenState: 'isHighlighted', then: 'topEdges', else: 'edges' },
    path: { attribute: 'path' },
  },
};

const nodeId = (node) => `n${node.index}`;
const lineId = (line) => `l${line.index}`;

export class Marks extends Drawing {
  constructor(options) {
    super(options);
    this.graph = new Graph({ multi: true, type: 'directed' });
    for (const node of this.model.nodes) {
      const [x, y] = node.view.at;
      const shape = markOf(this.kindOf.get(node.kind));
      this.graph.addNode(nodeId(node), {
        x,
        y: -y,
        size: node.view.size[0] / 2,
        shape,
        ...this.#nodeColours(node),
      });
    }
    for (const line of this.model.lines) {
      const path = line.from === line.to ? 'loop' : 'straight';
      this.graph.addDirectedEdgeWithKey(lineId(line), nodeId(line.from), nodeId(line.to), {
        path,
        ...this.#lineColours(),
      });
    }
    this.sigma = new Sigma(this.graph, this.container, {
      primitives,
      styles,
      customEdgeState: { isNear: false, side: '' },
      settings: {
        renderLabels: false,
        enableEdgeEvents: false,
        itemSizesReference: 'positions',
        zoomToSizeRatioFunction: (ratio) => ratio,
        stagePadding: 30,
        minCameraRatio: 0.005,
        maxCameraRatio: 4,
        enableCameraRotation: false,
        minEdgeThickness: 0.5,
        antialiasEdges: false,
        // What moves is followed by its nodes; so many lines would make it stutter.
        hideEdgesOnMove: this.graph.size > 5000,
        allowInvalidContainer: true,
      },
    });
    this.#listen();
  }

  destroy() {
    this.sigma.kill();
    super.destroy();
  }

  #nodeColours(node) {
    const own = colour(this.kindOf.get(node.kind).border);
    return { color: own, faded: `${own}38` };
  }

  // Fainter the more there are, so that crowded parts do not become one dark patch.
  #lineColours() {
    const opacity = Math.min(0.45, Math.max(0.05, 4000 / this.model.lines.length));
    const faint = (own, times) =>
      own +
      Math.round(Math.min(1, opacity * times) * 255)
        .toString(16)
        .padStart(2, '0');
    const [on, by] = [colour('#005A8C'), colour('#C04A00')];
    return {
      color: faint(isDark() ? '#A7B0B8' : '#4D5358', 1),
      on,
      by,
      onFar: faint(on, 2),
      byFar: faint(by, 2),
    };
  }

  #listen() {
    const node = ({ node: id }) => this.model.nodes[id.slice(1)];
    this.sigma.on('enterNode', (event) => this.pointing(node(event)));
    this.sigma.on('leaveNode', () => this.pointing());
    this.sigma.on('clickNode', (event) => this.on.choose(node(event)));
    this.sigma.on('clickStage', () => this.on.choose());
    this.sigma.on('afterRender', () => this.drawLabels());
  }

  restyle() {
    for (const node of this.model.nodes)
      this.graph.mergeNodeAttributes(nodeId(node), this.#nodeColours(node));
    this.graph.updateEachEdgeAttributes((id, attributes) => ({
      ...attributes,
      ...this.#lineColours(),
    }));
    this.sigma.refresh();
  }

  applyShown() {
    const change = (things, id, shown, set) => {
      for (const isHidden of [true, false]) {
        set(things.filter((thing) => shown.has(thing) !== isHidden).map(id), { isHidden });
      }
    };
    change(this.model.nodes, nodeId, this.shown.nodes, (keys, state) =>
      this.sigma.setNodesState(keys, state),
    );
    change(this.model.lines, lineId, this.shown.lines, (keys, state) =>
      this.sigma.setEdgesState(keys, state),
    );
  }

  applyLit(before) {
    const gone = (things, now) => [...(things ?? [])].filter((thing) => !now?.has(thing));
    this.sigma.setNodesState(gone(before?.nodes, this.lit?.nodes).map(nodeId), {
      isHighlighted: false,
    });
    this.sigma.setNodesState(gone(this.lit?.nodes, before?.nodes).map(nodeId), {
      isHighlighted: true,
    });
    this.sigma.setEdgesState(gone(before?.lines, this.lit?.lines).map(lineId), {
      isHighlighted: false,
      isNear: false,
      side: '',
    });
    const groups = new Map();
    for (const line of this.lit?.lines ?? []) {
      const isNear = this.lit.ends.includes(line.from) || this.lit.ends.includes(line.to);
      const side = this.lit.drawnOnBy.lines.has(line) ? 'by' : 'on';
      const group = `${isNear}${side}`;
      if (!groups.has(group))
        groups.set(group, { lines: [], state: { isHighlighted: true, isNear, side } });
      groups.get(group).lines.push(lineId(line));
    }
    for (const { lines, state } of groups.values()) this.sigma.setEdgesState(lines, state);
    this.sigma.scheduleRender();
  }

  view() {
    const origin = this.sigma.graphToViewport({ x: 0, y: 0 });
    const unit = this.sigma.graphToViewport({ x: 1000, y: 0 });
    return { ...origin, zoom: (unit.x - origin.x) / 1000 };
  }

  fit(nodes) {
    this.sigma.resize();
    if (!nodes) {
      this.sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1 });
      return;
    }
    const at = nodes.map((node) =>
      this.sigma.graphToFramedGraph({ x: node.view.at[0], y: -node.view.at[1] }),
    );
    const [xs, ys] = [at.map((point) => point.x), at.map((point) => point.y)];
    const span = (values) => Math.max(...values) - Math.min(...values);
    const middle = (values) => (Math.max(...values) + Math.min(...values)) / 2;
    this.sigma
      .getCamera()
      .setState({
        x: middle(xs),
        y: middle(ys),
        ratio: Math.max(0.03, 1.2 * Math.max(span(xs), span(ys))),
      });
  }

  zoomBy(factor) {
    const camera = this.sigma.getCamera();
    camera.animate(
      { ratio: camera.getBoundedRatio(camera.ratio / factor) },
      { duration: still() ? 0 : 120 },
    );
  }

  reveal(node) {
    const { x, y, zoom } = this.view();
    const [left, top] = [node.view.at[0] * zoom + x, node.view.at[1] * zoom + y];
    const margin = 40;
    const inside =
      left > margin &&
      top > margin &&
      left < this.container.clientWidth - margin &&
      top < this.container.clientHeight - margin;
    if (inside) return;
    const at = this.sigma.graphToFramedGraph({ x: node.view.at[0], y: -node.view.at[1] });
    this.sigma.getCamera().animate({ x: at.x, y: at.y }, { duration: still() ? 0 : 160 });
  }

  resize() {
    this.sigma.resize();
    this.sigma.scheduleRender();
  }

  // All that is shown on `canvas`, for paper.
  paint(canvas) {
    const { color: line, on, by, onFar, byFar } = this.#lineColours();
    const ofLine = (one) => {
      if (!this.lit?.lines.has(one)) return line;
      const isNear = this.lit.ends.includes(one.from) || this.lit.ends.includes(one.to);
      return this.lit.drawnOnBy.lines.has(one) ? (isNear ? by : byFar) : isNear ? on : onFar;
    };
    const ofNode = (node) =>
      this.#nodeColours(node)[this.lit && !this.lit.nodes.has(node) ? 'faded' : 'color'];
    drawLabels(canvas.getContext('2d'), this, paintMarks(canvas, this, { ofLine, ofNode }));
  }
}
