// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "graph/network.h"

// Which outlets live off which others. Pure functions; safe on several threads.
namespace whocites {

// The outlet that a vertex counts for: itself when it is one, else the one that it is part of.
// Absent when it is part of nothing, or of something that is not an outlet of this network.
// O(log nodes).
std::optional<VertexId> outlet_of(const Network& network, VertexId vertex);

// How often one outlet cites another. An absent outlet stands for all vertices without one, so
// that the citation counts of all rows add up to the network's citations.
struct OutletCitations {
  std::optional<VertexId> from;
  std::optional<VertexId> to;
  std::uint64_t citation_count = 0;
  std::uint64_t article_count = 0;  // distinct citing vertices
  friend bool operator==(const OutletCitations&, const OutletCitations&) = default;
};

// Every pair of outlets between which there is a citation, an outlet's citations of itself
// included; the highest citation count first, then by the two vertices, the absent one last.
// O(citations + rows × log rows).
std::vector<OutletCitations> outlet_citations(const Network& network);

}  // namespace whocites
