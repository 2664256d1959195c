// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "cli/session.h"
#include "graph/source_graph.h"

// What answers about structure share: the few nodes that they name, and the part of a long list
// that is printed.
namespace whocites::cli {

// Those vertices and edges of a SourceGraph that an answer shows, read from the store in full.
// Requires: the graph is the reader's, and outlives this.
class Shown {
 public:
  static Result<Shown> make(const Reader& reader, const SourceGraph& graph,
                            const std::vector<VertexId>& vertices,
                            const std::vector<EdgeId>& edges = {});

  // Requires, here and below: the vertex or edge is among those given.
  const Node& node(VertexId vertex) const { return network_.node(in_network(vertex)); }
  const Citation& citation(EdgeId edge) const;
  std::string label(VertexId vertex) const { return full_label(network_, in_network(vertex)); }
  // Values of the columns of node_columns().
  std::vector<Cell> cells(VertexId vertex) const;

  // The same as a network of its own, for a picture.
  const Network& network() const { return network_; }
  VertexId in_network(VertexId vertex) const { return *network_.vertex_of(graph_->node(vertex)); }

 private:
  Shown(const SourceGraph& graph, Network network) : graph_(&graph), network_(std::move(network)) {}

  const SourceGraph* graph_;
  Network network_;
};

// "key", "name", "kind", "outlet", "date", and then `more`.
std::vector<std::string> node_columns(const std::vector<std::string>& more);

// The vertices that a node counts for in a question about citations: itself, and of an outlet
// also what it published. Ascending. Empty when the graph lacks it. O(vertices) for an outlet.
std::vector<VertexId> with_parts(const SourceGraph& graph, NodeId node);

// Which rows of a long list are to be made, counted from 0: those that --limit and --after ask
// for, that of --after before them and one more behind them, by which Session::print() tells
// whether there are more. The cursor of a row is its number, counted from 1.
struct Window {
  std::size_t first = 0;
  std::size_t last = std::numeric_limits<std::size_t>::max();

  static Result<Window> make(const Arguments& arguments, std::uint64_t usual_limit, Answer& answer);
  std::size_t end(std::size_t row_count) const { return row_count < last ? row_count : last; }
};

}  // namespace whocites::cli
