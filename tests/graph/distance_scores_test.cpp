// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Betweenness, closeness and harmonic centrality against all shortest chains and all distances.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <stdexcept>

#include "graph/algorithms/betweenness.h"
#include "graph/algorithms/bfs.h"
#include "graph/algorithms/closeness.h"
#include "graph/algorithms/detail/in_order.h"
#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

void expect_near(const std::vector<double>& found, const std::vector<double>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t v = 0; v < found.size(); ++v) {
    ASSERT_NEAR(found[v], expected[v], 1e-12) << "vertex " << v;
  }
}

// Walks every shortest chain between any two, and counts whom it passes.
std::vector<double> counted_betweenness(const CitationGraph& graph) {
  auto edges = graph.edge_list();
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  const CitationGraph simple(graph.vertex_count(), edges);
  const auto distances = test::all_distances(simple);
  const auto n = static_cast<std::uint32_t>(simple.vertex_count());
  std::vector<double> passed(n, 0);
  for (std::uint32_t a = 0; a < n; ++a) {
    for (std::uint32_t b = 0; b < n; ++b) {
      if (a == b || !distances[a][b]) continue;
      const auto walks = test::all_walks(simple, VertexId(a), VertexId(b), *distances[a][b]);
      for (const auto& walk : walks) {
        for (std::size_t i = 1; i < walk.size(); ++i) {
          passed[simple.ends(walk[i]).first.value] += 1.0 / static_cast<double>(walks.size());
        }
      }
    }
  }
  for (double& value : passed) value = n < 3 ? 0 : value / ((n - 1.0) * (n - 2.0));
  return passed;
}

TEST(Betweenness, CountsEveryShortestChain) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const SampledScores found = betweenness(graph);
    EXPECT_TRUE(found.is_exact());
    EXPECT_EQ(found.samples, graph.vertex_count());
    expect_near(found.value, counted_betweenness(graph));
  }
}

TEST(Betweenness, IsOneWhereEveryChainPasses) {
  // Of 4 × 3 ordered pairs of others, the two that cite reach the two that are cited.
  const Network hub = test::network_of("A -> H, B -> H, H -> C, H -quotes-> C, H -> D");
  expect_near(betweenness(hub.graph).value, {0, 4.0 / 12, 0, 0, 0});
  const Network circle = test::network_of("A -> B -> C -> A");
  expect_near(betweenness(circle.graph).value, {0.5, 0.5, 0.5});
}

TEST(Closeness, IsThatOfFloydAndWarshall) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const auto distances = test::all_distances(graph);
    const double n = static_cast<double>(graph.vertex_count());
    std::vector<double> close(graph.vertex_count(), 0);
    std::vector<double> mean_reciprocal(graph.vertex_count(), 0);
    for (std::size_t v = 0; v < close.size(); ++v) {
      double count = 0;
      double sum = 0;
      for (std::size_t u = 0; u < close.size(); ++u) {
        if (u == v || !distances[u][v]) continue;
        ++count;
        sum += *distances[u][v];
        mean_reciprocal[v] += 1.0 / *distances[u][v] / (n - 1);
      }
      if (count > 0) close[v] = count / (n - 1) * count / sum;
    }
    expect_near(closeness(graph).value, close);
    expect_near(harmonic(graph).value, mean_reciprocal);
  }
}

TEST(Closeness, IsOneWhereAllOthersCite) {
  const Network star = test::network_of("A -> H, B -> H, C -> H -> D");
  expect_near(closeness(star.graph).value, {0, 0.75, 0, 0, 4.0 / 7});
  expect_near(harmonic(star.graph).value, {0, 0.75, 0, 0, 2.5 / 4});
}

CitationGraph large_graph(std::uint32_t count, std::uint32_t edges_per_vertex) {
  std::mt19937 random(count);
  std::vector<CitationGraph::Edge> edges;
  for (std::uint32_t v = 1; v < count; ++v) {
    for (std::uint32_t e = 0; e < edges_per_vertex; ++e) {
      // Early ones are cited more, and a few citations go the other way.
      const VertexId other(random() % (1 + random() % v));
      if (random() % 50 == 0) {
        edges.emplace_back(other, VertexId(v));
      } else {
        edges.emplace_back(VertexId(v), other);
      }
    }
  }
  return CitationGraph(count, std::move(edges));
}

using Measure = SampledScores (*)(const CitationGraph&, const SampleOptions&, const Work&);
constexpr Measure kMeasures[] = {betweenness, closeness, harmonic};

