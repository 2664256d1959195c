// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "cli/session.h"
#include "graph/source_graph.h"
#include "storage/reader.h"

namespace whocites::cli {

// The few nodes and citations of a whole graph that an answer shows: gathered first, then read from
// the store in full. Requires: the graph outlives this.
class Shown {
 public:
  explicit Shown(const SourceGraph& graph) : graph_(&graph) {}
  // These vertices, and these edges with their ends, read.
  static Result<Shown> make(const Reader& reader, const SourceGraph& graph,
                            const std::vector<VertexId>& vertices,
                            const std::vector<EdgeId>& edges = {});

  // What a picture that is collapsed shows as it is: nodes that stand for themselves, and the
  // citations between them. Requires: `network` is of nodes of the graph, `drawing` speaks of it.
  static Shown of(const SourceGraph& graph, Network network, const render::DrawOptions& drawing);

  void add(VertexId vertex) { vertices_.insert(vertex); }
  void add(std::span<const VertexId> vertices) {
    vertices_.insert(vertices.begin(), vertices.end());
  }
  void add(EdgeId edge);  // and its ends
  void add_chain(std::span<const EdgeId> chain);
  // The citations between the vertices that were added.
  void add_between();
  bool has(VertexId vertex) const { return vertices_.contains(vertex); }
  bool has(EdgeId edge) const { return edges_.contains(edge); }

  // Damaged when the store lacks what its graph has.
  Result<void> read(const Reader& reader);

  // Of what was added and read. Labels are not made safe for a terminal.
  const Node& node(VertexId vertex) const;
  const Citation& citation(EdgeId edge) const;
  std::string label(VertexId vertex) const;  // full_label()
  std::string labels(std::span<const VertexId> vertices, std::string_view between) const;
  std::string date(VertexId vertex) const;  // empty when not known
  // Values of the columns of node_columns().
  std::vector<Cell> cells(VertexId vertex) const;
  // "A → B → C", for a start and the citations that follow, or for vertices.
  std::string chain(VertexId start, std::span<const EdgeId> chain) const;
  // "A relays B".
  std::string sentence(EdgeId edge) const;

  VertexId in_network(VertexId vertex) const;
  EdgeId in_network(EdgeId edge) const;
  const Network& network() const { return network_; }
  Network take() { return std::move(network_); }

 private:
  const SourceGraph* graph_;
  std::set<VertexId> vertices_;
  std::set<EdgeId> edges_;
  Network network_;
};

// "key", "name", "kind", "outlet", "date", and then `more`.
std::vector<std::string> node_columns(const std::vector<std::string>& more);

// The first citation of each step of a chain of vertices. No citation leads from one print of a
// text to another (corroborate.h): such a step has none.
std::vector<EdgeId> steps_of(const CitationGraph& graph, const std::vector<VertexId>& chain);

// A citation as a command line names it: "whocites explain FROM TO".
std::string explain_command(const Shown& shown, const SourceGraph& graph, EdgeId edge);

// Whether the picture of an answer is asked for, by --svg or --format dot.
bool wants_picture(const Arguments& arguments);
// How many nodes a picture has at most; larger ones are not readable.
inline constexpr std::size_t kMostDrawn = 300;

// The vertices that a node counts for in a question about citations: itself, and of an outlet
// also what it published. Ascending. Empty when the graph lacks it. O(vertices) for an outlet.
std::vector<VertexId> with_parts(const SourceGraph& graph, NodeId node);

}  // namespace whocites::cli
