# Copyright 2026 The whocites authors.
# SPDX-License-Identifier: Apache-2.0
"""Whole-graph questions to igraph, graph-tool or networkx, as bench_graph_questions asks whocites.

Usage: peer_graph.py SYSTEM EDGES VERTICES ROOT REPEAT [QUESTION...]
EDGES has "citing cited" on each line, vertices counted from 0; ROOT is one of them. Prints a JSON
object a line: the version, then question, seconds (the fastest of REPEAT) and answer of each.
"""

import json
import sys
import time


def sizes_answer(sizes):
    return {"count": len(sizes), "largest": int(max(sizes, default=0))}


def dominator_answer(immediate, root, count):
    """From the immediate dominator of each vertex; below 0, or itself, for none."""
    above = [d if d >= 0 and d != v else -1 for v, d in enumerate(immediate[:count])]
    waiting = [0] * count
    for d in above:
        if d >= 0:
            waiting[d] += 1
    dominated = [0] * count
    ready = [v for v in range(count) if waiting[v] == 0 and above[v] >= 0]
    while ready:
        v = ready.pop()
        d = above[v]
        dominated[d] += 1 + dominated[v]
        waiting[d] -= 1
        if waiting[d] == 0 and above[d] >= 0:
            ready.append(d)
    others = [n for v, n in enumerate(dominated) if v != root]
    return {"reached": dominated[root] + 1, "largest": max(others, default=0), "sum": sum(others)}


def top_answer(scores):
    top = sorted(range(len(scores)), key=lambda v: (-scores[v], v))[:100]
    return {"top": [[v, float(scores[v])] for v in top]}


class Igraph:
    def __init__(self, edges, count, root):
        import igraph

        self.version = igraph.__version__
        self.graph = igraph.Graph.Read_Edgelist(edges, directed=True)
        self.graph.add_vertices(count - self.graph.vcount())
        self.count, self.root = count, root

    def questions(self):
        graph, root = self.graph, self.root
        return {
            "PageRank, converged": (lambda: graph.pagerank(damping=0.85), top_answer),
            "weak components": (
                lambda: graph.connected_components(mode="weak"),
                lambda found: sizes_answer(found.sizes()),
            ),
            "strong components": (
                lambda: graph.connected_components(mode="strong"),
                lambda found: sizes_answer(found.sizes()),
            ),
            "reachability": (
                lambda: graph.subcomponent(root, mode="in"),
                lambda found: {"reached": len(found)},
            ),
            "dominator tree": (
                lambda: graph.dominator(root, mode="in"),
                # Not a number where nothing leads.
                lambda found: dominator_answer(
                    [int(d) if d == d else -1 for d in found], root, self.count
                ),
            ),
            "communities": (self.communities, lambda found: {"modularity": found.modularity}),
        }

    def communities(self):
        return self.graph.as_undirected(mode="each").community_leiden(
            objective_function="modularity", n_iterations=2
        )


class GraphTool:
    def __init__(self, edges, count, root):
        import graph_tool
        import graph_tool.centrality
        import graph_tool.topology
        import numpy

        self.version = graph_tool.__version__.split()[0]
        self.graph = graph_tool.Graph()
        self.graph.add_vertex(count)
        self.graph.add_edge_list(numpy.fromfile(edges, dtype=numpy.int64, sep=" ").reshape(-1, 2))
        self.reverse = graph_tool.GraphView(self.graph, reversed=True)
        self.tool, self.count, self.root = graph_tool, count, root

    def questions(self):
        centrality, topology = self.tool.centrality, self.tool.topology
        return {
            "PageRank, 20 rounds": (
                lambda: centrality.pagerank(self.graph, damping=0.85, epsilon=0, max_iter=20),
                lambda found: top_answer((found.a / found.a.sum()).tolist()),
            ),
            "weak components": (
                lambda: topology.label_components(self.graph, directed=False),
                lambda found: sizes_answer(found[1].tolist()),
            ),
            "strong components": (
                lambda: topology.label_components(self.graph, directed=True),
                lambda found: sizes_answer(found[1].tolist()),
            ),
            "reachability": (
                lambda: topology.label_out_component(self.reverse, self.root),
                lambda found: {"reached": int(found.a.sum())},
            ),
            "dominator tree": (
                lambda: topology.dominator_tree(self.reverse, self.root),
                self.dominator_answer,
            ),
        }


    def dominator_answer(self, found):
        # 0 where nothing leads, as if the first vertex dominated that.
        reached = self.tool.topology.label_out_component(self.reverse, self.root).a
        immediate = [d if r else -1 for d, r in zip(found.a.tolist(), reached.tolist())]
        return dominator_answer(immediate, self.root, self.count)


class Networkx:
    def __init__(self, edges, count, root):
        import networkx

        self.version = networkx.__version__
        self.nx = networkx
        self.graph = networkx.DiGraph()
        self.graph.add_nodes_from(range(count))
        with open(edges, encoding="ascii") as lines:
            self.graph.add_edges_from(tuple(map(int, line.split())) for line in lines)
        self.reverse = self.graph.reverse(copy=False)
        self.count, self.root = count, root

    def questions(self):
        nx = self.nx
        return {
            "PageRank, converged": (
                lambda: nx.pagerank(self.graph, alpha=0.85, max_iter=500, tol=1e-12),
                lambda found: top_answer([found[v] for v in range(self.count)]),
            ),
            "weak components": (
                lambda: list(nx.weakly_connected_components(self.graph)),
                lambda found: sizes_answer([len(part) for part in found]),
            ),
            "strong components": (
                lambda: list(nx.strongly_connected_components(self.graph)),
                lambda found: sizes_answer([len(part) for part in found]),
            ),
            "reachability": (
                lambda: nx.descendants(self.reverse, self.root),
                lambda found: {"reached": len(found) + 1},
            ),
            "dominator tree": (
                lambda: nx.immediate_dominators(self.reverse, self.root),
                lambda found: dominator_answer(
                    [found.get(v, -1) for v in range(self.count)], self.root, self.count
                ),
            ),
        }


SYSTEMS = {"igraph": Igraph, "graph-tool": GraphTool, "networkx": Networkx}


def timed(work):
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


def main():
    name, edges, count, root, repeat, *only = sys.argv[1:]
    seconds, system = timed(lambda: SYSTEMS[name](edges, int(count), int(root)))
    print(json.dumps({"version": system.version}))
    print(json.dumps({"question": "reading", "seconds": seconds, "answer": {}}), flush=True)
    for question, (work, answer_of) in system.questions().items():
        if only and question not in only:
            continue
        # What takes long is not made more certain by asking again.
        runs = [timed(work)]
        while len(runs) < int(repeat) and runs[0][0] < 10:
            runs.append(timed(work))
        best = min(runs, key=lambda run: run[0])
        answer = {"question": question, "seconds": best[0], "answer": answer_of(best[1])}
        print(json.dumps(answer), flush=True)


main()