// More than one word of searches, and fronts so large that all vertices look back.
TEST(DistanceScores, OfLargeGraphsAreThoseOfOneSearchAtATime) {
  const CitationGraph graph = large_graph(3000, 9);
  std::vector<double> expected(graph.vertex_count(), 0);
  for (std::uint32_t start = 0; start < graph.vertex_count(); ++start) {
    const VertexId from(start);
    const auto distance = bfs_distances(graph, {&from, 1}, Follow::Cites);
    for (std::size_t v = 0; v < distance.size(); ++v) {
      if (v != start && distance[v] != kUnreached) expected[v] += 1.0 / distance[v] / 2999;
    }
  }
  expect_near(harmonic(graph).value, expected);
}

TEST(DistanceScores, AreTheSameToTheLastBitOnSeveralThreads) {
  const CitationGraph graph = large_graph(12'000, 6);
  for (const Measure measure : kMeasures) {
    SampleOptions options;
    options.samples = 150;
    Work three;
    three.threads = 3;
    const SampledScores alone = measure(graph, options, {});
    const SampledScores together = measure(graph, options, three);
    EXPECT_EQ(alone.value, together.value);
    EXPECT_EQ(alone.margin, together.margin);
    EXPECT_EQ(alone.samples, 150U);
    options.seed = 2;
    EXPECT_NE(measure(graph, options, three).value, alone.value);
  }
}

TEST(DistanceScores, EstimatesAreMostlyWithinTheirMargin) {
  const CitationGraph graph = large_graph(1200, 5);
  for (const Measure measure : kMeasures) {
    const SampledScores exact = measure(graph, {}, {});
    ASSERT_TRUE(exact.is_exact());
    std::size_t within = 0;
    std::size_t tried = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      SampleOptions options;
      options.samples = 400;
      options.seed = seed;
      const SampledScores estimate = measure(graph, options, {});
      ASSERT_EQ(estimate.margin.size(), graph.vertex_count());
      // Those that much goes to: of the others nearly no vertex tells anything.
      for (std::size_t v = 0; v < 40; ++v) {
        ++tried;
        within += std::abs(estimate.value[v] - exact.value[v]) <= estimate.margin[v] + 1e-12;
      }
    }
    EXPECT_GE(within, tried * 90 / 100);
  }
}

TEST(DistanceScores, SampleOfAllIsExactAndOfNoneIsNothing) {
  const CitationGraph graph = large_graph(100, 3);
  for (const Measure measure : kMeasures) {
    SampleOptions options;
    options.samples = 100;
    EXPECT_EQ(measure(graph, options, {}).value, measure(graph, {}, {}).value);
    EXPECT_TRUE(measure(graph, options, {}).is_exact());
    options.samples = 0;
    EXPECT_EQ(measure(graph, options, {}).value, std::vector<double>(100, 0));
    options.samples = 1;
    EXPECT_EQ(measure(graph, options, {}).samples, 1U);
    EXPECT_TRUE(measure({}, options, {}).value.empty());
  }
}

TEST(DistanceScores, EndWhenStopped) {
  const CitationGraph graph = large_graph(1000, 3);
  for (const Measure measure : kMeasures) {
    std::atomic<bool> stop = false;
    int told = 0;
    Work work;
    work.stop = &stop;
    work.progress = [&](double) {
      ++told;
      stop = true;
    };
    measure(graph, {}, work);
    EXPECT_EQ(told, 1);
  }
}

TEST(InOrder, WhatIsTakenComesInOrderAndFailuresComeOut) {
  Work work;
  work.threads = 4;
  std::vector<std::size_t> taken;
  const auto make = [] { return std::size_t{0}; };
  const auto search = [](std::size_t& scratch, std::size_t i) { scratch = i * i; };
  const auto take = [&](std::size_t scratch, std::size_t) { taken.push_back(scratch); };
  detail::in_order(200, work, make, search, take);
  ASSERT_EQ(taken.size(), 200U);
  for (std::size_t i = 0; i < taken.size(); ++i) EXPECT_EQ(taken[i], i * i);
  const auto fail = [](std::size_t&, std::size_t i) {
    if (i == 50) throw std::runtime_error("no memory");
  };
  EXPECT_THROW(detail::in_order(200, work, make, fail, take), std::runtime_error);
}

}  // namespace
}  // namespace whocites
