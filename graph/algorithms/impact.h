// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/parallel.h"
#include "graph/citation_graph.h"

namespace whocites {

// What draws on a source, directly or through others, and so is touched when it is withdrawn.
struct Affected {
  VertexId vertex;
  std::uint32_t distance = 0;      // citations to the source
  bool loses_only_source = false;  // every chain from here to an origin passes the source
  friend bool operator==(const Affected&, const Affected&) = default;
};

struct Impact {
  std::vector<Affected> affected;  // those that lose their only source first; by distance, vertex
  std::uint64_t only_count = 0;    // how many lose their only source
};

// Withdraws `source`. Others that are in a circle with it, and nothing beside it, have no source
// but one another: they lose their only one too, as they are no origin by themselves. What is left
// once those are set aside is the source's subtree in the dominator tree from the origins (see
// dominators.h), found without building it: of what draws on the source, those keep a chain that
// cite something that does not, or something that keeps one without passing the source.
// Pure. O(what draws on the source + its citations). Means nothing when the work is stopped.
// Requires: source < vertex_count().
Impact impact(const CitationGraph& graph, VertexId source, const Work& work = {});

}  // namespace whocites
