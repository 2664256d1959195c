// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "base/parallel.h"
#include "graph/algorithms/scores.h"
#include "graph/citation_graph.h"

// The step that PageRank, HITS and Katz repeat: each vertex adds up what its neighbours hold, the
// product of a vector with the matrix of citations. Each vertex reads and none is written by two,
// so that nothing has to be locked and the sums do not depend on threads.
namespace whocites::detail {

enum class Neighbors : std::uint8_t { Citing, Cited };

class NeighborSums {
 public:
  // O(1), with weights O(vertices + edges) and 8 bytes an edge. Requires: `graph`, `weights` and
  // `work` outlive this.
  NeighborSums(const CitationGraph& graph, EdgeWeights weights, const Work& work);

  // Calls take(vertex, sum) for each vertex, sum being that of weight × held over the edges to
  // its neighbours; returns the sum of what `take` returns. O(vertices + edges).
  template <class Take>
  double pull(Neighbors whose, std::span<const double> held, Take take) const {
    return sum_blocks(held.size(), kBlock, *work_, [&](std::size_t begin, std::size_t end) {
      double total = 0;
      for (std::size_t v = begin; v < end; ++v) total += take(v, sum(whose, held, v));
      return total;
    });
  }

  // The sum of weight × held over the edges from `v` to its neighbours.
  double sum(Neighbors whose, std::span<const double> held, std::size_t v) const;

  // How many edges (by weight) lead to neighbours of that side: how often a vertex is cited, or
  // cites.
  std::vector<double> degrees(Neighbors whose) const;

  // The sum of each(v) over all vertices.
  template <class Each>
  double total(Each each) const {
    const auto sum = [&](std::size_t begin, std::size_t end) {
      double part = 0;
      for (std::size_t v = begin; v < end; ++v) part += each(v);
      return part;
    };
    return sum_blocks(graph_->vertex_count(), kBlock, *work_, sum);
  }

 private:
  static constexpr std::size_t kBlock = 16384;

  const CitationGraph* graph_;
  EdgeWeights weights_;
  std::vector<std::uint64_t> citing_weights_;  // in the order of Rows::citing
  const Work* work_;
};

inline double NeighborSums::sum(Neighbors whose, std::span<const double> held,
                                std::size_t v) const {
  const CitationGraph::Rows& rows = graph_->rows();
  const bool citing = whose == Neighbors::Citing;
  const auto& begin = citing ? rows.cited_by_begin : rows.cites_begin;
  const VertexId* neighbor = (citing ? rows.citing : rows.cited).data();
  double total = 0;
  if (weights_.empty()) {
    for (std::size_t i = begin[v]; i < begin[v + 1]; ++i) total += held[neighbor[i].value];
    return total;
  }
  for (std::size_t i = begin[v]; i < begin[v + 1]; ++i) {
    const std::uint64_t weight = citing ? citing_weights_[i] : weights_[i];
    total += static_cast<double>(weight) * held[neighbor[i].value];
  }
  return total;
}

}  // namespace whocites::detail
