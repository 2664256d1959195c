// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What read_back.py does, for readers that are Node packages: Graphology for GEXF, Cytoscape.js for
// its own format, Kuzu for the tables of Neo4j, Mermaid.
// Usage: node read_back.mjs MODULES FOLDER; MODULES is the folder where npm put them.
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isDeepStrictEqual } from "node:util";

const [modules, folder] = process.argv.slice(2);
const load = createRequire(`${modules}/`);
const { MultiDirectedGraph } = load("graphology");
const gexf = load("graphology-gexf");
const cytoscape = load("cytoscape");
const kuzu = load("kuzu");
// Mermaid needs a page to be in.
globalThis.window = new (load("jsdom").JSDOM)("<!doctype html><body></body>").window;
globalThis.document = window.document;
const { default: mermaid } = await import(`${modules}/node_modules/mermaid/dist/mermaid.core.mjs`);

let differences = 0;
const compared = new Map();

function check(name, reader, what, read, expected) {
  if (isDeepStrictEqual(read, expected)) return;
  if (++differences > 40) return;
  const text = (value) => JSON.stringify(value);
  console.log(`${name}: ${reader}: ${what}: read ${text(read)}, expected ${text(expected)}`.slice(0, 600));
}

function count(truth, reader, nodes, edges) {
  const sums = compared.get(reader) ?? [0, 0, 0];
  compared.set(reader, [sums[0] + 1, sums[1] + nodes, sums[2] + edges]);
  check(truth.name, reader, "numbers", [nodes, edges], [truth.nodes.length, truth.edges.length]);
}

// What no XML 1.0 document can hold is replaced.
const xmlSafe = (text) => text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "\ufffd");
const asIs = (text) => text;
const round = (number) => Math.round(number * 1e9) / 1e9;
const sorted = (rows) => rows.map((row) => JSON.stringify(row)).sort();

function compareNode(truth, reader, read, node, safe) {
  const texts = ["key", "kind", "date", "url", "lang", "country"];
  for (const field of texts) {
    check(truth.name, reader, `${node.key} ${field}`, read[field] ?? "", safe(node[field]));
  }
  // JSON has two names of these, as JSON lines have.
  check(truth.name, reader, `${node.key} outlet`, read.part_of ?? read.outlet ?? "", safe(node.outlet));
  check(truth.name, reader, `${node.key} name`, read.title ?? read.name ?? "", safe(node.name));
  check(truth.name, reader, `${node.key} unresolved`, read.unresolved === true, node.unresolved);
  for (const field of ["authors", "domains", "aliases", "notes"]) {
    const list = typeof read[field] === "string" ? JSON.parse(read[field]) : read[field] ?? [];
    const plain = (text) => text.replace(/[\ufffe\uffff]/g, "\ufffd");
    check(truth.name, reader, `${node.key} ${field}`, list.map(plain), node[field].map(plain));
  }
}

const edgeRow = (from, to, data) => {
  const more = data.more_evidence ?? [];
  const pieces = 1 + (typeof more === "string" ? JSON.parse(more) : more).length;
  return [from, to, data.relation, round(data.weight), data.evidence ?? "", pieces];
};
const edgeRows = (truth, safe) =>
  truth.edges.map((e) => [e.from, e.to, e.relation, round(e.weight), safe(e.evidence), e.pieces]);

