// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/dominators.h"

#include <algorithm>
#include <cassert>

namespace whocites {
namespace {

// The one start before all starts. Numbers are those of a depth-first search; 0 stands for none.
constexpr std::uint32_t kRoot = 1;

class SemiNca {
 public:
  SemiNca(const CitationGraph& graph, Follow follow, const Work& work)
      : graph_(graph),
        forward_(follow == Follow::Cites),
        work_(work),
        searching_(work.stage(0, 0.5)),
        pace_(searching_, graph.vertex_count()),
        number_(graph.vertex_count(), 0) {
    const auto make_room = [&](auto& values) {
      values.reserve(graph.vertex_count() + 2);
      values.resize(2);
    };
    make_room(vertex_);
    make_room(nodes_);
    make_room(parent_);
    make_room(semi_);
  }

  Dominators run(std::span<const VertexId> starts) {
    for (const VertexId start : starts) search_from(start);
    if (work_.is_stopped()) return {};
    for (const VertexId start : starts) semi_[number_[start.value]] = kRoot;
    find_dominators(work_.stage(0.5, 1));
    return work_.is_stopped() ? Dominators() : result();
  }

 private:
  // Small, since it is looked up at random for every citation.
  struct Node {
    std::uint32_t ancestor = 0;  // in the forest of linked vertices, compressed; 0: not linked
    std::uint32_t lowest = 0;    // semidominator on the way to `ancestor`
  };
  struct Frame {
    std::uint32_t number;
    std::uint32_t next;
  };

  std::span<const VertexId> successors(VertexId vertex) const {
    return forward_ ? graph_.cites(vertex) : graph_.cited_by(vertex);
  }
  std::span<const VertexId> predecessors(VertexId vertex) const {
    return forward_ ? graph_.cited_by(vertex) : graph_.cites(vertex);
  }

  void open(VertexId vertex, std::uint32_t parent) {
    const auto number = static_cast<std::uint32_t>(vertex_.size());
    number_[vertex.value] = number;
    vertex_.push_back(vertex);
    nodes_.push_back({0, number});
    parent_.push_back(parent);
    semi_.push_back(number);
    frames_.push_back({number, 0});
    // Whether they were met is asked one by one, and mostly known when their turn comes.
    for (const VertexId after : successors(vertex)) __builtin_prefetch(&number_[after.value]);
  }

  void search_from(VertexId start) {
    if (number_[start.value] != 0) return;
    open(start, kRoot);
    while (!frames_.empty() && pace_.goes_on()) {
      Frame& frame = frames_.back();
      const std::uint32_t parent = frame.number;
      const auto row = successors(vertex_[parent]);
      while (frame.next < row.size() && number_[row[frame.next].value] != 0) ++frame.next;
      if (frame.next < row.size()) {
        open(row[frame.next++], parent);
      } else {
        frames_.pop_back();
      }
    }
  }

  // The lowest semidominator on the way from `number` up to the root of its linked tree, that root
  // excepted. The way is short afterwards.
  std::uint32_t lowest_above(std::uint32_t number) {
    const Node& node = nodes_[number];
    if (nodes_[node.ancestor].ancestor != 0) compress(number);
    return node.lowest;
  }

  void compress(std::uint32_t number) {
    for (std::uint32_t at = number; nodes_[nodes_[at].ancestor].ancestor != 0;
         at = nodes_[at].ancestor) {
      way_.push_back(at);
    }
    for (; !way_.empty(); way_.pop_back()) {
      Node& node = nodes_[way_.back()];
      const Node& above = nodes_[node.ancestor];
      node.lowest = std::min(node.lowest, above.lowest);
      node.ancestor = above.ancestor;
    }
  }

  void find_semidominator(std::uint32_t number) {
    std::uint32_t semi = semi_[number];
    if (semi == kRoot) return;
    for (const VertexId before : predecessors(vertex_[number])) {
      const std::uint32_t other = number_[before.value];
      if (other == 0) continue;
      // A vertex that comes earlier is not linked yet, and stands for itself.
      semi = std::min(semi, other <= number ? other : lowest_above(other));
    }
    semi_[number] = semi;
  }

  // Every citation looks its other end up at random: asked for some vertices ahead, the memory has
  // answered when their turn comes.
  void fetch_ahead(std::uint32_t number) const {
    constexpr std::uint32_t kNear = 6;
    constexpr std::uint32_t kFar = 12;
    if (number <= kRoot + kFar) return;
    for (const VertexId before : predecessors(vertex_[number - kFar])) {
      __builtin_prefetch(&number_[before.value]);
    }
    for (const VertexId before : predecessors(vertex_[number - kNear])) {
      __builtin_prefetch(&nodes_[number_[before.value]]);
    }
  }

  void find_dominators(const Work& work) {
    const auto end = static_cast<std::uint32_t>(vertex_.size());
    Pace pace(work, end);
    for (std::uint32_t number = end - 1; number > kRoot; --number) {
      if (!pace.goes_on()) return;
      fetch_ahead(number);
      find_semidominator(number);
      nodes_[number] = {parent_[number], semi_[number]};
    }
    // The dominator is the nearest ancestor in the tree of dominators, which is complete up to
    // here, that is not behind the semidominator.
    dominator_ = parent_;
    for (std::uint32_t number = kRoot + 1; number < end; ++number) {
      std::uint32_t dominator = dominator_[number];
      while (dominator > semi_[number]) dominator = dominator_[dominator];
      dominator_[number] = dominator;
    }
  }

  Dominators result() const {
    Dominators found;
    found.immediate.assign(number_.size(), Dominators::kNotReached);
    for (std::uint32_t number = kRoot + 1; number < vertex_.size(); ++number) {
      const std::uint32_t dominator = dominator_[number];
      found.immediate[vertex_[number].value] =
          dominator == kRoot ? Dominators::kNone : vertex_[dominator].value;
    }
    found.order.assign(vertex_.begin() + kRoot + 1, vertex_.end());
    return found;
  }

  const CitationGraph& graph_;
  bool forward_;
  const Work& work_;
  Work searching_;
  Pace pace_;                          // of that
  std::vector<std::uint32_t> number_;  // of each vertex; 0: not reached
  std::vector<VertexId> vertex_;       // by number
  std::vector<Node> nodes_;            // by number
  std::vector<std::uint32_t> parent_;  // by number, in the depth-first tree
  std::vector<std::uint32_t> semi_;    // by number
  std::vector<std::uint32_t> dominator_;
  std::vector<Frame> frames_;
  std::vector<std::uint32_t> way_;
};

}  // namespace

Dominators dominators(const CitationGraph& graph, std::span<const VertexId> starts, Follow follow,
                      const Work& work) {
  assert(follow != Follow::Both && "dominators are of one direction");
  return SemiNca(graph, follow, work).run(starts);
}

}  // namespace whocites
