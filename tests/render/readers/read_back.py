# Copyright 2026 The whocites authors.
# SPDX-License-Identifier: Apache-2.0
"""Opens exported files with programs that are not whocites' own and compares what they read with
what was written, node by node and edge by edge. Usage: read_back.py FOLDER

FOLDER has a folder for each graph, with truth.json and a file for each format. Prints a line for
each difference, and at the end what was compared; exit code 1 when something differs."""
import collections
import csv
import io
import json
import os
import re
import subprocess
import sys
import warnings
import xml.etree.ElementTree as ElementTree

import igraph
import networkx

warnings.simplefilter("ignore")
csv.field_size_limit(1 << 30)
LISTS = ("authors", "domains", "aliases", "notes")
TEXTS = ("key", "kind", "name", "date", "outlet", "url", "lang", "country")

differences = 0
compared = collections.Counter()


def report(case, reader, what):
    global differences
    differences += 1
    if differences <= 40:
        print(f"{case['name']}: {reader}: {what}"[:600])


def check(case, reader, what, read, expected):
    if read != expected:
        report(case, reader, f"{what}: read {read!r}, expected {expected!r}")


def xml_safe(text):
    """What no XML 1.0 document can hold is replaced."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", text)


def as_is(text):
    return text


def count(case, reader, nodes, edges):
    compared[reader, "files"] += 1
    compared[reader, "nodes"] += len(nodes)
    compared[reader, "edges"] += len(edges)
    check(case, reader, "number of nodes", len(nodes), len(case["nodes"]))
    check(case, reader, "number of edges", len(edges), len(case["edges"]))


def compare_node(case, reader, read, node, safe):
    """`read` maps attribute names to values; absent and empty are the same."""
    for name in TEXTS:
        # JSON has two names of these, as JSON lines have.
        other = {"name": "title", "outlet": "part_of"}.get(name)
        value = read.get(other) or read.get(name) or ""
        check(case, reader, f"{node['key']!r} {name}", value, safe(node[name]))
    check(case, reader, f"{node['key']!r} unresolved", read.get("unresolved") in (True, "true"),
          node["unresolved"])
    for name in LISTS:
        value = read.get(name) or []
        if isinstance(value, str):
            value = json.loads(value)
        # In a list that is JSON in a text, controls are escaped and survive, noncharacters not.
        check(case, reader, f"{node['key']!r} {name}",
              [re.sub("[\ufffe\uffff]", "\ufffd", text) for text in value],
              [re.sub("[\ufffe\uffff]", "\ufffd", text) for text in node[name]])


def compare_edges(case, reader, read, safe):
    """`read` has (from, to, attributes), with places of nodes, in any order."""
    def row(source, target, data):
        more = data.get("more_evidence") or []
        more = json.loads(more) if isinstance(more, str) else more
        return (source, target, data.get("relation"), round(float(data.get("weight")), 9),
                data.get("evidence") or "", len(more))
    expected = sorted((edge["from"], edge["to"], edge["relation"], round(edge["weight"], 9),
                       safe(edge["evidence"]), edge["pieces"] - 1) for edge in case["edges"])
    check(case, reader, "edges", sorted(row(*edge) for edge in read), expected)


def path_of(case, format_name):
    return os.path.join(case["folder"], format_name)


def graphml_networkx(case):
    graph = networkx.read_graphml(path_of(case, "graphml"), force_multigraph=True)
    places = {name: place for place, name in enumerate(graph.nodes)}
    count(case, "graphml by networkx", graph.nodes, graph.edges)
    for (_, data), node in zip(graph.nodes(data=True), case["nodes"]):
        compare_node(case, "graphml by networkx", data, node, xml_safe)
    compare_edges(case, "graphml by networkx",
                  [(places[a], places[b], data) for a, b, data in graph.edges(data=True)], xml_safe)


def graphml_igraph(case):
    graph = igraph.Graph.Read_GraphML(path_of(case, "graphml"))
    count(case, "graphml by igraph", graph.vs, graph.es)
    check(case, "graphml by igraph", "directed", graph.is_directed(), True)
    for vertex, node in zip(graph.vs, case["nodes"]):
        compare_node(case, "graphml by igraph", vertex.attributes(), node, xml_safe)
    compare_edges(case, "graphml by igraph",
                  [(edge.source, edge.target, edge.attributes()) for edge in graph.es], xml_safe)


def gexf_networkx(case):
    graph = networkx.read_gexf(path_of(case, "gexf-1.2"))
    graph = networkx.MultiDiGraph(graph)
    places = {name: place for place, name in enumerate(graph.nodes)}
    count(case, "gexf-1.2 by networkx", graph.nodes, graph.edges)
    for (_, data), node in zip(graph.nodes(data=True), case["nodes"]):
        compare_node(case, "gexf-1.2 by networkx", data, node, xml_safe)
        check(case, "gexf-1.2 by networkx", "start", data.get("start", ""), node["first_day"])
        check(case, "gexf-1.2 by networkx", "place", "position" in data["viz"], True)
        check(case, "gexf-1.2 by networkx", "colour", set(data["viz"]["color"]) >= {"r", "g", "b"},
              True)
    compare_edges(case, "gexf-1.2 by networkx",
                  [(places[a], places[b], data) for a, b, data in graph.edges(data=True)], xml_safe)


def pajek_label(key):
    return "".join(f"%{ord(c):02X}" if ord(c) < 0x20 or c in '\x7f"\\%' else c for c in key)


def compare_pajek(case, reader, labels, arcs):
    check(case, reader, "labels", labels, [pajek_label(node["key"]) for node in case["nodes"]])
    check(case, reader, "arcs", sorted(arcs),
          sorted((edge["from"], edge["to"], round(edge["weight"], 9)) for edge in case["edges"]))


def pajek_networkx(case):
    # It knows a vertex by its label only; an empty one it cannot read.
    if any(node["key"] == "" for node in case["nodes"]):
        return
    graph = networkx.read_pajek(path_of(case, "pajek"))
    places = {name: place for place, name in enumerate(graph.nodes)}
    count(case, "pajek by networkx", graph.nodes, graph.edges)
    compare_pajek(case, "pajek by networkx", list(graph.nodes),
                  [(places[a], places[b], round(data["weight"], 9))
                   for a, b, data in graph.edges(data=True)])
    check(case, "pajek by networkx", "relations",
          sorted(data["l"] for _, _, data in graph.edges(data=True)),
          sorted(edge["relation"] for edge in case["edges"]))


def pajek_igraph(case):
    graph = igraph.Graph.Read_Pajek(path_of(case, "pajek"))
    count(case, "pajek by igraph", graph.vs, graph.es)
    labels = graph.vs["id"] if "id" in graph.vs.attributes() else []
    weights = graph.es["weight"] if graph.ecount() else []
    compare_pajek(case, "pajek by igraph", labels,
                  [(edge.source, edge.target, round(weight, 9))
                   for edge, weight in zip(graph.es, weights)])


def node_link(case):
    with open(path_of(case, "node-link"), encoding="utf-8") as file:
        graph = networkx.node_link_graph(json.load(file))
    places = {name: place for place, name in enumerate(graph.nodes)}
    count(case, "node-link by networkx", graph.nodes, graph.edges)
    for (key, data), node in zip(graph.nodes(data=True), case["nodes"]):
        compare_node(case, "node-link by networkx", data | {"key": key}, node, as_is)
    compare_edges(case, "node-link by networkx",
                  [(places[a], places[b], data) for a, b, data in graph.edges(data=True)], as_is)


def jgf(case):
    """No Debian package reads it: against its specification, as plain JSON."""
    with open(path_of(case, "jgf"), encoding="utf-8") as file:
        graph = json.load(file)["graph"]
    places = {key: place for place, key in enumerate(graph["nodes"])}
    count(case, "jgf by json", graph["nodes"], graph["edges"])
    check(case, "jgf by json", "directed", graph["directed"], True)
    for (key, member), node in zip(graph["nodes"].items(), case["nodes"]):
        compare_node(case, "jgf by json", member["metadata"] | {"key": key}, node, as_is)
    compare_edges(case, "jgf by json",
                  [(places[edge["source"]], places[edge["target"]],
                    edge["metadata"] | {"relation": edge["relation"]}) for edge in graph["edges"]],
                  as_is)


def dot(case):
    said = subprocess.run(["gc", "-n", "-e", path_of(case, "dot")], capture_output=True, text=True)
    numbers = [int(word) for word in re.findall(r"\b\d+\b", said.stdout)[:2]]
    check(case, "dot by gc", "numbers", numbers, [len(case["nodes"]), len(case["edges"])])
    # A record ends in a character that the writer lets into no text.
    program = 'N{printf("N%s\\001%s\\002", $.key, $.kind)} E{printf("E%s\\001%s\\001%s\\001%s\\002", ' \
              '$.tail.key, $.head.key, $.relation, $.weight)}'
    said = subprocess.run(["gvpr", program, path_of(case, "dot")], capture_output=True)
    check(case, "dot by gvpr", "errors", said.stderr, b"")
    if "\x01" in case["nodes"][0]["key"] or "\x02" in case["nodes"][0]["key"]:
        return
    def plain(key):
        return key.replace("\x00", "\ufffd")
    records = said.stdout.decode("utf-8").replace("\\\\", "\\").split("\x02")[:-1]
    nodes = sorted(tuple(record[1:].split("\x01")) for record in records if record[0] == "N")
    edges = sorted(tuple(record[1:].split("\x01")) for record in records if record[0] == "E")
    count(case, "dot by gvpr", nodes, edges)
    keys = [plain(node["key"]) for node in case["nodes"]]
    check(case, "dot by gvpr", "nodes", nodes,
          sorted((plain(node["key"]), node["kind"]) for node in case["nodes"]))
    check(case, "dot by gvpr", "edges",
          sorted((a, b, relation, round(float(weight), 9)) for a, b, relation, weight in edges),
          sorted((keys[edge["from"]], keys[edge["to"]], edge["relation"], round(edge["weight"], 9))
                 for edge in case["edges"]))


TRIPLE = re.compile(r'(\S+) <([^>]*)> (.*) \.')


def read_triples(case, syntax, format_name):
    said = subprocess.run(["rapper", "-q", "-i", syntax, "-o", "ntriples", path_of(case, format_name)],
                          capture_output=True, text=True)
    check(case, f"{format_name} by rapper", "errors", said.stderr, "")
    return [TRIPLE.fullmatch(line).groups() for line in said.stdout.splitlines()]


def literal(term):
    text = term[1:term.rindex('"')]
    def character(match):
        code = match.group(1)
        return {"n": "\n", "r": "\r", "t": "\t"}.get(code) or (
            chr(int(code[1:], 16)) if code[0] in "uU" else code)
    return re.sub(r'\\(u[0-9A-F]{4}|U[0-9A-F]{8}|.)', character, text)


def rdf(case, syntax, format_name):
    reader = f"{format_name} by rapper"
    triples = read_triples(case, syntax, format_name)
    values = collections.defaultdict(lambda: collections.defaultdict(list))
    for subject, predicate, value in triples:
        values[subject][re.split("[#/]", predicate)[-1]].append(value)
    citations = {name: said for name, said in values.items() if "hasCitingEntity" in said}
    nodes = {name: said for name, said in values.items() if "identifier" in said}
    # Where two keys differ only in what an IRI cannot hold, their nodes are one.
    keys = {literal(said["identifier"][0]): name for name, said in nodes.items()}
    count(case, reader, nodes, citations)
    def safe(text):
        return re.sub("[\x00\ufffe\uffff]", "\ufffd", text)
    for node in case["nodes"]:
        said = nodes.get(keys.get(safe(node["key"])), {})
        check(case, reader, f"{node['key']!r} kind", [literal(v) for v in said.get("kind", [])],
              [node["kind"]])
        names = said.get("title", said.get("name", ['""']))
        check(case, reader, f"{node['key']!r} name", literal(names[0]), safe(node["name"]))
        dates = said.get("issued", ['""'])
        check(case, reader, f"{node['key']!r} date", literal(dates[0]), node["date"])
        check(case, reader, f"{node['key']!r} authors",
              {literal(v) for v in said.get("creator", [])}, {safe(v) for v in node["authors"]})
        whole = said.get("publisher", said.get("isPartOf", said.get("parentOrganization")))
        check(case, reader, f"{node['key']!r} whole", whole and whole[0],
              keys.get(safe(node["outlet"])) if node["outlet"] or whole else None)
    cito = {"mentions": "cites", "links": "linksTo", "quotes": "includesQuotationFrom",
            "reports": "citesForInformation", "republishes": "includesExcerptFrom",
            "based-on": "obtainsBackgroundFrom"}
    read = []
    for said in citations.values():
        evidence = sorted(literal(values[piece].get("exact", ['""'])[0])
                          for piece in said["evidence"])
        read.append((said["hasCitingEntity"][0], said["hasCitedEntity"][0],
                     said["hasCitationCharacterization"][0].split("/")[-1][:-1],
                     float(literal(said["weight"][0])), evidence))
    expected = [(keys.get(safe(case["nodes"][edge["from"]]["key"])),
                 keys.get(safe(case["nodes"][edge["to"]]["key"])),
                 cito.get(edge["relation"], edge["relation"]), edge["weight"],
                 sorted(safe(text) for text in edge["texts"])) for edge in case["edges"]]
    check(case, reader, "citations", sorted(read), sorted(expected))
    return sorted(re.sub(r"_:\S*?c(\d+(e\d+)?)\b", r"_:c\1", " ".join(triple)) for triple in triples)


def turtle_and_ntriples(case):
    check(case, "rdf by rapper", "turtle and ntriples", rdf(case, "turtle", "turtle"),
          rdf(case, "ntriples", "ntriples"))


def squeezed(text):
    """Letters and digits: bibutils parts titles at colons, trims, turns marks
    around, and leaves \\textbackslash as it is."""
    return "".join(c for c in text.replace("\\textbackslash", "") if c.isalnum())


def references(case):
    return [(place, node) for place, node in enumerate(case["nodes"])
            if node["kind"] in ("article", "publication")]


def cited_keys(case, place):
    kept = {place for place, _ in references(case)}
    return {case["nodes"][edge["to"]]["key"] for edge in case["edges"]
            if edge["from"] == place and edge["to"] in kept}


def bibutils(case, program, format_name):
    reader = f"{format_name} by {program}"
    said = subprocess.run([program, "-i", "utf8", path_of(case, format_name)], capture_output=True)
    mods = "{http://www.loc.gov/mods/v3}"
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "",
                  said.stdout.decode("utf-8", "replace").lstrip("\ufeff"))
    entries = ElementTree.fromstring(text).findall(f"{mods}mods")
    expected = references(case)
    compared[reader, "files"] += 1
    compared[reader, "nodes"] += len(entries)
    check(case, reader, "number of entries", len(entries), len(expected))
    for entry, (place, node) in zip(entries, expected):
        title = "".join("".join(part.itertext()) for part in entry.findall(f"{mods}titleInfo"))
        check(case, reader, f"{node['key']!r} title", squeezed(title), squeezed(node["name"]))
        # It takes names apart in its own way: their letters are compared.
        names = "".join("".join(part.itertext()) for part in entry.iter(f"{mods}namePart"))
        check(case, reader, f"{node['key']!r} authors", sorted(squeezed(names.replace(" and ", " "))),
              sorted(squeezed("".join(node["authors"]).replace(" and ", " "))))
        notes = "\n".join("".join(note.itertext()) for note in entry.findall(f"{mods}note"))
        read = [squeezed(part) for part in re.split("cites: ?", notes)[1:]]
        compared[reader, "edges"] += len(read)
        check(case, reader, f"{node['key']!r} cites", sorted(read),
              sorted(squeezed(key) for key in cited_keys(case, place)))


def csl_json(case):
    """No Debian package reads it alone: against its schema's field names, as plain JSON."""
    with open(path_of(case, "csl-json"), encoding="utf-8") as file:
        items = json.load(file)
    expected = references(case)
    compared["csl-json by json", "files"] += 1
    compared["csl-json by json", "nodes"] += len(items)
    check(case, "csl-json by json", "ids", [item["id"] for item in items],
          [node["key"] for _, node in expected])
    for item, (place, node) in zip(items, expected):
        check(case, "csl-json by json", "title", item.get("title", ""), node["name"])
        check(case, "csl-json by json", "authors",
              [author["literal"] for author in item.get("author", [])], node["authors"])
        cites = re.findall("^cites: (.*)", item.get("note", ""), re.MULTILINE)
        compared["csl-json by json", "edges"] += len(cites)
        check(case, "csl-json by json", "cites", len(cites), len(cited_keys(case, place)))