function readGexf(truth, format) {
  const reader = `${format} by graphology`;
  const graph = gexf.parse(MultiDirectedGraph, readFileSync(`${folder}/${truth.name}/${format}`, "utf8"), {
    addMissingNodes: false,
  });
  count(truth, reader, graph.order, graph.size);
  const places = new Map(graph.nodes().map((name, place) => [name, place]));
  graph.nodes().forEach((name, place) => {
    const data = graph.getNodeAttributes(name);
    compareNode(truth, reader, data, truth.nodes[place], xmlSafe);
    check(truth.name, reader, "place", [typeof data.x, typeof data.y], ["number", "number"]);
    check(truth.name, reader, "colour", /^(#[0-9a-f]{6}|rgba?\(.*\))$/i.test(data.color), true);
  });
  const rows = graph.mapEdges((edge, data, from, to) =>
    edgeRow(places.get(from), places.get(to), data));
  check(truth.name, reader, "edges", sorted(rows), sorted(edgeRows(truth, xmlSafe)));
}

function readCytoscape(truth) {
  const reader = "cytoscape by cytoscape";
  const { elements } = JSON.parse(readFileSync(`${folder}/${truth.name}/cytoscape`, "utf8"));
  const graph = cytoscape({ headless: true, elements });
  count(truth, reader, graph.nodes().length, graph.edges().length);
  const places = new Map();
  graph.nodes().forEach((node, place) => {
    places.set(node.id(), place);
    compareNode(truth, reader, node.data(), truth.nodes[place], asIs);
  });
  const rows = graph.edges().map((edge) =>
    edgeRow(places.get(edge.source().id()), places.get(edge.target().id()), edge.data()));
  check(truth.name, reader, "edges", sorted(rows), sorted(edgeRows(truth, asIs)));
}

const connection = new kuzu.Connection(new kuzu.Database(":memory:"));
const ask = async (text) => (await connection.query(text)).getAll();

// Its columns are named after those of the file, whose header it does not read.
async function readNeo4j(truth, number) {
  const reader = "neo4j by kuzu";
  const file = (name) => `"${folder}/${truth.name}/${name}" (file_format="csv", HEADER=true, PARALLEL=false)`;
  await ask(`CREATE NODE TABLE N${number}(id STRING PRIMARY KEY, kind STRING, name STRING,
    date STRING, outlet STRING, url STRING, lang STRING, country STRING, authors STRING,
    domains STRING, aliases STRING, notes STRING, unresolved BOOLEAN, suggestions STRING,
    properties STRING, labels STRING)`);
  await ask(`CREATE REL TABLE R${number}(FROM N${number} TO N${number}, type STRING,
    relation STRING, weight DOUBLE, date STRING, evidence STRING, confidence DOUBLE, file STRING,
    line INT64, span_begin INT64, span_end INT64, properties STRING, more_evidence STRING,
    judgements STRING)`);
  await ask(`COPY N${number} FROM ${file("neo4j-nodes")}`);
  await ask(`COPY R${number} FROM ${file("neo4j-relationships")}`);
  const nodes = await ask(`MATCH (n:N${number}) RETURN n.*`);
  const edges = await ask(`MATCH (a:N${number})-[r:R${number}]->(b:N${number})
    RETURN a.id AS a, b.id AS b, r.type AS type, r.relation AS relation, r.weight AS weight,
      r.evidence AS evidence, r.more_evidence AS more_evidence`);
  const citations = edges.filter((edge) => edge.type !== "PART_OF");
  count(truth, reader, nodes.length, citations.length);
  const label = (node) => node.kind[0].toUpperCase() + node.kind.slice(1);
  check(truth.name, reader, "nodes",
    sorted(nodes.map((n) => [n["n.id"], n["n.kind"], n["n.name"] ?? "", n["n.date"] ?? "",
      n["n.outlet"] ?? "", n["n.authors"] ?? "", n["n.unresolved"] === true, n["n.labels"]])),
    sorted(truth.nodes.map((n) => [n.key, n.kind, n.name, n.date, n.outlet,
      n.authors.map((author) => author.replaceAll(";", ",")).join(";"), n.unresolved,
      label(n) + (n.unresolved ? ";Unresolved" : "")])));
  const key = (place) => truth.nodes[place].key;
  const rows = citations.map((edge) => edgeRow(edge.a, edge.b, {
    ...edge,
    evidence: edge.evidence ?? "",
    more_evidence: edge.more_evidence ?? [],
  }));
  check(truth.name, reader, "edges", sorted(rows),
    sorted(edgeRows(truth, asIs).map(([from, to, ...rest]) => [key(from), key(to), ...rest])));
  check(truth.name, reader, "types", citations.map((e) => e.type).sort(),
    truth.edges.map((e) => e.relation.toUpperCase().replace("-", "_")).sort());
  check(truth.name, reader, "parts",
    sorted(edges.filter((e) => e.type === "PART_OF").map((e) => [e.a, e.b])),
    sorted(truth.nodes.filter((n) => n.part).map((n) => [n.key, n.outlet])));
}

// A node is drawn unless it only frames others; the citations between two nodes are one line,
// accepted and rejected ones apart.
async function readMermaid(truth) {
  const reader = "mermaid by mermaid";
  const text = readFileSync(`${folder}/${truth.name}/mermaid`, "utf8");
  await mermaid.parse(text); // loads what it needs to know of flowcharts
  const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
  const frames = new Set(truth.nodes.filter((n) => n.part).map((n) => n.outlet));
  const ends = new Set(truth.edges.flatMap((e) => [e.from, e.to]));
  const drawn = truth.nodes.flatMap((n, i) => (ends.has(i) || !frames.has(n.key) ? [`n${i}`] : []));
  const lines = new Set(truth.edges.map((e) => `n${e.from} n${e.to} ${e.rejected}`));
  const edges = db.getEdges().map((e) => `${e.start} ${e.end} ${e.stroke === "dotted"}`);
  const sums = compared.get(reader) ?? [0, 0, 0];
  compared.set(reader, [sums[0] + 1, sums[1] + drawn.length, sums[2] + edges.length]);
  check(truth.name, reader, "nodes", [...db.getVertices().keys()].sort(), drawn.sort());
  check(truth.name, reader, "lines", edges.sort(), [...lines].sort());
}

async function attempt(truth, reader, read) {
  try {
    await read();
  } catch (error) {
    check(truth.name, reader, "failure", String(error), "none");
  }
}

let number = 0;
for (const name of readdirSync(folder).sort()) {
  const truth = JSON.parse(readFileSync(`${folder}/${name}/truth.json`, "utf8"));
  await attempt(truth, "gexf by graphology", () => readGexf(truth, "gexf"));
  await attempt(truth, "gexf-1.2 by graphology", () => readGexf(truth, "gexf-1.2"));
  await attempt(truth, "cytoscape by cytoscape", () => readCytoscape(truth));
  await attempt(truth, "mermaid by mermaid", () => readMermaid(truth));
  // An empty key, which no store takes, is none to it.
  if (truth.nodes.some((node) => node.key === "")) continue;
  await attempt(truth, "neo4j by kuzu", () => readNeo4j(truth, ++number));
}
for (const [reader, [files, nodes, edges]] of [...compared].sort()) {
  console.log(`${reader}: ${files} files, ${nodes} nodes, ${edges} edges`);
}
if (differences) console.log(`${differences} differences`);
process.exit(differences ? 1 : 0); // not closed: Kuzu 0.11.3 crashes there now and then
