// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The tables that bench/peers prints.
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { dirname } from "node:path";

const kReference = "whocites";

function digits(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
// A ratio may be small: two digits that count.
const ratio = (value) => `×${value >= 0.1 ? digits(value) : Number(value.toPrecision(2))}`;
const time = (seconds) =>
  seconds >= 1 ? `${digits(seconds)} s` : `${digits(seconds * 1000)} ms`;
const size = (bytes) => (bytes >= 1e9 ? `${digits(bytes / 1e9)} GB` : `${digits(bytes / 1e6)} MB`);
const rate = (count) => (count >= 1e6 ? `${digits(count / 1e6)} M/s` : `${Math.round(count / 1e3)} k/s`);
const grouped = (count) => count.toLocaleString("en-US");

const amount = (result) => (result.run ? result.run.work : result.bytes);

function cell(result, reference) {
  if (!result) return "–";
  if (result.note) return result.note;
  let text = result.run ? time(result.run.work) : size(result.bytes);
  if (result.rate) text += `, ${rate(result.rate / result.run.work)}`;
  if (result.run && result.run.work < result.run.seconds) {
    text += ` (${time(result.run.seconds)})`;
  }
  if (reference && reference !== result && !reference.note) {
    text += `, ${ratio(amount(result) / amount(reference))}`;
  }
  return text;
}

function table(head, rows) {
  const line = (cells) => `|${cells.map((text) => (text ? ` ${text} |` : " |")).join("")}\n`;
  return line(head) + line(head.map((_, i) => (i === 0 ? "---" : "---:"))) + rows.map(line).join("");
}

function machine(path) {
  const type = execFileSync("stat", ["-f", "-c", "%T", path], { encoding: "utf8" }).trim();
  return `${cpus().length} × ${cpus()[0].model.trim()}, ${size(totalmem())} of memory, ` +
    `Linux ${release()}, file system ${type}`;
}

export function report({ truth, tables, asked, results, limits, repeat, command, loads }) {
  const bytes = tables.reduce((sum, path) => sum + statSync(path).size, 0);
  const names = asked.map(({ name }) => name);
  const titles = [...new Set(results.map(({ title }) => title))];
  const of = (title, name) => results.find((one) => one.title === title && one.name === name);
  const rows = titles.map((title) =>
    [title, ...names.map((name) => cell(of(title, name), of(title, kReference)))]);
  return `    ${command}\n\n${grouped(truth.articles)} articles, ${grouped(truth.outlets)} outlets, ` +
    `${grouped(truth.citations)} citations, ${size(bytes)} of CSV; then ` +
    `${grouped(truth.more_citations)} citations more.\n\n` +
    `${machine(dirname(tables[0]))}. ` +
    `${asked.map((system) => `${system.name} ${system.version()}`).join(", ")}. ` +
    `Short questions: the median of ${repeat}. Load average of the last minute before each system: ` +
    `${asked.map((system, i) => `${system.name} ${loads[i].toFixed(1)}`).join(", ")}; above ` +
    "about 1 others were at work, or the system before.\n\n" +
    table(["", ...names], rows) +
    "\n" +
    table(["limit of the machine", ""], limits.map((limit) => [limit.title, cell(limit)]));
}

export { digits, grouped, machine, ratio, size, table, time };
