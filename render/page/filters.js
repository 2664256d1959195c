// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The controls that choose what is shown; with their samples they are the legend too.
import { kindSample, lineSample } from './looks.js';
import { labelOf } from './model.js';
import { make, makeSvg } from './text.js';

const millisecondsPerDay = 86400000;
const dayNumber = (text) => Math.floor(Date.parse(text) / millisecondsPerDay);
const dayText = (number) => new Date(number * millisecondsPerDay).toISOString().slice(0, 10);
const bars = 40;

export class Filters {
  constructor(element, changed) {
    this.element = element;
    this.changed = changed;
  }

  open(model, filter) {
    Object.assign(this, { model, filter });
    this.draw();
  }

  draw() {
    const { model } = this;
    const kinds = new Map();
    const relations = new Map();
    const count = (counts, name) => counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const node of model.nodes) count(kinds, node.kind);
    for (const line of model.lines)
      for (const citation of line.citations) count(relations, citation.relation);
    this.element.replaceChildren(
      ...this.#choices(
        'Kinds',
        model.kinds,
        kinds,
        this.filter.kinds,
        (row) => row.name,
        (row) => kindSample(row, model.boxes),
      ),
      ...this.#choices(
        'Citations',
        model.relations,
        relations,
        this.filter.relations,
        (row) => row.verb,
        lineSample,
      ),
      ...this.#marks(),
      ...this.#outlets(),
      ...this.#dates(),
    );
  }

  #choices(heading, rows, counts, chosen, wordOf, sampleOf) {
    const present = rows.filter((row) => counts.has(row.name));
    if (present.length === 0) return [];
    const choice = (row) => {
      const toggle = (event) => {
        chosen[event.target.checked ? 'add' : 'delete'](row.name);
        event.target.closest('.choice').classList.toggle('off', !event.target.checked);
        this.changed();
      };
      return make(
        'label',
        { class: chosen.has(row.name) ? 'choice' : 'choice off' },
        make('input', {
          type: 'checkbox',
          name: row.name,
          checked: chosen.has(row.name),
          change: toggle,
        }),
        sampleOf(row),
        make('span', {}, wordOf(row)),
        make('span', { class: 'count' }, counts.get(row.name).toLocaleString('en')),
      );
    };
    return [
      make(
        'fieldset',
        { class: 'legend' },
        make('legend', {}, heading),
        make('div', {}, present.map(choice)),
      ),
    ];
  }

  // What else the drawing means, where it occurs.
  #marks() {
    const { nodes, lines, named } = this.model;
    const notes = [
      lines.length > 0 && 'An arrow points from whoever cites to what is cited.',
      nodes.some((node) => node.record.unresolved) &&
        'Broken outline: a name that matches nothing known.',
      named.length > 0 && 'Heavy outline: what was asked about.',
      lines.some((line) => line.uncertain && !line.rejected) && 'Thin line: confidence below 0.5.',
      !this.model.boxes && 'The larger a mark, the more often it is cited.',
    ].filter(Boolean);
    const rejected =
      lines.some((line) => line.rejected) &&
      make(
        'label',
        { class: 'choice' },
        make('input', {
          type: 'checkbox',
          name: 'rejected',
          checked: this.filter.rejected,
          change: (event) => {
            this.filter.rejected = event.target.checked;
            this.changed();
          },
        }),
        make('span', {}, 'also citations that a person rejected'),
      );
    return [rejected, make('p', { class: 'note' }, notes.join(' '))].filter(Boolean);
  }

  #outlets() {
    const counts = new Map();
    for (const { wholeKey } of this.model.nodes) {
      if (wholeKey !== undefined) counts.set(wholeKey, (counts.get(wholeKey) ?? 0) + 1);
    }
    if (counts.size < 2) return [];
    const names = new Map();
    for (const [key] of [...counts].sort((a, b) => b[1] - a[1])) {
      const record = this.model.records.get(key);
      const name = record ? labelOf(record) : key;
      names.set(names.has(name) ? `${name} (${key})` : name, key);
    }
    const chips = make('div', { class: 'chips' });
    const redraw = () => {
      const chosen = [...names].filter(([, key]) => this.filter.outlets.has(key));
      chips.replaceChildren(
        ...chosen.map(([name, key]) =>
          make(
            'button',
            {
              type: 'button',
              'aria-label': `no longer only ${name}`,
              click: () => {
                this.filter.outlets.delete(key);
                redraw();
                this.changed();
              },
            },
            `${name} ×`,
          ),
        ),
      );
    };
    const add = (event) => {
      const key = names.get(event.target.value);
      if (key === undefined) return;
      event.target.value = '';
      this.filter.outlets.add(key);
      redraw();
      this.changed();
    };
    redraw();
    return [
      make(
        'fieldset',
        { id: 'outlets' },
        make('legend', {}, `Only outlets (of ${counts.size.toLocaleString('en')})`),
        make('input', {
          type: 'text',
          list: 'outlet-names',
          'aria-label': 'Add an outlet',
          placeholder: 'all; type to choose',
          input: add,
          change: add,
        }),
        make(
          'datalist',
          { id: 'outlet-names' },
          [...names.keys()].map((name) => make('option', { value: name })),
        ),
        chips,
      ),
    ];
  }

  #dates() {
    const { filter } = this;
    if (!filter.first || filter.first === filter.last) return [];
    const [first, last] = [dayNumber(filter.first), dayNumber(filter.last)];
    const [since, until] = ['since', 'until'].map((side) =>
      make('input', {
        type: 'range',
        min: first,
        max: last,
        step: 1,
        value: dayNumber(filter[side]),
        'aria-label': side === 'since' ? 'Published since' : 'Published until',
        'aria-valuetext': filter[side],
      }),
    );
    const texts = [make('output', {}, filter.since), make('output', {}, filter.until)];
    const histogram = this.#histogram(first, last);
    const move = (event) => {
      // The two do not pass each other.
      if (Number(since.value) > Number(until.value))
        event.target.value = event.target === since ? until.value : since.value;
      filter.since = dayText(Number(since.value));
      filter.until = dayText(Number(until.value));
      [filter.since, filter.until].forEach((text, i) => {
        texts[i].textContent = text;
        [since, until][i].setAttribute('aria-valuetext', text);
      });
      this.#shade(histogram, first, last);
      this.changed();
    };
    for (const input of [since, until]) input.addEventListener('input', move);
    this.#shade(histogram, first, last);
    const undated = (event) => {
      filter.undated = event.target.checked;
      this.changed();
    };
    return [
      make(
        'fieldset',
        { id: 'dates' },
        make('legend', {}, 'Published'),
        histogram,
        make('div', { class: 'slider' }, since, until),
        make('div', { class: 'span' }, texts),
        make(
          'label',
          { class: 'choice' },
          make('input', {
            type: 'checkbox',
            name: 'undated',
            checked: filter.undated,
            change: undated,
          }),
          make('span', {}, 'also without a known date'),
        ),
      ),
    ];
  }

  // How many were published when.
  #histogram(first, last) {
    const counts = new Array(bars).fill(0);
    for (const { view } of this.model.nodes) {
      if (view.since)
        counts[
          Math.min(bars - 1, Math.floor(((dayNumber(view.since) - first) / (last - first)) * bars))
        ] += 1;
    }
    const most = Math.max(...counts);
    return makeSvg(
      'svg',
      {
        class: 'bars',
        viewBox: `0 0 ${bars} 36`,
        preserveAspectRatio: 'none',
        'aria-hidden': 'true',
      },
      counts.map((count, i) => {
        const height = count && 3 + (33 * count) / most;
        return makeSvg('rect', { x: i + 0.1, y: 36 - height, width: 0.8, height });
      }),
    );
  }

  #shade(histogram, first, last) {
    const at = (text) => ((dayNumber(text) - first) / (last - first)) * bars;
    const [since, until] = [at(this.filter.since), at(this.filter.until)];
    [...histogram.children].forEach((bar, i) =>
      bar.classList.toggle('in', i + 1 > since && i <= until),
    );
  }
}
