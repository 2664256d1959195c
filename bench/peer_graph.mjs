// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The run of bench/peer_graph: asks every system the same about the whole graph, holds the answers
// against one another, and prints a table.
// Usage: node peer_graph.mjs BUILD DATA PYTHON SYSTEMS REPEAT OUT
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { grouped, machine, ratio, size, table, time } from "./peer_report.mjs";

const [build, data, python, only, repeat, out] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const folder = join(data, "stores");
const truth = JSON.parse(readFileSync(join(data, "truth.json"), "utf8"));
const vertices = truth.articles + truth.outlets;
const root = truth.reached_by.most_cited.article;
const edges = join(data, "edges.txt");
const store = join(folder, "graph.db");
const program = join(build, "whocites");
const failures = [];

const say = (text) => process.stderr.write(`${text}\n`);

// One run of a command: seconds, peak bytes, and the lines of JSON that it printed.
function measure(command) {
  const answer = join(folder, "answer");
  const errors = join(folder, "errors");
  const measured = execFileSync(join(build, "bench_measure"), [answer, errors, ...command], {
    encoding: "utf8",
  });
  const { seconds, peak_bytes: peak, exit } = JSON.parse(measured);
  if (exit !== 0) {
    const said = readFileSync(errors, "utf8");
    throw new Error(`exit ${exit}: ${command.join(" ").slice(0, 200)}\n${said}`);
  }
  const lines = () => readFileSync(answer, "utf8").split("\n").filter(Boolean).map(JSON.parse);
  return { seconds, peak, lines };
}

function importStore() {
  if (existsSync(store)) return;
  say("whocites: import");
  const fresh = `${store}.part`;
  rmSync(fresh, { recursive: true, force: true });
  const files = ["outlets", "articles", "citations"].map((name) => join(data, `${name}.csv`));
  measure([program, "--db", fresh, "import", ...files]);
  renameSync(fresh, store);
}

// Both are rankings by vertex; the other's need not hold exactly the same hundred.
function sameTop(ours, theirs) {
  const values = new Map(theirs);
  const shared = ours.filter(([vertex]) => values.has(vertex));
  return shared.length >= 0.98 * ours.length &&
    shared.every(([vertex, value]) => Math.abs(value - values.get(vertex)) <= 1e-6);
}

function agree(ours, theirs) {
  if ("top" in ours) return sameTop(ours.top, theirs.top);
  // Not one answer but a search for a good one: ours may be better, and hardly worse.
  if ("modularity" in ours) return ours.modularity >= 0.99 * theirs.modularity;
  return Object.keys(ours).every((name) => ours[name] === theirs[name]);
}

function ask(name) {
  const command = name === "whocites"
    ? [join(build, "bench_graph_questions"), store, root, repeat]
    : [python, join(here, "peer_graph.py"), name, edges, vertices, root.slice(1) - 1, repeat]
      .map(String);
  const load = loadavg()[0];
  say(`${name}: questions`);
  const run = measure(command);
  const lines = run.lines();
  const version = lines.find((line) => "version" in line)?.version ?? "";
  const answers = new Map(lines.filter((line) => "question" in line)
    .map((line) => [line.question, line]));
  return { name, version, answers, peak: run.peak, load };
}

// From nothing to the answer in a process of its own; the fastest of several.
function cold(title, command) {
  say(title);
  const runs = Array.from({ length: Number(repeat) }, () => measure(command));
  return Math.min(...runs.map((run) => run.seconds));
}

function coldQuestions(asked) {
  const whocites = (...words) => [program, "--db", store, ...words, "--limit", "20"];
  const known = execFileSync(program, ["help"], { encoding: "utf8" });
  const rows = [["rank"], ["circles"], ["outlets"], ["trace", `a${truth.articles}`]]
    .filter(([word]) => known.includes(`\n  ${word} `))
    .map((words) => {
      const title = `whocites ${words[0]}, whole process`;
      return [title, time(cold(title, whocites(...words))), ...asked.slice(1).map(() => "–")];
    });
  const title = "edge list to strong components, whole process";
  const peers = asked.slice(1).map(({ name }) =>
    time(cold(`${name}: ${title}`, [python, join(here, "peer_graph.py"), name, edges,
      String(vertices), String(root.slice(1) - 1), "1", "strong components"])));
  return [...rows, [title, "–", ...peers]];
}

function cell(question, system, reference) {
  const found = system.answers.get(question);
  if (!found) return "–";
  const ours = reference.answers.get(question);
  if (!ours || system === reference) return time(found.seconds);
  const wrong = question !== "reading" && !agree(ours.answer, found.answer);
  if (wrong) failures.push(`${system.name}: ${question}`);
  const text = `${time(found.seconds)}, ${ratio(found.seconds / ours.seconds)}`;
  return wrong ? `${text}, **another answer**` : text;
}

// The text in its place in a page that has one; else the text.
function placed(text, path) {
  const page = existsSync(path) ? readFileSync(path, "utf8") : "";
  const block = /(<!-- begin: bench\/peer_graph -->\n)[^]*(<!-- end: bench\/peer_graph -->)/;
  return block.test(page) ? page.replace(block, (_, begin, end) => begin + text + end) : text;
}

mkdirSync(folder, { recursive: true });
importStore();
const asked = ["whocites", ...only.split(",")].map(ask);
const questions = [...new Set(asked.flatMap(({ answers }) => [...answers.keys()]))];
const rows = questions.map((question) =>
  [question, ...asked.map((system) => cell(question, system, asked[0]))]);
rows.push(["peak memory", ...asked.map(({ peak }, i) =>
  size(peak) + (i === 0 ? "" : `, ${ratio(peak / asked[0].peak)}`))]);
const text = `    ${process.env.COMMAND}\n\n${grouped(truth.articles)} articles, ` +
  `${grouped(truth.outlets)} outlets, ${grouped(truth.citations)} citations. ${machine(data)}. ` +
  `${asked.slice(1).map(({ name, version }) => `${name} ${version}`).join(", ")}. The fastest of ` +
  `${repeat}; what takes over ten seconds is asked once. Load average of the last minute before ` +
  `each: ${asked.map(({ name, load }) => `${name} ${load.toFixed(1)}`).join(", ")}; above about 1 ` +
  `others were at work, or the system before.\n\n` +
  table(["", ...asked.map(({ name }) => name)], [...rows, ...coldQuestions(asked)]);
process.stdout.write(text);
if (out) writeFileSync(out, placed(text, out));
if (failures.length > 0) {
  say(`${failures.length} answers differ:\n  ${failures.join("\n  ")}`);
  process.exitCode = 1;
}
