// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Cytoscape's style sheet for boxes.
import { colour } from './theme.js';

export function sheet() {
  const lit = colour('#005A8C');
  return [
    {
      selector: 'node',
      style: {
        shape: 'data(shape)',
        'shape-polygon-points': 'data(corners)',
        width: 'data(w)',
        height: 'data(h)',
        'background-color': 'data(fill)',
        'border-color': 'data(border)',
        'border-width': 1.3,
        'overlay-opacity': 0,
        'z-index': 10,
      },
    },
    {
      selector: 'edge',
      style: {
        'curve-style': 'bezier',
        'line-color': 'data(colour)',
        'line-style': 'data(dash)',
        'target-arrow-color': 'data(colour)',
        'target-arrow-shape': 'data(head)',
        width: 1.3,
        'arrow-scale': 0.95,
        'overlay-opacity': 0,
        'line-dash-pattern': [6, 4],
      },
    },
    {
      selector: 'edge.bent',
      style: {
        'curve-style': 'unbundled-bezier',
        'edge-distances': 'node-position',
        'control-point-weights': 'data(weights)',
        'control-point-distances': 'data(distances)',
        'source-endpoint': (edge) =>
          edge
            .data('start')
            .map((n) => `${n}px`)
            .join(' '),
        'target-endpoint': (edge) =>
          edge
            .data('end')
            .map((n) => `${n}px`)
            .join(' '),
      },
    },
    {
      selector: 'edge.doubled',
      style: {
        'line-color': colour('#FFFFFF'),
        width: 1.6,
        'line-outline-width': 1.1,
        'line-outline-color': 'data(colour)',
      },
    },
    { selector: 'edge.uncertain, edge.rejected', style: { width: 0.7, opacity: 0.75 } },
    { selector: 'edge.found', style: { width: 3 } },
    { selector: 'node.unresolved', style: { 'border-style': 'dashed', 'border-width': 1.6 } },
    { selector: 'node.named', style: { 'border-width': 3 } },
    { selector: '.faded', style: { opacity: 0.16 } },
    { selector: 'edge.lit', style: { width: 2.6, opacity: 1, 'z-index': 8 } },
    { selector: 'node.lit', style: { 'z-index': 20 } },
    { selector: 'node.chosen', style: { 'border-width': 4, 'border-color': lit, 'z-index': 30 } },
    { selector: '.off', style: { display: 'none' } },
  ];
}
