// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/parallel.h"
#include "graph/citation_graph.h"

namespace whocites {

// The parts of a graph that hang together when the direction of citations is not looked at: for
// each vertex the lowest vertex of its part, itself when it is the lowest or alone. Empty for an
// empty graph. The same for any number of threads. When the work is stopped it means nothing, but
// that every number is that of a vertex.
//
// O(vertices + edges) in practice, and most edges of the largest part are never looked at; 4 bytes
// of memory a vertex, the answer's.
// Source: Sutton, Ben-Nun & Barak, Optimizing parallel graph connectivity computation via subgraph
// sampling (Afforest), IPDPS 2018.
std::vector<std::uint32_t> weak_components(const CitationGraph& graph, const Work& work = {});

}  // namespace whocites
