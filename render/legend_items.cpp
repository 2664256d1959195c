// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/legend_items.h"

#include <algorithm>
#include <set>

#include "render/groups.h"
#include "render/picture_label.h"
#include "render/style.h"

namespace whocites::render {
namespace {

using Sample = LegendItem::Sample;

LegendItem line_item(std::string words, LineLook look) {
  return {.sample = Sample::Arrow, .words = std::move(words), .line = look};
}

bool is_bundled(const DrawOptions& options, EdgeId edge) {
  return edge.value < options.weight.size() && options.weight[edge.value] > 1;
}

void add_relation_items(std::vector<LegendItem>& items, const Network& network,
                        const DrawOptions& options) {
  std::set<Relation> relations;
  for (std::uint32_t e = 0; e < network.citations.size(); ++e) {
    if (!is_bundled(options, EdgeId(e))) relations.insert(network.citations[e].relation);
  }
  const std::optional<Relation> silent = silent_relation(network);
  for (const Relation relation : relations) {
    std::string words(verb_of(relation));
    if (relations.size() > 1 && relation == silent) words += " (arrows without a word)";
    items.push_back(line_item(std::move(words), {.relation = relation}));
  }
}

void add_weight_item(std::vector<LegendItem>& items, const DrawOptions& options) {
  const auto most = std::max_element(options.weight.begin(), options.weight.end());
  if (most == options.weight.end() || *most < 2) return;
  items.push_back(line_item("with a number: so many citations, the wider the more",
                            {.bundled = true, .width = 2.5}));
}

// Lines by what was found out about them and about the citations that they stand for.
void add_finding_items(std::vector<LegendItem>& items, const Network& network,
                       const DrawOptions& options) {
  const auto first = [&](auto&& test) -> const Citation* {
    const auto found = std::find_if(network.citations.begin(), network.citations.end(), test);
    return found != network.citations.end() ? &*found : nullptr;
  };
  const auto is_doubtful = [](const Citation& citation) {
    return !is_rejected(citation) && confidence_of(citation) < kLowConfidence;
  };
  if (const Citation* doubtful = first(is_doubtful)) {
    items.push_back(line_item("thin: doubtful (confidence under 0.5)",
                              {.relation = doubtful->relation, .low_confidence = true}));
  }
  if (const Citation* rejected = first(is_rejected)) {
    items.push_back(line_item("grey, struck out: rejected by a person",
                              {.relation = rejected->relation, .rejected = true}));
  }
  if (!options.highlighted.empty()) {
    const Relation relation = network.citation(options.highlighted.front()).relation;
    items.push_back(
        line_item(options.highlight_words, {.relation = relation, .highlighted = true}));
  }
  if (!options.looping.empty()) {
    const Relation relation = network.citation(options.looping.front()).relation;
    items.push_back(line_item("heavy, with " + std::string(kLoopSign) + ": goes round in a circle",
                              {.relation = relation, .looping = true}));
  }
  if (first(is_confirmed) != nullptr) {
    items.push_back({.sample = Sample::None, .words = "✓ confirmed by a person"});
  }
}

}  // namespace

std::vector<LegendItem> node_items(const Network& network, const DrawOptions& options,
                                   Grouping grouping) {
  std::vector<LegendItem> items;
  const auto add = [&](std::string words, NodeLook look) {
    items.push_back({.sample = Sample::Node, .words = std::move(words), .node = look});
  };
  const std::vector<bool> drawn = drawn_nodes(network, options);
  const auto first_drawn = [&](auto&& test) -> const Node* {
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      if (drawn[i] && test(network.nodes[i])) return &network.nodes[i];
    }
    return nullptr;
  };
  for (const KindName& row : kKinds) {
    if (first_drawn([&](const Node& n) { return n.kind == row.kind && !n.facts.unresolved; })) {
      add(std::string(row.name), {.kind = row.kind});
    }
  }
  const std::vector<bool> framed = framed_groups(groups_of(network), drawn);
  if (grouping == Grouping::Frames && !options.sets.empty()) {
    items.push_back(
        {.sample = Sample::Group, .words = "frame: a group that was found, with its name"});
  } else if (grouping == Grouping::Frames &&
             std::find(framed.begin(), framed.end(), true) != framed.end()) {
    items.push_back({.sample = Sample::Group, .words = "frame: all from the one named in it"});
  }
  if (const Node* node = first_drawn([](const Node& n) { return n.facts.unresolved; })) {
    add("dashed: a name not identified", {.kind = node->kind, .unresolved = true});
  }
  if (!options.emphasised.empty()) {
    const Kind kind = network.node(options.emphasised.front()).kind;
    add("heavy outline: asked about", {.kind = kind, .emphasised = true});
  }
  return items;
}

std::vector<LegendItem> line_items(const Network& network, const DrawOptions& options) {
  std::vector<LegendItem> items;
  add_relation_items(items, network, options);
  add_weight_item(items, options);
  add_finding_items(items, network, options);
  return items;
}

std::vector<LegendItem> mark_items(const DrawOptions& options) {
  std::set<MarkKind> kinds;
  for (const Mark& mark : options.marks) kinds.insert(mark.kind);
  std::vector<LegendItem> items;
  for (const MarkKind kind : kinds) {
    if (kind == MarkKind::Asked) continue;  // its words say it
    items.push_back(
        {.sample = Sample::Badge, .words = std::string(meaning_of(kind)), .mark = kind});
  }
  return items;
}

}  // namespace whocites::render
