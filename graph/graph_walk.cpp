// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/graph_walk.h"

#include <algorithm>
#include <utility>

namespace whocites {

Result<void> NetworkWalk::nodes(const NodeVisitor& visit) const {
  for (const Node& node : network_.nodes) {
    if (!visit(node)) break;
  }
  return {};
}

Result<void> NetworkWalk::citations(const CitationVisitor& visit) const {
  for (const Citation& citation : network_.citations) {
    if (!visit(citation)) break;
  }
  return {};
}

Result<void> NetworkWalk::rows(const RowVisitor& visit) const {
  visit_rows(network_.nodes, network_.citations, visit);
  return {};
}

bool visit_rows(std::span<const Node> nodes, std::span<const Citation> citations,
                const GraphWalk::RowVisitor& visit) {
  auto begin = citations.begin();
  for (const Node& node : nodes) {
    const auto is_of_node = [&](const Citation& one) { return one.from == node.id; };
    const auto end = std::find_if_not(begin, citations.end(), is_of_node);
    if (!visit(node, {begin, end})) return false;
    begin = end;
  }
  return true;
}

std::optional<std::size_t> NetworkWalk::place_of(NodeId id) const {
  const std::optional<VertexId> vertex = network_.vertex_of(id);
  return vertex ? std::optional<std::size_t>(vertex->value) : std::nullopt;
}

std::string_view NetworkWalk::key_of(NodeId id) const {
  const std::optional<VertexId> vertex = network_.vertex_of(id);
  return vertex ? std::string_view(network_.node(*vertex).key) : std::string_view();
}

Result<Network> collect(const GraphWalk& walk) {
  std::vector<Node> nodes;
  std::vector<Citation> citations;
  const auto keep_node = [&](const Node& node) {
    nodes.push_back(node);
    return true;
  };
  const auto keep_citation = [&](const Citation& citation) {
    citations.push_back(citation);
    return true;
  };
  if (auto done = walk.nodes(keep_node); !done) return fail(done.error());
  if (auto done = walk.citations(keep_citation); !done) return fail(done.error());
  Network network = make_network(std::move(nodes), std::move(citations));
  network.identities.assign(walk.identities().begin(), walk.identities().end());
  return network;
}

}  // namespace whocites
