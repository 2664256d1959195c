// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/citation_graph.h"

#include <algorithm>
#include <memory>

#include <gtest/gtest.h>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using Arc = CitationGraph::Arc;

std::vector<Arc> to_vector(CitationGraph::Arcs arcs) { return {arcs.begin(), arcs.end()}; }
std::vector<VertexId> to_vector(std::span<const VertexId> row) { return {row.begin(), row.end()}; }

TEST(CitationGraph, IsEmptyByDefault) {
  const CitationGraph graph;
  EXPECT_EQ(graph.vertex_count(), 0U);
  EXPECT_EQ(graph.edge_count(), 0U);
  EXPECT_TRUE(graph.edge_list().empty());
}

TEST(CitationGraph, KeepsVerticesWithoutCitations) {
  const CitationGraph graph(3, {});
  EXPECT_EQ(graph.vertex_count(), 3U);
  EXPECT_TRUE(graph.cites(VertexId(2)).empty());
  EXPECT_TRUE(graph.cited_by(VertexId(2)).empty());
}

TEST(CitationGraph, NumbersEdgesByCitingAndCitedVertex) {
  const VertexId a(0);
  const VertexId b(1);
  const CitationGraph graph(2, {{b, b}, {a, b}, {a, a}, {a, b}});
  EXPECT_EQ(to_vector(graph.cites(a)), (std::vector{a, b, b}));
  EXPECT_EQ(to_vector(graph.out_arcs(a)),
            (std::vector<Arc>{{a, EdgeId(0)}, {b, EdgeId(1)}, {b, EdgeId(2)}}));
  EXPECT_EQ(to_vector(graph.in_arcs(b)),
            (std::vector<Arc>{{a, EdgeId(1)}, {a, EdgeId(2)}, {b, EdgeId(3)}}));
  EXPECT_EQ(graph.ends(EdgeId(0)), (CitationGraph::Edge{a, a}));
  EXPECT_EQ(graph.ends(EdgeId(3)), (CitationGraph::Edge{b, b}));
}

TEST(CitationGraph, BothDirectionsListEveryEdgeOnceAscending) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const auto edges = graph.edge_list();
    ASSERT_EQ(edges.size(), graph.edge_count());
    ASSERT_TRUE(std::is_sorted(edges.begin(), edges.end()));
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      std::vector<Arc> cites;
      std::vector<Arc> cited_by;
      for (std::uint32_t e = 0; e < graph.edge_count(); ++e) {
        ASSERT_EQ(graph.ends(EdgeId(e)), edges[e]);
        const auto [from, to] = edges[e];
        if (from == VertexId(v)) cites.push_back({to, EdgeId(e)});
        if (to == VertexId(v)) cited_by.push_back({from, EdgeId(e)});
      }
      ASSERT_EQ(to_vector(graph.out_arcs(VertexId(v))), cites);
      ASSERT_EQ(to_vector(graph.in_arcs(VertexId(v))), cited_by);
    }
  }
}

TEST(CitationGraph, FindsTheFirstEdgeBetweenTwo) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const auto edges = graph.edge_list();
    for (std::uint32_t a = 0; a < graph.vertex_count(); ++a) {
      for (std::uint32_t b = 0; b < graph.vertex_count(); ++b) {
        const CitationGraph::Edge ends{VertexId(a), VertexId(b)};
        const auto at = std::find(edges.begin(), edges.end(), ends) - edges.begin();
        ASSERT_EQ(graph.find_edge(VertexId(a), VertexId(b)).value, at);
      }
    }
  }
}

TEST(CitationGraph, LivesOnInItsCopies) {
  CitationGraph copy;
  {
    const CitationGraph graph(2, {{VertexId(0), VertexId(1)}});
    copy = graph;
  }
  EXPECT_EQ(to_vector(copy.cites(VertexId(0))), std::vector{VertexId(1)});
}

TEST(CitationGraph, ReadsRowsThatLieElsewhere) {
  struct Elsewhere {
    std::vector<std::uint32_t> cites{0, 1, 1};
    std::vector<VertexId> cited{VertexId(1)};
    std::vector<std::uint32_t> cited_by{0, 0, 1};
    std::vector<VertexId> citing{VertexId(0)};
  };
  auto owner = std::make_shared<const Elsewhere>();
  const std::weak_ptr<const Elsewhere> seen = owner;
  {
    const CitationGraph graph({owner->cites, owner->cited, owner->cited_by, owner->citing}, owner);
    owner.reset();
    EXPECT_FALSE(seen.expired());
    EXPECT_EQ(graph.edge_list(), (std::vector<CitationGraph::Edge>{{VertexId(0), VertexId(1)}}));
  }
  EXPECT_TRUE(seen.expired());
}

}  // namespace
}  // namespace whocites
