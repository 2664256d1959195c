// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "graph/citation_graph.h"

namespace whocites::detail {

// Up to 64 breadth-first searches along citations at once, one bit of a word for each: where they
// come to the same vertices in the same step, which in a graph of few steps is nearly everywhere,
// a citation is read once for all of them.
// Source: Then et al., The more the merrier: efficient multi-source graph traversal, VLDB 2014.
class MultiSearch {
 public:
  static constexpr std::size_t kWidth = 64;

  // O(vertices); 24 bytes each. Requires: both outlive this.
  MultiSearch(const CitationGraph& graph, const Work& work)
      : graph_(graph),
        work_(work),
        front_(graph.vertex_count()),
        next_(graph.vertex_count()),
        seen_(graph.vertex_count()) {}

  // Forgets what was before and searches from `starts`. Calls found(vertex, distance, times) for
  // every vertex and distance at which `times` of the searches come to it, the starts themselves
  // excepted: of one vertex in ascending distance and never from two threads at once.
  // Requires: at most kWidth starts, all different.
  template <class Found>
  void run(std::span<const VertexId> starts, Found found);

 private:
  static constexpr std::size_t kBlock = 4096;
  // Where the front has a larger share of the citations, all vertices look back instead.
  static constexpr std::size_t kFewerEdges = 8;

  bool is_large(double edges) const {
    return edges > static_cast<double>(graph_.edge_count() / kFewerEdges) && edges > kBlock;
  }
  double ahead(VertexId vertex) const { return static_cast<double>(graph_.cites(vertex).size()); }
  template <class Found>
  double push(std::uint32_t distance, Found& found);
  template <class Found>
  double pull(std::uint32_t distance, Found& found);
  void list_front();

  const CitationGraph& graph_;
  const Work& work_;
  std::vector<std::uint64_t> front_;  // by which searches each vertex was found last
  std::vector<std::uint64_t> next_;   // all 0 before push()
  std::vector<std::uint64_t> seen_;
  std::vector<VertexId> list_;  // where front_ is not 0, for push()
  std::uint64_t all_ = 0;
};

template <class Found>
void MultiSearch::run(std::span<const VertexId> starts, Found found) {
  for (auto* words : {&front_, &next_, &seen_}) words->assign(words->size(), 0);
  list_.assign(starts.begin(), starts.end());
  all_ = starts.size() == kWidth ? ~std::uint64_t{0} : (std::uint64_t{1} << starts.size()) - 1;
  double edges = 0;
  for (std::size_t i = 0; i < starts.size(); ++i) {
    front_[starts[i].value] = seen_[starts[i].value] = std::uint64_t{1} << i;
    edges += ahead(starts[i]);
  }
  bool listed = true;
  for (std::uint32_t distance = 1; edges > 0 && !work_.is_stopped(); ++distance) {
    if (is_large(edges)) {
      edges = pull(distance, found);
      listed = false;
      continue;
    }
    if (!std::exchange(listed, true)) list_front();
    edges = push(distance, found);
  }
}

template <class Found>
double MultiSearch::push(std::uint32_t distance, Found& found) {
  std::vector<VertexId> reached;
  for (const VertexId vertex : list_) {
    const std::uint64_t searches = std::exchange(front_[vertex.value], 0);
    for (const VertexId cited : graph_.cites(vertex)) {
      const std::uint64_t fresh = searches & ~seen_[cited.value];
      if (fresh == 0) continue;
      if (next_[cited.value] == 0) reached.push_back(cited);
      next_[cited.value] |= fresh;
    }
  }
  double edges = 0;
  for (const VertexId vertex : reached) {
    seen_[vertex.value] |= next_[vertex.value];
    found(vertex, distance, std::popcount(next_[vertex.value]));
    edges += ahead(vertex);
  }
  list_ = std::move(reached);
  front_.swap(next_);
  return edges;
}

template <class Found>
double MultiSearch::pull(std::uint32_t distance, Found& found) {
  const auto look_back = [&](std::size_t begin, std::size_t end) {
    double edges = 0;
    for (std::size_t v = begin; v < end; ++v) {
      const VertexId vertex(static_cast<std::uint32_t>(v));
      std::uint64_t known = seen_[v];
      if (known != all_) {
        for (const VertexId citing : graph_.cited_by(vertex)) known |= front_[citing.value];
      }
      const std::uint64_t fresh = next_[v] = known & ~seen_[v];
      if (fresh == 0) continue;
      seen_[v] = known;
      found(vertex, distance, std::popcount(fresh));
      edges += ahead(vertex);
    }
    return edges;
  };
  const double edges = sum_blocks(graph_.vertex_count(), kBlock, work_, look_back);
  front_.swap(next_);
  return edges;
}

inline void MultiSearch::list_front() {
  list_.clear();
  for (std::uint32_t v = 0; v < front_.size(); ++v) {
    if (front_[v] != 0) list_.emplace_back(v);
  }
  next_.assign(next_.size(), 0);
}

}  // namespace whocites::detail
