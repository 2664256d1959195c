// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/graph_builder.h"

#include <algorithm>
#include <cmath>

#include <graphviz/cgraph.h>

#include "render/label.h"
#include "render/picture_label.h"
#include "render/style.h"

namespace whocites::render {
namespace {

char* mutable_text(const std::string& text) { return const_cast<char*>(text.c_str()); }

void set_frame(Attributes cluster, const Theme& theme) {
  cluster.set("style", "filled,rounded")
      .set("fillcolor", theme.group.fill)
      .set("labeljust", "l")
      .set("margin", "12");
}

bool has_double_outline(const Mark* mark) {
  return mark->kind == MarkKind::Origin || mark->kind == MarkKind::CircularOrigin;
}

}  // namespace

GraphBuilder::GraphBuilder(Agraph_t* root, const Network& network, const DrawOptions& options,
                           Grouping grouping, Purpose purpose)
    : root_(root),
      network_(network),
      options_(options),
      theme_(theme_of(options.theme)),
      groups_(groups_of(network)),
      grouping_(grouping),
      purpose_(purpose),
      framed_(groups_.is_group),
      clusters_(network.nodes.size(), nullptr),
      nodes_(network.nodes.size(), nullptr),
      emphasised_(options.emphasised.begin(), options.emphasised.end()),
      highlighted_(options.highlighted.begin(), options.highlighted.end()),
      looping_(options.looping.begin(), options.looping.end()) {
  for (const Mark& mark : options.marks) marks_[mark.vertex].push_back(&mark);
  set_clusters_.resize(options.sets.size(), nullptr);
  for (std::size_t i = 0; i < options.sets.size(); ++i) {
    for (const VertexId member : options.sets[i].members) set_of_[member] = i;
  }
  if (!options.weight.empty()) {
    const auto [least, most] = std::minmax_element(options.weight.begin(), options.weight.end());
    least_weight_ = std::max<std::uint64_t>(1, *least);
    most_weight_ = std::max(least_weight_, *most);
  }
  if (purpose == Purpose::Picture) choose_frames(drawn_nodes(network, options));
  set_defaults(Attributes(root_), theme_);
  declare_defaults();
}

// A frame around one thing says no more than the name in that thing's label.
void GraphBuilder::choose_frames(const std::vector<bool>& drawn) {
  framed_ = framed_groups(groups_, drawn);
  if (!options_.sets.empty()) framed_.assign(framed_.size(), false);
}

Agnode_t* GraphBuilder::add_node(VertexId vertex) {
  const Node& node = network_.node(vertex);
  const bool in_own_frame = framed_[vertex.value] && grouping_ == Grouping::Frames;
  Agraph_t* parent = in_own_frame ? cluster_of(vertex) : cluster_around(vertex);
  Agnode_t* made = agnode(parent, mutable_text(unique_name(vertex, node_names_)), 1);
  nodes_[vertex.value] = made;
  NodeLook look{node.kind, node.facts.unresolved, emphasised_.contains(vertex)};
  if (const auto at = marks_.find(vertex); at != marks_.end()) {
    look.doubled = std::any_of(at->second.begin(), at->second.end(), has_double_outline);
  }
  Attributes attributes(made);
  attributes.set_html("label", label_of_node(vertex));
  set_style(attributes, look, theme_);
  attributes.set("tooltip", plain_text(node_tooltip(network_, node)))
      .set_unless_empty("URL", link_target(node.facts.url));
  return made;
}

std::string GraphBuilder::label_of_node(VertexId vertex) const {
  const Node& node = network_.node(vertex);
  const std::optional<VertexId> whole = groups_.whole[vertex.value];
  const bool in_frame = grouping_ == Grouping::Frames && whole && framed_[whole->value];
  std::string name = whole && !in_frame ? label_of(network_.node(*whole)) : "";
  if (const auto set = set_of_.find(vertex); set != set_of_.end() && grouping_ == Grouping::Names) {
    name = options_.sets[set->second].label;
  }
  if (purpose_ == Purpose::Exchange) return node_label(node, name);
  const auto marks = marks_.find(vertex);
  return picture_label(node, name,
                       marks != marks_.end() ? marks->second : std::vector<const Mark*>(), theme_);
}

Agedge_t* GraphBuilder::add_line(const Line& line, const std::string& name, bool labelled) {
  const auto [from, to] = network_.graph.ends(line.front());
  Agedge_t* made = agedge(root_, nodes_[from.value], nodes_[to.value], mutable_text(name), 1);
  std::vector<const Citation*> citations;
  for (const EdgeId edge : line) citations.push_back(&network_.citation(edge));
  Attributes attributes(made);
  const LineLook look = look_of(line);
  set_style(attributes, look, theme_);
  if (labelled || look.looping || look.bundled) {
    attributes.set_html("label", label_of_line(line, look));
  }
  // Of two that cite each other one line goes by their undersides: one upon the other they
  // would look like a single line with two heads, and a circle must be seen.
  if (from > to && is_cited_back(from, to)) attributes.set("tailport", "s").set("headport", "s");
  const std::string tooltip =
      plain_text(look.bundled ? std::to_string(weight_of(line)) + " citations"
                              : edge_tooltip(network_, citations));
  attributes.set("tooltip", tooltip).set("labeltooltip", tooltip);
  return made;
}

std::string GraphBuilder::label_of_line(const Line& line, const LineLook& look) const {
  std::vector<const Citation*> citations;
  for (const EdgeId edge : line) citations.push_back(&network_.citation(edge));
  std::string label = look.bundled ? std::to_string(weight_of(line)) : edge_label(citations);
  if (look.looping) label = std::string(kLoopSign) + " " + label;
  return label;
}

bool GraphBuilder::is_cited_back(VertexId from, VertexId to) const {
  const auto cited = network_.graph.cites(to);
  return std::binary_search(cited.begin(), cited.end(), from);
}

void GraphBuilder::declare_defaults() {
  const auto declare = [this](int kind, const char* name, const char* value) {
    agattr(root_, kind, const_cast<char*>(name), const_cast<char*>(value));
  };
  for (const int kind : {AGNODE, AGEDGE}) {
    declare(kind, "fontname", kFont);
    declare(kind, "fontcolor", kind == AGNODE ? theme_.text : theme_.faint_text);
  }
  declare(AGNODE, "fontsize", "11");
  declare(AGNODE, "margin", "0.14,0.07");
  declare(AGNODE, "height", "0.4");
  declare(AGNODE, "penwidth", "1.1");
  declare(AGEDGE, "fontsize", "9");
  declare(AGEDGE, "arrowsize", "0.75");
  declare(AGEDGE, "penwidth", "1.2");
}

// The innermost group around `vertex` that has a frame.
std::optional<VertexId> GraphBuilder::frame_around(VertexId vertex) const {
  std::optional<VertexId> group = groups_.whole[vertex.value];
  while (group && !framed_[group->value]) group = groups_.whole[group->value];
  return group;
}

// The cluster of the frame around `vertex`, made when first asked for; the root without one.
// Recursion is bounded by kMaxDepth.
Agraph_t* GraphBuilder::cluster_around(VertexId vertex) {
  if (grouping_ != Grouping::Frames) return root_;
  if (const auto set = set_of_.find(vertex); set != set_of_.end()) {
    return cluster_of_set(set->second);
  }
  const std::optional<VertexId> group = frame_around(vertex);
  return group ? cluster_of(*group) : root_;
}

Agraph_t* GraphBuilder::cluster_of(VertexId group) {
  Agraph_t*& cluster = clusters_[group.value];
  if (cluster != nullptr) return cluster;
  const Node& node = network_.node(group);
  Agraph_t* parent = cluster_around(group);
  cluster = agsubg(parent, mutable_text("cluster_" + unique_name(group, cluster_names_)), 1);
  Attributes(cluster)
      .set_html("label", group_label(node))
      .set("tooltip", plain_text(node_tooltip(network_, node)))
      .set("color", theme_.group.line)
      .set_unless_empty("URL", link_target(node.facts.url));
  set_frame(Attributes(cluster), theme_);
  return cluster;
}

// Their outlines differ in colour; their names say which is which.
Agraph_t* GraphBuilder::cluster_of_set(std::size_t set) {
  Agraph_t*& cluster = set_clusters_[set];
  if (cluster != nullptr) return cluster;
  const std::string& label = options_.sets[set].label;
  cluster = agsubg(root_, mutable_text("cluster set " + std::to_string(set)), 1);
  Attributes(cluster)
      .set_html("label", "<B>" + html_text(label) + "</B>")
      .set("tooltip", plain_text(label))
      .set("color", theme_.series[set % theme_.series.size()])
      .set("penwidth", "2");
  set_frame(Attributes(cluster), theme_);
  return cluster;
}

// For other programs the key; in a picture, where SVG repeats it as a title, what people call it.
// Names that do not differ in what can be written get a number.
std::string GraphBuilder::unique_name(VertexId vertex, std::set<std::string>& taken) const {
  std::string name = purpose_ == Purpose::Exchange ? data_text(network_.node(vertex).key)
                                                   : name_text(full_label(network_, vertex));
  // cgraph takes such a name for one that it made up itself, and loses the rest of it.
  if (name.starts_with('%')) name.insert(0, "_");
  std::string unique = name;
  for (int copy = 2; !taken.insert(unique).second; ++copy) {
    unique = name + " (" + std::to_string(copy) + ")";
  }
  return unique;
}

std::uint64_t GraphBuilder::weight_of(const Line& line) const {
  std::uint64_t weight = 0;
  for (const EdgeId edge : line) {
    weight += edge.value < options_.weight.size() ? options_.weight[edge.value] : 1;
  }
  return weight;
}

LineLook GraphBuilder::look_of(const Line& line) const {
  LineLook look;
  double best = 0;
  for (const EdgeId edge : line) {
    const Citation& citation = network_.citation(edge);
    // The list of relations goes from the vaguest to the most telling.
    look.relation = std::max(look.relation, citation.relation);
    look.rejected = is_rejected(citation);
    look.highlighted = look.highlighted || highlighted_.contains(edge);
    look.looping = look.looping || looping_.contains(edge);
    best = std::max(best, confidence_of(citation));
  }
  look.low_confidence = best < kLowConfidence;
  if (!options_.weight.empty() && weight_of(line) != line.size()) {
    look.bundled = true;
    look.width = line_width(weight_of(line), least_weight_, most_weight_);
  }
  return look;
}

double line_width(std::uint64_t weight, std::uint64_t least, std::uint64_t most) {
  constexpr double kThin = 0.8;
  constexpr double kWide = 5;
  if (most <= least) return kThin;
  const auto log_of = [](std::uint64_t number) { return std::log(static_cast<double>(number)); };
  return kThin +
         (kWide - kThin) * (log_of(weight) - log_of(least)) / (log_of(most) - log_of(least));
}

}  // namespace whocites::render
