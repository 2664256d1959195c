// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
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

// label_of(), and for an article in brackets who published it: headlines repeat, outlets tell them
// apart. "Protamine sulfate (DrugBank)".
std::string full_label(const Network& network, VertexId vertex);

// Sorts, drops citations of which an end is missing, and builds the structure. O(n log n).
// Requires: no two nodes have the same id.
Network make_network(std::vector<Node> nodes, std::vector<Citation> citations);

// The part of `network` induced by `vertices` (any order, repeats allowed): these nodes and the
// citations between them, `edges` only when given. The outlets that they are part of, and the
// owners of those, come along as bare nodes: a citation from or to an outlet that is not itself
// among `vertices` stays out. Keeps the decisions between the nodes that are there. O(network).
// Requires: every vertex and edge is one of `network`.
Network subnetwork(const Network& network, const std::vector<VertexId>& vertices,
                   const std::vector<EdgeId>* edges = nullptr);

}  // namespace whocites
