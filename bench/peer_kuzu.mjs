// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Kuzu, asked once. Usage: node peer_kuzu.mjs MODULES STORE ACTION [ARGUMENT...]
// The answer goes to the standard output as lines of CSV; the error stream gets the milliseconds
// that the work took inside of this process, the opening of the store apart from it.
import { createRequire } from "node:module";
import { actionOf, inside, lines } from "./peer_tools.mjs";

const [modules, store, action, ...rest] = process.argv.slice(2);
const kuzu = createRequire(`${modules}/`)("kuzu");
const database = new kuzu.Database(store);
const connection = new kuzu.Connection(database);

async function ask(text, values = {}) {
  const statement = await connection.prepare(text);
  if (!statement.isSuccess()) throw new Error(statement.getErrorMessage());
  return (await connection.execute(statement, values)).getAll();
}

async function run(...statements) {
  for (const statement of statements) await connection.query(statement);
}

const article = "y.key AS key, y.title AS title, y.outlet AS outlet, y.date AS date";

const actions = {
  load: (outlets, articles, citations) =>
    run(
      "CREATE NODE TABLE Outlet(key STRING PRIMARY KEY, kind STRING, name STRING, domains STRING)",
      "CREATE NODE TABLE Article(key STRING PRIMARY KEY, title STRING, outlet STRING, date STRING)",
      "CREATE REL TABLE Cites(FROM Article TO Article, relation STRING)",
      "CREATE REL TABLE PartOf(FROM Article TO Outlet)",
      `COPY Outlet FROM "${outlets}" (HEADER=true)`,
      `COPY Article FROM "${articles}" (HEADER=true)`,
      `COPY PartOf FROM (LOAD FROM "${articles}" (HEADER=true) RETURN key, outlet)`,
      `COPY Cites FROM "${citations}" (HEADER=true)`,
      "CHECKPOINT",
    ),
  "load-texts": () =>
    run(
      "LOAD fts",
      "CALL CREATE_FTS_INDEX('Article', 'titles', ['title'], stemmer := 'none')",
      "CHECKPOINT",
    ),
  "cited-by": async (key) =>
    lines(
      await ask(
        `MATCH (y:Article)-[c:Cites]->(x:Article {key: $key}) RETURN ${article}, c.relation`,
        { key },
      ),
    ),
  within3: async (key) =>
    lines(
      await ask(
        `MATCH p = (x:Article {key: $key})<-[:Cites* SHORTEST 1..3]-(y:Article)
         WHERE y.key <> $key RETURN ${article}, length(p)`,
        { key },
      ),
    ),
  word: async (word) => {
    await run("LOAD fts");
    return lines(
      await ask(
        `CALL QUERY_FTS_INDEX('Article', 'titles', $word, top := 1000)
         WITH node AS y RETURN ${article}`,
        { word },
      ),
    );
  },
  more: (citations) => run(`COPY Cites FROM "${citations}" (HEADER=true)`),
  link: (from, to) =>
    ask(
      `MATCH (a:Article {key: $from}), (b:Article {key: $to})
       CREATE (a)-[:Cites {relation: 'quotes'}]->(b)`,
      { from, to },
    ).then(() => {}),
  count: async () => lines(await ask("MATCH ()-[c:Cites]->() RETURN count(c)")),
};

await run("RETURN 1"); // opens the store
await inside(actionOf(actions, action), rest);
// Not closed: Kuzu 0.11.3 crashes there now and then. What was committed is in its log.
process.exit(0);
