// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/citation_graph.h"

#include <algorithm>
#include <cassert>

namespace whocites {
namespace {

// Rows that a graph owns.
struct OwnRows {
  std::vector<std::uint32_t> cites_begin;
  std::vector<VertexId> cited;
  std::vector<std::uint32_t> cited_by_begin;
  std::vector<VertexId> citing;

  CitationGraph::Rows rows() const { return {cites_begin, cited, cited_by_begin, citing}; }
};

std::vector<std::uint32_t> begins(std::size_t vertex_count,
                                  const std::vector<CitationGraph::Edge>& edges,
                                  VertexId CitationGraph::Edge::*end) {
  std::vector<std::uint32_t> begin(vertex_count + 1, 0);
  for (const CitationGraph::Edge& edge : edges) {
    assert((edge.*end).value < vertex_count && "an edge ends outside the graph");
    ++begin[(edge.*end).value + 1];
  }
  for (std::size_t v = 0; v < vertex_count; ++v) begin[v + 1] += begin[v];
  return begin;
}

}  // namespace

CitationGraph::CitationGraph() : CitationGraph(0, {}) {}

CitationGraph::CitationGraph(std::size_t vertex_count, std::vector<Edge> edges) {
  if (!std::is_sorted(edges.begin(), edges.end())) std::sort(edges.begin(), edges.end());
  auto own = std::make_shared<OwnRows>();
  own->cites_begin = begins(vertex_count, edges, &Edge::first);
  own->cited_by_begin = begins(vertex_count, edges, &Edge::second);
  own->cited.reserve(edges.size());
  own->citing.resize(edges.size());
  // Taken in the order of the citing vertex, so that each row of the other direction ascends too.
  std::vector<std::uint32_t> next(own->cited_by_begin.begin(), own->cited_by_begin.end() - 1);
  for (const auto& [from, to] : edges) {
    own->cited.push_back(to);
    own->citing[next[to.value]++] = from;
  }
  rows_ = own->rows();
  owner_ = std::move(own);
}

CitationGraph::CitationGraph(const Rows& rows, std::shared_ptr<const void> owner)
    : rows_(rows), owner_(std::move(owner)) {
  assert(!rows.cites_begin.empty() && rows.cites_begin.size() == rows.cited_by_begin.size() &&
         rows.cited.size() == rows.citing.size() && "rows of no graph");
}

VertexId CitationGraph::citing(EdgeId edge) const {
  const auto begin = rows_.cites_begin;
  const auto after = std::upper_bound(begin.begin(), begin.end(), edge.value);
  return VertexId(static_cast<std::uint32_t>(after - begin.begin() - 1));
}

EdgeId CitationGraph::find_edge(VertexId from, VertexId to) const {
  const auto row = cites(from);
  const auto at = std::lower_bound(row.begin(), row.end(), to);
  if (at == row.end() || *at != to) return EdgeId(static_cast<std::uint32_t>(edge_count()));
  return EdgeId(first_edge(from).value + static_cast<std::uint32_t>(at - row.begin()));
}

// Parallel citations stand in the same order in both rows.
EdgeId CitationGraph::edge_from(VertexId vertex, std::size_t i) const {
  const auto row = cited_by(vertex);
  const VertexId from = row[i];
  std::uint32_t earlier = 0;
  while (earlier < i && row[i - earlier - 1] == from) ++earlier;
  return EdgeId(find_edge(from, vertex).value + earlier);
}

std::vector<CitationGraph::Edge> CitationGraph::edge_list() const {
  std::vector<Edge> list;
  list.reserve(edge_count());
  for (std::uint32_t v = 0; v < vertex_count(); ++v) {
    for (const VertexId to : cites(VertexId(v))) list.emplace_back(VertexId(v), to);
  }
  return list;
}

}  // namespace whocites
