// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/weak_components.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

// The twin: spreads the lowest number along every edge until nothing changes.
std::vector<std::uint32_t> spread_lowest(const CitationGraph& graph) {
  std::vector<std::uint32_t> lowest(graph.vertex_count());
  for (std::uint32_t v = 0; v < lowest.size(); ++v) lowest[v] = v;
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [from, to] : graph.edge_list()) {
      const std::uint32_t low = std::min(lowest[from.value], lowest[to.value]);
      changed = changed || lowest[from.value] != low || lowest[to.value] != low;
      lowest[from.value] = lowest[to.value] = low;
    }
  }
  return lowest;
}

std::string parts(const char* sentence) {
  const Network network = test::network_of(sentence);
  std::vector<VertexId> lowest;
  for (const std::uint32_t v : weak_components(network.graph)) lowest.emplace_back(v);
  return test::keys(network, lowest);
}

TEST(WeakComponents, NameTheLowestOfEachPart) {
  EXPECT_EQ(parts(""), "");
  EXPECT_EQ(parts("A"), "A");
  EXPECT_EQ(parts("A -> A, B"), "A B");
  EXPECT_EQ(parts("A -> B, A -quotes-> B, C -> D, E"), "A A C C E");
  EXPECT_EQ(parts("A, B, C -> A, C -> B"), "A A A");
  EXPECT_EQ(parts("A -> B -> C -> D -> A, E -> F, F -> E"), "A A A A E E");
}

TEST(WeakComponents, AreThoseOfTheTwin) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    const CitationGraph graph = test::random_graph(seed);
    const auto expected = spread_lowest(graph);
    ASSERT_EQ(weak_components(graph), expected) << "seed " << seed;
    ASSERT_EQ(weak_components(graph, {.threads = seed % 50 == 0 ? 3U : 2U}), expected)
        << "seed " << seed;
  }
}

TEST(WeakComponents, AreTheSameOnSeveralThreads) {
  constexpr std::uint32_t kCount = 60'000;
  std::mt19937 random(7);
  std::vector<CitationGraph::Edge> edges;
  // About one edge a vertex leaves one large part and many small ones.
  for (std::uint32_t e = 0; e < kCount; ++e) {
    edges.emplace_back(VertexId(random() % kCount), VertexId(random() % kCount));
  }
  const CitationGraph graph(kCount, std::move(edges));
  const auto expected = spread_lowest(graph);
  EXPECT_EQ(weak_components(graph, {.threads = 1}), expected);
  for (int again = 0; again < 5; ++again)
    EXPECT_EQ(weak_components(graph, {.threads = 4}), expected);
}

TEST(WeakComponents, OneLongChainAndCircleArePartsOfTheirOwn) {
  constexpr std::uint32_t kHalf = 50'000;
  std::vector<CitationGraph::Edge> edges;
  for (std::uint32_t v = 0; v + 1 < kHalf; ++v) edges.emplace_back(VertexId(v + 1), VertexId(v));
  for (std::uint32_t v = 0; v < kHalf; ++v) {
    edges.emplace_back(VertexId(kHalf + v), VertexId(kHalf + (v + 1) % kHalf));
  }
  const auto lowest = weak_components(CitationGraph(2 * kHalf, std::move(edges)), {.threads = 2});
  for (std::uint32_t v = 0; v < 2 * kHalf; ++v) ASSERT_EQ(lowest[v], v < kHalf ? 0 : kHalf);
}

}  // namespace
}  // namespace whocites
