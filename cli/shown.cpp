// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/shown.h"

#include <algorithm>

#include "base/text.h"
#include "cli/commands/parts.h"

namespace whocites::cli {

Result<Shown> Shown::make(const Reader& reader, const SourceGraph& graph,
                          const std::vector<VertexId>& vertices, const std::vector<EdgeId>& edges) {
  Shown shown(graph);
  shown.add(vertices);
  shown.add_chain(edges);
  if (auto read = shown.read(reader); !read) return fail(read.error());
  return shown;
}

Shown Shown::of(const SourceGraph& graph, Network network, const render::DrawOptions& drawing) {
  Shown shown(graph);
  std::set<VertexId> stand_ins;
  for (const render::Mark& mark : drawing.marks) {
    if (mark.kind == render::MarkKind::Several) stand_ins.insert(mark.vertex);
  }
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
    const auto vertex = graph.vertex_of(network.nodes[v].id);
    if (vertex && !stand_ins.contains(VertexId(v))) shown.add(*vertex);
  }
  for (std::uint32_t e = 0; e < network.citations.size(); ++e) {
    const Citation& citation = network.citations[e];
    const auto from = graph.vertex_of(citation.from);
    const auto to = graph.vertex_of(citation.to);
    if (!from || !to || !shown.has(*from) || !shown.has(*to)) continue;
    for (EdgeId edge = graph.graph().find_edge(*from, *to);
         edge.value < graph.edge_count() && graph.graph().ends(edge) == std::pair(*from, *to);
         ++edge.value) {
      if (graph.citation(edge).relation == citation.relation) shown.edges_.insert(edge);
    }
  }
  shown.network_ = std::move(network);
  return shown;
}

void Shown::add(EdgeId edge) {
  const auto [from, to] = graph_->graph().ends(edge);
  edges_.insert(edge);
  vertices_.insert(from);
  vertices_.insert(to);
}

void Shown::add_chain(std::span<const EdgeId> chain) {
  for (const EdgeId edge : chain) add(edge);
}

void Shown::add_between() {
  for (const VertexId vertex : vertices_) {
    for (const CitationGraph::Arc arc : graph_->graph().out_arcs(vertex)) {
      if (vertices_.contains(arc.vertex)) edges_.insert(arc.edge);
    }
  }
}

Result<void> Shown::read(const Reader& reader) {
  std::vector<NodeId> nodes;
  for (const VertexId vertex : vertices_) nodes.push_back(graph_->node(vertex));
  std::vector<CitationId> citations;
  for (const EdgeId edge : edges_) {
    const auto [from, to] = graph_->graph().ends(edge);
    citations.push_back({graph_->node(from), graph_->node(to), graph_->citation(edge).relation});
  }
  Result<Network> network = reader.excerpt(nodes, citations);
  if (!network) return fail(network.error());
  network_ = std::move(*network);
  const bool complete = network_.citations.size() >= edges_.size() &&
                        std::all_of(nodes.begin(), nodes.end(), [&](NodeId node) {
                          return network_.vertex_of(node).has_value();
                        });
  if (complete) return {};
  return fail(ErrorCode::Damaged, "the store lacks what its graph has",
              "'whocites verify' tells what is wrong");
}

VertexId Shown::in_network(VertexId vertex) const {
  return *network_.vertex_of(graph_->node(vertex));
}

const Node& Shown::node(VertexId vertex) const { return network_.node(in_network(vertex)); }

EdgeId Shown::in_network(EdgeId edge) const {
  const auto [from, to] = graph_->graph().ends(edge);
  const Relation relation = graph_->citation(edge).relation;
  EdgeId at = network_.graph.find_edge(in_network(from), in_network(to));
  while (network_.citation(at).relation != relation) ++at.value;
  return at;
}

const Citation& Shown::citation(EdgeId edge) const { return network_.citation(in_network(edge)); }

std::string Shown::label(VertexId vertex) const { return full_label(network_, in_network(vertex)); }

std::string Shown::labels(std::span<const VertexId> vertices, std::string_view between) const {
  std::vector<std::string> names;
  for (const VertexId vertex : vertices) names.push_back(label(vertex));
  return join(names, between);
}

std::string Shown::date(VertexId vertex) const {
  const auto& date = node(vertex).facts.date;
  return date ? to_string(*date) : std::string();
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

std::string Shown::chain(VertexId start, std::span<const EdgeId> chain) const {
  std::string text = label(start);
  for (const EdgeId edge : chain) text += " → " + label(graph_->graph().cited(edge));
  return text;
}

std::string Shown::sentence(EdgeId edge) const {
  const auto [from, to] = graph_->graph().ends(edge);
  return label(from) + " " + std::string(verb_of(graph_->citation(edge).relation)) + " " +
         label(to);
}

std::vector<std::string> node_columns(const std::vector<std::string>& more) {
  std::vector<std::string> columns{"key", "name", "kind", "outlet", "date"};
  columns.insert(columns.end(), more.begin(), more.end());
  return columns;
}

std::vector<EdgeId> steps_of(const CitationGraph& graph, const std::vector<VertexId>& chain) {
  std::vector<EdgeId> steps;
  for (std::size_t i = 1; i < chain.size(); ++i) {
    const EdgeId step = graph.find_edge(chain[i - 1], chain[i]);
    if (step.value < graph.edge_count()) steps.push_back(step);
  }
  return steps;
}

std::string explain_command(const Shown& shown, const SourceGraph& graph, EdgeId edge) {
  const auto [from, to] = graph.graph().ends(edge);
  return "whocites explain " + shell_word(shown.node(from).key) + " " +
         shell_word(shown.node(to).key);
}

bool wants_picture(const Arguments& arguments) {
  return arguments.has("svg") || arguments.text("format") == "dot";
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

}  // namespace whocites::cli
