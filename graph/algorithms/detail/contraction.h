// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "graph/algorithms/detail/components.h"
#include "graph/citation_graph.h"

namespace whocites::detail {

// Where the chains of a part of a graph end.
struct Origins {
  std::vector<std::vector<VertexId>> members;  // by lowest member
  std::vector<std::uint32_t> of_vertex;        // kNone: no origin
};
// O(vertices + edges of the part). Requires: the part is closed under citing.
Origins origins_of(const CitationGraph& graph, const Components& components);

// A part of a graph with groups of its vertices made one, and a vertex for each origin, which
// the groups of its members cite. Vertices 0 … group_count-1 are the groups, the origins follow.
struct Contraction {
  static constexpr std::uint32_t kNone = Components::kNone;

  CitationGraph graph;
  std::vector<std::uint32_t> group;  // of each vertex of the original; kNone outside the part
  std::vector<VertexId> leader;      // of each group, as given

  std::uint32_t group_count() const { return static_cast<std::uint32_t>(leader.size()); }
  VertexId vertex_of_origin(std::uint32_t origin) const { return VertexId(group_count() + origin); }
  std::vector<bool> targets() const;  // the vertices that are origins
};
// `leader_of` names for each vertex of the part the one that its group is called after; it need not
// be in the part itself. Citations inside a group vanish, parallel ones become one.
// O(vertices + edges of the part × log citations of a group). Empty when the work is stopped.
Contraction contract(const CitationGraph& graph, std::span<const VertexId> part,
                     const std::vector<VertexId>& leader_of, const Origins& origins,
                     const Work& work);

}  // namespace whocites::detail
