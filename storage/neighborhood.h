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
  // False: who is near, and how far, is all that is asked: citations come without evidence and
  // judgements, and those between nodes at the edge of the depth are left out.
  bool evidence = true;
};

// The part of the graph that can be reached from `starts`, read node by node, never the whole
// store: all citations that were followed and those between nodes that were met, with the outlets
// that the nodes are part of. The starts are in it whatever the filter says. O(what is reached).
Result<Network> neighborhood(const Reader& reader, const std::vector<NodeId>& starts,
                             const NeighborhoodOptions& options);

}  // namespace whocites
