// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "graph/algorithms/collapse.h"
#include "graph/network.h"
#include "render/format.h"

namespace whocites::render {

// A network small enough to be drawn, and how to draw it.
struct Fitted {
  Network network;
  DrawOptions
      options;  // what was given, told of the new nodes and lines; and notes of what was done
};

// What a collapsed graph looks like: nodes that stand for several say so, lines have a weight.
// `nodes` are those that lead a group, and what they are part of (any order, others are passed
// over); `citation_of` gives a citation between two single nodes, which are drawn in full.
// `options` has no marks yet that speak of nodes of the graph.
Fitted fitted(const SourceGraph& graph, const Collapsed& collapsed, std::vector<Node> nodes,
              const std::function<const Citation*(EdgeId)>& citation_of, DrawOptions options);

// The network itself when it has no more nodes than options.max_nodes says, else collapsed; what is
// emphasised or marked as an origin or choke point stays. O(network).
Fitted fitted(const Network& network, const DrawOptions& options);

// How far to collapse for pictures of so many nodes.
CollapseOptions collapse_options(std::size_t max_nodes);

}  // namespace whocites::render
