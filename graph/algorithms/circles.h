// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "graph/citation_graph.h"

// Circular reporting: sources that, followed far enough, cite themselves. Pure functions; safe on
// several threads.
// Source: Tarjan, Depth-first search and linear graph algorithms, 1972.
namespace whocites {

// Vertices of which each draws on each other one, directly or through the rest; or a single one
// that cites itself.
struct Circle {
  std::vector<VertexId> members;  // ascending
  // The citations of a shortest loop, each starting where the one before ended, from the lowest
  // vertex of the loop back to it. Of several shortest loops the one with the lowest such vertex,
  // then with the lowest edge ids.
  std::vector<EdgeId> shortest_loop;
  // False when the search was ended by its bound: the loop is one, but a shorter one may exist.
  // Never false for up to 2,000 members.
  bool loop_is_shortest = true;
  // How many vertices outside draw on the circle, directly or through others.
  std::uint64_t reach = 0;
  friend bool operator==(const Circle&, const Circle&) = default;
};

// All circles, the one with the most members first, then by lowest member. Empty when there is
// none. O(vertices + edges) for the members; a circle's loop takes at most as many searches inside
// it as it has members, fewer when a short one is found early; the reaches take
// O((vertices + edges) × circles / 64).
std::vector<Circle> circles(const CitationGraph& graph);

}  // namespace whocites
