// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "graph/graph_walk.h"

namespace whocites::render {

// Where a node lies, in points; x to the right, y upwards.
struct Point {
  double x = 0;
  double y = 0;
};

// More nodes than this are not placed: the programs that read such a file lay it out themselves.
inline constexpr std::size_t kMostPlaced = 1500;

// A place for each node, in the order of the walk: springs between those that cite one another
// (Graphviz's sfdp; Hu 2005, "Efficient and high quality force-directed graph drawing"). Empty when
// there are more than kMostPlaced nodes, or Graphviz refuses. Holds the graph meanwhile.
Result<std::vector<Point>> place_nodes(const GraphWalk& walk);

}  // namespace whocites::render
