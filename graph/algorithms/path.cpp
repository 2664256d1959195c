// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/path.h"

#include <algorithm>
#include <tuple>

#include "graph/algorithms/detail/two_ended_search.h"

namespace whocites {
namespace {

using detail::EveryCitation;

// Breadth first by vertices alone: what is reached, nearest first, with its distance.
class Spread {
 public:
  explicit Spread(const CitationGraph& graph) : graph_(graph), met_(graph.vertex_count(), false) {}

  void meet(VertexId vertex, std::uint32_t distance) {
    if (met_[vertex.value]) return;
    met_[vertex.value] = true;
    reached_.push_back({vertex, distance});
  }
  void run(std::uint32_t depth_limit, Follow follow, const Work& work) {
    Pace pace(work, met_.size());
    for (std::size_t next = 0; next < reached_.size() && pace.goes_on(); ++next) {
      const auto [vertex, distance] = reached_[next];
      if (distance >= depth_limit) return;
      if (follow != Follow::CitedBy) {
        for (const VertexId cited : graph_.cites(vertex)) meet(cited, distance + 1);
      }
      if (follow != Follow::Cites) {
        for (const VertexId citing : graph_.cited_by(vertex)) meet(citing, distance + 1);
      }
    }
  }
  std::vector<ReachedVertex> take() { return std::move(reached_); }

 private:
  const CitationGraph& graph_;
  std::vector<bool> met_;
  std::vector<ReachedVertex> reached_;
};

}  // namespace

std::optional<std::vector<EdgeId>> shortest_path(const CitationGraph& graph, VertexId from,
                                                 VertexId to, const Work& work) {
  ShortestPaths found = all_shortest_paths(graph, from, to, 1, work);
  if (found.paths.empty()) return std::nullopt;
  return std::move(found.paths.front());
}

ShortestPaths all_shortest_paths(const CitationGraph& graph, VertexId from, VertexId to,
                                 std::size_t limit, const Work& work) {
  ShortestPaths result;
  const EveryCitation every;
  detail::TwoEndedSearch search(graph, work);
  if (!search.run(from, to, every)) return result;
  detail::NearingWalk walk(graph, search, every, from);
  while (walk.next()) {
    if (result.paths.size() == limit) {
      result.cut = true;
      break;
    }
    result.paths.push_back(walk.path());
  }
  return result;
}

std::vector<ReachedVertex> reach(const CitationGraph& graph, std::span<const VertexId> starts,
                                 std::uint32_t depth_limit, Follow follow, const Work& work) {
  Spread spread(graph);
  for (const VertexId vertex : starts) spread.meet(vertex, 0);
  spread.run(depth_limit, follow, work);
  std::vector<ReachedVertex> reached = spread.take();
  std::sort(reached.begin(), reached.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.distance, a.vertex) < std::tuple(b.distance, b.vertex);
  });
  return reached;
}

}  // namespace whocites
