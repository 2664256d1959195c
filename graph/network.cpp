// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/network.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace whocites {
namespace {

std::optional<VertexId> position_of(const std::vector<NodeId>& ids, NodeId id) {
  const auto found = std::lower_bound(ids.begin(), ids.end(), id);
  if (found == ids.end() || *found != id) return std::nullopt;
  return VertexId(static_cast<std::uint32_t>(found - ids.begin()));
}

// Stores hand over what is in order already; sorting it again would move every element.
template <class T, class OrderOf>
void sort_unless_sorted(std::vector<T>& values, OrderOf order_of) {
  const auto before = [&](const T& a, const T& b) { return order_of(a) < order_of(b); };
  if (std::is_sorted(values.begin(), values.end(), before)) return;
  std::stable_sort(values.begin(), values.end(), before);
}

// Marks what the marked vertices are part of, up to the last owner. An owner is marked once, so a
// circle of owners ends.
void mark_owners(const Network& network, std::vector<bool>& marked,
                 const std::vector<VertexId>& vertices) {
  for (const VertexId vertex : vertices) {
    auto part_of = network.node(vertex).part_of;
    while (part_of) {
      const auto owner = network.vertex_of(*part_of);
      if (!owner || marked[owner->value]) break;
      marked[owner->value] = true;
      part_of = network.node(*owner).part_of;
    }
  }
}

}  // namespace

std::optional<VertexId> Network::vertex_of(NodeId id) const {
  const auto found = std::lower_bound(nodes.begin(), nodes.end(), id,
                                      [](const Node& node, NodeId key) { return node.id < key; });
  if (found == nodes.end() || found->id != id) return std::nullopt;
  return VertexId(static_cast<std::uint32_t>(found - nodes.begin()));
}

Network make_network(std::vector<Node> nodes, std::vector<Citation> citations) {
  Network network;
  network.nodes = std::move(nodes);
  sort_unless_sorted(network.nodes, [](const Node& node) { return node.id; });

  // Nodes are large: searching a list of their ids alone stays in the cache.
  std::vector<NodeId> ids;
  ids.reserve(network.nodes.size());
  for (const Node& node : network.nodes) ids.push_back(node.id);
  std::erase_if(citations, [&](const Citation& citation) {
    return !position_of(ids, citation.from) || !position_of(ids, citation.to);
  });
  sort_unless_sorted(citations, [](const Citation& citation) {
    return std::tuple(citation.from, citation.to, citation.relation);
  });
  network.citations = std::move(citations);

  std::vector<CitationGraph::Edge> edges;
  edges.reserve(network.citations.size());
  for (const Citation& citation : network.citations) {
    edges.emplace_back(*position_of(ids, citation.from), *position_of(ids, citation.to));
  }
  network.graph = CitationGraph(network.nodes.size(), std::move(edges));
  return network;
}

Network subnetwork(const Network& network, const std::vector<VertexId>& vertices,
                   const std::vector<EdgeId>* edges) {
  std::vector<bool> chosen(network.nodes.size(), false);
  for (const VertexId vertex : vertices) chosen[vertex.value] = true;
  std::vector<bool> present = chosen;
  mark_owners(network, present, vertices);
  std::vector<bool> wanted(network.citations.size(), edges == nullptr);
  if (edges != nullptr) {
    for (const EdgeId edge : *edges) wanted[edge.value] = true;
  }

  std::vector<Node> nodes;
  for (std::size_t v = 0; v < network.nodes.size(); ++v) {
    if (present[v]) nodes.push_back(network.nodes[v]);
  }
  std::vector<Citation> citations;
  for (std::uint32_t e = 0; e < network.citations.size(); ++e) {
    const auto [from, to] = network.graph.ends(EdgeId(e));
    if (wanted[e] && chosen[from.value] && chosen[to.value]) {
      citations.push_back(network.citations[e]);
    }
  }

  Network part = make_network(std::move(nodes), std::move(citations));
  for (const IdentityDecision& decision : network.identities) {
    if (part.vertex_of(decision.a) && part.vertex_of(decision.b)) {
      part.identities.push_back(decision);
    }
  }
  return part;
}

std::string full_label(const Network& network, VertexId vertex) {
  const Node& node = network.node(vertex);
  const bool has_outlet = node.kind == Kind::Article && node.part_of;
  const auto outlet = has_outlet ? network.vertex_of(*node.part_of) : std::nullopt;
  if (!outlet) return label_of(node);
  return label_of(node) + " (" + label_of(network.node(*outlet)) + ")";
}

}  // namespace whocites
