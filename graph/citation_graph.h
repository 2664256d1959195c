// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "base/ids.h"

namespace whocites {

// Who cites whom, as structure only: an immutable directed multigraph in compressed sparse rows,
// both directions. Vertices are 0 … vertex_count()-1 and edges 0 … edge_count()-1 in the order in
// which they were given. Parallel and self-citations are kept. Safe to read from any thread.
class CitationGraph {
 public:
  // One step along a citation: the edge and the vertex at its far end.
  struct Arc {
    VertexId vertex;
    EdgeId edge;
    friend bool operator==(const Arc&, const Arc&) = default;
  };
  using Edge = std::pair<VertexId, VertexId>;  // citing, cited

  CitationGraph() = default;
  // O(vertices + edges) time. Requires: every end of an edge < vertex_count.
  CitationGraph(std::size_t vertex_count, std::vector<Edge> edges);

  std::size_t vertex_count() const { return out_begin_.size() - 1; }
  std::size_t edge_count() const { return edges_.size(); }

  // What `vertex` cites / what cites it, ascending by edge id. O(1); the span lives as long as
  // the graph. Requires: vertex < vertex_count().
  std::span<const Arc> cites(VertexId vertex) const { return row(out_begin_, out_, vertex); }
  std::span<const Arc> cited_by(VertexId vertex) const { return row(in_begin_, in_, vertex); }

  // Both ends of an edge, citing first. O(1). Requires: edge < edge_count().
  Edge ends(EdgeId edge) const { return edges_[edge.value]; }
  std::span<const Edge> edges() const { return edges_; }

 private:
  static std::span<const Arc> row(const std::vector<std::uint32_t>& begin,
                                  const std::vector<Arc>& arcs, VertexId vertex) {
    return {arcs.data() + begin[vertex.value], arcs.data() + begin[vertex.value + 1]};
  }

  std::vector<Edge> edges_;
  std::vector<std::uint32_t> out_begin_{0};
  std::vector<std::uint32_t> in_begin_{0};
  std::vector<Arc> out_;
  std::vector<Arc> in_;
};

}  // namespace whocites
