// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <iterator>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "base/ids.h"

namespace whocites {

// Who cites whom, as structure only: an immutable directed multigraph in compressed sparse rows,
// both directions, 8 bytes for each citation and as many for each vertex. Vertices are
// 0 … vertex_count()-1. Edges are 0 … edge_count()-1 in the order of (citing, cited), so those that
// leave one vertex are consecutive. Parallel and self-citations are kept.
//
// A copy shares its rows and costs nothing. Safe to read from any thread.
// Source: Eisenstat et al., Yale Sparse Matrix Package, 1977 (the layout); Beamer, Asanović &
// Patterson, The GAP Benchmark Suite, arXiv:1508.03619 (both directions for kernels).
class CitationGraph {
 public:
  using Edge = std::pair<VertexId, VertexId>;  // citing, cited

  // One step along a citation: the edge and the vertex at its far end.
  struct Arc {
    VertexId vertex;
    EdgeId edge;
    friend bool operator==(const Arc&, const Arc&) = default;
  };

  // The rows as they lie in memory. Row v of a direction is [begin[v], begin[v+1]) of its list and
  // ascends; parallel citations stand beside one another.
  struct Rows {
    std::span<const std::uint32_t> cites_begin;  // vertex_count + 1
    std::span<const VertexId> cited;             // by citing vertex; its index is the edge's id
    std::span<const std::uint32_t> cited_by_begin;
    std::span<const VertexId> citing;  // by cited vertex
  };

  CitationGraph();
  // Sorts the edges by (citing, cited); of parallel ones the order given stays.
  // O(vertices + edges × log edges), O(vertices + edges) when they are sorted already. Requires:
  // every end of an edge < vertex_count, fewer than 2^32 edges.
  CitationGraph(std::size_t vertex_count, std::vector<Edge> edges);
  // Of what each vertex cites; the other direction is made. O(vertices + edges). Requires: rows as
  // they are told of above.
  CitationGraph(std::vector<std::uint32_t> cites_begin, std::vector<VertexId> cited);
  // A graph whose rows lie elsewhere, for as long as `owner` is kept. O(1). Requires: the rows are
  // those of one graph.
  CitationGraph(const Rows& rows, std::shared_ptr<const void> owner);

  std::size_t vertex_count() const { return rows_.cites_begin.size() - 1; }
  std::size_t edge_count() const { return rows_.cited.size(); }
  const Rows& rows() const { return rows_; }

  // What `vertex` cites / what cites it, ascending, once for each citation. O(1); the span lives
  // as long as the graph or a copy of it. Requires, here and below: vertex < vertex_count().
  std::span<const VertexId> cites(VertexId vertex) const {
    return row(rows_.cites_begin, rows_.cited, vertex);
  }
  std::span<const VertexId> cited_by(VertexId vertex) const {
    return row(rows_.cited_by_begin, rows_.citing, vertex);
  }

  // The edge to cites(vertex)[0]; that to cites(vertex)[i] is i further. O(1).
  EdgeId first_edge(VertexId vertex) const { return EdgeId(rows_.cites_begin[vertex.value]); }
  // The edge from cited_by(vertex)[i]. O(log citations of the citing vertex).
  EdgeId edge_from(VertexId vertex, std::size_t i) const;

  // Both ends of an edge, citing first. O(log vertices); cited() alone O(1). Requires:
  // edge < edge_count().
  Edge ends(EdgeId edge) const { return {citing(edge), cited(edge)}; }
  VertexId citing(EdgeId edge) const;
  VertexId cited(EdgeId edge) const { return rows_.cited[edge.value]; }
  // The first edge from one vertex to another, parallel ones following it; edge_count() when there
  // is none. O(log citations of `from`).
  EdgeId find_edge(VertexId from, VertexId to) const;

  // The steps out of / into `vertex`, ascending by edge id, made as they are read: one out is O(1),
  // one in costs what edge_from() does. Live as long as this graph.
  class Arcs;
  Arcs out_arcs(VertexId vertex) const;
  Arcs in_arcs(VertexId vertex) const;

  // Every edge, in order. O(vertices + edges), and as much memory: for small graphs and tests.
  std::vector<Edge> edge_list() const;

 private:
  void own(std::vector<std::uint32_t> cites_begin, std::vector<VertexId> cited);
  static std::span<const VertexId> row(std::span<const std::uint32_t> begin,
                                       std::span<const VertexId> list, VertexId vertex) {
    const std::uint32_t first = begin[vertex.value];
    return list.subspan(first, begin[vertex.value + 1] - first);
  }

  Rows rows_;
  std::shared_ptr<const void> owner_;
};

// Turns rows round: `cited_by_begin` and `citing` become those of the other direction, each row
// ascending. O(vertices + edges), by counting, with no memory beside. Requires: both have the size
// of the others, and every number in `cited` is below the number of rows.
void reverse_rows(std::span<const std::uint32_t> cites_begin, std::span<const VertexId> cited,
                  std::span<std::uint32_t> cited_by_begin, std::span<VertexId> citing);

class CitationGraph::Arcs {
 public:
  Arcs() = default;
  Arcs(const CitationGraph& graph, VertexId vertex, bool is_out)
      : graph_(&graph),
        row_(is_out ? graph.cites(vertex) : graph.cited_by(vertex)),
        vertex_(vertex),
        is_out_(is_out) {}

  std::size_t size() const { return row_.size(); }
  bool empty() const { return row_.empty(); }
  Arc operator[](std::size_t i) const {
    const auto step = static_cast<std::uint32_t>(i);
    return {row_[i], is_out_ ? EdgeId(graph_->first_edge(vertex_).value + step)
                             : graph_->edge_from(vertex_, i)};
  }

  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Arc;
    using difference_type = std::ptrdiff_t;
    using pointer = const Arc*;
    using reference = Arc;
    Iterator() = default;
    Iterator(const Arcs& arcs, std::size_t at) : arcs_(&arcs), at_(at) {}
    Arc operator*() const { return (*arcs_)[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) { return Iterator(*arcs_, at_++); }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    const Arcs* arcs_ = nullptr;
    std::size_t at_ = 0;
  };
  Iterator begin() const { return Iterator(*this, 0); }
  Iterator end() const { return Iterator(*this, size()); }

 private:
  const CitationGraph* graph_ = nullptr;
  std::span<const VertexId> row_;
  VertexId vertex_;
  bool is_out_ = true;
};

inline CitationGraph::Arcs CitationGraph::out_arcs(VertexId vertex) const {
  return Arcs(*this, vertex, true);
}
inline CitationGraph::Arcs CitationGraph::in_arcs(VertexId vertex) const {
  return Arcs(*this, vertex, false);
}

}  // namespace whocites
