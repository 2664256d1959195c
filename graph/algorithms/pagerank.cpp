// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/pagerank.h"

#include <algorithm>
#include <cmath>

#include "base/huge_pages.h"
#include "graph/algorithms/detail/neighbor_sums.h"

namespace whocites {
namespace {

using detail::Neighbors;
using detail::NeighborSums;

constexpr double kOrderedShare = 0.8;

// What both methods have: rank flows from the neighbours in `from`, evenly over all edges (by
// weight) that lead them on.
struct Flow {
  const CitationGraph& graph;
  Neighbors from;
  const PageRankOptions& options;
  const Work& work;
  NeighborSums sums{graph, options.weights, work};
  std::vector<double> out =
      sums.degrees(from == Neighbors::Citing ? Neighbors::Cited : Neighbors::Citing);

  bool goes_on(const Convergence& reached) const {
    return !reached.converged && reached.rounds < options.limits.rounds && !work.is_stopped();
  }
  void count_round(Convergence& reached) const {
    ++reached.rounds;
    reached.converged = reached.change < options.limits.tolerance;
    work.tell(static_cast<double>(reached.rounds) / static_cast<double>(options.limits.rounds));
  }
};

Scores by_rounds(const Flow& flow) {
  const std::size_t count = flow.graph.vertex_count();
  const double share = 1.0 / static_cast<double>(count);
  const double damping = flow.options.damping;
  Scores scores;
  std::vector<double>& rank = scores.value;
  rank.assign(count, share);
  HugeVector<double> given(count);  // along each edge of weight 1
  scores.convergence.converged = false;
  while (flow.goes_on(scores.convergence)) {
    const double lost = flow.sums.total([&](std::size_t v) {
      given[v] = flow.out[v] > 0 ? rank[v] / flow.out[v] : 0;
      return flow.out[v] > 0 ? 0 : rank[v];
    });
    const double base = (1 - damping + damping * lost) * share;
    scores.convergence.change = flow.sums.pull(flow.from, given, [&](std::size_t v, double sum) {
      const double before = rank[v];
      rank[v] = base + damping * sum;
      return std::abs(rank[v] - before);
    });
    flow.count_round(scores.convergence);
  }
  return scores;
}

// What is lost comes back evenly, so rank is a multiple of the solution without it: of
// rank = 1 + damping × what flows in.
Scores by_sweeps(const Flow& flow, bool descending) {
  const std::size_t count = flow.graph.vertex_count();
  Scores scores;
  std::vector<double>& rank = scores.value;
  rank.assign(count, 1);
  HugeVector<double> given(count, 0);
  for (std::size_t v = 0; v < count; ++v) {
    if (flow.out[v] > 0) given[v] = 1 / flow.out[v];
  }
  double total = static_cast<double>(count);
  scores.convergence.converged = false;
  while (flow.goes_on(scores.convergence)) {
    double change = 0;
    total = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t v = descending ? count - 1 - i : i;
      const double next = 1 + flow.options.damping * flow.sums.sum(flow.from, given, v);
      change += std::abs(next - rank[v]);
      total += next;
      rank[v] = next;
      if (flow.out[v] > 0) given[v] = next / flow.out[v];
    }
    scores.convergence.change = change / total;
    flow.count_round(scores.convergence);
  }
  for (double& value : rank) value /= total;
  return scores;
}

// The share of edges that lead from a higher vertex to a lower one. O(vertices × log edges).
double falling_share(const CitationGraph& graph) {
  std::size_t falling = 0;
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    const auto cited = graph.cites(VertexId(v));
    falling += static_cast<std::size_t>(std::lower_bound(cited.begin(), cited.end(), VertexId(v)) -
                                        cited.begin());
  }
  return graph.edge_count() == 0
             ? 1
             : static_cast<double>(falling) / static_cast<double>(graph.edge_count());
}

Scores walk(const Flow& flow) {
  if (flow.graph.vertex_count() == 0) return {};
  const double falling = falling_share(flow.graph);
  const bool ordered = falling >= kOrderedShare || falling <= 1 - kOrderedShare;
  const PageRankMethod method = flow.options.method;
  if (method == PageRankMethod::Rounds || (method == PageRankMethod::Best && !ordered)) {
    return by_rounds(flow);
  }
  // Those that give come before those that are given to.
  return by_sweeps(flow, (flow.from == Neighbors::Citing) == (falling >= 0.5));
}

}  // namespace

Scores pagerank(const CitationGraph& graph, const PageRankOptions& options, const Work& work) {
  return walk({graph, Neighbors::Citing, options, work});
}

Scores cheirank(const CitationGraph& graph, const PageRankOptions& options, const Work& work) {
  return walk({graph, Neighbors::Cited, options, work});
}

}  // namespace whocites
