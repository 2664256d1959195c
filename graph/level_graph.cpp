// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cassert>

#include "graph/source_graph.h"

namespace whocites {
namespace {

constexpr std::uint32_t kNotYet = SourceGraph::kNone;

// The outlet that a vertex is, or that it is part of, directly or through a periodical.
VertexId outlet_above(const SourceGraph& graph, VertexId vertex) {
  VertexId at = vertex;
  // A way up is never longer than the circle of owners that it may end in.
  for (std::size_t step = 0; step < graph.vertex_count(); ++step) {
    if (graph.kind(at) == Kind::Outlet) return at;
    const auto whole = graph.part_of(at);
    if (!whole) break;
    at = *whole;
  }
  return vertex;
}

// The last owner of each vertex. A way up that meets itself ends at the lowest of the circle.
std::vector<std::uint32_t> last_owners(const SourceGraph& graph) {
  const auto count = static_cast<std::uint32_t>(graph.vertex_count());
  std::vector<std::uint32_t> owner(count, kNotYet);
  std::vector<bool> on_way(count, false);
  std::vector<std::uint32_t> way;
  for (std::uint32_t v = 0; v < count; ++v) {
    way.clear();
    std::uint32_t at = v;
    std::uint32_t last = kNotYet;
    while (owner[at] == kNotYet && !on_way[at]) {
      on_way[at] = true;
      way.push_back(at);
      const auto whole = graph.part_of(VertexId(at));
      if (!whole) {
        last = at;
        break;
      }
      at = whole->value;
    }
    if (last == kNotYet) {
      last = owner[at] != kNotYet
                 ? owner[at]
                 : *std::min_element(std::find(way.begin(), way.end(), at), way.end());
    }
    for (const std::uint32_t step : way) {
      owner[step] = last;
      on_way[step] = false;
    }
  }
  return owner;
}

}  // namespace

std::vector<VertexId> representatives(const SourceGraph& graph, Level level) {
  const auto count = static_cast<std::uint32_t>(graph.vertex_count());
  std::vector<VertexId> stands_for;
  stands_for.reserve(count);
  std::vector<std::uint32_t> owners;
  if (level == Level::Owner) owners = last_owners(graph);
  for (std::uint32_t v = 0; v < count; ++v) {
    switch (level) {
      case Level::Article:
        stands_for.push_back(VertexId(v));
        break;
      case Level::Outlet:
        stands_for.push_back(outlet_above(graph, VertexId(v)));
        break;
      case Level::Owner:
        stands_for.push_back(VertexId(owners[v]));
        break;
    }
  }
  return stands_for;
}

LevelGraph level_graph(const SourceGraph& graph, const std::vector<VertexId>& grouping) {
  const auto count = static_cast<std::uint32_t>(graph.vertex_count());
  assert(grouping.size() == count && "a grouping of another graph");
  LevelGraph level;
  std::vector<std::uint32_t> number(count, kNotYet);
  for (std::uint32_t v = 0; v < count; ++v) {
    if (grouping[v].value != v) continue;
    number[v] = static_cast<std::uint32_t>(level.leader.size());
    level.leader.push_back(VertexId(v));
  }
  level.group.reserve(count);
  for (const VertexId leader : grouping) level.group.emplace_back(number[leader.value]);

  std::vector<CitationGraph::Edge> pairs;
  for (std::uint32_t v = 0; v < count; ++v) {
    for (const VertexId cited : graph.graph().cites(VertexId(v))) {
      const CitationGraph::Edge pair(level.group[v], level.group[cited.value]);
      if (pair.first != pair.second) pairs.push_back(pair);
    }
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<CitationGraph::Edge> edges;
  for (const CitationGraph::Edge& pair : pairs) {
    if (edges.empty() || edges.back() != pair) {
      edges.push_back(pair);
      level.weight.push_back(0);
    }
    ++level.weight.back();
  }
  level.between = CitationGraph(level.leader.size(), std::move(edges));
  return level;
}

}  // namespace whocites
