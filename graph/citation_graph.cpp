// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/citation_graph.h"

#include <cassert>

namespace whocites {
namespace {

// Counting sort of the edges by one of their ends. Stable, so each row ascends by edge id.
void fill_rows(std::size_t vertex_count, const std::vector<CitationGraph::Edge>& edges,
               VertexId CitationGraph::Edge::*row_end, VertexId CitationGraph::Edge::*far_end,
               std::vector<std::uint32_t>& begin, std::vector<CitationGraph::Arc>& arcs) {
  begin.assign(vertex_count + 1, 0);
  for (const auto& edge : edges) {
    assert((edge.*row_end).value < vertex_count && "an edge ends outside the graph");
    ++begin[(edge.*row_end).value + 1];
  }
  for (std::size_t v = 0; v < vertex_count; ++v) begin[v + 1] += begin[v];

  arcs.resize(edges.size());
  std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
  for (std::uint32_t e = 0; e < edges.size(); ++e) {
    arcs[next[(edges[e].*row_end).value]++] = {edges[e].*far_end, EdgeId(e)};
  }
}

}  // namespace

CitationGraph::CitationGraph(std::size_t vertex_count, std::vector<Edge> edges)
    : edges_(std::move(edges)) {
  fill_rows(vertex_count, edges_, &Edge::first, &Edge::second, out_begin_, out_);
  fill_rows(vertex_count, edges_, &Edge::second, &Edge::first, in_begin_, in_);
}

}  // namespace whocites
