// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/hits.h"

#include <cmath>

#include "graph/algorithms/detail/neighbor_sums.h"

namespace whocites {

using detail::Neighbors;
using detail::NeighborSums;

Hits hits(const CitationGraph& graph, const RoundLimits& limits, EdgeWeights weights,
          const Work& work) {
  const std::size_t count = graph.vertex_count();
  Hits answer;
  answer.authority.assign(count, 0);
  answer.hub.assign(count, 0);
  if (graph.edge_count() == 0) return answer;
  const NeighborSums sums(graph, weights, work);
  std::vector<double> next(count);
  const auto step = [&](Neighbors whose, const std::vector<double>& from, std::vector<double>& to) {
    const double total = sums.pull(whose, from, [&](std::size_t v, double sum) {
      next[v] = sum;
      return sum;
    });
    return sums.total([&](std::size_t v) {
      const double before = to[v];
      to[v] = next[v] / total;
      return std::abs(to[v] - before);
    });
  };
  answer.hub.assign(count, 1.0 / static_cast<double>(count));
  Convergence& reached = answer.convergence;
  reached.converged = false;
  while (!reached.converged && reached.rounds < limits.rounds && !work.is_stopped()) {
    const double of_authorities = step(Neighbors::Citing, answer.hub, answer.authority);
    const double of_hubs = step(Neighbors::Cited, answer.authority, answer.hub);
    reached.change = of_authorities + of_hubs;
    ++reached.rounds;
    reached.converged = reached.change < limits.tolerance;
    work.tell(static_cast<double>(reached.rounds) / static_cast<double>(limits.rounds));
  }
  return answer;
}

}  // namespace whocites
