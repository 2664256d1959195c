// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/parts.h"

#include <gtest/gtest.h>

#include "graph/algorithms/weak_components.h"
#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;

std::string text_of(const Network& network, const Parts& parts) {
  std::string text;
  for (std::size_t p = 0; p < parts.count(); ++p) {
    const auto begin = parts.members.begin() + parts.begin[p];
    text += test::keys(network, {begin, begin + parts.size(p)}) + "; ";
  }
  return text;
}

TEST(Parts, HangTogetherOrDrawOnOneAnother) {
  const Network network = network_of("A, B -> C, D -> E -> F -> D, F -> G");
  EXPECT_EQ(text_of(network, weak_parts(network.graph)), "D E F G; B C; A; ");
  EXPECT_EQ(text_of(network, strong_parts(network.graph)), "D E F; A; B; C; G; ");
}

TEST(Parts, OfNothingAreNone) {
  EXPECT_EQ(weak_parts(CitationGraph()).count(), 0U);
  EXPECT_EQ(strong_parts(CitationGraph()).count(), 0U);
}

TEST(WeakComponents, OfOneLongChainGivenBackwardsAreOne) {
  std::vector<CitationGraph::Edge> edges;
  constexpr std::uint32_t kLength = 100'000;
  for (std::uint32_t v = kLength; v > 0; --v) edges.emplace_back(VertexId(v), VertexId(v - 1));
  EXPECT_EQ(weak_components(CitationGraph(kLength + 1, edges)),
            std::vector<std::uint32_t>(kLength + 1, 0));
}

TEST(Parts, AgreeWithTheMatrixOfDistances) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const auto count = static_cast<std::uint32_t>(graph.vertex_count());
    const auto strong = test::all_distances(graph);
    auto edges = graph.edge_list();
    for (const auto& [from, to] : graph.edge_list()) edges.emplace_back(to, from);
    const auto weak = test::all_distances(CitationGraph(count, std::move(edges)));
    const Parts weak_found = weak_parts(graph);
    const Parts strong_found = strong_parts(graph);
    const std::vector<std::uint32_t> labels = weak_components(graph);
    for (std::uint32_t a = 0; a < count; ++a) {
      std::uint32_t lowest = count;
      for (std::uint32_t b = 0; b < count; ++b) {
        if (weak[a][b]) lowest = std::min(lowest, b);
        ASSERT_EQ(weak_found.part[a] == weak_found.part[b], weak[a][b].has_value());
        ASSERT_EQ(strong_found.part[a] == strong_found.part[b],
                  strong[a][b].has_value() && strong[b][a].has_value());
      }
      ASSERT_EQ(labels[a], lowest);
    }
    for (std::size_t p = 1; p < weak_found.count(); ++p) {
      ASSERT_GE(weak_found.size(p - 1), weak_found.size(p));
    }
  }
}

}  // namespace
}  // namespace whocites
