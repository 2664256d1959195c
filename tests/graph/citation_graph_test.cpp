// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/citation_graph.h"

#include <gtest/gtest.h>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using Arc = CitationGraph::Arc;

std::vector<Arc> to_vector(std::span<const Arc> arcs) { return {arcs.begin(), arcs.end()}; }

TEST(CitationGraph, IsEmptyByDefault) {
  const CitationGraph graph;
  EXPECT_EQ(graph.vertex_count(), 0U);
  EXPECT_EQ(graph.edge_count(), 0U);
  EXPECT_TRUE(graph.edges().empty());
}

TEST(CitationGraph, KeepsVerticesWithoutCitations) {
  const CitationGraph graph(3, {});
  EXPECT_EQ(graph.vertex_count(), 3U);
  EXPECT_TRUE(graph.cites(VertexId(2)).empty());
  EXPECT_TRUE(graph.cited_by(VertexId(2)).empty());
}

TEST(CitationGraph, KeepsParallelAndSelfCitationsApartAndInOrder) {
  const VertexId a(0);
  const VertexId b(1);
  const CitationGraph graph(2, {{a, b}, {b, b}, {a, b}, {a, a}});
  EXPECT_EQ(to_vector(graph.cites(a)),
            (std::vector<Arc>{{b, EdgeId(0)}, {b, EdgeId(2)}, {a, EdgeId(3)}}));
  EXPECT_EQ(to_vector(graph.cited_by(b)),
            (std::vector<Arc>{{a, EdgeId(0)}, {b, EdgeId(1)}, {a, EdgeId(2)}}));
  EXPECT_EQ(graph.ends(EdgeId(3)), (CitationGraph::Edge{a, a}));
}

TEST(CitationGraph, BothDirectionsListEveryEdgeOnceAscending) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      std::vector<Arc> cites;
      std::vector<Arc> cited_by;
      for (std::uint32_t e = 0; e < graph.edge_count(); ++e) {
        const auto [from, to] = graph.edges()[e];
        if (from == VertexId(v)) cites.push_back({to, EdgeId(e)});
        if (to == VertexId(v)) cited_by.push_back({from, EdgeId(e)});
      }
      ASSERT_EQ(to_vector(graph.cites(VertexId(v))), cites);
      ASSERT_EQ(to_vector(graph.cited_by(VertexId(v))), cited_by);
    }
  }
}

}  // namespace
}  // namespace whocites
