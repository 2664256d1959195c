// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/k_shortest.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;
using test::vertex;

std::string ways(const char* sentence, const char* from, const char* to, std::size_t limit) {
  const Network network = network_of(sentence);
  const VertexId start = vertex(network, from);
  const ShortestPaths found = k_shortest_paths(network.graph, start, vertex(network, to), limit);
  std::string text;
  for (const auto& path : found.paths) text += test::chain(network, start, path) + "; ";
  return text + (found.cut ? "…" : "");
}

TEST(KShortestPaths, ComeShortestFirstAndWithoutLoops) {
  const char* const sentence = "A -> B -> C -> D, A -> D, B -> D, C -> A, D -> D, B -> B";
  EXPECT_EQ(ways(sentence, "A", "D", 9), "A -> D; A -> B -> D; A -> B -> C -> D; ");
  EXPECT_EQ(ways(sentence, "A", "D", 3), "A -> D; A -> B -> D; A -> B -> C -> D; ");
  EXPECT_EQ(ways(sentence, "A", "D", 2), "A -> D; A -> B -> D; …");
  EXPECT_EQ(ways(sentence, "A", "D", 0), "…");
}

TEST(KShortestPaths, BetweenStrangersOrFromOneToItselfThereIsLittleToFind) {
  EXPECT_EQ(ways("A -> B, C", "A", "C", 5), "");
  EXPECT_EQ(ways("A -> B -> A", "A", "A", 5), "A; ");
}

TEST(KShortestPaths, CountParallelCitationsApart) {
  const Network network = network_of("A -> B, A -quotes-> B -> C, B -links-> C");
  const auto found = k_shortest_paths(network.graph, VertexId(0), VertexId(2), 10);
  EXPECT_EQ(found.paths.size(), 4U);
  EXPECT_TRUE(std::is_sorted(found.paths.begin(), found.paths.end()));
}

// Every way without a loop, by going on from each vertex to each that was not met yet.
void collect(const CitationGraph& graph, VertexId at, VertexId to, std::vector<bool>& met,
             std::vector<EdgeId>& way, std::vector<std::vector<EdgeId>>& all) {
  if (at == to) {
    all.push_back(way);
    return;
  }
  met[at.value] = true;
  for (const auto arc : graph.out_arcs(at)) {
    if (met[arc.vertex.value]) continue;
    way.push_back(arc.edge);
    collect(graph, arc.vertex, to, met, way, all);
    way.pop_back();
  }
  met[at.value] = false;
}

TEST(KShortestPaths, AreTheFirstOfAllWaysWithoutLoops) {
  for (std::uint32_t seed = 1; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const auto count = static_cast<std::uint32_t>(graph.vertex_count());
    const VertexId from(seed % count);
    const VertexId to(seed / 7 % count);
    std::vector<bool> met(count, false);
    std::vector<EdgeId> way;
    std::vector<std::vector<EdgeId>> all;
    collect(graph, from, to, met, way, all);
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    const std::size_t limit = seed % 5 == 0 ? 1000 : seed % 5;
    const ShortestPaths found = k_shortest_paths(graph, from, to, limit);
    ASSERT_EQ(found.cut, all.size() > limit);
    all.resize(std::min(all.size(), limit));
    ASSERT_EQ(found.paths, all);
  }
}

}  // namespace
}  // namespace whocites
