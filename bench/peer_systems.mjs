// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What each system is told to do, as command lines, and how its answers are read. A question that
// a system has no command for is not asked.
import { execFileSync } from "node:child_process";
import { existsSync, lstatSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { citedBy, within3 } from "./peer_sql.mjs";

const here = dirname(fileURLToPath(import.meta.url));

function bytesOf(path, leftOut = []) {
  if (!existsSync(path)) return 0;
  const info = lstatSync(path);
  if (!info.isDirectory()) return info.size;
  return readdirSync(path)
    .filter((name) => !leftOut.includes(name))
    .reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}

// The key of each line, and the number in its last cell where there is one.
function rowsOf(text, header) {
  return text
    .split("\n")
    .slice(header ? 1 : 0)
    .filter((line) => line !== "")
    .map((line) => {
      const cells = line.split(",");
      return { key: cells[0], steps: Number(cells.at(-1)) };
    });
}

function whocites({ program, folder }) {
  const store = join(folder, "whocites.db");
  const call = (...words) => [program, "--db", store, ...words];
  const all = ["--format", "csv", "--limit", "1000000000", "--quiet"];
  return {
    name: "whocites",
    version: () => execFileSync(program, ["--version"], { encoding: "utf8" }).trim().split(" ")[1],
    remove: () => rmSync(store, { recursive: true, force: true }),
    // graph.csr is derived and may be deleted at any time.
    bytes: () => bytesOf(store, ["graph.csr"]),
    load: (files) => call("import", ...files, "--quiet"),
    textsInLoad: true,
    ask: {
      "cited-by": (key) => call("cited-by", key, ...all),
      within3: (key) =>
        call("neighbors", key, "--depth", "3", "--direction", "cited-by", ...all),
      word: (word) => call("search", word, ...all),
      prefix: (word) => call("search", word, ...all),
      typo: (word) => call("search", word, ...all),
    },
    more: (file) => call("import", file, "--quiet"),
    link: (from, to) => call("link", from, to, "--relation", "quotes"),
    count: () => call("stats", "--format", "csv"),
    countIn: (text) => Number(/^citations,(\d+)$/m.exec(text)[1]),
    rows: (text) => rowsOf(text, true),
  };
}

// When it loads, as much as an import of whocites may take by default.
const kSqliteCacheKib = 1 << 20;

function sqlite({ folder }) {
  const store = join(folder, "sqlite.db");
  const script = join(folder, "sqlite-load.sql");
  const call = (...words) => ["sqlite3", "-csv", store, ...words];
  const put = (text, key) => text.replace("?", `'${key}'`);
  const columns = "a.key, a.title, a.outlet, a.date";
  const titles = (match) =>
    call(`SELECT ${columns} FROM titles t JOIN articles a ON a.rowid = t.rowid
          WHERE titles MATCH '${match}'`);
  return {
    name: "SQLite",
    version: () => execFileSync("sqlite3", ["--version"], { encoding: "utf8" }).split(" ")[0],
    remove: () => ["", "-wal", "-shm"].forEach((end) => rmSync(store + end, { force: true })),
    bytes: () => bytesOf(store) + bytesOf(`${store}-wal`),
    // Faster than SQLite's own durable loading: nothing is synced before the end.
    load: ([outlets, articles, citations]) => {
      writeFileSync(
        script,
        `PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = ${-kSqliteCacheKib};
CREATE TABLE outlets(key TEXT PRIMARY KEY, kind TEXT, name TEXT, domains TEXT);
CREATE TABLE articles(key TEXT PRIMARY KEY, title TEXT, outlet TEXT, date TEXT);
CREATE TABLE citations("from" TEXT, "to" TEXT, relation TEXT);
.import --csv --skip 1 ${outlets} outlets
.import --csv --skip 1 ${articles} articles
.import --csv --skip 1 ${citations} citations
CREATE INDEX citing ON citations("from");
CREATE INDEX cited ON citations("to");
CREATE INDEX part_of ON articles(outlet);
PRAGMA journal_mode = WAL;
`,
      );
      return ["sh", "-c", 'sqlite3 "$0" ".read $1" && sync "$0"', store, script];
    },
    loadTexts: () =>
      call(`CREATE VIRTUAL TABLE titles USING fts5(title, content = 'articles')`,
           `INSERT INTO titles(titles) VALUES ('rebuild')`),
    ask: {
      "cited-by": (key) => call(put(citedBy, key)),
      within3: (key) => call(put(within3, key)),
      word: titles,
      prefix: (word) => titles(`${word}*`),
    },
    more: (file) =>
      call(`PRAGMA synchronous = FULL; PRAGMA cache_size = ${-kSqliteCacheKib}`,
           `.import --csv --skip 1 ${file} citations`),
    link: (from, to) =>
      call("PRAGMA synchronous = FULL",
           `INSERT INTO citations VALUES ('${from}', '${to}', 'quotes')`),
    count: () => call("SELECT count(*) FROM citations"),
    countIn: Number,
    rows: (text) => rowsOf(text, false),
  };
}

// A system that runs inside of node, which says how long it took without node's own start.
function fromNode({ folder, modules }, { name, file, module, program, questions, texts }) {
  const store = join(folder, file);
  const call = (...words) => ["node", join(here, program), modules, store, ...words];
  return {
    name,
    inside: true,
    version: () =>
      execFileSync("node", ["-p", `require("${modules}/node_modules/${module}/package.json").version`],
                   { encoding: "utf8" }).trim(),
    remove: () => [store, `${store}.wal`].forEach((path) => rmSync(path, { recursive: true, force: true })),
    bytes: () => bytesOf(store) + bytesOf(`${store}.wal`),
    load: (files) => call("load", ...files),
    ...(texts && { loadTexts: () => call("load-texts") }),
    ask: Object.fromEntries(questions.map((what) => [what, (value) => call(what, value)])),
    more: (citations) => call("more", citations),
    link: (from, to) => call("link", from, to),
    count: () => call("count"),
    countIn: Number,
    rows: (text) => rowsOf(text, false),
  };
}

const kuzu = (settings) =>
  fromNode(settings, {
    name: "Kuzu",
    file: "kuzu.db",
    module: "kuzu",
    program: "peer_kuzu.mjs",
    questions: ["cited-by", "within3", "word"],
    texts: true,
  });

const duckdb = (settings) =>
  fromNode(settings, {
    name: "DuckDB",
    file: "duckdb.db",
    module: "@duckdb/node-api",
    program: "peer_duckdb.mjs",
    questions: ["cited-by", "within3", "word", "prefix"],
  });

// settings: program (whocites), folder (of the stores), modules (of npm).
export function systems(settings) {
  return [whocites, kuzu, sqlite, duckdb].map((make) => make(settings));
}
