// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/dot_graph.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include <graphviz/cgraph.h>

#include "base/text.h"
#include "render/attributes.h"
#include "render/groups.h"
#include "render/label.h"
#include "render/style.h"

namespace whocites::render {
namespace {

char* mutable_text(const std::string& text) { return const_cast<char*>(text.c_str()); }

// Puts the nodes, groups and lines of one network into one cgraph graph.
class Builder {
 public:
  // Makes a name of a key.
  using NameText = std::string (*)(std::string_view key);

  Builder(Agraph_t* root, const Network& network, const DrawOptions& options, Grouping grouping,
          NameText name_of_key)
      : root_(root),
        network_(network),
        groups_(groups_of(network)),
        grouping_(grouping),
        name_of_key_(name_of_key),
        clusters_(network.nodes.size(), nullptr),
        nodes_(network.nodes.size(), nullptr),
        emphasised_(options.emphasised.begin(), options.emphasised.end()),
        highlighted_(options.highlighted.begin(), options.highlighted.end()) {
    set_defaults(Attributes(root_));
    declare_defaults();
  }

  // Requires: `vertex` has not been added yet.
  Agnode_t* add_node(VertexId vertex) {
    const Node& node = network_.node(vertex);
    const bool in_own_frame = groups_.is_group[vertex.value] && grouping_ == Grouping::Frames;
    Agraph_t* parent = in_own_frame ? cluster_of(vertex) : cluster_around(vertex);
    Agnode_t* made = agnode(parent, mutable_text(unique_name(node, node_names_)), 1);
    nodes_[vertex.value] = made;
    Attributes attributes(made);
    const std::optional<VertexId> whole = groups_.whole[vertex.value];
    const bool named = whole && grouping_ == Grouping::Names;
    attributes.set_html("label", node_label(node, named ? label_of(network_.node(*whole)) : ""));
    set_style(attributes, node.kind, node.facts.unresolved, emphasised_.contains(vertex));
    attributes.set("tooltip", plain_text(node_tooltip(network_, node)))
        .set_unless_empty("URL", link_target(node.facts.url));
    return made;
  }

  Agedge_t* add_line(const Line& line, const std::string& name, bool labelled) {
    const auto [from, to] = network_.graph.ends(line.front());
    Agedge_t* made = agedge(root_, nodes_[from.value], nodes_[to.value], mutable_text(name), 1);
    std::vector<const Citation*> citations;
    for (const EdgeId edge : line) citations.push_back(&network_.citation(edge));
    Attributes attributes(made);
    set_style(attributes, look_of(line));
    if (labelled) attributes.set_html("label", edge_label(citations));
    // Of two that cite each other one line goes by their undersides: one upon the other they
    // would look like a single line with two heads, and a circle must be seen.
    if (from > to && is_cited_back(from, to)) attributes.set("tailport", "s").set("headport", "s");
    const std::string tooltip = plain_text(edge_tooltip(network_, citations));
    attributes.set("tooltip", tooltip).set("labeltooltip", tooltip);
    return made;
  }

 private:
  bool is_cited_back(VertexId from, VertexId to) const {
    const auto cited = network_.graph.cites(to);
    return std::binary_search(cited.begin(), cited.end(), from);
  }

  void declare_defaults() {
    const auto declare = [this](int kind, const char* name, const char* value) {
      agattr(root_, kind, const_cast<char*>(name), const_cast<char*>(value));
    };
    for (const int kind : {AGNODE, AGEDGE}) {
      declare(kind, "fontname", kFont);
      declare(kind, "fontcolor", kind == AGNODE ? kTextColour : kFaintTextColour);
    }
    declare(AGNODE, "fontsize", "11");
    declare(AGNODE, "margin", "0.14,0.07");
    declare(AGNODE, "height", "0.4");
    declare(AGNODE, "penwidth", "1.1");
    declare(AGEDGE, "fontsize", "9");
    declare(AGEDGE, "arrowsize", "0.75");
    declare(AGEDGE, "penwidth", "1.2");
  }

  // The cluster of the group that `vertex` is part of, made when first asked for; the root
  // without one. Recursion is bounded by kMaxDepth.
  Agraph_t* cluster_around(VertexId vertex) {
    const std::optional<VertexId> group = groups_.whole[vertex.value];
    return group && grouping_ == Grouping::Frames ? cluster_of(*group) : root_;
  }

