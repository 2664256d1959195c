// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include <boost/graph/filtered_graph.hpp>

#include "graph/bgl_adapter.h"
#include "graph/source_graph.h"

namespace whocites {

// Whether a vertex or an edge is among those that a filter leaves.
class IsSelected {
 public:
  IsSelected() = default;
  explicit IsSelected(std::shared_ptr<const Selection> selection)
      : selection_(std::move(selection)) {}
  bool operator()(VertexId vertex) const { return selection_->vertices[vertex.value]; }
  bool operator()(EdgeId edge) const { return selection_->edges[edge.value]; }

 private:
  std::shared_ptr<const Selection> selection_;
};

// What a filter (kind, relation, outlet, date, confidence) leaves of a graph, for algorithms of the
// Boost Graph Library: it models what CitationGraph models, and vertices and edges keep their
// numbers, so that what is computed by vertex is looked up in the unfiltered columns. filtered()
// gives the same as a graph of its own, which is better for whoever goes over it several times:
// here each step passes over what the filter took, and num_vertices() and num_edges() count.
using FilteredView = boost::filtered_graph<CitationGraph, IsSelected, IsSelected>;

// One bit for each vertex and edge. Lives as long as `graph`. O(vertices + edges).
inline FilteredView filtered_view(const SourceGraph& graph, const Filter& filter,
                                  const std::vector<NodeId>& keep = {}) {
  const IsSelected is_selected(std::make_shared<const Selection>(selected(graph, filter, keep)));
  return {graph.graph(), is_selected, is_selected};
}

}  // namespace whocites
