// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "graph/citation_graph.h"

namespace whocites::detail {

// The strongly connected components of a part of a graph: sets of vertices of which each draws on
// each other one, directly or not. 4 bytes a vertex thrice.
struct Components {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  // The component of each vertex; kNone outside the part. Numbered so that a citation that leaves
  // its component leads to a lower number.
  std::vector<std::uint32_t> of_vertex;
  std::vector<std::uint32_t> begin{0};  // in `member`, of each component, and the end
  std::vector<VertexId> member;         // those of a component together, ascending

  std::size_t count() const { return begin.size() - 1; }
  // Lives as long as this. Requires: component < count().
  std::span<const VertexId> members(std::uint32_t component) const {
    return std::span(member).subspan(begin[component], begin[component + 1] - begin[component]);
  }
};

// Of the whole graph, or of the part induced by the vertices marked in `part`.
// O(vertices + edges), without recursion; beside the result 16 bytes for each vertex of the deepest
// chain that the search goes down. Empty when the work is stopped.
// Source: Tarjan 1972, in the form of Pearce, A space-efficient algorithm for finding strongly
// connected components, Information Processing Letters 116, 2016.
Components components_of(const CitationGraph& graph, const Work& work = {});
Components components_of(const CitationGraph& graph, const std::vector<bool>& part,
                         const Work& work = {});

// Whether `vertex` cites itself. O(log citations of it).
bool cites_itself(const CitationGraph& graph, VertexId vertex);

// Whether these members of one component go round: several, or one that cites itself.
bool is_circular(const CitationGraph& graph, std::span<const VertexId> members);

// Whether some citation leads out of the component. O(citations of its members).
bool leads_out(const CitationGraph& graph, const Components& components, std::uint32_t component);

}  // namespace whocites::detail
