// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/bibliography.h"

#include <unordered_map>

#include "base/text.h"

namespace whocites::render {
namespace {

bool is_reference(const Node& node) {
  return node.kind == Kind::Article || node.kind == Kind::Publication;
}

}  // namespace

Result<void> visit_references(const GraphWalk& walk,
                              const std::function<bool(const Reference& reference)>& visit) {
  std::vector<bool> are_references;  // by place
  std::unordered_map<NodeId, std::string> wholes;
  const auto note = [&](const Node& node) {
    are_references.push_back(is_reference(node));
    if (node.part_of && is_reference(node)) wholes.try_emplace(*node.part_of);
    return true;
  };
  if (auto done = walk.nodes(note); !done) return done;
  const auto name = [&](const Node& node) {
    if (const auto at = wholes.find(node.id); at != wholes.end()) at->second = label_of(node);
    return true;
  };
  if (auto done = walk.nodes(name); !done) return done;

  return walk.rows([&](const Node& node, std::span<const Citation> cites) {
    if (!is_reference(node)) return true;
    Reference reference{&node, {}, {}};
    if (node.part_of) reference.whole = wholes[*node.part_of];
    NodeId last;
    for (const Citation& citation : cites) {
      // Of one pair there is a citation for each relation, and they follow one another.
      if (citation.to == last || !are_references[*walk.place_of(citation.to)]) continue;
      last = citation.to;
      reference.cites.emplace_back(walk.key_of(citation.to));
    }
    return visit(reference);
  });
}

std::vector<std::string> note_lines(const Reference& reference) {
  std::vector<std::string> lines;
  for (const std::string& note : reference.node->facts.notes) lines.push_back(collapse_space(note));
  for (const std::string& key : reference.cites) lines.push_back("cites: " + collapse_space(key));
  return lines;
}

std::vector<std::string> keyed_note_lines(const GraphWalk& walk, const Reference& reference) {
  const Node& node = *reference.node;
  std::vector<std::string> lines{"whocites-key: " + collapse_space(node.key)};
  if (node.part_of && node.kind == Kind::Article) {
    lines.push_back("whocites-outlet: " + collapse_space(walk.key_of(*node.part_of)));
  }
  for (std::string& line : note_lines(reference)) lines.push_back(std::move(line));
  return lines;
}

std::vector<int> date_parts(const PartialDate& date) {
  std::vector<int> parts{date.year};
  if (date.month) parts.push_back(static_cast<int>(*date.month));
  if (date.day) parts.push_back(static_cast<int>(*date.day));
  return parts;
}

}  // namespace whocites::render
