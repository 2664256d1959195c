// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
import { Details } from './details.js';
import { Boxes } from './boxes.js';
import { Filter } from './filter.js';
import { Filters } from './filters.js';
import { Marks } from './marks.js';
import { Model } from './model.js';
import { Search, searchModel } from './search.js';
import { startServed } from './served.js';
import { Table } from './table.js';
import { counted } from './text.js';
import { onTheme, setPaper, startTheme } from './theme.js';
import { firstNode, nextNode } from './walk.js';

const element = (id) => document.getElementById(id);

class Page {
  constructor() {
    startTheme(element('theme'));
    this.chosen = null; // a node or a line
    this.details = new Details(element('details'), {
      choose: (node) => this.choose(node, { reveal: true }),
    });
    this.table = new Table(element('list'), {
      choose: (node) => this.choose(node, { reveal: true }),
      clear: () => this.choose(null),
    });
    this.filters = new Filters(element('filter-groups'), () => this.refilter());
    this.find = (text) => searchModel(this.model, text);
    this.search = new Search(
      element('search-text'),
      element('search-hits'),
      (text) => this.find(text),
      (hit) => this.take(hit),
    );
    this.listen();
  }

  // Shows another model. Of one that grew out of the one before the choices stay, and the node of
  // this key stays where it is on the screen.
  open(model, { grownAt } = {}) {
    const filter =
      this.filter && grownAt !== undefined
        ? new Filter(model).adopt(this.filter)
        : new Filter(model);
    const stay =
      this.model?.byKey.has(grownAt) && this.drawing.whereIs(this.model.byKey.get(grownAt));
    Object.assign(this, { model, filter, chosen: null, pointed: null });
    element('title').textContent = document.title;
    element('finding').textContent = model.finding;
    element('finding').hidden = !model.finding;
    element('counts').textContent =
      `${counted(model.nodes.length, 'node', 'nodes')}, ${counted(model.citationCount, 'citation', 'citations')}`;
    this.drawing?.destroy();
    this.drawing = new (model.boxes ? Boxes : Marks)({
      stage: element('stage'),
      container: element('drawing'),
      model,
      on: {
        point: (node, line) => this.point(node ?? line ?? null),
        choose: (node, line) => this.choose(node ?? line ?? null),
      },
    });
    this.filters.open(model, filter);
    this.refilter();
    this.drawing.fit();
    if (stay && model.byKey.has(grownAt)) this.drawing.keepAt(model.byKey.get(grownAt), stay);
  }

  refilter() {
    this.shown = this.filter.apply(this.model);
    this.drawing.show(this.shown);
    const hidden = this.model.nodes.length - this.shown.nodes.size;
    const narrowed =
      hidden > 0 ? `${counted(hidden, 'node', 'nodes')} hidden by the choices under “Show”` : '';
    element('hint').textContent = [this.note, narrowed].filter(Boolean).join('; ');
    if (this.chosen && !this.isShown(this.chosen)) this.chosen = null;
    this.tell();
  }

  isNode(thing) {
    return this.model.nodes[thing.index] === thing;
  }

  isShown(thing) {
    return this.shown[this.isNode(thing) ? 'nodes' : 'lines'].has(thing);
  }

  // What stands out for a node or line; null for null.
  litBy(thing) {
    if (!thing) return null;
    const seen = (line) => this.shown.lines.has(line);
    if (this.isNode(thing)) return { ends: [thing], ...this.model.chains(thing, seen) };
    return {
      ends: [thing.from, thing.to],
      line: thing,
      drawsOn: this.model.chains(thing.to, seen).drawsOn,
      drawnOnBy: this.model.chains(thing.from, seen).drawnOnBy,
    };
  }