def tables(case):
    def rows(name):
        with open(path_of(case, name), encoding="utf-8", newline="") as file:
            return list(csv.DictReader(io.StringIO(file.read().replace("\x00", "\ufffd"), newline="")))
    def safe(text):
        return text.replace("\x00", "\ufffd")
    nodes = rows("csv-nodes")
    citations = [row for row in rows("csv-citations") if row["record"] == "citation"]
    compared["csv by csv", "files"] += 2
    compared["csv by csv", "nodes"] += len(nodes)
    compared["csv by csv", "edges"] += len(citations)
    check(case, "csv by csv", "number of nodes", len(nodes), len(case["nodes"]))
    for row, node in zip(nodes, case["nodes"]):
        compare_node(case, "csv by csv", row, node, safe)
    check(case, "csv by csv", "citations",
          [(row["from"], row["to"], row["relation"], row["evidence"]) for row in citations],
          [(safe(case["nodes"][edge["from"]]["key"]), safe(case["nodes"][edge["to"]]["key"]),
            edge["relation"], safe(text)) for edge in case["edges"] for text in edge["texts"]])


def matrix(case):
    with open(path_of(case, "matrix"), encoding="utf-8", newline="") as file:
        rows = list(csv.reader(io.StringIO(file.read().replace("\x00", "\ufffd"), newline="")))
    compared["matrix by csv", "files"] += 1
    counts = [[int(cell) for cell in row[1:]] for row in rows[1:]]
    check(case, "matrix by csv", "square", rows[0][1:], [row[0] for row in rows[1:]])
    for name in rows[0][1:]:
        check(case, "matrix by csv", f"{name!r} is a formula", name[:1] in tuple("=+-@\t\r"), False)
    compared["matrix by csv", "edges"] += sum(map(sum, counts))
    check(case, "matrix by csv", "sum", sum(map(sum, counts)), len(case["edges"]))
    outlets = [place for place, node in enumerate(case["nodes"]) if node["kind"] == "outlet"]
    places = {node["key"]: place for place, node in enumerate(case["nodes"])}
    def outlet_of(place):
        for _ in range(9):
            if place is None or place in outlets:
                break
            whole = case["nodes"][place]["outlet"]
            place = places[whole] if whole else None
        return outlets.index(place) if place in outlets else len(outlets)
    expected = collections.Counter((outlet_of(edge["from"]), outlet_of(edge["to"]))
                                   for edge in case["edges"])
    check(case, "matrix by csv", "counts",
          {(i, j): n for i, row in enumerate(counts) for j, n in enumerate(row) if n},
          dict(expected))


def main(folder):
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name, "truth.json"), encoding="utf-8") as file:
            case = json.load(file)
        case["folder"] = os.path.join(folder, name)
        readers = [graphml_networkx, graphml_igraph, gexf_networkx, pajek_networkx, pajek_igraph,
                   node_link, jgf, dot, turtle_and_ntriples, csl_json, tables, matrix]
        readers += [lambda one: bibutils(one, "bib2xml", "bibtex"),
                    lambda one: bibutils(one, "ris2xml", "ris")]
        for reader in readers:
            try:
                reader(case)
            except Exception as error:  # what a reader throws is a difference like any other
                report(case, getattr(reader, "__name__", "reader"), f"{type(error).__name__}: {error}")
    for reader in sorted({reader for reader, _ in compared}):
        print(f"{reader}: {compared[reader, 'files']} files, {compared[reader, 'nodes']} nodes, "
              f"{compared[reader, 'edges']} edges")
    if differences:
        print(f"{differences} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
