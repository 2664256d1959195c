// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/circles.h"

#include <algorithm>
#include <tuple>

#include <gtest/gtest.h>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;

// "[A B] A -> B -> A reach 1; …"
std::string circles_of(const Network& network) {
  std::string text;
  for (const Circle& circle : circles(network.graph).largest) {
    if (!text.empty()) text += "; ";
    const VertexId first = network.graph.ends(circle.shortest_loop.front()).first;
    text += "[" + test::keys(network, circle.members) + "] " +
            test::chain(network, first, circle.shortest_loop) + " reach " +
            std::to_string(circle.reach);
  }
  return text;
}

struct CircleRow {
  const char* name;
  const char* network;
  const char* circles;
};

class CirclesOf : public testing::TestWithParam<CircleRow> {};

TEST_P(CirclesOf, AreFound) {
  EXPECT_EQ(circles_of(network_of(GetParam().network)), GetParam().circles);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, CirclesOf,
    testing::Values(
        CircleRow{"NoneInNothing", "", ""}, CircleRow{"NoneInAChain", "A -> B -> C, A -> C", ""},
        CircleRow{"NoneInADiamond", "A -> B -> D, A -> C -> D", ""},
        CircleRow{"TwoThatCiteEachOther", "A -> B -> A", "[A B] A -> B -> A reach 0"},
        CircleRow{"OneThatCitesItself", "A -> B -> B", "[B] B -> B reach 1"},
        CircleRow{"ShortestOfTwoLoops", "A -> B -> C -> D -> A, D -> C",
                  "[A B C D] C -> D -> C reach 0"},
        CircleRow{"SelfCitationInsideALargerOne", "A -> B -> C -> A, C -> C",
                  "[A B C] A -> B -> C -> A reach 0"},
        CircleRow{"RankedBySizeThenReach", "A -> A, B -> B, X -> B, Y -> C -> C, Z -> Y",
                  "[C] C -> C reach 2; [B] B -> B reach 1; [A] A -> A reach 0"},
        CircleRow{"RankedBySizeThenLowest", "A -> A, B -> C -> B, D -> E -> D, F -> F",
                  "[B C] B -> C -> B reach 0; [D E] D -> E -> D reach 0; [A] A -> A reach 0; "
                  "[F] F -> F reach 0"},
        CircleRow{"ReachCountsAllThatLeadThere", "X -> Y -> A -> B -> A, B -> C -> D -> C, Z -> X",
                  "[C D] C -> D -> C reach 5; [A B] A -> B -> A reach 3"}),
    [](const auto& row) { return row.param.name; });

TEST(Circles, CountTheReachOfMoreThanOneBatch) {
  std::vector<CitationGraph::Edge> edges;
  constexpr std::uint32_t kCount = 200;  // vertices that cite themselves and the one before
  for (std::uint32_t v = 0; v < kCount; ++v) {
    edges.emplace_back(VertexId(v), VertexId(v));
    if (v > 0) edges.emplace_back(VertexId(v), VertexId(v - 1));
  }
  const auto found = circles(CitationGraph(kCount, std::move(edges))).largest;
  ASSERT_EQ(found.size(), kCount);
  for (std::uint32_t v = 0; v < kCount; ++v) {
    EXPECT_EQ(found[v].reach, kCount - 1 - v);
  }
}

CitationGraph ring(std::uint32_t count) {
  std::vector<CitationGraph::Edge> edges;
  for (std::uint32_t v = 0; v < count; ++v) {
    edges.emplace_back(VertexId(v), VertexId((v + 1) % count));
  }
  return CitationGraph(count, std::move(edges));
}

TEST(Circles, SearchALargeRingWithinBoundsAndSaySo) {
  const auto found = circles(ring(40'000)).largest;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].shortest_loop.size(), 40'000U);
  EXPECT_FALSE(found[0].loop_is_shortest);
}

TEST(Circles, AreCutToTheLargest) {
  const Network network = network_of("A -> A, B -> C -> B, D -> E -> F -> D");
  const Circles found = circles(network.graph, 2);
  EXPECT_EQ(found.count, 3U);
  EXPECT_EQ(found.member_count, 6U);
  ASSERT_EQ(found.largest.size(), 2U);
  EXPECT_EQ(test::keys(network, found.largest[0].members), "D E F");
  EXPECT_EQ(test::keys(network, found.largest[1].members), "B C");
}

TEST(Circles, AreExactUpToTwoThousandMembers) {
  const auto found = circles(ring(2'000)).largest;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].loop_is_shortest);
}

// The first walk from a member back to itself: shortest, then lowest start, then lowest edges;
// among several members without self-citations.
std::vector<EdgeId> expected_loop(const CitationGraph& graph,
                                  const std::vector<VertexId>& members) {
  for (std::uint32_t length = 1;; ++length) {
    for (const VertexId member : members) {
      const auto loops = test::all_walks(graph, member, member, length);
      for (const std::vector<EdgeId>& loop : loops) {
        const bool repeats = std::any_of(loop.begin(), loop.end(), [&](EdgeId edge) {
          return graph.citing(edge) == graph.cited(edge);
        });
        if (members.size() == 1 || !repeats) return loop;
      }
    }
  }
}

std::vector<Circle> expected_circles(const CitationGraph& graph) {
  const auto distances = test::all_distances(graph);
  std::vector<Circle> expected;
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    const auto members = test::circle_around(graph, distances, VertexId(v));
    const auto edges = graph.edge_list();
    const CitationGraph::Edge itself{VertexId(v), VertexId(v)};
    const bool cites_itself = std::count(edges.begin(), edges.end(), itself) > 0;
    if (members.front() != VertexId(v) || (members.size() == 1 && !cites_itself)) continue;
    Circle circle{members, expected_loop(graph, members), true, 0};
    for (std::uint32_t other = 0; other < graph.vertex_count(); ++other) {
      if (distances[other][v] && !distances[v][other]) ++circle.reach;
    }
    expected.push_back(circle);
  }
  std::stable_sort(expected.begin(), expected.end(), [](const Circle& a, const Circle& b) {
    return std::tuple(b.members.size(), b.reach) < std::tuple(a.members.size(), a.reach);
  });
  return expected;
}

TEST(Circles, AgreeWithBruteForce) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const auto expected = expected_circles(graph);
    const Circles found = circles(graph);
    ASSERT_EQ(found.largest, expected);
    ASSERT_EQ(found.count, expected.size());
    std::uint64_t member_count = 0;
    for (const Circle& circle : expected) member_count += circle.members.size();
    ASSERT_EQ(found.member_count, member_count);
    ASSERT_EQ(circles(graph, 0).count, found.count);
    ASSERT_TRUE(circles(graph, 0).largest.empty());
  }
}

}  // namespace
}  // namespace whocites
