// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The search box: a combobox after the ARIA Authoring Practices.
import { cut, folded, make, shown } from './text.js';

const mostHits = 12;

// " le monde ": words are found by their beginnings.
const wordsOf = (text) =>
  ` ${folded(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `.replace(/^ +$/, ' ');

// Where names match first, then everything else that is known, then sentences.
export function searchModel(model, text) {
  const words = wordsOf(text);
  if (words === ' ') return [];
  const each = words.trim().split(' ');
  const all = (haystack) => each.every((word) => haystack.includes(` ${word}`));
  const ranked = [];
  for (const node of model.nodes) {
    const name = wordsOf(node.label);
    const rank = name.startsWith(words.trimEnd())
      ? 0
      : all(name)
        ? 1
        : all((node.text ??= wordsOf(model.textOf(node))))
          ? 2
          : undefined;
    if (rank !== undefined)
      ranked.push({
        rank,
        node,
        note: [node.kind, node.whole, node.date].filter(Boolean).join(' · '),
      });
  }
  for (const line of ranked.length >= mostHits ? [] : model.lines) {
    const said = line.citations
      .flatMap((citation) => citation.evidence)
      .find((evidence) => evidence.text && all(wordsOf(evidence.text)));
    if (said) ranked.push({ rank: 3, line, note: `“${cut(shown(said.text), 140)}”` });
  }
  const weight = (hit) => (hit.node ? hit.node.in.length : 0);
  return ranked.sort((a, b) => a.rank - b.rank || weight(b) - weight(a)).slice(0, mostHits);
}

const nameOf = (hit) =>
  hit.label ?? hit.node?.label ?? `${hit.line.from.label} → ${hit.line.to.label}`;

export class Search {
  // `find(text)` gives hits: { node | line | take(), with a label; note }; may be a promise.
  constructor(input, list, find, choose) {
    Object.assign(this, { input, list, find, choose, hits: [], at: -1 });
    input.addEventListener('input', () => this.#look());
    input.addEventListener('focus', () => input.value && this.#look());
    input.addEventListener('blur', () => setTimeout(() => this.#close(), 150));
    input.addEventListener('keydown', (event) => this.#key(event));
  }

  async #look() {
    const text = this.input.value;
    const hits = await this.find(text);
    if (text !== this.input.value) return; // typed on meanwhile
    this.hits = hits;
    this.at = hits.length > 0 ? 0 : -1;
    this.#draw(text.trim() !== '');
  }

  #draw(open) {
    const option = (hit, i) =>
      make(
        'li',
        {
          id: `hit-${i}`,
          role: 'option',
          'aria-selected': String(i === this.at),
          dir: 'auto',
          mousedown: (event) => event.preventDefault(),
          click: () => this.#take(hit),
        },
        nameOf(hit),
        hit.note && make('small', {}, hit.note),
      );
    const nothing = make('li', { role: 'option', 'aria-disabled': 'true' }, 'nothing found');
    this.list.replaceChildren(...(this.hits.length > 0 ? this.hits.map(option) : [nothing]));
    this.list.hidden = !open;
    this.input.setAttribute('aria-expanded', String(open));
    if (open && this.at >= 0) this.input.setAttribute('aria-activedescendant', `hit-${this.at}`);
    else this.input.removeAttribute('aria-activedescendant');
    this.list.children[this.at]?.scrollIntoView?.({ block: 'nearest' });
  }

  #close() {
    this.hits = [];
    this.at = -1;
    this.#draw(false);
  }

  #take(hit) {
    this.#close();
    this.input.value = '';
    this.choose(hit);
  }

  #key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.hits.length > 0) {
      this.at = (this.at + step + this.hits.length) % this.hits.length;
      this.#draw(true);
    } else if (event.key === 'Enter' && this.hits[this.at]) {
      this.#take(this.hits[this.at]);
    } else if (event.key === 'Escape') {
      if (this.input.value === '') this.input.blur();
      this.input.value = '';
      this.#close();
      event.stopPropagation();
    } else {
      return;
    }
    event.preventDefault();
  }
}
