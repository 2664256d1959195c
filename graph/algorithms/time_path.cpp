// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/time_path.h"

#include <algorithm>
#include <limits>

#include "graph/algorithms/detail/two_ended_search.h"

namespace whocites {
namespace {

struct CertainCitations {
  const SourceGraph& graph;
  bool pair(VertexId from, VertexId to) const {
    return in_time(graph.date(from), graph.date(to)) == InTime::Certain;
  }
  bool edge(EdgeId) const { return true; }
};

std::optional<std::vector<EdgeId>> certain_path(const SourceGraph& graph, VertexId from,
                                                VertexId to, const Work& work) {
  const CertainCitations certain{graph};
  detail::TwoEndedSearch search(graph.graph(), work);
  if (!search.run(from, to, certain)) return std::nullopt;
  detail::NearingWalk walk(graph.graph(), search, certain, from);
  walk.next();
  return walk.path();
}

// Breadth first over (vertex, latest moment at which it can have been published). Within a level
// the states stand in the order of their ways, so the first that meets the target is the answer.
class PossibleSearch {
 public:
  PossibleSearch(const SourceGraph& graph, const Work& work)
      : graph_(graph), pace_(work), latest_(graph.vertex_count(), kNever) {}

  std::optional<std::vector<EdgeId>> run(VertexId from, VertexId to) {
    add(from, kAnyTime, kStart, EdgeId());
    for (std::size_t next = 0; next < states_.size() && pace_.goes_on(); ++next) {
      const State state = states_[next];
      const auto arcs = graph_.graph().out_arcs(state.vertex);
      for (const CitationGraph::Arc arc : arcs) {
        if (!add(arc.vertex, state.latest, next, arc.edge)) continue;
        if (arc.vertex == to) return way_to(states_.size() - 1);
      }
    }
    return std::nullopt;
  }

 private:
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min();
  static constexpr std::int64_t kAnyTime = std::numeric_limits<std::int64_t>::max();
  static constexpr std::size_t kStart = std::numeric_limits<std::uint32_t>::max();

  struct State {
    VertexId vertex;
    EdgeId via;
    std::uint32_t before;
    std::int64_t latest;
  };

  bool add(VertexId vertex, std::int64_t latest, std::size_t before, EdgeId via) {
    if (const auto date = graph_.date(vertex)) {
      if (date->earliest.time_since_epoch().count() > latest) return false;
      latest = std::min<std::int64_t>(latest, date->latest.time_since_epoch().count());
    }
    if (latest <= latest_[vertex.value]) return false;
    latest_[vertex.value] = latest;
    states_.push_back({vertex, via, static_cast<std::uint32_t>(before), latest});
    return true;
  }

  std::vector<EdgeId> way_to(std::size_t state) const {
    std::vector<EdgeId> way;
    for (; states_[state].before != kStart; state = states_[state].before) {
      way.push_back(states_[state].via);
    }
    std::reverse(way.begin(), way.end());
    return way;
  }

  const SourceGraph& graph_;
  Pace pace_;
  std::vector<std::int64_t> latest_;
  std::vector<State> states_;
};

}  // namespace

InTime in_time(const std::optional<DateSpan>& citing, const std::optional<DateSpan>& cited) {
  if (!citing || !cited) return InTime::Possible;
  if (cited->earliest > citing->latest) return InTime::Impossible;
  if (cited->latest <= citing->earliest) return InTime::Certain;
  const bool same_day = *citing == *cited && cited->latest - cited->earliest < std::chrono::days(1);
  return same_day ? InTime::Certain : InTime::Possible;
}

std::optional<TimePath> time_path(const SourceGraph& graph, VertexId from, VertexId to,
                                  const Work& work) {
  if (auto path = certain_path(graph, from, to, work)) return TimePath{std::move(*path), true};
  if (auto path = PossibleSearch(graph, work).run(from, to)) {
    return TimePath{std::move(*path), false};
  }
  return std::nullopt;
}

}  // namespace whocites
