// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/impact.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "graph/algorithms/dominators.h"
#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;

// "only B1 C2; also D1": what loses its only source, and what one of several, with distances.
std::string impact_of(const char* sentence) {
  const Network network = network_of(sentence);
  const Impact found = impact(network.graph, VertexId(0));
  std::string only;
  std::string also;
  for (const Affected& affected : found.affected) {
    std::string& text = affected.loses_only_source ? only : also;
    text += " " + network.node(affected.vertex).key + std::to_string(affected.distance);
  }
  return "only" + only + "; also" + also;
}

struct ImpactRow {
  const char* name;
  const char* network;  // its first node, A, is withdrawn
  const char* expected;
};

class ImpactOf : public testing::TestWithParam<ImpactRow> {};

TEST_P(ImpactOf, IsWhatFalls) { EXPECT_EQ(impact_of(GetParam().network), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Rows, ImpactOf,
    testing::Values(
        ImpactRow{"NothingWhenNothingCitesIt", "A -> B", "only; also"},
        ImpactRow{"AllOfAChain", "A, C -> B -> A", "only B1 C2; also"},
        ImpactRow{"NotWhatHasAnotherSource", "A, B -> A, B -> P", "only; also B1"},
        ImpactRow{"NotWhatGoesRoundIt", "A -> P, B -> A, B -> P", "only; also B1"},
        ImpactRow{"WhatReachesItsSourceOnlyThroughIt", "A -> P, B -> A, A -> Q", "only B1; also"},
        ImpactRow{"BehindWhatKeepsASource", "A, B -> A, C -> B -> P, C -> A", "only; also B1 C1"},
        ImpactRow{"OnlyThroughTwoThatBothFall", "A, B -> A, C -> A, D -> B, D -> C",
                  "only B1 C1 D2; also"},
        ImpactRow{"TheRestOfItsCircle", "A -> B -> A, C -> B", "only B1 C2; also"},
        ImpactRow{"NotACircleWithAWayOut", "A -> B -> A, B -> P, C -> A", "only C1; also B1"},
        ImpactRow{"ACircleAboveIt", "A, B -> C -> B, C -> A", "only C1 B2; also"},
        ImpactRow{"ASelfCitation", "A -> A, B -> A, B -> B", "only B1; also"}),
    [](const auto& row) { return row.param.name; });

// Without the source: whether an origin is left that is reached; the source's own circle is none.
bool keeps_a_source(const CitationGraph& graph, const test::Distances& with, VertexId from,
                    VertexId source) {
  std::vector<bool> seen(graph.vertex_count(), false);
  std::vector<VertexId> stack{from};
  seen[from.value] = true;
  while (!stack.empty()) {
    const VertexId at = stack.back();
    stack.pop_back();
    bool is_origin = true;  // whatever it reaches, reaches it
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      if (with[at.value][v] && !with[v][at.value]) is_origin = false;
    }
    if (is_origin && !with[at.value][source.value]) return true;
    for (const VertexId next : graph.cites(at)) {
      if (next == source || seen[next.value]) continue;
      seen[next.value] = true;
      stack.push_back(next);
    }
  }
  return false;
}

TEST(Impact, AgreesWithTakingTheSourceAway) {
  for (std::uint32_t seed = 1; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const VertexId source(seed % static_cast<std::uint32_t>(graph.vertex_count()));
    const auto distances = test::all_distances(graph);
    const Impact found = impact(graph, source);
    std::vector<Affected> expected;
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      const auto distance = distances[v][source.value];
      if (v == source.value || !distance) continue;
      expected.push_back(
          {VertexId(v), *distance, !keeps_a_source(graph, distances, VertexId(v), source)});
    }
    std::stable_sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) {
      if (a.loses_only_source != b.loses_only_source) return a.loses_only_source;
      return a.distance < b.distance;
    });
    ASSERT_EQ(found.affected, expected);
    const auto only = std::count_if(expected.begin(), expected.end(),
                                    [](const auto& row) { return row.loses_only_source; });
    ASSERT_EQ(found.only_count, static_cast<std::uint64_t>(only));
  }
}

// In a graph without circles it is the subtree in the dominator tree from the origins.
TEST(Impact, IsTheDominatorSubtreeWhereThereAreNoCircles) {
  for (std::uint32_t seed = 1; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph any = test::random_graph(seed);
    std::vector<CitationGraph::Edge> edges;
    for (const auto& edge : any.edge_list()) {
      if (edge.first > edge.second) edges.push_back(edge);
    }
    const CitationGraph graph(any.vertex_count(), edges);
    std::vector<VertexId> origins;
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      if (graph.cites(VertexId(v)).empty()) origins.emplace_back(v);
    }
    const Dominators tree = dominators(graph, origins, Follow::CitedBy);
    for (std::uint32_t source = 0; source < graph.vertex_count(); ++source) {
      std::vector<bool> falls(graph.vertex_count(), false);
      for (const VertexId vertex : tree.order) {
        const std::uint32_t above = tree.immediate[vertex.value];
        falls[vertex.value] = above != Dominators::kNone && (above == source || falls[above]);
      }
      const auto expected = std::count(falls.begin(), falls.end(), true);
      ASSERT_EQ(impact(graph, VertexId(source)).only_count, static_cast<std::uint64_t>(expected));
    }
  }
}

}  // namespace
}  // namespace whocites
