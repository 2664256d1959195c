// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cli/long_work.h"
#include "cli/session.h"
#include "graph/source_graph.h"
#include "storage/reader.h"

namespace whocites::cli {

// What every question about the whole graph begins with: the store as --as-of shows it, the filter
// options, the nodes that are asked about, and then the structure of what the filter leaves, in
// which a computation runs as long work.
//
//   Result<WholeGraph> whole = WholeGraph::open(session, arguments);
//   if (!whole) return fail(whole.error());
//   if (auto loaded = whole->load(); !loaded) return fail(loaded.error());
//   const auto core = whole->ask("taking cores apart", [&](const Work& work) {
//     return core_numbers(whole->structure(), work);
//   });
//
// Requires: session and arguments outlive this.
class WholeGraph {
 public:
  static Result<WholeGraph> open(Session& session, const Arguments& arguments);
  // The same, with load(), for questions about no node.
  static Result<WholeGraph> open_and_load(Session& session, const Arguments& arguments);

  const Reader& reader() const { return reader_; }
  const Filter& filter() const { return filter_; }

  // The node of that name, as find_node() finds it. Here and below: before load(), after which it
  // is in the graph, whatever the filter says.
  Result<Node> find(const std::string& name);
  void keep(const std::vector<NodeId>& nodes) {
    keep_.insert(keep_.end(), nodes.begin(), nodes.end());
  }
  // Reads the structure, as long work.
  Result<void> load();

  // Requires, here and below: load() succeeded.
  const SourceGraph& graph() const { return graph_; }
  const CitationGraph& structure() const { return graph_.graph(); }
  // Requires: it was found or kept.
  VertexId vertex(const Node& node) const { return *graph_.vertex_of(node.id); }
  // do_long_work().
  template <class Compute>
  auto ask(std::string what, Compute compute) const {
    return do_long_work(*session_, *arguments_, std::move(what), std::move(compute));
  }

 private:
  WholeGraph(Session& session, const Arguments& arguments, Reader reader, Filter filter)
      : session_(&session),
        arguments_(&arguments),
        reader_(std::move(reader)),
        filter_(std::move(filter)) {}

  Session* session_;
  const Arguments* arguments_;
  Reader reader_;
  Filter filter_;
  std::vector<NodeId> keep_;
  SourceGraph graph_;
};

}  // namespace whocites::cli
