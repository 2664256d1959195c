// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/parallel.h"
#include "graph/citation_graph.h"

namespace whocites {

// Ways along citations that have no vertex in common, as many as there can be, and the proof that
// there cannot be more: as many vertices, without which no way is left (Menger, Zur allgemeinen
// Kurventheorie, Fundamenta Mathematicae 10, 1927).
struct DisjointPaths {
  // Each from a start to the first target on it; by length, then by vertices.
  std::vector<std::vector<VertexId>> paths;
  std::vector<VertexId> cut;  // ascending; one on each of the paths
};

// From several starts every vertex is on one path at most, the starts too, and a start that is a
// target is a path by itself. From a single start all paths begin there, and the cut does not
// contain it; if it is a target, there is one path, which is the start alone, and no cut. Repeated
// starts count once. Without starts or reachable targets there is no path.
//
// Reiter & Stubblebine (Resilient authentication using path independence, 1997) count such paths to
// tell how well a claim is backed; a bound on their length, which makes the question NP-hard, is
// not set here. Pure, deterministic. O(edges × √vertices); 20 bytes a vertex meanwhile.
// Source: Dinic 1970 with unit capacities of vertices (Even & Tarjan 1975).
// Requires: is_target has vertex_count() elements.
DisjointPaths disjoint_paths(const CitationGraph& graph, std::span<const VertexId> starts,
                             const std::vector<bool>& is_target, const Work& work = {});

}  // namespace whocites
