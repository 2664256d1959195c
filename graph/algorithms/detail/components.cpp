// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/detail/components.h"

#include <algorithm>

#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/strong_components.hpp>

#include "graph/bgl_adapter.h"

namespace whocites::detail {
namespace {

struct IsMarked {
  const std::vector<bool>* part = nullptr;
  bool operator()(VertexId vertex) const { return (*part)[vertex.value]; }
};

// Tarjan's algorithm closes a component when all that it leads to is closed, and Boost numbers
// them in that order: hence the promise about leaving citations.
template <class Graph>
Components number_components(const Graph& graph, std::size_t vertex_count) {
  Components components;
  components.of_vertex.assign(vertex_count, Components::kNone);
  const auto count = boost::strong_components(
      graph, boost::make_iterator_property_map(components.of_vertex.begin(), VertexIndexMap{}),
      boost::vertex_index_map(VertexIndexMap{}));
  components.members.resize(count);
  for (std::uint32_t v = 0; v < vertex_count; ++v) {
    const std::uint32_t component = components.of_vertex[v];
    if (component != Components::kNone) components.members[component].push_back(VertexId(v));
  }
  return components;
}

}  // namespace

Components components_of(const CitationGraph& graph) {
  return number_components(graph, graph.vertex_count());
}

Components components_of(const CitationGraph& graph, const std::vector<bool>& part) {
  const boost::filtered_graph filtered(graph, boost::keep_all{}, IsMarked{&part});
  return number_components(filtered, graph.vertex_count());
}

bool cites_itself(const CitationGraph& graph, VertexId vertex) {
  const auto cited = graph.cites(vertex);
  return std::binary_search(cited.begin(), cited.end(), vertex);
}

bool is_circular(const CitationGraph& graph, const std::vector<VertexId>& members) {
  return members.size() > 1 || cites_itself(graph, members.front());
}

}  // namespace whocites::detail
