// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/detail/time_search.h"

#include <algorithm>

namespace whocites::detail {
namespace {

// The last moments of all dates, ascending, by which nodes are settled; behind them "any moment".
class Moments {
 public:
  explicit Moments(const SourceGraph& graph) : graph_(graph) {
    for (const DateSpan& date : graph.columns().dates) latest_.push_back(date.latest);
    std::sort(latest_.begin(), latest_.end());
    latest_.erase(std::unique(latest_.begin(), latest_.end()), latest_.end());
    for (const DateSpan& date : graph.columns().dates) {
      const auto at = std::lower_bound(latest_.begin(), latest_.end(), date.latest);
      rank_.push_back(static_cast<std::uint32_t>(at - latest_.begin()));
    }
  }
  std::uint32_t any() const { return static_cast<std::uint32_t>(latest_.size()); }
  std::uint32_t of(VertexId vertex) const {
    const std::uint32_t date = graph_.columns().date[vertex.value];
    return date == SourceGraph::kNone ? any() : rank_[date];
  }
  // Whether a node can be of that moment or before.
  bool admits(std::uint32_t moment, VertexId vertex) const {
    if (moment == any()) return true;
    const auto date = graph_.date(vertex);
    return !date || date->earliest <= latest_[moment];
  }

 private:
  const SourceGraph& graph_;
  std::vector<Timestamp> latest_;
  std::vector<std::uint32_t> rank_;  // of each date
};

}  // namespace

std::vector<EdgeId> TimeSearch::path_to(const CitationGraph& graph, VertexId vertex) const {
  std::vector<EdgeId> path;
  for (; via[vertex.value] != kNone; vertex = graph.citing(path.back())) {
    path.emplace_back(via[vertex.value]);
  }
  std::reverse(path.begin(), path.end());
  return path;
}

TimeSearch search_in_time(const SourceGraph& graph, VertexId start, const Work& work) {
  const Moments moments(graph);
  const CitationGraph& structure = graph.graph();
  constexpr std::uint32_t kNone = TimeSearch::kNone;
  TimeSearch found;
  found.reached.assign(graph.vertex_count(), false);
  found.via.assign(graph.vertex_count(), kNone);
  // Nodes that wait at each moment, in lists: a node stands in a new one when it is found for a
  // later moment, and is settled when it is first met.
  struct Waiting {
    VertexId vertex;
    std::uint32_t next;
  };
  std::vector<Waiting> waiting;
  std::vector<std::uint32_t> first(moments.any() + std::size_t{1}, kNone);
  std::vector<std::uint32_t> best(graph.vertex_count(), kNone);
  const auto wait = [&](VertexId vertex, std::uint32_t moment) {
    best[vertex.value] = moment;
    waiting.push_back({vertex, first[moment]});
    first[moment] = static_cast<std::uint32_t>(waiting.size() - 1);
  };
  wait(start, moments.of(start));
  Pace pace(work, graph.vertex_count());
  for (std::uint32_t moment = moments.any() + 1; moment-- > 0 && !work.is_stopped();) {
    while (first[moment] != kNone && pace.goes_on()) {
      const Waiting here = waiting[first[moment]];
      first[moment] = here.next;
      if (found.reached[here.vertex.value]) continue;
      found.reached[here.vertex.value] = true;
      std::uint32_t edge = structure.first_edge(here.vertex).value;
      for (const VertexId cited : structure.cites(here.vertex)) {
        const std::uint32_t via = edge++;
        if (found.reached[cited.value] || !moments.admits(moment, cited)) continue;
        const std::uint32_t then = std::min(moment, moments.of(cited));
        if (best[cited.value] != kNone && best[cited.value] >= then) continue;
        found.via[cited.value] = via;
        wait(cited, then);
      }
    }
  }
  return found;
}

bool fits_in_time(const SourceGraph& graph, VertexId start, const std::vector<EdgeId>& chain) {
  auto date = graph.date(start);
  std::optional<Timestamp> moment;
  if (date) moment = date->latest;
  for (const EdgeId edge : chain) {
    date = graph.date(graph.graph().cited(edge));
    if (!date) continue;
    if (moment && date->earliest > *moment) return false;
    moment = moment ? std::min(*moment, date->latest) : date->latest;
  }
  return true;
}

}  // namespace whocites::detail
