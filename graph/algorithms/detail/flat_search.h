// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "graph/citation_graph.h"

namespace whocites::detail {

// What a breadth-first search along citing → cited found: 8 bytes a vertex, and 4 for each reached.
struct FlatSearch {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  std::vector<VertexId> order;          // nearest first
  std::vector<std::uint32_t> distance;  // citations from the nearest start; kNone: not reached
  std::vector<std::uint32_t> via;       // the edge that found it; kNone for a start

  bool reached(VertexId vertex) const { return distance[vertex.value] != kNone; }
  // The citations from a start to `vertex`, in order. Requires: reached(vertex).
  std::vector<EdgeId> path_to(const CitationGraph& graph, VertexId vertex) const {
    std::vector<EdgeId> path;
    for (; via[vertex.value] != kNone; vertex = graph.citing(path.back())) {
      path.emplace_back(via[vertex.value]);
    }
    std::reverse(path.begin(), path.end());
    return path;
  }
};

// Of several shortest ways the one with the lowest edge ids, if the starts ascend. Only citations
// for which `follows(citing, edge, cited)` are followed. Not all is found when the work is stopped.
// O(vertices + edges of what is reached).
// Source: Moore, The shortest path through a maze, 1959.
template <class Follows>
FlatSearch search_cited(const CitationGraph& graph, std::span<const VertexId> starts,
                        Follows follows, const Work& work) {
  FlatSearch found;
  found.distance.assign(graph.vertex_count(), FlatSearch::kNone);
  found.via.assign(graph.vertex_count(), FlatSearch::kNone);
  const auto reach = [&](VertexId vertex, std::uint32_t distance, std::uint32_t via) {
    if (found.distance[vertex.value] != FlatSearch::kNone) return;
    found.distance[vertex.value] = distance;
    found.via[vertex.value] = via;
    found.order.push_back(vertex);
  };
  for (const VertexId start : starts) reach(start, 0, FlatSearch::kNone);
  Pace pace(work, graph.vertex_count());
  for (std::size_t head = 0; head < found.order.size() && pace.goes_on(); ++head) {
    const VertexId vertex = found.order[head];
    const std::uint32_t distance = found.distance[vertex.value] + 1;
    std::uint32_t edge = graph.first_edge(vertex).value;
    for (const VertexId cited : graph.cites(vertex)) {
      if (follows(vertex, EdgeId(edge), cited)) reach(cited, distance, edge);
      ++edge;
    }
  }
  return found;
}

inline FlatSearch search_cited(const CitationGraph& graph, std::span<const VertexId> starts,
                               const Work& work) {
  return search_cited(
      graph, starts, [](VertexId, EdgeId, VertexId) { return true; }, work);
}

}  // namespace whocites::detail
