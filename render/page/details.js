// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What is known of the chosen node or line, with the words behind each citation.
import { kindSample, lineSample } from './looks.js';
import { counted, make, shellWord, shown, webAddress } from './text.js';

const mostListed = 60;

const place = (evidence) =>
  [
    evidence.file && `${shown(evidence.file)}${evidence.line ? `:${evidence.line}` : ''}`,
    shown(evidence.date),
    evidence.confidence !== undefined && `confidence ${evidence.confidence}`,
    evidence.batch && `import ${evidence.batch}`,
  ]
    .filter(Boolean)
    .join(' · ');

function evidenceOf(citation) {
  const parts = citation.evidence.flatMap((evidence) => [
    evidence.text && make('q', { dir: 'auto' }, shown(evidence.text)),
    place(evidence) && make('span', { class: 'place' }, place(evidence)),
  ]);
  for (const judgement of citation.judgements ?? []) {
    const why = judgement.why ? `: ${shown(judgement.why)}` : '';
    parts.push(
      make(
        'span',
        { class: 'place' },
        `${judgement.verdict} by ${shown(judgement.who) || 'somebody'}${why}`,
      ),
    );
  }
  return parts;
}

export class Details {
  constructor(element, on) {
    this.element = element;
    this.on = on; // { choose(node) }
    this.extras = () => []; // what a server adds for a node,
    this.answers = () => undefined; // and what it was asked last
  }

  showNothing() {
    this.element.replaceChildren(...this.#answers());
  }

  #answers() {
    return [this.answers()].filter(Boolean);
  }

  showNode(model, node) {
    const { record } = node;
    const address = webAddress(record.url);
    const kind = model.kinds.find((row) => row.name === node.kind);
    const facts = [
      ['Outlet', node.kind === 'article' && node.whole],
      ['Part of', node.kind !== 'article' && node.whole],
      ['Date', node.date],
      ['By', (record.authors ?? []).map(shown).join(', ')],
      ['Language', shown(record.lang)],
      ['Country', shown(record.country)],
      ['Domains', (record.domains ?? []).map(shown).join(', ')],
      ['Also called', (record.aliases ?? []).map(shown).join(', ')],
      ['Address', !address && shown(record.url)],
      ['Note', (record.notes ?? []).map(shown).join(' ')],
      ['Key', make('code', {}, shown(node.key))],
    ].filter(([, value]) => value);
    this.element.replaceChildren(
      make(
        'p',
        { class: 'kind' },
        kindSample(kind, model.boxes),
        kind.name,
        record.unresolved && ' · unresolved',
      ),
      make('h2', { tabindex: -1, dir: 'auto' }, node.label),
      ...this.#marks(node),
      ...this.#guesses(record),
      make(
        'dl',
        {},
        facts.flatMap(([name, value]) => [
          make('dt', {}, name),
          make('dd', { dir: 'auto' }, value),
        ]),
      ),
      make(
        'p',
        { class: 'actions' },
        address &&
          make(
            'a',
            { href: address, target: '_blank', rel: 'noopener noreferrer' },
            'Open ',
            new URL(address).hostname,
          ),
        ...this.extras(node),
      ),
      ...this.#answers(),
      ...this.#citations(model, 'Cites', node.out, (line) => line.to),
      ...this.#citations(model, 'Cited by', node.in, (line) => line.from),
      make('h3', {}, 'Ask more'),
      make('code', {}, `whocites trace ${shellWord(node.key)}`),
    );
  }

  // What a question found out.
  #marks({ marks }) {
    return marks.map(({ words, meaning }) =>
      make('p', { class: 'warn' }, make('strong', {}, words), ` – ${meaning}`),
    );
  }

  #guesses({ unresolved, suggestions = [] }) {
    if (!unresolved) return [];
    const names = suggestions.map(
      (guess) => `${shown(guess.name || guess.key)} (${Math.round(guess.score * 100)}% alike)`,
    );
    const guess = names.length > 0 ? `; perhaps ${names.join(', or ')}` : '';
    return [make('p', { class: 'warn' }, `This name was cited and matches nothing known${guess}.`)];
  }

  #citations(model, heading, lines, endOf) {
    if (lines.length === 0) return [];
    const rows = lines
      .slice(0, mostListed)
      .flatMap((line) =>
        line.citations.map((citation) =>
          make(
            'li',
            {},
            this.#verb(model, citation),
            ' ',
            this.#name(endOf(line)),
            ...evidenceOf(citation),
          ),
        ),
      );
    const more = lines.length - mostListed;
    return [
      make('h3', {}, `${heading} ${lines.length.toLocaleString('en')}`),
      make('ul', { class: 'citations' }, rows),
      more > 0 &&
        make('p', { class: 'place' }, `and ${more.toLocaleString('en')} more: see the table`),
    ].filter(Boolean);
  }

  #verb(model, citation) {
    const relation = model.relations.find((row) => row.name === citation.relation);
    const words = make(
      'span',
      { class: citation.verdict === 'rejected' ? 'rejected' : undefined },
      relation.verb,
    );
    const verdict = { confirmed: ' ✓ confirmed', rejected: ' (rejected)' }[citation.verdict];
    return make('span', { class: 'verb' }, lineSample(relation), words, verdict);
  }

  #name(node) {
    return make(
      'button',
      { type: 'button', class: 'name', dir: 'auto', click: () => this.on.choose(node) },
      node.label,
    );
  }

  showLine(model, line) {
    this.element.replaceChildren(
      make('p', { class: 'kind' }, counted(line.citations.length, 'citation', 'citations')),
      make('h2', { tabindex: -1 }, this.#name(line.from)),
      make(
        'ul',
        { class: 'citations' },
        line.citations.map((citation) =>
          make('li', {}, this.#verb(model, citation), ...evidenceOf(citation)),
        ),
      ),
      make('h2', {}, this.#name(line.to)),
      make('h3', {}, 'Ask more'),
      make('code', {}, `whocites explain ${shellWord(line.from.key)} ${shellWord(line.to.key)}`),
    );
  }
}
