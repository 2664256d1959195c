// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/dot_graph.h"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <tuple>

#include "base/text.h"
#include "graph/graph_walk.h"
#include "render/attributes.h"
#include "render/flat_fields.h"
#include "render/graph_builder.h"
#include "render/label.h"

namespace whocites::render {
namespace {

VertexId vertex_at(std::size_t index) { return VertexId(static_cast<std::uint32_t>(index)); }

// More words on lines than this and nobody reads any of them.
constexpr std::size_t kMaxLabelledLines = 80;

// A node's name is `title` here: `name` would be what DOT calls its id.
void set_fields(Attributes attributes, std::span<const Field> fields,
                const std::vector<std::string>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string name(fields[i].name == "name" ? "title" : fields[i].name);
    attributes.set_unless_empty(name.c_str(), data_text(values[i]));
  }
}

}  // namespace

std::vector<bool> drawn_nodes(const Network& network, const DrawOptions& options) {
  const Groups groups = groups_of(network);
  std::vector<bool> drawn(network.nodes.size());
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    drawn[i] = !groups.is_group[i] || !network.graph.cites(vertex_at(i)).empty() ||
               !network.graph.cited_by(vertex_at(i)).empty();
  }
  for (const VertexId vertex : options.emphasised) drawn[vertex.value] = true;
  return drawn;
}

std::optional<Relation> silent_relation(const Network& network) {
  const std::vector<Line> lines = lines_of(network);
  if (lines.size() > kMaxLabelledLines) return std::nullopt;
  std::map<Relation, std::size_t> counts;
  for (const Line& line : lines) {
    if (line.size() == 1) ++counts[network.citation(line.front()).relation];
  }
  for (const auto& [relation, count] : counts) {
    if (count > 1 && 2 * count >= lines.size()) return relation;
  }
  return std::nullopt;
}

std::vector<Line> lines_of(const Network& network) {
  std::vector<Line> lines;
  std::map<std::tuple<VertexId, VertexId, bool>, std::size_t> places;
  for (std::size_t i = 0; i < network.citations.size(); ++i) {
    const EdgeId edge(static_cast<std::uint32_t>(i));
    const auto [from, to] = network.graph.ends(edge);
    const auto [place, is_new] =
        places.try_emplace({from, to, is_rejected(network.citation(edge))}, lines.size());
    if (is_new) lines.emplace_back();
    lines[place->second].push_back(edge);
  }
  return lines;
}

std::vector<bool> labelled_lines(const Network& network, const std::vector<Line>& lines) {
  const bool has_room = lines.size() <= kMaxLabelledLines;
  const std::optional<Relation> silent = silent_relation(network);
  std::vector<bool> labelled(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Citation& first = network.citation(lines[i].front());
    labelled[i] =
        lines[i].size() > 1 || !first.judgements.empty() || (has_room && first.relation != silent);
  }
  return labelled;
}

GraphHandle build_picture_graph(GvcSession& session, const Network& network,
                                const DrawOptions& options, Grouping grouping) {
  // The name becomes the <title> of an SVG picture.
  const std::string title = name_text(options.title);
  GraphHandle graph = session.open_graph(title.empty() ? "who cites whom" : title);
  GraphBuilder builder(graph.get(), network, options, grouping, GraphBuilder::Purpose::Picture);
  const std::vector<bool> drawn = drawn_nodes(network, options);
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (drawn[i]) builder.add_node(vertex_at(i));
  }
  const std::vector<Line> lines = lines_of(network);
  const std::vector<bool> labelled = labelled_lines(network, lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    builder.add_line(lines[i], std::to_string(i), labelled[i]);
  }
  return graph;
}

GraphHandle build_exchange_graph(GvcSession& session, const Network& network,
                                 const DrawOptions& options) {
  const std::string title = options.title.empty() ? "who cites whom" : options.title;
  GraphHandle graph = session.open_graph(data_text(title));
  GraphBuilder builder(graph.get(), network, options, Grouping::Frames,
                       GraphBuilder::Purpose::Exchange);
  // Breaks inside quoted strings are legal DOT, but few readers besides Graphviz know them.
  Attributes(graph.get()).set("linelength", "0");
  if (!options.title.empty()) {
    Attributes(graph.get()).set("label", plain_text(options.title)).set("labelloc", "t");
  }
  // An edge may stand before a node that it names; its reader need not wait for the node's `key`.
  Attributes(graph.get()).set("ids", "keys");
  const NetworkWalk walk(network);
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    Attributes attributes(builder.add_node(vertex_at(i)));
    set_fields(attributes, node_fields(), node_values(walk, network.nodes[i]));
  }
  for (std::size_t i = 0; i < network.citations.size(); ++i) {
    const Citation& citation = network.citations[i];
    const Line line{EdgeId(static_cast<std::uint32_t>(i))};
    Attributes attributes(builder.add_line(line, std::string(name_of(citation.relation)), true));
    set_fields(attributes, citation_fields(), citation_values(citation));
  }
  return graph;
}

}  // namespace whocites::render
