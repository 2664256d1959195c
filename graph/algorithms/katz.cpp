// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/katz.h"

#include <algorithm>
#include <cmath>

#include "graph/algorithms/detail/neighbor_sums.h"

namespace whocites {
namespace {

using detail::Neighbors;
using detail::NeighborSums;

constexpr double kSafety = 0.85;
constexpr double kEndless = 1e200;  // far above any sum that converges to something of use

double safe_alpha(const NeighborSums& sums) {
  const auto most = [&](Neighbors whose) {
    const auto degrees = sums.degrees(whose);
    return degrees.empty() ? 0 : *std::max_element(degrees.begin(), degrees.end());
  };
  // The largest sum of a row, and of a column, is a bound on the largest eigenvalue.
  const double bound = std::min(most(Neighbors::Citing), most(Neighbors::Cited));
  return bound == 0 ? 0 : kSafety / bound;
}

}  // namespace

double safe_katz_alpha(const CitationGraph& graph, EdgeWeights weights) {
  const Work work;
  return safe_alpha(NeighborSums(graph, weights, work));
}

Scores katz(const CitationGraph& graph, const KatzOptions& options, const Work& work) {
  const std::size_t count = graph.vertex_count();
  Scores scores;
  if (count == 0) return scores;
  const NeighborSums sums(graph, options.weights, work);
  const double alpha = options.alpha ? *options.alpha : safe_alpha(sums);
  std::vector<double>& value = scores.value;
  value.assign(count, 1);
  std::vector<double> before(count);
  Convergence& reached = scores.convergence;
  reached.converged = false;
  double total = static_cast<double>(count);
  while (!reached.converged && reached.rounds < options.limits.rounds && total < kEndless &&
         !work.is_stopped()) {
    value.swap(before);
    total = sums.pull(Neighbors::Citing, before, [&](std::size_t v, double sum) {
      value[v] = 1 + alpha * sum;
      return value[v];
    });
    reached.change =
        sums.total([&](std::size_t v) { return std::abs(value[v] - before[v]); }) / total;
    ++reached.rounds;
    reached.converged = reached.change < options.limits.tolerance;
    work.tell(static_cast<double>(reached.rounds) / static_cast<double>(options.limits.rounds));
  }
  for (double& each : value) each /= total;
  return scores;
}

}  // namespace whocites
