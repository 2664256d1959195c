// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "base/parallel.h"
#include "graph/citation_graph.h"

// Shortest ways between two vertices, searched from both ends at once: always the end whose next
// step looks at fewer citations goes on, so that a pair in a large graph costs two small
// neighbourhoods. Which citations may be used is a question to `Allowed`: `pair(from, to)` whether
// some citation between the two may be, `edge(e)` whether this one.
// Source: Pohl, Bi-directional search, Machine Intelligence 6, 1971.
namespace whocites::detail {

struct EveryCitation {
  bool pair(VertexId, VertexId) const { return true; }
  bool edge(EdgeId) const { return true; }
};

class TwoEndedSearch {
 public:
  // O(vertices), 8 bytes each. Requires: `graph` and `work` outlive this.
  TwoEndedSearch(const CitationGraph& graph, const Work& work)
      : graph_(graph),
        pace_(work),
        from_start_(graph.vertex_count(), kFar),
        to_target_(graph.vertex_count(), kFar) {}

  // Forgets the previous search. Whether there is a way; false when the work is stopped. O(what it
  // touches and touched before).
  template <class Allowed>
  bool run(VertexId from, VertexId to, const Allowed& allowed);

  // Citations on a shortest way. Requires, as below: run() said true.
  std::uint32_t distance() const { return distance_; }
  // Whether `vertex`, met `left` steps before the target on a way as short as can be, is on a
  // shortest way. What the search did not touch is not.
  bool nears(VertexId vertex, std::uint32_t left) const { return to_target_[vertex.value] == left; }

 private:
  static constexpr std::uint32_t kFar = 0xFFFFFFFF;

  struct End {
    std::vector<VertexId> order;           // all that was met, nearest first
    std::vector<std::size_t> level_begin;  // of each distance, in `order`
    std::uint64_t next_cost = 0;           // citations at the vertices of the last level
    std::size_t level_size() const { return order.size() - level_begin.back(); }
  };

  void clear();
  void start(End& end, std::vector<std::uint32_t>& distance, VertexId vertex);
  template <class Allowed>
  bool step_forward(const Allowed& allowed);
  template <class Allowed>
  bool step_backward(const Allowed& allowed);
  template <class Allowed>
  void tell_start(const Allowed& allowed);

