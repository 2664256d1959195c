// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/disjoint_paths.h"

#include <algorithm>
#include <cassert>
#include <cstdint>

#include "base/sorted.h"

namespace whocites {
namespace {

constexpr std::uint32_t kFree = 0xFFFFFFFF;    // on no path
constexpr std::uint32_t kSource = 0xFFFFFFFE;  // a path begins here
constexpr std::uint32_t kUnseen = 0xFFFFFFFF;  // no level: not to be entered

// Each vertex is two states: one where a way comes in, one where it goes out. Between them runs one
// path at most. The flow is told by `from_` alone: what comes before each vertex on its path.
constexpr std::uint32_t in_state(std::uint32_t vertex) { return 2 * vertex; }
constexpr std::uint32_t out_state(std::uint32_t vertex) { return 2 * vertex + 1; }
constexpr bool is_out(std::uint32_t state) { return (state & 1) != 0; }
constexpr std::uint32_t vertex_of(std::uint32_t state) { return state / 2; }

class Flow {
 public:
  Flow(const CitationGraph& graph, std::vector<VertexId> starts, const std::vector<bool>& targets,
       const Work& work)
      : graph_(graph),
        pace_(work),
        starts_(std::move(starts)),
        is_target_(targets),
        shared_(starts_.size() == 1 ? starts_.front().value : kFree),
        from_(graph.vertex_count(), kFree),
        level_(2 * graph.vertex_count(), kUnseen) {}

