// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/detail/neighbor_sums.h"

#include <cassert>

namespace whocites::detail {

NeighborSums::NeighborSums(const CitationGraph& graph, EdgeWeights weights, const Work& work)
    : graph_(&graph), weights_(weights), work_(&work) {
  if (weights.empty()) return;
  assert(weights.size() == graph.edge_count() && "weights of another graph");
  // Edges ascend by citing vertex, and so does each row of those that cite.
  const CitationGraph::Rows& rows = graph.rows();
  std::vector<std::uint32_t> next(rows.cited_by_begin.begin(), rows.cited_by_begin.end());
  citing_weights_.resize(weights.size());
  for (std::size_t edge = 0; edge < weights.size(); ++edge) {
    citing_weights_[next[rows.cited[edge].value]++] = weights[edge];
  }
}

std::vector<double> NeighborSums::degrees(Neighbors whose) const {
  const CitationGraph::Rows& rows = graph_->rows();
  const bool citing = whose == Neighbors::Citing;
  const auto& begin = citing ? rows.cited_by_begin : rows.cites_begin;
  const EdgeWeights weights = citing ? EdgeWeights(citing_weights_) : weights_;
  std::vector<double> degree(graph_->vertex_count());
  for (std::size_t v = 0; v < degree.size(); ++v) {
    if (weights.empty()) degree[v] = begin[v + 1] - begin[v];
    for (std::size_t i = begin[v]; !weights.empty() && i < begin[v + 1]; ++i) {
      degree[v] += static_cast<double>(weights[i]);
    }
  }
  return degree;
}

}  // namespace whocites::detail
