// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/parallel.h"
#include "graph/citation_graph.h"

// Which parts a graph falls into. Pure functions; safe on several threads.
namespace whocites {

// Every vertex is in just one part. Parts are numbered largest first, those of one size by their
// lowest vertex.
struct Parts {
  std::vector<std::uint32_t> part;   // of each vertex
  std::vector<std::uint32_t> begin;  // members of part p: from members[begin[p]] on
  std::vector<VertexId> members;     // ascending within a part

  std::size_t count() const { return begin.size() - 1; }
  std::uint32_t size(std::size_t p) const { return begin[p + 1] - begin[p]; }
};

// Parts from any labels below labels.size(), equal ones for the vertices of one part.
// O(vertices + parts × log parts), 16 bytes a vertex.
Parts parts_of(const std::vector<std::uint32_t>& labels);

// What hangs together whichever way citations point (weak_components.h).
// This and the next one mean nothing when the work is stopped.
Parts weak_parts(const CitationGraph& graph, const Work& work = {});
// What draws on one another, directly or through others: a part of one is a node that does not.
// O(vertices + edges). Source: Tarjan 1972, as implemented by Boost.Graph.
Parts strong_parts(const CitationGraph& graph, const Work& work = {});

}  // namespace whocites
