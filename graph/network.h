// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "graph/citation_graph.h"
#include "graph/model.h"

namespace whocites {

// A part of a store (or all of it) in memory: structure and what it is about. Vertex v is
// nodes[v], edge e is citations[e]; nodes ascend by id, citations by (from, to, relation), so that
// equal content gives equal bytes wherever it is printed. An outlet that only appears as some
// node's part_of is a vertex too.
struct Network {
  std::vector<Node> nodes;
  std::vector<Citation> citations;
  CitationGraph graph;
  // Decisions between these nodes; only in a network that was loaded without acting upon them.
  std::vector<IdentityDecision> identities;

  const Node& node(VertexId vertex) const { return nodes[vertex.value]; }
  const Citation& citation(EdgeId edge) const { return citations[edge.value]; }
  // The vertex of a node; absent when the node is not part of this network. O(log nodes).
  std::optional<VertexId> vertex_of(NodeId id) const;
};

// Sorts, drops citations of which an end is missing, and builds the structure. O(n log n).
Network make_network(std::vector<Node> nodes, std::vector<Citation> citations);

// The part of `network` induced by `vertices` (any order, repeats allowed), with the outlets that
// their part_of names. `edges`, when given, keeps only those citations. O(network).
Network subnetwork(const Network& network, const std::vector<VertexId>& vertices,
                   const std::vector<EdgeId>* edges = nullptr);

}  // namespace whocites
