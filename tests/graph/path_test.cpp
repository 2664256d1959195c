// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/path.h"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::chain;
using test::network_of;
using test::vertex;

std::string shortest(const Network& network, std::string_view from, std::string_view to) {
  const VertexId start = vertex(network, from);
  const auto path = shortest_path(network.graph, start, vertex(network, to));
  return path ? chain(network, start, *path) : "none";
}

TEST(ShortestPath, FollowsCitationsFromCitingToCited) {
  const Network network = network_of("A -> B -> C -> D, A -> D -> A, E");
  EXPECT_EQ(shortest(network, "A", "C"), "A -> B -> C");
  EXPECT_EQ(shortest(network, "C", "A"), "C -> D -> A");
  EXPECT_EQ(shortest(network, "A", "E"), "none");
  EXPECT_EQ(shortest(network, "E", "A"), "none");
}

TEST(ShortestPath, FromAVertexToItselfIsEmptyEvenWhenItCitesItself) {
  EXPECT_EQ(shortest(network_of("A -> A, A -> B -> A"), "A", "A"), "A");
}

TEST(ShortestPath, TakesTheLowestOfParallelCitations) {
  const Network network = network_of("A -quotes-> B, A -> B, A -links-> B");
  const auto path = shortest_path(network.graph, VertexId(0), VertexId(1));
  EXPECT_EQ(path, std::vector<EdgeId>{EdgeId(0)});
}

TEST(AllShortestPaths, StopsAtTheLimitAndSaysSo) {
  const Network network = network_of("A -> B -> D, A -> C -> D, A -> E -> F -> D");
  const auto paths = [&](std::size_t limit) {
    return all_shortest_paths(network.graph, vertex(network, "A"), vertex(network, "D"), limit);
  };
  ASSERT_EQ(paths(9).paths.size(), 2U);
  EXPECT_FALSE(paths(2).cut);
  EXPECT_EQ(chain(network, VertexId(0), paths(1).paths.at(0)), "A -> B -> D");
  EXPECT_TRUE(paths(1).cut);
  EXPECT_TRUE(paths(0).cut);
  EXPECT_TRUE(paths(0).paths.empty());
}

TEST(AllShortestPaths, BetweenStrangersThereIsNoneAndNothingIsCut) {
  const Network network = network_of("A -> B, C");
  EXPECT_EQ(all_shortest_paths(network.graph, VertexId(0), VertexId(2), 0), ShortestPaths{});
}

TEST(AllShortestPaths, DoesNotRecurseOnALongChain) {
  std::vector<CitationGraph::Edge> edges;
  constexpr std::uint32_t kLength = 300'000;
  for (std::uint32_t v = 0; v < kLength; ++v) edges.emplace_back(VertexId(v), VertexId(v + 1));
  const CitationGraph graph(kLength + 1, std::move(edges));
  const auto result = all_shortest_paths(graph, VertexId(0), VertexId(kLength), 5);
  ASSERT_EQ(result.paths.size(), 1U);
  EXPECT_EQ(result.paths[0].size(), kLength);
}

TEST(Paths, AgreeWithEveryWalkOfTheShortestLength) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const auto distances = test::all_distances(graph);
    for (std::uint32_t a = 0; a < graph.vertex_count(); ++a) {
      for (std::uint32_t b = 0; b < graph.vertex_count(); ++b) {
        const auto one = shortest_path(graph, VertexId(a), VertexId(b));
        const auto all = all_shortest_paths(graph, VertexId(a), VertexId(b), 1000);
        ASSERT_EQ(one.has_value(), distances[a][b].has_value());
        ASSERT_FALSE(all.cut);
        if (!one) {
          ASSERT_TRUE(all.paths.empty());
          continue;
        }
        ASSERT_TRUE(test::is_path(graph, VertexId(a), VertexId(b), *one));
        ASSERT_EQ(all.paths, test::all_walks(graph, VertexId(a), VertexId(b), *distances[a][b]));
        ASSERT_EQ(*one, all.paths.front());
      }
    }
  }
}

std::string reached(const Network& network, const std::vector<VertexId>& starts,
                    std::uint32_t depth, Follow follow) {
  std::string text;
  for (const auto& [vertex, distance] : reach(network.graph, starts, depth, follow)) {
    text += network.node(vertex).key + std::to_string(distance) + " ";
  }
  return text;
}

TEST(Reach, GoesAsDeepAsAskedInTheDirectionAsked) {
  const Network network = network_of("A -> B -> C -> D, E -> C, F");
  const std::vector<VertexId> start{vertex(network, "C")};
  EXPECT_EQ(reached(network, start, 1, Follow::Cites), "C0 D1 ");
  EXPECT_EQ(reached(network, start, 1, Follow::CitedBy), "C0 B1 E1 ");
  EXPECT_EQ(reached(network, start, 1, Follow::Both), "C0 B1 D1 E1 ");
  EXPECT_EQ(reached(network, start, kNoDepthLimit, Follow::Both), "C0 B1 D1 E1 A2 ");
  EXPECT_EQ(reached(network, start, 0, Follow::Both), "C0 ");
  EXPECT_EQ(reached(network, {}, 5, Follow::Both), "");
}

TEST(Reach, StartsFromSeveralAndForgivesRepeats) {
  const Network network = network_of("A -> B -> C -> D");
  const std::vector<VertexId> starts{vertex(network, "C"), vertex(network, "A"),
                                     vertex(network, "C")};
  EXPECT_EQ(reached(network, starts, 1, Follow::Cites), "A0 C0 B1 D1 ");
}

// The twin: distances by Floyd and Warshall on a graph with the edges turned as asked.
test::Distances distances_along(const CitationGraph& graph, Follow follow) {
  std::vector<CitationGraph::Edge> edges;
  for (const auto& [from, to] : graph.edge_list()) {
    if (follow != Follow::CitedBy) edges.emplace_back(from, to);
    if (follow != Follow::Cites) edges.emplace_back(to, from);
  }
  return test::all_distances(CitationGraph(graph.vertex_count(), std::move(edges)));
}

TEST(Reach, AgreesWithTheMatrixOfDistances) {
  for (std::uint32_t seed = 1; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const auto count = static_cast<std::uint32_t>(graph.vertex_count());
    const std::array starts{VertexId(seed % count), VertexId(seed / 7 % count)};
    const std::uint32_t depth = seed % 4;
    for (const Follow follow : {Follow::Cites, Follow::CitedBy, Follow::Both}) {
      const auto distances = distances_along(graph, follow);
      std::vector<ReachedVertex> expected;
      for (std::uint32_t d = 0; d <= depth; ++d) {
        for (std::uint32_t v = 0; v < count; ++v) {
          const auto a = distances[starts[0].value][v];
          const auto b = distances[starts[1].value][v];
          const auto far = std::min(a.value_or(99), b.value_or(99));
          if (far == d) expected.push_back({VertexId(v), d});
        }
      }
      ASSERT_EQ(reach(graph, starts, depth, follow), expected);
    }
  }
}

}  // namespace
}  // namespace whocites
