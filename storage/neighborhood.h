// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "storage/reader.h"

namespace whocites {

struct NeighborhoodOptions {
  bool cites = true;                   // follow citing → cited
  bool cited_by = false;               // follow cited → citing
  std::optional<std::uint64_t> depth;  // steps from the nearest start; absent: as far as it goes
  Filter filter;
};

// The part of the graph that can be reached from `starts`, read node by node, never the whole
// store: all citations that were followed and those between nodes that were met, with the outlets
// that the nodes are part of. The starts are in it whatever the filter says. O(what is reached).
Result<Network> neighborhood(const Reader& reader, const std::vector<NodeId>& starts,
                             const NeighborhoodOptions& options);

// The nodes' own citations and, of an outlet, also those of what is part of it.
Result<Network> direct_citations(const Reader& reader, const Node& node, Direction direction,
                                 const Filter& filter);

}  // namespace whocites
