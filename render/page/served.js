// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The page over a whole store: what is drawn grows as a person asks for more (docs/serve.md).
import { Model } from './model.js';
import { counted, make, shown } from './text.js';

const mostNodes = 300; // that the server draws at once
const mostNeighbors = 200; // that it tells at once
const step = 30;
const searchDelay = 120; // milliseconds

async function ask(path, parameters = {}, body = undefined) {
  const query = new URLSearchParams(
    Object.entries(parameters).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  );
  const request = body && {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(`/api/${path}?${query}`, request);
  const answer = await response.json();
  if (response.ok) return answer;
  throw new Error([answer.error, answer.hint].filter(Boolean).map(shown).join('; '));
}

const citationsOf = (lines) => lines.reduce((sum, line) => sum + line.citations.length, 0);

class Served {
  constructor(page) {
    Object.assign(this, {
      page,
      keys: new Set(),
      named: new Set(),
      compared: new Map(),
      degrees: {},
    });
    page.find = (text) => this.find(text);
    page.details.extras = (node) => this.extras(node);
    page.details.answers = () => this.answers;
    document.getElementById('privacy').textContent =
      'This page asks only the whocites that runs on this machine, which only reads its store. Nothing is sent anywhere else.';
  }

  async start() {
    const { all, keys } = await ask('start');
    if (keys.length === 0) this.page.note = 'This store is empty';
    else if (!all) this.page.note = 'What is cited most. Search for anything else';
    this.keys = new Set(keys);
    await this.draw({});
    const asked = decodeURIComponent(location.hash.slice(1));
    if (asked) await this.add([asked], asked);
  }

  // Fails softly: what went wrong is told where what happens is told.
  async trying(work) {
    try {
      await work();
    } catch (error) {
      this.page.tellOnly(error.message);
    }
  }

  async draw({ chosen, grownAt }) {
    const { page, degrees } = await ask(
      'graph',
      {},
      { keys: [...this.keys], named: [...this.named] },
    );
    this.degrees = degrees;
    this.page.open(new Model(page), { grownAt });
    const node = this.page.model.byKey.get(chosen);
    if (node) this.page.choose(node, { reveal: true });
  }

  // Draws these too, as far as there is room, and chooses one of them.
  async add(keys, chosen, grownAt = undefined) {
    let left = 0;
    for (const key of keys) {
      if (this.keys.size < mostNodes || this.keys.has(key)) this.keys.add(key);
      else left += 1;
    }
    if (grownAt === undefined) this.named.add(chosen);
    this.page.note =
      left > 0
        ? `${counted(left, 'node', 'nodes')} left out: a drawing has at most ${mostNodes}`
        : '';
    await this.draw({ chosen, grownAt });
  }

  async find(text) {
    this.typed = text;
    await new Promise((resolve) => setTimeout(resolve, searchDelay));
    if (text.trim() === '' || this.typed !== text) return [];
    const { hits } = await ask('search', { q: text }).catch(() => ({ hits: [] }));
    return hits.map((hit) => ({
      label: shown(hit.label),
      note: [hit.kind, shown(hit.outlet), shown(hit.date)].filter(Boolean).join(' · '),
      take: () => this.trying(() => this.add([hit.key], hit.key)),
    }));
  }

  // Some more of what a node cites, or of what cites it.
  async more(node, direction, seen) {
    const { keys } = await ask('neighbors', {
      key: node.key,
      direction,
      limit: Math.min(mostNeighbors, seen + step),
    });
    await this.add(keys, node.key, node.key);
  }

  // All that a node draws on, nearest first, as far as there is room.
  async chains(node) {
    let frontier = [node.key];
    const met = new Set(frontier);
    while (frontier.length > 0 && met.size < mostNodes) {
      const told = await Promise.all(
        frontier
          .slice(0, 4)
          .map((key) => ask('neighbors', { key, direction: 'cites', limit: mostNeighbors })),
      );
      const next = told.flatMap(({ keys }) => keys).filter((key) => !met.has(key));
      next.forEach((key) => met.add(key));
      frontier = [...frontier.slice(4), ...new Set(next)];
    }
    await this.add([...met], node.key, node.key);
  }

  extras(node) {
    const { cites = 0, cited_by: citedBy = 0 } = this.degrees[node.key] ?? {};
    const [drawnOut, drawnIn] = [citationsOf(node.out), citationsOf(node.in)];
    const button = (words, work) =>
      make('button', { type: 'button', click: () => this.trying(work) }, words);
    const hidden = (count) => count.toLocaleString('en');
    return [
      cites > drawnOut &&
        button(`Show what it cites (${hidden(cites - drawnOut)} more)`, () =>
          this.more(node, 'cites', node.out.length),
        ),
      citedBy > drawnIn &&
        button(`Show what cites it (${hidden(citedBy - drawnIn)} more)`, () =>
          this.more(node, 'cited-by', node.in.length),
        ),
      cites > 0 && button('Draw all it draws on', () => this.chains(node)),
      button('Where does it start?', () => this.trace(node)),
      button(this.compared.has(node.key) ? 'Do not compare' : 'Compare', () => this.compare(node)),
      button('Only this', () => this.only(node)),
    ];
  }

  async only(node) {
    this.keys = new Set();
    this.named = new Set();
    await this.add([node.key], node.key);
  }

  answer(heading, ...parts) {
    this.answers = make(
      'section',
      { class: 'answer', 'aria-label': heading },
      make('h3', {}, heading),
      ...parts,
    );
    this.page.tell();
  }

  goTo(key, label) {
    return make(
      'button',
      { type: 'button', class: 'name', click: () => this.trying(() => this.add([key], key)) },
      shown(label),
    );
  }

  async trace(node) {
    const { answer, remarks } = await ask('trace', { key: node.key });
    const rows = answer.map((row) =>
      make(
        'li',
        {},
        make('span', { class: 'verb' }, row.end),
        ' ',
        this.goTo(row.keys[0], row.name),
        make('span', { class: 'place' }, `${shown(row.chain)} (${row.in_time} in time)`),
      ),
    );
    this.answer(
      `Where ${node.label} starts`,
      make('ul', { class: 'citations' }, rows),
      make('p', { class: 'place' }, remarks.map(shown).join(' ')),
    );
  }

  async compare(node) {
    if (!this.compared.delete(node.key)) this.compared.set(node.key, node.label);
    if (this.compared.size === 0) {
      this.answers = undefined;
      this.page.tell();
      return;
    }
    const names = [...this.compared].map(([key, label]) => make('li', {}, this.goTo(key, label)));
    if (this.compared.size === 1) {
      this.answer(
        'One source or many?',
        make('ul', { class: 'citations' }, names),
        make('p', { class: 'place' }, 'Choose another node and compare it too.'),
      );
      return;
    }
    const { remarks } = await ask('corroborate', { key: [...this.compared.keys()] });
    this.answer(
      'One source or many?',
      make('p', {}, shown(remarks[0])),
      make('ul', { class: 'citations' }, names),
      make('p', { class: 'place' }, remarks.slice(1).map(shown).join(' ')),
    );
  }
}

export function startServed(page) {
  const served = new Served(page);
  return served.start().catch((error) => page.tellOnly(error.message));
}