  DisjointPaths run() {
    while (find_levels()) block();
    if (is_stopped_) return {};
    DisjointPaths found;
    for (const std::uint32_t end : ends_) found.paths.push_back(path_to(end));
    std::sort(found.paths.begin(), found.paths.end(), [](const auto& a, const auto& b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    // The last search met no target. What it could enter but not leave cuts the ways.
    for (std::uint32_t v = 0; v < from_.size(); ++v) {
      if (level_[in_state(v)] != kUnseen && level_[out_state(v)] == kUnseen) {
        found.cut.emplace_back(v);
      }
    }
    return found;
  }

 private:
  // The state that a way begins with at this start. A path may do so already: then the way ends
  // there, but the cut is found by it.
  std::uint32_t first_state(VertexId start) const {
    return shared_ != kFree ? out_state(shared_) : in_state(start.value);
  }

  // The only step from where a way comes in: through the vertex, or, where a path runs already,
  // back along it. kUnseen when there is none.
  std::uint32_t after_in(std::uint32_t vertex) const {
    if (from_[vertex] == kFree) return out_state(vertex);
    return from_[vertex] == kSource ? kUnseen : out_state(from_[vertex]);
  }

  // The step number `at` from where a way goes out: a citation, of which only the ends have room
  // for one path, or at last back through the vertex. kUnseen when it cannot be taken.
  std::uint32_t after_out(std::uint32_t vertex, std::uint32_t at) const {
    const auto row = graph_.cites(VertexId(vertex));
    if (at == row.size()) {
      return from_[vertex] == kFree || vertex == shared_ ? kUnseen : in_state(vertex);
    }
    const std::uint32_t cited = row[at].value;
    return cited == shared_ ? kUnseen : in_state(cited);
  }
  std::uint32_t step_count(std::uint32_t vertex) const {
    return static_cast<std::uint32_t>(graph_.cites(VertexId(vertex)).size()) + 1;
  }

  // Distances in the residual graph, up to that of the nearest target. False when there is none.
  bool find_levels() {
    if (is_stopped_) return false;
    std::fill(level_.begin(), level_.end(), kUnseen);
    queue_.clear();
    const auto enter = [&](std::uint32_t state, std::uint32_t level) {
      if (state == kUnseen || level_[state] != kUnseen) return;
      level_[state] = level;
      queue_.push_back(state);
    };
    for (const VertexId start : starts_) enter(first_state(start), 0);
    std::uint32_t last_level = kUnseen;
    for (std::size_t head = 0; head < queue_.size() && goes_on(); ++head) {
      const std::uint32_t state = queue_[head];
      const std::uint32_t level = level_[state];
      if (level > last_level) break;
      const std::uint32_t vertex = vertex_of(state);
      if (!is_out(state)) {
        enter(after_in(vertex), level + 1);
      } else if (is_target_[vertex]) {
        last_level = level;
      } else {
        const std::uint32_t steps = step_count(vertex);
        for (std::uint32_t at = 0; at < steps; ++at) enter(after_out(vertex, at), level + 1);
      }
    }
    return last_level != kUnseen;
  }

  // Takes ways of that length until each is blocked by those taken.
  void block() {
    next_step_.assign(from_.size(), 0);
    for (const VertexId start : starts_) {
      while (find_way(first_state(start))) take_way();
    }
  }

  bool goes_on() {
    is_stopped_ = is_stopped_ || !pace_.goes_on();
    return !is_stopped_;
  }

  bool find_way(std::uint32_t first) {
    way_.clear();
    if (level_[first] == kUnseen) return false;
    way_.push_back(first);
    while (!way_.empty() && goes_on()) {
      const std::uint32_t state = way_.back();
      const std::uint32_t vertex = vertex_of(state);
      if (is_out(state) && is_target_[vertex]) return true;
      const std::uint32_t further = next_of(state);
      if (further != kUnseen) {
        way_.push_back(further);
      } else {
        level_[state] = kUnseen;
        way_.pop_back();
      }
    }
    return false;
  }

  std::uint32_t next_of(std::uint32_t state) {
    const std::uint32_t vertex = vertex_of(state);
    const std::uint32_t level = level_[state] + 1;
    const auto leads_on = [&](std::uint32_t to) { return to != kUnseen && level_[to] == level; };
    if (!is_out(state)) {
      const std::uint32_t to = after_in(vertex);
      return leads_on(to) ? to : kUnseen;
    }
    const std::uint32_t steps = step_count(vertex);
    for (std::uint32_t& at = next_step_[vertex]; at < steps; ++at) {
      const std::uint32_t to = after_out(vertex, at);
      if (leads_on(to)) return to;
    }
    return kUnseen;
  }

  void take_way() {
    ends_.push_back(vertex_of(way_.back()));
    std::uint32_t before = kSource;
    for (const std::uint32_t state : way_) {
      const std::uint32_t vertex = vertex_of(state);
      if (!is_out(state)) from_[vertex] = before == vertex ? kFree : before;
      before = vertex;
      // One unit can pass each state, but for the start of all.
      if (state != way_.front() || shared_ == kFree) level_[state] = kUnseen;
    }
  }

  std::vector<VertexId> path_to(std::uint32_t end) const {
    std::vector<VertexId> path{VertexId(end)};
    for (std::uint32_t at = end; at != shared_ && from_[at] != kSource;) {
      at = from_[at];
      path.emplace_back(at);
    }
    std::reverse(path.begin(), path.end());
    return path;
  }

  const CitationGraph& graph_;
  Pace pace_;
  bool is_stopped_ = false;
  std::vector<VertexId> starts_;
  const std::vector<bool>& is_target_;
  std::uint32_t shared_;  // the only start, which all paths share; kFree when there are several
  std::vector<std::uint32_t> from_;
  std::vector<std::uint32_t> level_;  // of each state
  std::vector<std::uint32_t> next_step_;
  std::vector<std::uint32_t> queue_;
  std::vector<std::uint32_t> way_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace

DisjointPaths disjoint_paths(const CitationGraph& graph, std::span<const VertexId> starts,
                             const std::vector<bool>& is_target, const Work& work) {
  assert(is_target.size() == graph.vertex_count() && "marks of another graph");
  std::vector<VertexId> distinct(starts.begin(), starts.end());
  sort_and_unite(distinct);
  if (distinct.size() == 1 && is_target[distinct.front().value]) return {{distinct}, {}};
  return Flow(graph, std::move(distinct), is_target, work).run();
}

}  // namespace whocites