  // Lights without choosing, as the mouse moves.
  point(thing) {
    this.pointed = thing;
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      const lit = this.litBy(this.pointed ?? this.chosen);
      this.drawing.light(lit);
      this.say(this.pointed ?? this.chosen, lit);
    });
  }

  choose(thing, { reveal = false } = {}) {
    this.chosen = thing;
    this.pointed = null;
    if (thing && !this.isShown(thing)) {
      this.filters.open(this.model, (this.filter = new Filter(this.model)));
      this.refilter();
      this.chosen = thing;
    }
    this.tell();
    if (thing && reveal) this.drawing.reveal(this.isNode(thing) ? thing : thing.from);
    const address = thing && this.isNode(thing) ? `#${encodeURIComponent(thing.key)}` : ' ';
    history.replaceState(null, '', address === ' ' ? location.pathname + location.search : address);
  }

  // Brings everything up to what is chosen and shown.
  tell() {
    const lit = this.litBy(this.chosen);
    this.drawing.light(lit);
    this.table.show(this.model, this.shown, lit);
    if (!this.chosen) this.details.showNothing();
    else if (this.isNode(this.chosen)) this.details.showNode(this.model, this.chosen);
    else this.details.showLine(this.model, this.chosen);
    element('details').scrollTop = 0;
    element('list').scrollTop = 0;
    this.say(this.chosen, lit);
  }

  say(thing, lit) {
    element('status').textContent = thing ? this.words(thing, lit) : '';
  }

  // A message in the place of what is pointed at.
  tellOnly(message) {
    element('status').textContent = message;
  }

  words(thing, lit) {
    if (!this.isNode(thing)) return `${thing.from.label}: ${thing.words} ${thing.to.label}`;
    const [on, by] = [lit.drawsOn.steps.size, lit.drawnOnBy.steps.size];
    return `${thing.label}: draws on ${on === 0 ? 'nothing' : on.toLocaleString('en')}; ${by === 0 ? 'nothing draws' : by === 1 ? '1 draws' : `${by.toLocaleString('en')} draw`} on it`;
  }

  take(hit) {
    if (hit.take) hit.take();
    else this.choose(hit.node ?? hit.line, { reveal: true });
    element('drawing').focus({ preventScroll: true });
  }

  listen() {
    onTheme(() => {
      if (!this.model) return;
      this.drawing.restyle();
      this.filters.draw();
      this.tell();
    });
    new ResizeObserver(() => this.model && this.drawing.resize()).observe(element('stage'));
    element('zoom-in').addEventListener('click', () => this.drawing.zoomBy(1.3));
    element('zoom-out').addEventListener('click', () => this.drawing.zoomBy(1 / 1.3));
    element('zoom-fit').addEventListener('click', () => this.drawing.fit());
    element('help').addEventListener('click', () => element('keys').showModal());
    element('print').addEventListener('click', () => window.print());
    window.addEventListener('beforeprint', () => {
      setPaper(true);
      if (this.model) this.drawing.paint(element('printed'));
    });
    window.addEventListener('afterprint', () => setPaper(false));
    document.addEventListener('keydown', (event) => this.key(event));
    element('drawing').addEventListener('keydown', (event) => this.drawingKey(event));
    if (matchMedia('(max-width: 900px)').matches) element('filters').open = false;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || element('keys').open) return;
    const typing = event.target.matches?.('input[type="search"], input[type="text"]');
    if (event.key === 'Escape' && !typing) this.choose(null);
    else if (typing) return;
    else if (event.key === '/') element('search-text').focus();
    else if (event.key === '?') element('keys').showModal();
    else if (event.key === '+' || event.key === '=') this.drawing.zoomBy(1.3);
    else if (event.key === '-') this.drawing.zoomBy(1 / 1.3);
    else if (event.key === '0') this.drawing.fit();
    else if (event.key === 'f' && this.chosen) this.drawing.fit([...this.drawing.lit.nodes]);
    else return;
    event.preventDefault();
  }

  drawingKey(event) {
    if (event.key === 'Enter' && this.chosen) {
      element('details').querySelector('h2')?.focus();
      event.preventDefault();
    }
    if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    const from = this.chosen && (this.isNode(this.chosen) ? this.chosen : this.chosen.from);
    const next = from ? nextNode(from, event.key, this.shown) : firstNode(this.model, this.shown);
    if (next) this.choose(next, { reveal: true });
  }
}

const data = JSON.parse(element('data').textContent);
const page = new Page();
const ready = () => {
  document.documentElement.dataset.ready = data.server ? 'server' : 'file';
};
if (data.server) {
  startServed(page).then(ready);
} else {
  page.open(new Model(data));
  const key = decodeURIComponent(location.hash.slice(1));
  const asked = page.model.byKey.get(key);
  if (asked) page.choose(asked, { reveal: true });
  ready();
}
