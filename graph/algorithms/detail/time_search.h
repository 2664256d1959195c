// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/parallel.h"
#include "graph/source_graph.h"

namespace whocites::detail {

// What can be drawn on in time: chains along which every node can be given a moment within its date
// such that none is later than the one before.
struct TimeSearch {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  std::vector<bool> reached;
  std::vector<std::uint32_t> via;  // the last edge of such a chain; kNone for the start

  // Requires: reached[vertex.value].
  std::vector<EdgeId> path_to(const CitationGraph& graph, VertexId vertex) const;
};

// A later moment at which a node can be reached is never worse, so the chain with the latest counts
// for each; the nodes are settled from the latest moment down. O(vertices + edges + dates × log
// dates). Not all is found when the work is stopped.
// Source: Wu et al. 2016 (latest-departure paths), with spans instead of moments.
TimeSearch search_in_time(const SourceGraph& graph, VertexId start, const Work& work);

// Whether the chain from `start` is one of those. O(length × log vertices).
bool fits_in_time(const SourceGraph& graph, VertexId start, const std::vector<EdgeId>& chain);

}  // namespace whocites::detail
