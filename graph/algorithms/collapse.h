// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "graph/source_graph.h"

// A graph made small enough to be looked at. Pure functions; safe on several threads.
namespace whocites {

struct CollapseOptions {
  std::size_t most_groups = 300;    // more than these are not left
  std::size_t most_outlets = 30;    // likewise, once articles count for their outlets
  std::size_t lines_per_group = 3;  // more lines than these times the groups are a thicket
  std::vector<VertexId> keep = {};  // stay by themselves, beside those, and lines between them
  bool only_outlets = false;        // begin with the outlets, and leave out what has none
  Level level = Level::Outlet;      // or Owner: whom articles count for
};

// One or several vertices that a picture shows as one.
struct CollapsedGroup {
  enum class Sort : std::uint8_t { Single, Circle, Leaves, Outlet } sort = Sort::Single;
  VertexId leader;          // the one that names it: of a circle the most cited, else the lowest
  std::uint64_t count = 1;  // of vertices, an outlet beside what it published not counted
  friend bool operator==(const CollapsedGroup&, const CollapsedGroup&) = default;
};

struct CollapsedLine {
  std::uint32_t from = 0;  // places in `groups`
  std::uint32_t to = 0;
  std::uint64_t citations = 0;
  EdgeId first;  // one of them; the only one when there is one
  friend bool operator==(const CollapsedLine&, const CollapsedLine&) = default;
};

struct Collapsed {
  std::vector<CollapsedGroup> groups;  // ascending by leader
  std::vector<CollapsedLine> lines;    // ascending by (from, to); none inside a group
  // What was done, and what it left out.
  std::uint64_t vertex_count = 0;  // that cite, are cited or are kept
  std::uint64_t circles = 0;       // groups of each sort, as they are left
  std::uint64_t leaves = 0;
  std::uint64_t outlets = 0;
  std::uint64_t dropped_groups = 0;
  std::uint64_t dropped_citations = 0;
};

// Vertices that cite nothing and that nothing cites are left out, unless they are kept. What is
// small enough stays as it is. Else, until it is: circles become one group each; vertices that are
// joined to a single other one in the same direction become one; all that an outlet published
// becomes the outlet; and only the groups with most citations are left (first those that are joined
// to a kept one), and the lines with most.
// A graph that is more than kFarTooLarge times too large begins with the outlets.
// O(vertices + citations + groups × log groups); 20 bytes a vertex.
Collapsed collapse(const SourceGraph& graph, const CollapseOptions& options);
inline constexpr std::size_t kFarTooLarge = 50;

}  // namespace whocites
