// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// DuckDB, asked once. Usage: node peer_duckdb.mjs MODULES STORE ACTION [ARGUMENT...]
// See peer_kuzu.mjs.
import { createRequire } from "node:module";
import { actionOf, inside, lines } from "./peer_tools.mjs";
import { citedBy, within3 } from "./peer_sql.mjs";

const [modules, store, action, ...rest] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(`${modules}/`)("@duckdb/node-api");
const instance = await DuckDBInstance.create(store);
const connection = await instance.connect();

const ask = async (text, values) =>
  lines((await connection.runAndReadAll(text, values)).getRows());

async function run(...statements) {
  for (const statement of statements) await connection.run(statement);
}

// No index of words without downloading an extension: a scan, which knows no case here.
const titles =
  "SELECT key, title, outlet, date FROM articles WHERE concat(' ', title, ' ') ILIKE";

const actions = {
  load: (outlets, articles, citations) =>
    run(
      "CREATE TABLE outlets(key VARCHAR PRIMARY KEY, kind VARCHAR, name VARCHAR, domains VARCHAR)",
      "CREATE TABLE articles(key VARCHAR PRIMARY KEY, title VARCHAR, outlet VARCHAR, date VARCHAR)",
      'CREATE TABLE citations("from" VARCHAR, "to" VARCHAR, relation VARCHAR)',
      `COPY outlets FROM '${outlets}' (HEADER)`,
      `COPY articles FROM '${articles}' (HEADER)`,
      `COPY citations FROM '${citations}' (HEADER)`,
      'CREATE INDEX citing ON citations("from")',
      'CREATE INDEX cited ON citations("to")',
      "CREATE INDEX part_of ON articles(outlet)",
      "CHECKPOINT",
    ),
  "cited-by": (key) => ask(citedBy, [key]),
  within3: (key) => ask(within3, [key]),
  word: (word) => ask(`${titles} concat('% ', ?, ' %')`, [word]),
  prefix: (word) => ask(`${titles} concat('% ', ?, '%')`, [word]),
  more: (citations) => run(`COPY citations FROM '${citations}' (HEADER)`),
  link: (from, to) =>
    connection.run("INSERT INTO citations VALUES (?, ?, 'quotes')", [from, to]).then(() => {}),
  count: () => ask("SELECT count(*) FROM citations"),
};

await connection.run("SELECT 1");
await inside(actionOf(actions, action), rest);
connection.closeSync();
instance.closeSync();
