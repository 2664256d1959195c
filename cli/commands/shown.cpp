// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/shown.h"

#include <algorithm>
#include <charconv>

#include "cli/commands/parts.h"

namespace whocites::cli {
namespace {

// 0 for what is no number of a row.
std::size_t row_number(const std::string& cursor) {
  std::size_t number = 0;
  const auto [end, failure] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), number);
  return failure == std::errc() && end == cursor.data() + cursor.size() ? number : 0;
}

}  // namespace

Result<Shown> Shown::make(const Reader& reader, const SourceGraph& graph,
                          const std::vector<VertexId>& vertices, const std::vector<EdgeId>& edges) {
  std::vector<NodeId> nodes;
  for (const VertexId vertex : vertices) nodes.push_back(graph.node(vertex));
  std::vector<CitationId> citations;
  for (const EdgeId edge : edges) {
    const auto [from, to] = graph.graph().ends(edge);
    nodes.push_back(graph.node(from));
    nodes.push_back(graph.node(to));
    citations.push_back({graph.node(from), graph.node(to), graph.citation(edge).relation});
  }
  Result<Network> network = reader.excerpt(nodes, citations);
  if (!network) return fail(network.error());
  return Shown(graph, std::move(*network));
}

const Citation& Shown::citation(EdgeId edge) const {
  const auto [from, to] = graph_->graph().ends(edge);
  EdgeId found = network_.graph.find_edge(in_network(from), in_network(to));
  while (network_.citation(found).relation != graph_->citation(edge).relation) ++found.value;
  return network_.citation(found);
}

std::vector<Cell> Shown::cells(VertexId vertex) const {
  const Node& shown = node(vertex);
  Cell outlet;
  if (shown.kind == Kind::Article && shown.part_of) {
    if (const auto at = network_.vertex_of(*shown.part_of)) outlet = label_of(network_.node(*at));
  }
  return {shown.key, name_cell(shown), std::string(name_of(shown.kind)), outlet,
          date_cell(shown.facts.date)};
}

std::vector<std::string> node_columns(const std::vector<std::string>& more) {
  std::vector<std::string> columns{"key", "name", "kind", "outlet", "date"};
  columns.insert(columns.end(), more.begin(), more.end());
  return columns;
}

std::vector<VertexId> with_parts(const SourceGraph& graph, NodeId node) {
  const auto vertex = graph.vertex_of(node);
  if (!vertex) return {};
  if (graph.kind(*vertex) != Kind::Outlet) return {*vertex};
  std::vector<VertexId> all;
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    if (v == vertex->value || graph.columns().whole[v] == vertex->value) all.emplace_back(v);
  }
  return all;
}

Result<Window> Window::make(const Arguments& arguments, std::uint64_t usual_limit, Answer& answer) {
  const Result<std::optional<std::uint64_t>> limit = arguments.number("limit");
  if (!limit) return fail(limit.error());
  answer.usual_limit = limit->value_or(usual_limit);
  Window window;
  if (arguments.has("after")) {
    const std::size_t after = row_number(arguments.text("after"));
    if (after == 0) return Window{0, 0};  // a row that no list has
    window.first = after - 1;
  }
  const std::size_t lead = arguments.has("after") ? 2 : 1;
  const std::size_t room = window.last - window.first - lead;
  if (*answer.usual_limit < room) {
    window.last = window.first + lead + static_cast<std::size_t>(*answer.usual_limit);
  }
  return window;
}

}  // namespace whocites::cli
