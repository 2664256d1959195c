// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/parallel.h"
#include "graph/citation_graph.h"

namespace whocites {

// The core number of each vertex: the largest k for which it belongs to a part of the graph where
// each vertex is tied at least k times to others of that part. Citing and being cited both count,
// so two that cite each other are tied twice; parallel citations count once, self-citations not.
// Vertices are taken off lowest degree first, kept sorted by degree in one array: O(vertices +
// edges), 16 bytes a vertex. When the work is stopped the numbers mean nothing.
// Sources: Seidman, Network structure and minimum degree, 1983; Matula & Beck, Smallest-last
// ordering, 1983; Batagelj & Zaveršnik, An O(m) algorithm for cores decomposition, 2003.
std::vector<std::uint32_t> core_numbers(const CitationGraph& graph, const Work& work = {});

// The vertices by core number, highest first, those of one number ascending. O(vertices).
std::vector<VertexId> innermost_first(const std::vector<std::uint32_t>& core);

}  // namespace whocites