  const CitationGraph& graph_;
  Pace pace_;
  bool goes_on_ = true;
  std::vector<std::uint32_t> from_start_;
  std::vector<std::uint32_t> to_target_;
  std::uint32_t distance_ = 0;
  End forward_;
  End backward_;
};

inline void TwoEndedSearch::clear() {
  for (const End* end : {&forward_, &backward_}) {
    for (const VertexId vertex : end->order) {
      from_start_[vertex.value] = to_target_[vertex.value] = kFar;
    }
  }
  forward_ = {};
  backward_ = {};
}

inline void TwoEndedSearch::start(End& end, std::vector<std::uint32_t>& distance, VertexId vertex) {
  distance[vertex.value] = 0;
  end.order.push_back(vertex);
  end.level_begin.push_back(0);
}

template <class Allowed>
bool TwoEndedSearch::run(VertexId from, VertexId to, const Allowed& allowed) {
  clear();
  start(forward_, from_start_, from);
  start(backward_, to_target_, to);
  distance_ = 0;
  if (from == to) return true;
  forward_.next_cost = graph_.cites(from).size();
  backward_.next_cost = graph_.cited_by(to).size();
  bool met = false;
  while (!met) {
    if (forward_.level_size() == 0 || backward_.level_size() == 0) return false;
    ++distance_;
    met =
        forward_.next_cost <= backward_.next_cost ? step_forward(allowed) : step_backward(allowed);
    if (!goes_on_) return false;
  }
  tell_start(allowed);
  return true;
}

template <class Allowed>
bool TwoEndedSearch::step_forward(const Allowed& allowed) {
  const auto level = static_cast<std::uint32_t>(forward_.level_begin.size());
  const std::size_t begin = forward_.level_begin.back();
  const std::size_t end = forward_.order.size();
  forward_.level_begin.push_back(end);
  forward_.next_cost = 0;
  bool met = false;
  for (std::size_t i = begin; i < end; ++i) {
    if (!(goes_on_ = pace_.goes_on())) return false;
    const VertexId vertex = forward_.order[i];
    for (const VertexId cited : graph_.cites(vertex)) {
      if (from_start_[cited.value] != kFar || !allowed.pair(vertex, cited)) continue;
      from_start_[cited.value] = level;
      forward_.order.push_back(cited);
      forward_.next_cost += graph_.cites(cited).size();
      met = met || to_target_[cited.value] != kFar;
    }
  }
  return met;
}

template <class Allowed>
bool TwoEndedSearch::step_backward(const Allowed& allowed) {
  const auto level = static_cast<std::uint32_t>(backward_.level_begin.size());
  const std::size_t begin = backward_.level_begin.back();
  const std::size_t end = backward_.order.size();
  backward_.level_begin.push_back(end);
  backward_.next_cost = 0;
  bool met = false;
  for (std::size_t i = begin; i < end; ++i) {
    if (!(goes_on_ = pace_.goes_on())) return false;
    const VertexId vertex = backward_.order[i];
    for (const VertexId citing : graph_.cited_by(vertex)) {
      if (to_target_[citing.value] != kFar || !allowed.pair(citing, vertex)) continue;
      to_target_[citing.value] = level;
      backward_.order.push_back(citing);
      backward_.next_cost += graph_.cited_by(citing).size();
      met = met || from_start_[citing.value] != kFar;
    }
  }
  return met;
}

// Where the two searches met it is known how far the target is; tells the vertices between the
// start and there, by looking once more at what the search from the start looked at.
template <class Allowed>
void TwoEndedSearch::tell_start(const Allowed& allowed) {
  for (std::size_t level = forward_.level_begin.size() - 1; level-- > 0;) {
    const std::uint32_t left = distance_ - static_cast<std::uint32_t>(level);
    for (std::size_t i = forward_.level_begin[level]; i < forward_.level_begin[level + 1]; ++i) {
      const VertexId vertex = forward_.order[i];
      if (to_target_[vertex.value] != kFar) continue;
      for (const VertexId cited : graph_.cites(vertex)) {
        if (!nears(cited, left - 1) || !allowed.pair(vertex, cited)) continue;
        to_target_[vertex.value] = left;
        break;
      }
    }
  }
}

// Walks, depth first and lowest edge first, along the citations that come one step nearer to the
// target. Each of them lies on a shortest way, so no walk is in vain. Not recursive: a way may be
// as long as the graph.
template <class Allowed>
class NearingWalk {
 public:
  // Requires: search.run(from, …, allowed) said true; all three outlive this.
  NearingWalk(const CitationGraph& graph, const TwoEndedSearch& search, const Allowed& allowed,
              VertexId from)
      : graph_(graph), search_(search), allowed_(allowed) {
    levels_.push_back({from, 0});
  }

  // Goes on to the next complete way, which is then in path(); false when there is none.
  bool next() {
    if (started_ && !step_back()) return false;
    started_ = true;
    while (true) {
      Level& level = levels_.back();
      const auto left = static_cast<std::uint32_t>(search_.distance() - path_.size());
      if (left == 0) return true;
      const auto arcs = graph_.out_arcs(level.vertex);
      while (level.next < arcs.size() && !is_nearer(level.vertex, arcs[level.next], left)) {
        ++level.next;
      }
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

  bool is_nearer(VertexId vertex, const CitationGraph::Arc& arc, std::uint32_t left) const {
    return search_.nears(arc.vertex, left - 1) && allowed_.pair(vertex, arc.vertex) &&
           allowed_.edge(arc.edge);
  }
  bool step_back() {
    levels_.pop_back();
    if (levels_.empty()) return false;
    path_.pop_back();
    return true;
  }

  const CitationGraph& graph_;
  const TwoEndedSearch& search_;
  const Allowed& allowed_;
  std::vector<Level> levels_;
  std::vector<EdgeId> path_;
  bool started_ = false;
};

}  // namespace whocites::detail
