// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/whole_graph.h"

#include "storage/search.h"

namespace whocites::cli {

Result<WholeGraph> WholeGraph::open(Session& session, const Arguments& arguments) {
  Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  return WholeGraph(session, arguments, std::move(*reader), std::move(*filter));
}

Result<WholeGraph> WholeGraph::open_and_load(Session& session, const Arguments& arguments) {
  Result<WholeGraph> whole = open(session, arguments);
  if (!whole) return whole;
  if (auto loaded = whole->load(); !loaded) return fail(loaded.error());
  return whole;
}

Result<Node> WholeGraph::find(const std::string& name) {
  Result<Node> node = find_node(reader_, name);
  if (node) keep_.push_back(node->id);
  return node;
}

Result<void> WholeGraph::load() {
  Result<SourceGraph> graph = ask("reading the graph", [&](const Work& work) {
    return session_->source_graph(reader_, filter_, keep_, work);
  });
  if (!graph) return fail(graph.error());
  graph_ = std::move(*graph);
  return {};
}

}  // namespace whocites::cli
