// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/bfs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

CitationGraph followed(const CitationGraph& graph, Follow follow) {
  std::vector<CitationGraph::Edge> edges;
  for (const auto& [from, to] : graph.edge_list()) {
    if (follow != Follow::CitedBy) edges.emplace_back(from, to);
    if (follow != Follow::Cites) edges.emplace_back(to, from);
  }
  return CitationGraph(graph.vertex_count(), std::move(edges));
}

// Slow and obvious: one step more for all that a step is known to, until nothing changes.
std::vector<std::uint32_t> twin(const CitationGraph& graph, std::span<const VertexId> starts,
                                Follow follow) {
  const auto edges = followed(graph, follow).edge_list();
  std::vector<std::uint32_t> distance(graph.vertex_count(), kUnreached);
  for (const VertexId start : starts) distance[start.value] = 0;
  for (std::uint32_t step = 0;; ++step) {
    bool found = false;
    for (const auto& [from, to] : edges) {
      if (distance[from.value] != step || distance[to.value] <= step + 1) continue;
      distance[to.value] = step + 1;
      found = true;
    }
    if (!found) return distance;
  }
}

constexpr Follow kFollows[] = {Follow::Cites, Follow::CitedBy, Follow::Both};

TEST(Bfs, DistancesAreThoseOfFloydAndWarshall) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const Follow follow = kFollows[seed % 3];
    const auto expected = test::all_distances(followed(graph, follow));
    std::mt19937 random(seed);
    std::vector<VertexId> starts;
    for (std::uint32_t i = random() % 3; i > 0 && graph.vertex_count() > 0; --i) {
      starts.emplace_back(random() % graph.vertex_count());
    }
    const auto distance = bfs_distances(graph, starts, follow);
    ASSERT_EQ(distance.size(), graph.vertex_count());
    for (std::uint32_t v = 0; v < distance.size(); ++v) {
      std::uint32_t nearest = kUnreached;
      for (const VertexId start : starts) {
        nearest = std::min(nearest, expected[start.value][v].value_or(kUnreached));
      }
      ASSERT_EQ(distance[v], nearest) << "vertex " << v;
    }
  }
}

// Large enough for steps that go from what is not found to what is.
CitationGraph large_graph(std::uint32_t seed, std::uint32_t edges_per_vertex) {
  constexpr std::uint32_t kCount = 30'000;
  std::mt19937 random(seed);
  std::vector<CitationGraph::Edge> edges;
  for (std::uint32_t e = 0; e < kCount * edges_per_vertex; ++e) {
    edges.emplace_back(VertexId(random() % kCount), VertexId(random() % kCount));
  }
  // A tail, so that the front is small again at the end.
  for (std::uint32_t v = 1; v < 50; ++v) edges.emplace_back(VertexId(v - 1), VertexId(v));
  return CitationGraph(kCount, std::move(edges));
}

TEST(Bfs, LargeFrontsAreFollowedAsWell) {
  for (const std::uint32_t edges_per_vertex : {1U, 3U, 12U}) {
    const CitationGraph graph = large_graph(edges_per_vertex, edges_per_vertex);
    const std::vector<VertexId> starts{VertexId(5), VertexId(5), VertexId(17'000)};
    for (const Follow follow : kFollows) {
      const auto expected = twin(graph, starts, follow);
      for (const unsigned threads : {1U, 3U}) {
        Work work;
        work.threads = threads;
        EXPECT_EQ(bfs_distances(graph, starts, follow, work), expected) << edges_per_vertex;
      }
    }
  }
}

TEST(Bfs, FromNowhereNothingIsReached) {
  EXPECT_TRUE(bfs_distances({}, {}, Follow::Both).empty());
  const CitationGraph graph = test::network_of("A -> B").graph;
  EXPECT_EQ(bfs_distances(graph, {}, Follow::Both),
            (std::vector<std::uint32_t>{kUnreached, kUnreached}));
}

TEST(Bfs, GoesFarWithoutRecursion) {
  constexpr std::uint32_t kCount = 100'000;
  std::vector<CitationGraph::Edge> edges;
  for (std::uint32_t v = 0; v < kCount; ++v) {
    edges.emplace_back(VertexId(v), VertexId((v + 1) % kCount));
  }
  const CitationGraph circle(kCount, std::move(edges));
  const VertexId start(1);
  EXPECT_EQ(bfs_distances(circle, {&start, 1}, Follow::Cites)[0], kCount - 1);
  EXPECT_EQ(bfs_distances(circle, {&start, 1}, Follow::CitedBy)[0], 1U);
}

TEST(Bfs, EndsWhenStopped) {
  const std::atomic<bool> stop = true;
  Work work;
  work.stop = &stop;
  const VertexId start(0);
  const CitationGraph graph = test::network_of("A -> B -> C").graph;
  EXPECT_EQ(bfs_distances(graph, {&start, 1}, Follow::Cites, work),
            (std::vector<std::uint32_t>{0, kUnreached, kUnreached}));
}

}  // namespace
}  // namespace whocites
