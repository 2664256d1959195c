// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/citation_graph.h"

namespace whocites {

// The lowest vertex of the part that each vertex hangs together with, whichever way citations
// point. O(edges), nearly; 4 bytes a vertex. Source: Tarjan & van Leeuwen 1984 (union-find, path
// halving).
std::vector<std::uint32_t> weak_components(const CitationGraph& graph, unsigned threads = 1);

}  // namespace whocites
