// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/path.h"

#include <algorithm>
#include <tuple>

#include "graph/algorithms/detail/breadth_first.h"

namespace whocites {
namespace {

// Walks, depth first and lowest edge first, along the citations that come one step nearer to the
// target. Each of them lies on a shortest way, so no walk is in vain. Not recursive: a way may be
// as long as the graph.
class NearingWalk {
 public:
  NearingWalk(const CitationGraph& graph, const detail::BreadthFirst& to_target, VertexId from)
      : graph_(graph), to_target_(to_target) {
    levels_.push_back({from, 0});
  }

  // Goes on to the next complete way, which is then in path(); false when there is none.
  bool next() {
    if (started_ && !step_back()) return false;
    started_ = true;
    while (true) {
      Level& level = levels_.back();
      const std::uint32_t left = to_target_.distance(level.vertex);
      if (left == 0) return true;
      const auto arcs = graph_.out_arcs(level.vertex);
      while (level.next < arcs.size() && !is_nearer(arcs[level.next].vertex, left)) ++level.next;
      if (level.next == arcs.size()) {
        if (!step_back()) return false;
        continue;
      }
      const auto arc = arcs[level.next++];
      path_.push_back(arc.edge);
      levels_.push_back({arc.vertex, 0});
    }
  }

  const std::vector<EdgeId>& path() const { return path_; }

 private:
  struct Level {
    VertexId vertex;
    std::size_t next;  // the first of its arcs not tried yet
  };

  bool is_nearer(VertexId vertex, std::uint32_t left) const {
    return to_target_.reached(vertex) && to_target_.distance(vertex) + 1 == left;
  }
  bool step_back() {
    levels_.pop_back();
    if (levels_.empty()) return false;
    path_.pop_back();
    return true;
  }

  const CitationGraph& graph_;
  const detail::BreadthFirst& to_target_;
  std::vector<Level> levels_;
  std::vector<EdgeId> path_;
  bool started_ = false;
};

}  // namespace

std::optional<std::vector<EdgeId>> shortest_path(const CitationGraph& graph, VertexId from,
                                                 VertexId to) {
  if (from == to) return std::vector<EdgeId>{};
  detail::BreadthFirst search(graph, Follow::Cites);
  search.run(std::span(&from, 1), kNoDepthLimit,
             [&](const detail::Step& step) { return step.to != to; });
  if (!search.reached(to)) return std::nullopt;
  return search.path_to(to);
}

ShortestPaths all_shortest_paths(const CitationGraph& graph, VertexId from, VertexId to,
                                 std::size_t limit) {
  // Backwards from the target; what lies further away than `from` is not on a shortest way.
  detail::BreadthFirst to_target(graph, Follow::CitedBy);
  to_target.run(std::span(&to, 1), kNoDepthLimit,
                [&](const detail::Step& step) { return step.to != from; });
  ShortestPaths result;
  if (!to_target.reached(from)) return result;

  NearingWalk walk(graph, to_target, from);
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
                                 std::uint32_t depth_limit, Follow follow) {
  detail::BreadthFirst search(graph, follow);
  search.run(starts, depth_limit);
  std::vector<ReachedVertex> reached;
  reached.reserve(search.order().size());
  for (const VertexId vertex : search.order()) {
    reached.push_back({vertex, search.distance(vertex)});
  }
  std::sort(reached.begin(), reached.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.distance, a.vertex) < std::tuple(b.distance, b.vertex);
  });
  return reached;
}

}  // namespace whocites
