// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/detail/components.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>
#include <boost/graph/strong_components.hpp>

#include "graph/bgl_adapter.h"
#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using detail::Components;
using detail::components_of;

// The same partition, whatever the numbers; and leaving citations lead to lower ones.
void expect_partition(const CitationGraph& graph, const Components& components) {
  std::vector<std::uint32_t> other(graph.vertex_count());
  const auto count = boost::strong_components(
      graph, boost::make_iterator_property_map(other.begin(), VertexIndexMap{}),
      boost::vertex_index_map(VertexIndexMap{}));
  ASSERT_EQ(components.count(), count);
  std::vector<std::uint32_t> name(components.count(), Components::kNone);
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    std::uint32_t& theirs = name[components.of_vertex[v]];
    if (theirs == Components::kNone) theirs = other[v];
    ASSERT_EQ(theirs, other[v]);
    for (const VertexId cited : graph.cites(VertexId(v))) {
      ASSERT_GE(components.of_vertex[v], components.of_vertex[cited.value]);
    }
  }
}

TEST(Components, AgreeWithBoost) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const Components components = components_of(graph);
    ASSERT_NO_FATAL_FAILURE(expect_partition(graph, components));
    for (std::uint32_t c = 0; c < components.count(); ++c) {
      const auto members = components.members(c);
      ASSERT_FALSE(members.empty());
      ASSERT_TRUE(std::is_sorted(members.begin(), members.end()));
      for (const VertexId member : members) ASSERT_EQ(components.of_vertex[member.value], c);
    }
  }
}

CitationGraph random_large(std::uint32_t vertices, std::uint32_t edges, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<CitationGraph::Edge> list;
  for (std::uint32_t e = 0; e < edges; ++e) {
    const VertexId from(random() % vertices);
    list.emplace_back(from, VertexId(random() % vertices));
  }
  return CitationGraph(vertices, std::move(list));
}

TEST(Components, AgreeWithBoostOnLargerGraphs) {
  for (const std::uint32_t edges : {500U, 1'500U, 3'000U}) {
    const CitationGraph graph = random_large(1'000, edges, edges);
    ASSERT_NO_FATAL_FAILURE(expect_partition(graph, components_of(graph)));
  }
}

TEST(Components, OfAPartAreThoseOfTheGraphCutOut) {
  for (std::uint32_t seed = 1; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    std::vector<bool> part(graph.vertex_count());
    for (std::uint32_t v = 0; v < part.size(); ++v) part[v] = ((seed >> (v % 8)) & 1) != 0;
    std::vector<CitationGraph::Edge> inside;
    for (const auto& edge : graph.edge_list()) {
      if (part[edge.first.value] && part[edge.second.value]) inside.push_back(edge);
    }
    const Components of_part = components_of(graph, part);
    const Components cut_out = components_of(CitationGraph(graph.vertex_count(), inside));
    for (std::uint32_t a = 0; a < part.size(); ++a) {
      ASSERT_EQ(of_part.of_vertex[a] == Components::kNone, !part[a]);
      for (std::uint32_t b = 0; part[a] && b < part.size(); ++b) {
        if (!part[b]) continue;
        ASSERT_EQ(of_part.of_vertex[a] == of_part.of_vertex[b],
                  cut_out.of_vertex[a] == cut_out.of_vertex[b]);
      }
    }
  }
}

TEST(Components, NeedNoStackForALongChain) {
  constexpr std::uint32_t kCount = 300'000;
  std::vector<CitationGraph::Edge> edges;
  for (std::uint32_t v = 0; v + 1 < kCount; ++v) edges.emplace_back(VertexId(v), VertexId(v + 1));
  EXPECT_EQ(components_of(CitationGraph(kCount, edges)).count(), kCount);
  edges.emplace_back(VertexId(kCount - 1), VertexId(0));
  EXPECT_EQ(components_of(CitationGraph(kCount, edges)).count(), 1U);
}

}  // namespace
}  // namespace whocites
