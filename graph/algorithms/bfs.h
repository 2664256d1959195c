// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "graph/algorithms/path.h"
#include "graph/citation_graph.h"

namespace whocites {

inline constexpr std::uint32_t kUnreached = std::numeric_limits<std::uint32_t>::max();

// For each vertex how many citations it is from the nearest of `starts` (repeats allowed), along
// `follow`; kUnreached when there is no way. What reach() tells of a part, this tells of the whole
// graph, with less for each vertex. The same for any number of threads; when the work is stopped,
// what was not found by then is kUnreached.
//
// O(vertices + edges), and far fewer edges where much is reached in few steps; 4 bytes a vertex for
// the answer and at most 4 1/4 beside it. Requires: every start < vertex_count().
// Source: Beamer, Asanović & Patterson, Direction-optimizing breadth-first search, SC 2012.
std::vector<std::uint32_t> bfs_distances(const CitationGraph& graph,
                                         std::span<const VertexId> starts, Follow follow,
                                         const Work& work = {});

}  // namespace whocites
