// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/pagerank.h"

#include <cmath>

#include "graph/algorithms/detail/neighbor_sums.h"

namespace whocites {
namespace {

using detail::Neighbors;
using detail::NeighborSums;

// Rank flows from the neighbours in `from`, evenly over all edges that lead them on.
Scores walk(const CitationGraph& graph, Neighbors from, const PageRankOptions& options,
            const Work& work) {
  const std::size_t count = graph.vertex_count();
  Scores scores;
  if (count == 0) return scores;
  const NeighborSums sums(graph, options.weights, work);
  const double share = 1.0 / static_cast<double>(count);
  const auto out = sums.degrees(from == Neighbors::Citing ? Neighbors::Cited : Neighbors::Citing);
  std::vector<double>& rank = scores.value;
  rank.assign(count, share);
  std::vector<double> given(count);  // along each edge (of weight 1) of a vertex
  Convergence& reached = scores.convergence;
  reached.converged = false;
  while (!reached.converged && reached.rounds < options.limits.rounds && !work.is_stopped()) {
    const double lost = sums.total([&](std::size_t v) {
      given[v] = out[v] > 0 ? rank[v] / out[v] : 0;
      return out[v] > 0 ? 0 : rank[v];
    });
    const double base = (1 - options.damping + options.damping * lost) * share;
    reached.change = sums.pull(from, given, [&](std::size_t v, double sum) {
      const double before = rank[v];
      rank[v] = base + options.damping * sum;
      return std::abs(rank[v] - before);
    });
    ++reached.rounds;
    reached.converged = reached.change < options.limits.tolerance;
    work.tell(static_cast<double>(reached.rounds) / static_cast<double>(options.limits.rounds));
  }
  return scores;
}

}  // namespace

Scores pagerank(const CitationGraph& graph, const PageRankOptions& options, const Work& work) {
  return walk(graph, Neighbors::Citing, options, work);
}

Scores cheirank(const CitationGraph& graph, const PageRankOptions& options, const Work& work) {
  return walk(graph, Neighbors::Cited, options, work);
}

}  // namespace whocites
