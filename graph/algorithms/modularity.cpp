// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/modularity.h"

#include <cassert>

namespace whocites {
namespace {

// Calls `visit(citing, cited, weight)` for each edge but self-citations.
template <class Visit>
void for_each_tie(const CitationGraph& graph, std::span<const std::uint64_t> weight, Visit visit) {
  assert((weight.empty() || weight.size() == graph.edge_count()) && "weights of another graph");
  std::size_t edge = 0;
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    for (const VertexId cited : graph.cites(VertexId(v))) {
      if (cited.value != v) visit(v, cited.value, weight.empty() ? 1 : weight[edge]);
      ++edge;
    }
  }
}

}  // namespace

GroupTies group_ties(const CitationGraph& graph, std::span<const std::uint64_t> weight,
                     std::span<const std::uint32_t> group, std::size_t group_count) {
  assert(group.size() == graph.vertex_count() && "groups of another graph");
  GroupTies ties;
  ties.inside.assign(group_count, 0);
  ties.leaving.assign(group_count, 0);
  ties.arriving.assign(group_count, 0);
  for_each_tie(graph, weight, [&](std::uint32_t from, std::uint32_t to, std::uint64_t count) {
    if (group[from] == group[to]) {
      ties.inside[group[from]] += count;
    } else {
      ties.leaving[group[from]] += count;
      ties.arriving[group[to]] += count;
    }
  });
  return ties;
}

double modularity(const GroupTies& ties, double resolution) {
  std::uint64_t total = 0;
  for (const std::uint64_t count : ties.inside) total += count;
  for (const std::uint64_t count : ties.leaving) total += count;
  if (total == 0) return 0;
  const auto all = static_cast<double>(total);
  double sum = 0;
  for (std::size_t g = 0; g < ties.inside.size(); ++g) {
    const auto inside = static_cast<double>(ties.inside[g]);
    const double ends =
        2 * inside + static_cast<double>(ties.leaving[g]) + static_cast<double>(ties.arriving[g]);
    const double share = ends / (2 * all);
    sum += inside / all - resolution * share * share;
  }
  return sum;
}

std::vector<std::uint64_t> cited_inside(const CitationGraph& graph,
                                        std::span<const std::uint64_t> weight,
                                        std::span<const std::uint32_t> group) {
  assert(group.size() == graph.vertex_count() && "groups of another graph");
  std::vector<std::uint64_t> received(graph.vertex_count(), 0);
  for_each_tie(graph, weight, [&](std::uint32_t from, std::uint32_t to, std::uint64_t count) {
    if (group[from] == group[to]) received[to] += count;
  });
  return received;
}

}  // namespace whocites
