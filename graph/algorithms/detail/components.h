// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/citation_graph.h"

namespace whocites::detail {

// The strongly connected components of a part of a graph: sets of vertices of which each draws on
// each other one, directly or not.
struct Components {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  // The component of each vertex; kNone outside the part. Numbered so that a citation that leaves
  // its component leads to a lower number.
  std::vector<std::uint32_t> of_vertex;
  std::vector<std::vector<VertexId>> members;  // of each component, ascending

  std::size_t count() const { return members.size(); }
};

// Of the whole graph, or of the part induced by the vertices marked in `part`.
// O(vertices + edges), without recursion. Source: Tarjan 1972, as implemented by Boost.Graph.
Components components_of(const CitationGraph& graph);
Components components_of(const CitationGraph& graph, const std::vector<bool>& part);

// Whether `vertex` cites itself. O(log citations of it).
bool cites_itself(const CitationGraph& graph, VertexId vertex);

// Whether these members of one component go round: several, or one that cites itself.
bool is_circular(const CitationGraph& graph, const std::vector<VertexId>& members);

}  // namespace whocites::detail
