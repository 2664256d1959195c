// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "graph/citation_graph.h"

// Ways along citations. All functions are pure, keep no state and may run on several threads. What
// they return means nothing when the work is stopped.
// Sources: Moore, The shortest path through a maze, 1959 (breadth-first search); Pohl,
// Bi-directional search, 1971 (between two vertices, from both ends).
namespace whocites {

// The citations, in order, of a shortest way from `from` to `to` in the direction citing → cited.
// Of several shortest ways the one whose first differing citation has the lower edge id, so the
// answer never depends on chance. Empty when from == to; absent when there is no way.
// Searches from both ends: O(vertices) to begin, 8 bytes each, then what lies within half the way
// of either end, all edges at most. Requires: both < vertex_count(), as everywhere.
std::optional<std::vector<EdgeId>> shortest_path(const CitationGraph& graph, VertexId from,
                                                 VertexId to, const Work& work = {});

struct ShortestPaths {
  std::vector<std::vector<EdgeId>> paths;  // ascending by edge ids; the first is shortest_path()'s
  bool cut = false;                        // there are more than these
  friend bool operator==(const ShortestPaths&, const ShortestPaths&) = default;
};

// All shortest ways, but at most `limit`. Two ways differ when one citation does: parallel
// citations count apart. Empty when there is none; one empty way when from == to.
// O(what shortest_path() costs + limit × length × citations of a vertex).
ShortestPaths all_shortest_paths(const CitationGraph& graph, VertexId from, VertexId to,
                                 std::size_t limit, const Work& work = {});

// In which direction citations are followed.
enum class Follow : std::uint8_t {
  Cites,    // to what a vertex draws on
  CitedBy,  // to what draws on it
  Both,     // either, changing direction at will
};

struct ReachedVertex {
  VertexId vertex;
  std::uint32_t distance = 0;  // citations to the nearest start
  friend bool operator==(const ReachedVertex&, const ReachedVertex&) = default;
};

inline constexpr std::uint32_t kNoDepthLimit = std::numeric_limits<std::uint32_t>::max();

// Everything within `depth_limit` citations of some start (repeats allowed), the starts included
// at distance 0; ascending by distance, then by vertex. O(vertices + edges of what is reached).
std::vector<ReachedVertex> reach(const CitationGraph& graph, std::span<const VertexId> starts,
                                 std::uint32_t depth_limit, Follow follow, const Work& work = {});

}  // namespace whocites
