// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Shapes and lines as Cytoscape draws them, and the same as small samples for the legend. A kind is
// told by its shape, a relation by its line and head; colour only helps.
import { makeSvg } from './text.js';
import { colour } from './theme.js';

// Graphviz's names, which the data carry, to Cytoscape's.
const shapes = {
  note: 'polygon',
  box: 'round-rectangle',
  folder: 'barrel',
  ellipse: 'ellipse',
  hexagon: 'hexagon',
};
const heads = {
  normal: 'triangle',
  vee: 'vee',
  normaldot: 'circle-triangle',
  normaldiamond: 'diamond',
  normaltee: 'triangle-tee',
  normalbox: 'square',
};

const corner = 8; // of a note, folded away

// `corners` matters for a polygon only.
export const shapeOf = (kind, width, height) => ({
  shape: shapes[kind.shape] ?? 'rectangle',
  corners: [-1, -1, 1 - (2 * corner) / width, -1, 1, -1 + (2 * corner) / height, 1, 1, -1, 1],
});
export const headOf = (relation) => heads[relation.head] ?? 'triangle';

// Of marks, which are as wide as they are high.
const marks = {
  note: 'square',
  box: 'roundbox',
  folder: 'diamond',
  ellipse: 'circle',
  hexagon: 'hexagon',
};
export const markOf = (kind) => marks[kind.shape] ?? 'square';

const outlines = {
  note: 'M1 1H15L21 6V15H1Z',
  box: 'M4 1H18Q21 1 21 4V12Q21 15 18 15H4Q1 15 1 12V4Q1 1 4 1Z',
  folder: 'M1 4Q3 1 11 1T21 4V12Q19 15 11 15T1 12Z',
  ellipse: 'M1 8A10 7 0 0 1 21 8A10 7 0 0 1 1 8Z',
  hexagon: 'M6 1H16L21 8L16 15H6L1 8Z',
};

const markOutlines = {
  square: 'M4 1H18V15H4Z',
  roundbox: 'M8 1H14Q18 1 18 5V11Q18 15 14 15H8Q4 15 4 11V5Q4 1 8 1Z',
  diamond: 'M11 0L19 8L11 16L3 8Z',
  circle: 'M4 8A7 7 0 0 1 18 8A7 7 0 0 1 4 8Z',
  hexagon: 'M7 1H15L19 8L15 15H7L3 8Z',
};

// As in the drawing: of boxes, or of marks.
export function kindSample(kind, boxes) {
  const stroke = colour(kind.border);
  const path = boxes
    ? { d: outlines[kind.shape] ?? outlines.note, fill: colour(kind.fill) }
    : { d: markOutlines[markOf(kind)], fill: stroke };
  return makeSvg(
    'svg',
    { width: 22, height: 16, 'aria-hidden': 'true' },
    makeSvg('path', { ...path, stroke, 'stroke-width': 1.3 }),
  );
}

const headOutlines = {
  normal: 'M28 3L36 7L28 11Z',
  vee: 'M27 2L36 7L27 12L30 7Z',
  normaldot: 'M25 3L32 7L25 11ZM32 7a2.5 2.5 0 1 1 5 0a2.5 2.5 0 1 1 -5 0Z',
  normaldiamond: 'M26 7L31 3L36 7L31 11Z',
  normaltee: 'M25 3L32 7L25 11ZM33 2H35V12H33Z',
  normalbox: 'M28 3H36V11H28Z',
};

export function lineSample(relation) {
  const stroke = colour(relation.colour);
  const dashes = { dashed: '5 3', dotted: '1.5 2.5' }[relation.line];
  const lines = relation.doubled ? [5.6, 8.4] : [7];
  return makeSvg(
    'svg',
    { width: 38, height: 14, 'aria-hidden': 'true' },
    lines.map((y) =>
      makeSvg('path', {
        d: `M1 ${y}H27`,
        stroke,
        'stroke-width': relation.doubled ? 1 : 1.4,
        'stroke-dasharray': dashes,
      }),
    ),
    makeSvg('path', { d: headOutlines[relation.head] ?? headOutlines.normal, fill: stroke }),
  );
}
