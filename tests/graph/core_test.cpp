// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/core.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;

std::string cores(const char* sentence) {
  std::string text;
  for (const std::uint32_t number : core_numbers(network_of(sentence).graph)) {
    text += std::to_string(number) + " ";
  }
  return text;
}

TEST(CoreNumbers, OfSmallGraphs) {
  EXPECT_EQ(core_numbers(CitationGraph()), std::vector<std::uint32_t>{});
  EXPECT_EQ(cores("A"), "0 ");
  EXPECT_EQ(cores("A -> A"), "0 ");
  EXPECT_EQ(cores("A -> B -> C"), "1 1 1 ");
  EXPECT_EQ(cores("A -> B, A -quotes-> B"), "1 1 ");
  EXPECT_EQ(cores("A -> B -> A"), "2 2 ");
  EXPECT_EQ(cores("A -> B -> C, A -> C, D -> A, E"), "2 2 2 1 0 ");
}

TEST(CoreNumbers, CountBothDirectionsNotOnlyCitedBy) {
  // In a complete graph without circles the first vertex is cited by none and the last cites none.
  EXPECT_EQ(cores("A -> B, A -> C, A -> D, B -> C, B -> D, C -> D"), "3 3 3 3 ");
}

// The twin: for each k, takes away what has fewer than k ties until nothing more falls.
std::vector<std::uint32_t> by_definition(const CitationGraph& graph) {
  std::set<CitationGraph::Edge> ties;
  for (const auto& [from, to] : graph.edge_list()) {
    if (from != to) ties.emplace(from, to);
  }
  std::vector<std::uint32_t> core(graph.vertex_count(), 0);
  for (std::uint32_t k = 1; k <= 2 * graph.vertex_count(); ++k) {
    std::vector<bool> there(graph.vertex_count(), true);
    for (bool fell = true; fell;) {
      fell = false;
      for (std::uint32_t v = 0; v < there.size(); ++v) {
        std::uint32_t degree = 0;
        for (const auto& [from, to] : ties) {
          if (!there[from.value] || !there[to.value]) continue;
          degree += (from.value == v ? 1U : 0U) + (to.value == v ? 1U : 0U);
        }
        if (!there[v] || degree >= k) continue;
        there[v] = false;
        fell = true;
      }
    }
    for (std::uint32_t v = 0; v < there.size(); ++v) {
      if (there[v]) core[v] = k;
    }
  }
  return core;
}

TEST(CoreNumbers, AgreeWithTakingAwayWhatHasTooFewTies) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    const CitationGraph graph = test::random_graph(seed);
    const std::vector<std::uint32_t> core = core_numbers(graph);
    ASSERT_EQ(core, by_definition(graph)) << seed;
    const std::vector<VertexId> order = innermost_first(core);
    ASSERT_EQ(order.size(), core.size());
    for (std::size_t i = 1; i < order.size(); ++i) {
      const std::uint32_t before = core[order[i - 1].value];
      const std::uint32_t after = core[order[i].value];
      ASSERT_TRUE(before > after || (before == after && order[i - 1] < order[i]));
    }
  }
}

}  // namespace
}  // namespace whocites
