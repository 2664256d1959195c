// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/dominators.h"

#include <algorithm>
#include <cassert>

namespace whocites {
namespace {

// One direction of the graph: row v of `to` is [begin[v], begin[v+1]).
struct Rows {
  std::span<const std::uint32_t> begin;
  std::span<const VertexId> to;

  std::span<const VertexId> of(VertexId vertex) const {
    const std::uint32_t from = begin[vertex.value];
    return to.subspan(from, begin[vertex.value + 1] - from);
  }
};

Rows cites_of(const CitationGraph& graph) { return {graph.rows().cites_begin, graph.rows().cited}; }
Rows cited_by_of(const CitationGraph& graph) {
  return {graph.rows().cited_by_begin, graph.rows().citing};
}

// The one start before all starts. Numbers are those of a depth-first search; 0 stands for none.
constexpr std::uint32_t kRoot = 1;

class SemiNca {
 public:
  SemiNca(const CitationGraph& graph, Follow follow, const Work& work)
      : successors_(follow == Follow::Cites ? cites_of(graph) : cited_by_of(graph)),
        predecessors_(follow == Follow::Cites ? cited_by_of(graph) : cites_of(graph)),
        work_(work),
        searching_(work.stage(0, 0.5)),
        pace_(searching_, graph.vertex_count()),
        met_((graph.vertex_count() + 63) / 64, 0),
        nodes_(graph.vertex_count()) {
    const auto make_room = [&](auto& values) {
      values.reserve(graph.vertex_count() + 2);
      values.resize(2);
    };
    make_room(vertex_);
    make_room(parent_);
    make_room(semi_);
  }

  Dominators run(std::span<const VertexId> starts) {
    for (const VertexId start : starts) search_from(start);
    if (work_.is_stopped()) return {};
    for (const VertexId start : starts) semi_[nodes_[start.value].lowest] = kRoot;
    find_dominators(work_.stage(0.5, 1));
    return work_.is_stopped() ? Dominators() : result();
  }

 private:
  // All that is asked of the other end of a citation, which lies anywhere: one look tells it.
  struct Node {
    std::uint32_t ancestor = 0;  // in the forest of linked vertices, compressed; 0: not linked
    // The lowest semidominator on the way to `ancestor`; of a vertex that is not linked its own
    // number, of one that is not reached more than any.
    std::uint32_t lowest = 0xFFFFFFFF;
  };
  struct Frame {
    std::uint32_t number;
    std::uint32_t next;
  };

  void open(VertexId vertex, std::uint32_t parent) {
    const auto number = static_cast<std::uint32_t>(vertex_.size());
    met_[vertex.value / 64] |= std::uint64_t{1} << vertex.value % 64;
    nodes_[vertex.value].lowest = number;
    vertex_.push_back(vertex);
    parent_.push_back(parent);
    semi_.push_back(number);
    frames_.push_back({number, 0});
    // Most rows are opened later, and each has to be found before it can be read.
    for (const VertexId after : successors_.of(vertex)) {
      __builtin_prefetch(&successors_.begin[after.value]);
    }
  }

  bool met(VertexId vertex) const {
    return (met_[vertex.value / 64] >> vertex.value % 64 & 1) != 0;
  }

  void search_from(VertexId start) {
    if (met(start)) return;
    open(start, kRoot);
    while (!frames_.empty() && pace_.goes_on()) {
      Frame& frame = frames_.back();
      const std::uint32_t parent = frame.number;
      const auto row = successors_.of(vertex_[parent]);
      while (frame.next < row.size() && met(row[frame.next])) ++frame.next;
      if (frame.next < row.size()) {
        open(row[frame.next++], parent);
      } else {
        frames_.pop_back();
      }
    }
  }

  Node& node(std::uint32_t number) { return nodes_[vertex_[number].value]; }

  // The vertices from `linked` on are linked. Afterwards `from` and all on its way up hang on the
  // root of their tree, which itself is not linked.
  void compress(std::uint32_t from, std::uint32_t linked) {
    for (std::uint32_t at = from; at >= linked; at = node(at).ancestor) way_.push_back(at);
    for (way_.pop_back(); !way_.empty(); way_.pop_back()) {
      Node& below = node(way_.back());
      const Node& above = node(below.ancestor);
      below.lowest = std::min(below.lowest, above.lowest);
      below.ancestor = above.ancestor;
    }
  }

  void find_semidominator(std::uint32_t number) {
    std::uint32_t semi = semi_[number];
    if (semi == kRoot) return;
    const std::uint32_t linked = number + 1;
    for (const VertexId before : predecessors_.of(vertex_[number])) {
      Node& other = nodes_[before.value];
      if (other.ancestor >= linked) {
        compress(other.ancestor, linked);
        const Node& above = node(other.ancestor);
        other = {above.ancestor, std::min(other.lowest, above.lowest)};
      }
      semi = std::min(semi, other.lowest);
    }
    semi_[number] = semi;
  }

  // Where a row begins, the row, and all it names lie anywhere: each is asked for some vertices
  // ahead, so that the memory has answered when its turn comes. Inlined by order: the compiler
  // takes a function that only fetches ahead for one without effect, and drops the call.
  [[gnu::always_inline]] void fetch_ahead(std::uint32_t number) const {
    constexpr std::uint32_t kStep = 8;
    if (number <= kRoot + 3 * kStep) return;
    __builtin_prefetch(&predecessors_.begin[vertex_[number - 3 * kStep].value]);
    const auto row = predecessors_.of(vertex_[number - 2 * kStep]);
    __builtin_prefetch(row.data());
    __builtin_prefetch(row.data() + row.size());
    for (const VertexId before : predecessors_.of(vertex_[number - kStep])) {
      __builtin_prefetch(&nodes_[before.value]);
    }
  }

  void find_dominators(const Work& work) {
    const auto end = static_cast<std::uint32_t>(vertex_.size());
    Pace pace(work, end);
    for (std::uint32_t number = end - 1; number > kRoot; --number) {
      if (!pace.goes_on()) return;
      fetch_ahead(number);
      find_semidominator(number);
      node(number) = {parent_[number], semi_[number]};
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
    found.immediate.assign(nodes_.size(), Dominators::kNotReached);
    for (std::uint32_t number = kRoot + 1; number < vertex_.size(); ++number) {
      const std::uint32_t dominator = dominator_[number];
      found.immediate[vertex_[number].value] =
          dominator == kRoot ? Dominators::kNone : vertex_[dominator].value;
    }
    found.order.assign(vertex_.begin() + kRoot + 1, vertex_.end());
    return found;
  }

  Rows successors_;
  Rows predecessors_;
  const Work& work_;
  Work searching_;
  Pace pace_;                          // of that
  std::vector<std::uint64_t> met_;     // of each vertex one bit: small enough to stay near
  std::vector<Node> nodes_;            // of each vertex
  std::vector<VertexId> vertex_;       // by number
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
