// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Which nodes and lines are shown.

export class Filter {
  constructor(model) {
    this.kinds = new Set(model.kinds.map((kind) => kind.name));
    this.relations = new Set(model.relations.map((relation) => relation.name));
    this.outlets = new Set(); // keys; empty: all
    const dates = model.nodes.filter((node) => node.view.since);
    this.first = dates.reduce((a, node) => (!a || node.view.since < a ? node.view.since : a), '');
    this.last = dates.reduce((a, node) => (!a || node.view.until > a ? node.view.until : a), '');
    this.since = this.first;
    this.until = this.last;
    this.undated = true;
    this.rejected = true;
  }

  // Takes over what a person chose for a model that this one's grew out of.
  adopt(other) {
    for (const name of this.kinds) if (!other.kinds.has(name)) this.kinds.delete(name);
    for (const name of this.relations) if (!other.relations.has(name)) this.relations.delete(name);
    this.outlets = new Set(other.outlets);
    if (other.since > other.first && other.since > this.first) this.since = other.since;
    if (other.until < other.last && other.until < this.last) this.until = other.until;
    this.undated = other.undated;
    this.rejected = other.rejected;
    return this;
  }

  // Publication dates, as the command line's --since and --until: all of what the date may mean must
  // be within; who never is published passes.
  admitsDate(node) {
    if (!node.view.since) {
      return (
        this.undated ||
        node.kind === 'outlet' ||
        node.kind === 'person' ||
        node.kind === 'organization'
      );
    }
    return node.view.since >= this.since && node.view.until <= this.until;
  }

  admits(node) {
    return this.kinds.has(node.kind) && this.admitsDate(node);
  }

  admitsLine(line) {
    return (
      (this.rejected || !line.rejected) &&
      line.citations.some((citation) => this.relations.has(citation.relation))
    );
  }

  ofOutlets(node) {
    return this.outlets.has(node.key) || this.outlets.has(node.wholeKey);
  }

  // { nodes, lines }: what is shown. With outlets these, what is part of them, and what is at the
  // other end of their citations.
  apply(model) {
    const nodes = new Set(model.nodes.filter((node) => this.admits(node)));
    const lines = new Set(
      model.lines.filter(
        (line) => nodes.has(line.from) && nodes.has(line.to) && this.admitsLine(line),
      ),
    );
    if (this.outlets.size === 0) return { nodes, lines };
    for (const line of lines) {
      if (!this.ofOutlets(line.from) && !this.ofOutlets(line.to)) lines.delete(line);
    }
    const ends = new Set([...lines].flatMap((line) => [line.from, line.to]));
    for (const node of nodes) {
      if (!ends.has(node) && !this.ofOutlets(node)) nodes.delete(node);
    }
    return { nodes, lines };
  }
}
