// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/common.h"

#include <algorithm>
#include <iterator>

namespace whocites {

std::vector<VertexId> one_step(const CitationGraph& graph, std::span<const VertexId> starts,
                               Follow follow, const Work& work) {
  std::vector<VertexId> met;
  const auto take = [&](std::span<const VertexId> row) {
    std::unique_copy(row.begin(), row.end(), std::back_inserter(met));
  };
  Pace pace(work, starts.size());
  for (const VertexId start : starts) {
    if (!pace.goes_on()) break;
    if (follow != Follow::CitedBy) take(graph.cites(start));
    if (follow != Follow::Cites) take(graph.cited_by(start));
  }
  std::sort(met.begin(), met.end());
  met.erase(std::unique(met.begin(), met.end()), met.end());
  return met;
}

std::vector<VertexId> in_common(const CitationGraph& graph, std::span<const VertexId> a,
                                std::span<const VertexId> b, Follow follow, const Work& work) {
  const std::vector<VertexId> of_a = one_step(graph, a, follow, work.stage(0, 0.5));
  const std::vector<VertexId> of_b = one_step(graph, b, follow, work.stage(0.5, 1));
  std::vector<VertexId> both;
  std::set_intersection(of_a.begin(), of_a.end(), of_b.begin(), of_b.end(),
                        std::back_inserter(both));
  return both;
}

}  // namespace whocites
