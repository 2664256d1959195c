// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "base/parallel.h"
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
  // vertex of the loop back to it. A self-citation only where it is the whole circle: of several
  // members it says nothing. Of several shortest loops the one with the lowest such vertex, then
  // with the lowest edge ids.
  std::vector<EdgeId> shortest_loop;
  // False when the search was ended by its bound: the loop is one, but a shorter one may exist.
  // Never false for up to 2,000 members, nor for loops of one or two citations.
  bool loop_is_shortest = true;
  // How many vertices outside draw on the circle, directly or through others.
  std::uint64_t reach = 0;
  friend bool operator==(const Circle&, const Circle&) = default;
};

struct Circles {
  std::uint64_t count = 0;         // of all circles
  std::uint64_t member_count = 0;  // of all of them together
  // The one with the most members first, then with the most reach, then by lowest member.
  std::vector<Circle> largest;
};
inline constexpr std::size_t kAllCircles = std::numeric_limits<std::size_t>::max();

// The `most` largest circles; where the cut goes through those of one size, those with the lowest
// members. O(vertices + edges) for the members, 12 bytes a vertex. A circle's loop takes
// O(its citations × log) when it is of one or two citations; else at most as many searches inside
// it as it has members, each only for a shorter loop than found before. The reaches take
// O((vertices + edges) × most / 256), 32 bytes a component. Means nothing when the work is stopped.
Circles circles(const CitationGraph& graph, std::size_t most = kAllCircles, const Work& work = {});

}  // namespace whocites
