// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What the page is about: the data of render/page_data.cpp as nodes and lines that know each other.
import { shown } from './text.js';

const uncertainBelow = 0.5;

// `whole` is the name of what it is part of: an article without a title goes by its outlet.
export function labelOf(record, whole = 'untitled article') {
  const name = shown(record.title ?? record.name);
  if (name) return name;
  return record.kind === 'article' && record.date
    ? `${whole}, ${dateWords(record.date)}`
    : shown(record.key);
}

// "about 2020-02 to 2021", from EDTF.
export const dateWords = (date) =>
  shown(date)
    .split('/')
    .map((part) => (part.endsWith('~') ? `about ${part.slice(0, -1)}` : part))
    .join(' to ');

const wholeKeyOf = (record) => record.outlet ?? record.part_of;

class PageNode {
  constructor(index, record, view, whole) {
    Object.assign(this, { index, record, view, key: record.key, kind: record.kind });
    this.date = record.date ? dateWords(record.date) : '';
    this.wholeKey = wholeKeyOf(record);
    this.whole = whole;
    this.label = labelOf(record, whole || undefined);
    this.marks = view.marks ?? []; // what a question found out about it
    this.out = []; // lines to what it cites
    this.in = [];
  }
}

class Line {
  constructor(index, citations, from, to, model) {
    Object.assign(this, { index, citations, from, to });
    // The list of relations goes from the vaguest to the most telling.
    const order = (citation) => model.relationOrder.get(citation.relation) ?? 0;
    this.relation = citations.reduce((a, b) => (order(b) > order(a) ? b : a)).relation;
    this.rejected = citations.every((citation) => citation.verdict === 'rejected');
    this.uncertain = Math.max(...citations.map((citation) => citation.confidence)) < uncertainBelow;
    this.words = citations
      .map(
        (c) =>
          model.verbs.get(c.relation) +
          ({ confirmed: ' ✓', rejected: ' (rejected)' }[c.verdict] ?? ''),
      )
      .join(', ');
  }
}

export class Model {
  constructor(data) {
    this.title = shown(data.title);
    this.finding = shown(data.finding); // what a question found out; empty: none was asked
    this.boxes = data.boxes;
    this.kinds = data.kinds;
    this.relations = data.relations;
    this.verbs = new Map(data.relations.map((relation) => [relation.name, relation.verb]));
    this.relationOrder = new Map(data.relations.map((relation, order) => [relation.name, order]));
    this.records = new Map(data.nodes.map((record) => [record.key, record]));
    this.nodes = [];
    this.byKey = new Map();
    data.nodes.forEach((record, i) => {
      if (!data.views[i]) return; // only the whole of others
      const node = new PageNode(this.nodes.length, record, data.views[i], this.#wholeName(record));
      this.nodes.push(node);
      this.byKey.set(node.key, node);
    });
    this.lines = data.lines.map((line, index) => {
      const citations = line.citations.map((i) => data.citations[i]);
      const [from, to] = [this.byKey.get(citations[0].from), this.byKey.get(citations[0].to)];
      const made = new Line(index, citations, from, to, this);
      Object.assign(made, {
        route: line.route ?? [],
        wordsAt: line.words,
        looping: line.looping,
        found: line.found,
      });
      if (made.looping) made.words = `↻ ${made.words}`;
      from.out.push(made);
      to.in.push(made);
      return made;
    });
    this.named = data.named.map((key) => this.byKey.get(key)).filter(Boolean);
    this.citationCount = data.citations.length;
  }

  #wholeName(record) {
    const whole = this.records.get(wholeKeyOf(record));
    return whole ? labelOf(whole) : shown(wholeKeyOf(record));
  }

  // What a search looks through.
  textOf(node) {
    const { key, aliases = [], authors = [], url = '' } = node.record;
    const names = [node.label, key, ...aliases, ...authors, url, node.whole];
    return names.join('\n');
  }

  // The chains through `start` along lines that `seen` admits: what it draws on and what draws on
  // it, each with its steps from it.
  chains(start, seen) {
    const walk = (linesOf, end) => {
      const steps = new Map([[start, 0]]);
      const lines = new Set();
      for (const node of steps.keys()) {
        for (const line of linesOf(node)) {
          if (!seen(line)) continue;
          lines.add(line);
          if (!steps.has(end(line))) steps.set(end(line), steps.get(node) + 1);
        }
      }
      steps.delete(start);
      return { steps, lines };
    };
    return {
      drawsOn: walk(
        (node) => node.out,
        (line) => line.to,
      ),
      drawnOnBy: walk(
        (node) => node.in,
        (line) => line.from,
      ),
    };
  }
}
