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

}  // namespace

CitationGraph::CitationGraph() : CitationGraph(0, {}) {}

CitationGraph::CitationGraph(std::size_t vertex_count, std::vector<Edge> edges) {
  if (!std::is_sorted(edges.begin(), edges.end())) std::sort(edges.begin(), edges.end());
  std::vector<std::uint32_t> begin(vertex_count + 1, 0);
  std::vector<VertexId> cited;
  cited.reserve(edges.size());
  for (const auto& [from, to] : edges) {
    assert(from.value < vertex_count && to.value < vertex_count && "an edge ends outside");
    ++begin[from.value + 1];
    cited.push_back(to);
  }
  for (std::size_t v = 0; v < vertex_count; ++v) begin[v + 1] += begin[v];
  own(std::move(begin), std::move(cited));
}

CitationGraph::CitationGraph(std::vector<std::uint32_t> cites_begin, std::vector<VertexId> cited) {
  own(std::move(cites_begin), std::move(cited));
}

void CitationGraph::own(std::vector<std::uint32_t> cites_begin, std::vector<VertexId> cited) {
  auto own = std::make_shared<OwnRows>();
  own->cites_begin = std::move(cites_begin);
  own->cited = std::move(cited);
  own->cited_by_begin.resize(own->cites_begin.size());
  own->citing.resize(own->cited.size());
  reverse_rows(own->cites_begin, own->cited, own->cited_by_begin, own->citing);
  rows_ = own->rows();
  owner_ = std::move(own);
}

CitationGraph::CitationGraph(const Rows& rows, std::shared_ptr<const void> owner)
    : rows_(rows), owner_(std::move(owner)) {
  assert(!rows.cites_begin.empty() && rows.cites_begin.size() == rows.cited_by_begin.size() &&
         rows.cited.size() == rows.citing.size() && "rows of no graph");
}

// Each row's begin stands one place late at first and moves on as the row is filled: at the end it
// is where it belongs. Citing vertices are taken in order, so that the rows ascend.
void reverse_rows(std::span<const std::uint32_t> cites_begin, std::span<const VertexId> cited,
                  std::span<std::uint32_t> cited_by_begin, std::span<VertexId> citing) {
  std::fill(cited_by_begin.begin(), cited_by_begin.end(), 0);
  for (const VertexId to : cited) {
    assert(to.value + 1 < cited_by_begin.size() && "a row points outside of the graph");
    if (to.value + 2 < cited_by_begin.size()) ++cited_by_begin[to.value + 2];
  }
  for (std::size_t v = 2; v < cited_by_begin.size(); ++v)
    cited_by_begin[v] += cited_by_begin[v - 1];
  for (std::uint32_t v = 0; v + 1 < cites_begin.size(); ++v) {
    for (std::uint32_t at = cites_begin[v]; at < cites_begin[v + 1]; ++at) {
      citing[cited_by_begin[cited[at].value + 1]++] = VertexId(v);
    }
  }
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
