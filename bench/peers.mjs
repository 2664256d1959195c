// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The run of bench/peers: asks every system the same, holds the answers against truth.json, which
// comes from the model of the data and from no database, and prints tables.
// Usage: node peers.mjs BUILD DATA MODULES SYSTEMS REPEAT OUT
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { report } from "./peer_report.mjs";
import { systems } from "./peer_systems.mjs";

const [build, data, modules, only, repeat, out] = process.argv.slice(2);
const folder = join(data, "stores");
const truth = JSON.parse(readFileSync(join(data, "truth.json"), "utf8"));
const [outlets, articles, citations, more] = ["outlets", "articles", "citations", "more_citations"]
  .map((name) => join(data, `${name}.csv`));
const tables = [outlets, articles, citations];
const failures = [];

const say = (text) => process.stderr.write(`${text}\n`);

// One run of a command, apart from everything else: seconds, peak bytes, and what it said.
function measure(command) {
  const answer = join(folder, "answer");
  const errors = join(folder, "errors");
  const measured = execFileSync(join(build, "bench_measure"), [answer, errors, ...command], {
    encoding: "utf8",
  });
  const { seconds, peak_bytes: peak, exit } = JSON.parse(measured);
  const said = readFileSync(errors, "utf8");
  if (exit !== 0) throw new Error(`exit ${exit}: ${command.join(" ").slice(0, 200)}\n${said}`);
  const inside = /^inside ([0-9.]+) ms$/m.exec(said);
  // What counts is the work, without the start of node for those that run in it.
  return { seconds, peak, work: inside ? Number(inside[1]) / 1000 : seconds,
           text: () => readFileSync(answer, "utf8") };
}

// The run with the median time of several.
function median(commands) {
  const runs = commands.map(measure);
  return runs.sort((a, b) => a.work - b.work)[Math.floor(runs.length / 2)];
}

const repeated = (command) => Array.from({ length: Number(repeat) }, () => command);

function check(what, found, expected) {
  const same = found.length === expected.length && found.every((value, i) => value === expected[i]);
  if (same) return;
  failures.push(what);
  const missing = expected.filter((value) => !new Set(found).has(value));
  const extra = found.filter((value) => !new Set(expected).has(value));
  say(`WRONG: ${what}: ${found.length} rows instead of ${expected.length}; missing ` +
      `${missing.slice(0, 3)}; extra ${extra.slice(0, 3)}`);
}

function questions() {
  const { ordinary, busy, most_cited: most, three_steps: three } = truth.reached_by;
  const direct = (asked, title) => ({
    what: "cited-by", value: asked.article, rows: asked.steps[0], title,
  });
  const found = (what, value, word, title) => ({
    what, value, rows: truth.planted[word], title, texts: true,
  });
  const reached = three.steps.flatMap((keys, i) => keys.map((key) => `${key} ${i + 1}`));
  const word = (text) => `titles with the word ${text}`;
  return [
    direct(ordinary, "who cites an ordinary article"),
    direct(busy, "who cites a busy one"),
    direct(most, "who cites the most cited one"),
    { what: "within3", value: three.article, rows: reached, title: "all within 3 steps" },
    found("word", "quaggaport", "quaggaport", word("quaggaport")),
    found("word", "quellstrom", "quellstrom", word("quellstrom")),
    found("prefix", "quagg", "quaggaport", "titles with a word on quagg…"),
    found("typo", "quagaport", "quaggaport", "titles with quagaport, one letter short"),
  ];
}

function askAll(system, results) {
  for (const { what, value, rows, title, texts } of questions()) {
    if (!(what in system.ask)) continue;
    say(`${system.name}: ${title}`);
    const run = median(repeated(system.ask[what](value)));
    const found = system.rows(run.text())
      .map(({ key, steps }) => (what === "within3" ? `${key} ${steps}` : key));
    check(`${system.name}: ${title}`, found.sort(), [...rows].sort());
    results.push({ title: `${title} (${rows.length})`, name: system.name, run, texts });
  }
}

function expectCount(system, when, expected) {
  const count = system.countIn(measure(system.count()).text());
  check(`${system.name}: citations ${when}`, [count], [expected]);
}

// The first article cites some of the last, which it does not do by itself.
function newPairs() {
  return Array.from({ length: Number(repeat) }, (_, i) => ["a1", `a${truth.articles - i}`]);
}

function run(system) {
  const results = [];
  const add = (title, value) => results.push({ title, name: system.name, ...value });
  system.remove();
  say(`${system.name}: load`);
  const load = measure(system.load(tables));
  add("load", { run: load, rate: truth.citations });
  add("load, peak memory", { bytes: load.peak });
  add("bytes on disk", { bytes: system.bytes() });
  expectCount(system, "loaded", truth.citations);
  if (system.loadTexts) {
    say(`${system.name}: index of words`);
    add("index of the titles' words", { run: measure(system.loadTexts()) });
    add("bytes on disk with it", { bytes: system.bytes() });
  } else if (system.textsInLoad) {
    add("index of the titles' words", { note: "in the load" });
    add("bytes on disk with it", { bytes: system.bytes() });
  }
  askAll(system, results);
  say(`${system.name}: link`);
  add("one citation more, durable", {
    run: median(newPairs().map((pair) => system.link(...pair))),
  });
  say(`${system.name}: more`);
  const further = measure(system.more(more));
  add("import of more citations", { run: further, rate: truth.more_citations });
  add("import of more, peak memory", { bytes: further.peak });
  expectCount(system, "at the end", truth.citations + truth.more_citations + Number(repeat));
  return results;
}

function limits() {
  const copy = join(folder, "copy");
  const bare = join(folder, "bare");
  const rocksdb = (...words) => [join(build, "bench_bare_rocksdb"), bare, ...words.map(String)];
  rmSync(bare, { recursive: true, force: true });
  measure(rocksdb("fill", truth.articles));
  const key = Math.floor(truth.articles / 2);
  const results = [
    ["reading the tables' bytes", median(repeated(["sh", "-c", 'cat "$@" >/dev/null', "", ...tables]))],
    ["copying them, synced", measure(["sh", "-c", 'cat "$@" >"$0" && sync "$0"', copy, ...tables])],
    ["bare RocksDB: open, one get", median(repeated(rocksdb("get", key)))],
    ["bare RocksDB: open, one synced put", median(repeated(rocksdb("put", key)))],
  ];
  rmSync(copy);
  rmSync(bare, { recursive: true });
  return results.map(([title, run]) => ({ title, run }));
}

// The text in its place in a page that has one; else the text.
function placed(text, path) {
  const page = existsSync(path) ? readFileSync(path, "utf8") : "";
  const block = /(<!-- begin: bench\/peers -->\n)[^]*(<!-- end: bench\/peers -->)/;
  return block.test(page) ? page.replace(block, (_, begin, end) => begin + text + end) : text;
}

mkdirSync(folder, { recursive: true });
const asked = systems({ program: join(build, "whocites"), folder, modules })
  .filter(({ name }) => only.split(",").includes(name));
if (asked.length === 0) throw new Error(`no such system: ${only}`);
say("limits of the machine");
const bounds = limits();
const loads = []; // of the machine, one before each system
const results = asked.flatMap((system) => {
  loads.push(loadavg()[0]);
  return run(system);
});
const text = report({
  truth, tables, asked, results, limits: bounds, repeat, loads, command: process.env.COMMAND,
});
process.stdout.write(text);
if (out) writeFileSync(out, placed(text, out));
if (failures.length > 0) {
  say(`${failures.length} answers are wrong:\n  ${failures.join("\n  ")}`);
  process.exitCode = 1;
}
