// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/weak_components.h"

#include <numeric>

namespace whocites {
namespace {

std::uint32_t root_of(std::vector<std::uint32_t>& parent, std::uint32_t vertex) {
  while (parent[vertex] != vertex) {
    parent[vertex] = parent[parent[vertex]];
    vertex = parent[vertex];
  }
  return vertex;
}

}  // namespace

std::vector<std::uint32_t> weak_components(const CitationGraph& graph, unsigned) {
  std::vector<std::uint32_t> parent(graph.vertex_count());
  std::iota(parent.begin(), parent.end(), 0U);
  for (std::uint32_t v = 0; v < parent.size(); ++v) {
    for (const VertexId cited : graph.cites(VertexId(v))) {
      const std::uint32_t a = root_of(parent, v);
      const std::uint32_t b = root_of(parent, cited.value);
      // The lower root stays, so the root is the lowest vertex.
      if (a < b) parent[b] = a;
      if (b < a) parent[a] = b;
    }
  }
  for (std::uint32_t v = 0; v < parent.size(); ++v) parent[v] = root_of(parent, v);
  return parent;
}

}  // namespace whocites