  Agraph_t* cluster_of(VertexId group) {
    Agraph_t*& cluster = clusters_[group.value];
    if (cluster != nullptr) return cluster;
    const Node& node = network_.node(group);
    Agraph_t* parent = cluster_around(group);
    cluster = agsubg(parent, mutable_text("cluster_" + unique_name(node, cluster_names_)), 1);
    Attributes(cluster)
        .set_html("label", group_label(node))
        .set("tooltip", plain_text(node_tooltip(network_, node)))
        .set("style", "filled,rounded")
        .set("fillcolor", kGroupFill)
        .set("color", kGroupBorder)
        .set("labeljust", "l")
        .set("margin", "12")
        .set_unless_empty("URL", link_target(node.facts.url));
    return cluster;
  }

  // The node's key. Keys that differ only in what cannot be written get a number.
  std::string unique_name(const Node& node, std::set<std::string>& taken) const {
    std::string name = name_of_key_(node.key);
    // cgraph takes such a name for one that it made up itself, and loses the rest of it.
    if (name.starts_with('%')) name.insert(0, "_");
    std::string unique = name;
    for (int copy = 2; !taken.insert(unique).second; ++copy) {
      unique = name + " (" + std::to_string(copy) + ")";
    }
    return unique;
  }

  LineLook look_of(const Line& line) const {
    LineLook look;
    double best = 0;
    for (const EdgeId edge : line) {
      const Citation& citation = network_.citation(edge);
      // The list of relations goes from the vaguest to the most telling.
      look.relation = std::max(look.relation, citation.relation);
      look.rejected = is_rejected(citation);
      look.highlighted = look.highlighted || highlighted_.contains(edge);
      best = std::max(best, confidence_of(citation));
    }
    look.low_confidence = best < kLowConfidence;
    return look;
  }

  Agraph_t* root_;
  const Network& network_;
  Groups groups_;
  Grouping grouping_;
  NameText name_of_key_;
  std::vector<Agraph_t*> clusters_;
  std::vector<Agnode_t*> nodes_;
  std::set<VertexId> emphasised_;
  std::set<EdgeId> highlighted_;
  std::set<std::string> node_names_;
  std::set<std::string> cluster_names_;
};

VertexId vertex_at(std::size_t index) { return VertexId(static_cast<std::uint32_t>(index)); }

// More words on lines than this and nobody reads any of them.
constexpr std::size_t kMaxLabelledLines = 80;

void set_exchange_attributes(Attributes attributes, const Network& network, const Node& node) {
  attributes.set("key", data_text(node.key)).set("kind", std::string(name_of(node.kind)));
  attributes.set_unless_empty("title", data_text(node.facts.title))
      .set_unless_empty("date", node.facts.date ? to_string(*node.facts.date) : "")
      .set_unless_empty("url", data_text(node.facts.url))
      .set_unless_empty("lang", data_text(node.facts.language))
      .set_unless_empty("country", data_text(node.facts.country))
      .set_unless_empty("outlet", node.part_of ? data_text(key_of(network, *node.part_of)) : "")
      .set_unless_empty("unresolved", node.facts.unresolved ? "true" : "");
}

void set_exchange_attributes(Attributes attributes, const Citation& citation) {
  std::string evidence;
  std::string places;
  for (const Evidence& piece : citation.evidence) {
    if (&piece != citation.evidence.data()) {
      evidence += "\n";
      places += "\n";
    }
    evidence += data_text(collapse_space(piece.text));
    places += data_text(place_text(piece.place));
  }
  attributes.set("relation", std::string(name_of(citation.relation)))
      .set("confidence", number_text(confidence_of(citation)))
      .set("evidence", evidence)
      .set("place", places);
  if (!citation.judgements.empty()) {
    attributes.set("verdict", std::string(name_of(citation.judgements.back().verdict)));
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
  Builder builder(graph.get(), network, options, grouping, name_text);
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
  Builder builder(graph.get(), network, options, Grouping::Frames, data_text);
  // Breaks inside quoted strings are legal DOT, but few readers besides Graphviz know them.
  Attributes(graph.get()).set("linelength", "0");
  if (!options.title.empty()) {
    Attributes(graph.get()).set("label", plain_text(options.title)).set("labelloc", "t");
  }
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    Attributes attributes(builder.add_node(vertex_at(i)));
    set_exchange_attributes(attributes, network, network.nodes[i]);
  }
  for (std::size_t i = 0; i < network.citations.size(); ++i) {
    const Citation& citation = network.citations[i];
    const Line line{EdgeId(static_cast<std::uint32_t>(i))};
    Attributes attributes(builder.add_line(line, std::string(name_of(citation.relation)), true));
    set_exchange_attributes(attributes, citation);
  }
  return graph;
}

}  // namespace whocites::render
