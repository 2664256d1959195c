// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The same in words: a row for each node that is shown, or, of a selection, for its chains.
import { counted, make } from './text.js';

const rowsAtOnce = 200;

const columns = [
  { name: 'Name', of: (node) => node.label },
  { name: 'Date', of: (node) => node.view.since ?? '', class: 'date' },
  { name: 'Cites', of: (node) => node.out.length, class: 'number' },
  { name: 'Cited by', of: (node) => node.in.length, class: 'number' },
];

const steps = (count) => (count === 1 ? 'directly' : `in ${count} steps`);

// How a node stands to the chosen ones.
function standing(node, lit) {
  if (lit.ends.includes(node)) return 'selected';
  const [on, by] = [lit.drawsOn.steps.get(node), lit.drawnOnBy.steps.get(node)];
  return [on && `drawn on ${steps(on)}`, by && `draws on it ${steps(by)}`]
    .filter(Boolean)
    .join('; ');
}

export class Table {
  constructor(element, on) {
    this.element = element;
    this.on = on; // { choose(node), clear() }
    this.sorting = { column: 3, down: true };
    this.limit = rowsAtOnce;
    element.addEventListener('keydown', (event) => this.#key(event));
  }

  // `lit` as in Drawing.light(), or null.
  show(model, shown, lit) {
    const selection = lit && lit.ends.map((node) => node.index).join();
    if (selection !== this.selection) this.limit = rowsAtOnce;
    Object.assign(this, { model, shown, lit, selection });
    this.#draw();
  }

  #rows() {
    const { column, down } = this.sorting;
    const value = columns[column].of;
    const compare = (a, b) => (typeof a === 'number' ? a - b : a.localeCompare(b, 'en'));
    const steps = (node) =>
      this.lit.ends.includes(node)
        ? 0
        : Math.min(
            this.lit.drawsOn.steps.get(node) ?? Infinity,
            this.lit.drawnOnBy.steps.get(node) ?? Infinity,
          );
    const nodes = this.lit
      ? [
          ...new Set([
            ...this.lit.ends,
            ...this.lit.drawsOn.steps.keys(),
            ...this.lit.drawnOnBy.steps.keys(),
          ]),
        ]
      : [...this.shown.nodes];
    const sorted = (a, b) => (down ? -1 : 1) * compare(value(a), value(b)) || a.index - b.index;
    return nodes.sort(this.lit ? (a, b) => steps(a) - steps(b) || sorted(a, b) : sorted);
  }

  #draw() {
    const rows = this.#rows();
    const focused =
      this.element.contains(document.activeElement) && document.activeElement.dataset.index;
    const title = this.lit
      ? `${counted(rows.length, 'node', 'nodes')}: the selection and its chains`
      : counted(rows.length, 'node', 'nodes');
    this.element.replaceChildren(
      make(
        'div',
        { class: 'bar' },
        make('span', {}, title),
        this.lit && make('button', { type: 'button', click: () => this.on.clear() }, 'All'),
      ),
      make(
        'table',
        { 'aria-label': title },
        make(
          'thead',
          {},
          make(
            'tr',
            {},
            columns.map((column, i) => this.#heading(column, i)),
          ),
        ),
        make(
          'tbody',
          {},
          rows.slice(0, this.limit).map((node, i) => this.#row(node, i === 0)),
        ),
      ),
      ...(rows.length > this.limit ? [this.#more(rows.length)] : []),
    );
    if (focused)
      this.element.querySelector(`tr[data-index="${focused}"]`)?.focus({ preventScroll: true });
  }

  #heading(column, i) {
    const sorted =
      this.sorting.column === i ? (this.sorting.down ? 'descending' : 'ascending') : undefined;
    const sort = () => {
      this.sorting = {
        column: i,
        down: this.sorting.column === i ? !this.sorting.down : column.class === 'number',
      };
      this.#draw();
      this.element.querySelectorAll('thead button')[i].focus();
    };
    return make(
      'th',
      { scope: 'col', class: column.class, 'aria-sort': sorted },
      make('button', { type: 'button', click: sort }, column.name),
    );
  }

  #row(node, first) {
    const chosen = Boolean(this.lit?.ends.includes(node));
    const note = [node.kind, node.whole, this.lit && standing(node, this.lit)]
      .filter(Boolean)
      .join(' · ');
    return make(
      'tr',
      {
        'data-index': node.index,
        tabindex: first ? 0 : -1,
        'aria-current': chosen ? 'true' : undefined,
        click: () => this.on.choose(node),
      },
      make('td', { dir: 'auto' }, node.label, make('small', {}, note)),
      make('td', { class: 'date' }, node.date || '—'),
      make('td', { class: 'number' }, String(node.out.length)),
      make('td', { class: 'number' }, String(node.in.length)),
    );
  }

  #more(count) {
    const show = () => {
      this.limit += rowsAtOnce;
      this.#draw();
    };
    return make(
      'button',
      { type: 'button', class: 'more', click: show },
      `Show more of ${count.toLocaleString('en')}`,
    );
  }

  #key(event) {
    const row = event.target.closest?.('tbody tr');
    if (!row) return;
    const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[
      event.key
    ];
    if (next) next.focus();
    else if (event.key === 'Enter' || event.key === ' ')
      this.on.choose(this.model.nodes[row.dataset.index]);
    else return;
    event.preventDefault();
  }
}
