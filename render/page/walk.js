// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The arrow keys in the drawing: right and left go along citations, up and down to what lies there.

const [x, y] = [(node) => node.view.at[0], (node) => node.view.at[1]];

const least = (nodes, cost) =>
  nodes.reduce(
    (best, node) => (cost(node) < (best ? cost(best) : Infinity) ? node : best),
    undefined,
  );

// Where to begin: what was asked about, else what stands leftmost.
export const firstNode = (model, shown) =>
  model.named.find((node) => shown.nodes.has(node)) ??
  least([...shown.nodes], (node) => x(node) * 1e3 + y(node));

export function nextNode(node, key, shown) {
  const along = (lines, end) =>
    least(lines.filter((line) => shown.lines.has(line) && end(line) !== node).map(end), (other) =>
      Math.abs(y(other) - y(node)),
    );
  if (key === 'ArrowRight') return along(node.out, (line) => line.to);
  if (key === 'ArrowLeft') return along(node.in, (line) => line.from);
  const down = key === 'ArrowDown' ? 1 : -1;
  const beside = [...shown.nodes].filter((other) => (y(other) - y(node)) * down > 1);
  return least(beside, (other) => (y(other) - y(node)) * down + 3 * Math.abs(x(other) - x(node)));
}
