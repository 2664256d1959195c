// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/core.h"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

namespace whocites {
namespace {

// Each tie of `vertex`, in both directions.
template <class Visit>
void for_each_tie(const CitationGraph& graph, VertexId vertex, Visit visit) {
  for (const std::span<const VertexId> row : {graph.cites(vertex), graph.cited_by(vertex)}) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (row[i] != vertex && (i == 0 || row[i] != row[i - 1])) visit(row[i].value);
    }
  }
}

// The vertices that are left, sorted by degree; a degree that falls by one moves its vertex to the
// front of those that had the same, which is a swap.
class ByDegree {
 public:
  explicit ByDegree(std::vector<std::uint32_t> degree)
      : degree_(std::move(degree)), order_(degree_.size()), place_(degree_.size()) {
    const std::uint32_t most =
        degree_.empty() ? 0 : *std::max_element(degree_.begin(), degree_.end());
    begin_.assign(most + 2, 0);
    for (const std::uint32_t d : degree_) ++begin_[d + 1];
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    std::vector<std::uint32_t> next = begin_;
    for (std::uint32_t v = 0; v < degree_.size(); ++v) {
      place_[v] = next[degree_[v]]++;
      order_[place_[v]] = v;
    }
  }

  std::uint32_t at(std::size_t place) const { return order_[place]; }
  std::uint32_t degree(std::uint32_t vertex) const { return degree_[vertex]; }

  void lower(std::uint32_t vertex) {
    const std::uint32_t front = begin_[degree_[vertex]]++;
    const std::uint32_t other = order_[front];
    std::swap(order_[place_[vertex]], order_[front]);
    place_[other] = place_[vertex];
    place_[vertex] = front;
    --degree_[vertex];
  }
  std::vector<std::uint32_t> take_degrees() { return std::move(degree_); }

 private:
  std::vector<std::uint32_t> degree_;
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> place_;
  std::vector<std::uint32_t> begin_;  // of each degree, in order_
};

}  // namespace

std::vector<std::uint32_t> core_numbers(const CitationGraph& graph, const Work& work) {
  const auto count = static_cast<std::uint32_t>(graph.vertex_count());
  std::vector<std::uint32_t> degree(count, 0);
  for (std::uint32_t v = 0; v < count; ++v) {
    for_each_tie(graph, VertexId(v), [&](std::uint32_t) { ++degree[v]; });
  }
  ByDegree left(std::move(degree));
  // What comes off has its core number as degree; no degree falls below that.
  Pace pace(work, count);
  for (std::uint32_t i = 0; i < count && pace.goes_on(); ++i) {
    const std::uint32_t vertex = left.at(i);
    for_each_tie(graph, VertexId(vertex), [&](std::uint32_t other) {
      if (left.degree(other) > left.degree(vertex)) left.lower(other);
    });
  }
  return left.take_degrees();
}

std::vector<VertexId> innermost_first(const std::vector<std::uint32_t>& core) {
  const std::uint32_t most = core.empty() ? 0 : *std::max_element(core.begin(), core.end());
  std::vector<std::uint32_t> next(most + 2, 0);
  for (const std::uint32_t number : core) ++next[most - number + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<VertexId> order(core.size());
  for (std::uint32_t v = 0; v < core.size(); ++v) order[next[most - core[v]]++] = VertexId(v);
  return order;
}

}  // namespace whocites
