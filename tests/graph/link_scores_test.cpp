// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// PageRank, CheiRank, HITS and Katz against dense linear algebra.
#include <gtest/gtest.h>

#include <numeric>
#include <random>

#include "graph/algorithms/hits.h"
#include "graph/algorithms/katz.h"
#include "graph/algorithms/pagerank.h"
#include "tests/support/dense_matrix.h"
#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::Matrix;
using test::Vector;

void expect_near(const std::vector<double>& found, const Vector& expected, double tolerance) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t v = 0; v < found.size(); ++v) {
    ASSERT_NEAR(found[v], static_cast<double>(expected[v]), tolerance) << "vertex " << v;
  }
}

// Half of the seeds have weights.
std::vector<std::uint64_t> random_weights(const CitationGraph& graph, std::uint32_t seed) {
  std::vector<std::uint64_t> weights;
  std::mt19937 random(seed);
  for (std::size_t e = 0; seed % 2 == 1 && e < graph.edge_count(); ++e) {
    weights.push_back(1 + random() % 9);
  }
  return weights;
}

// rank = (1-d)/n + d × (what is passed on + what those without citations lose, spread evenly)
Vector solved_pagerank(const Matrix& citations, long double damping) {
  const std::size_t n = citations.size();
  Matrix system = test::zero_matrix(n);
  for (std::size_t u = 0; u < n; ++u) {
    const long double out = std::accumulate(citations[u].begin(), citations[u].end(), 0.0L);
    for (std::size_t v = 0; v < n; ++v) {
      const long double passed = out > 0 ? citations[u][v] / out : 1.0L / n;
      system[v][u] = (u == v ? 1 : 0) - damping * passed;
    }
  }
  return test::solve(system, Vector(n, (1 - damping) / n));
}

TEST(PageRank, SolvesItsEquation) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const auto weights = random_weights(graph, seed);
    PageRankOptions options;
    options.weights = weights;
    options.damping = seed % 3 == 0 ? 0.5 : 0.85;
    const Matrix citations = test::citation_matrix(graph, weights);
    const Vector forward = solved_pagerank(citations, options.damping);
    const Vector backward = solved_pagerank(test::transposed(citations), options.damping);
    for (const auto method :
         {PageRankMethod::Best, PageRankMethod::Rounds, PageRankMethod::Sweeps}) {
      options.method = method;
      const Scores found = pagerank(graph, options);
      EXPECT_TRUE(graph.vertex_count() == 0 || found.convergence.converged);
      expect_near(found.value, forward, 1e-9);
      expect_near(cheirank(graph, options).value, backward, 1e-9);
    }
  }
}

TEST(PageRank, SumsToOneAndIsEvenWithoutCitations) {
  const Scores even = pagerank(test::network_of("A, B, C, D").graph);
  EXPECT_EQ(even.value, std::vector<double>(4, 0.25));
  EXPECT_EQ(pagerank(test::network_of("A").graph).value, std::vector<double>{1});
  const Scores star = pagerank(test::network_of("A -> B, C -> B, D -> B").graph);
  EXPECT_NEAR(std::accumulate(star.value.begin(), star.value.end(), 0.0), 1, 1e-12);
  EXPECT_GT(star.value[1], star.value[0]);
}

TEST(PageRank, SaysWhenItHasNotConverged) {
  PageRankOptions options;
  options.limits.rounds = 3;
  for (const auto method : {PageRankMethod::Rounds, PageRankMethod::Sweeps}) {
    options.method = method;
    const Scores scores =
        pagerank(test::network_of("A -> B, B -> C, C -> A, D -> A").graph, options);
    EXPECT_EQ(scores.convergence.rounds, 3U);
    EXPECT_FALSE(scores.convergence.converged);
    EXPECT_GT(scores.convergence.change, options.limits.tolerance);
  }
}

TEST(PageRank, OneSweepSolvesWhatIsInOrder) {
  for (const char* sentence : {"A -> B -> C, A -> C, B -> D", "D, C, B -> C, A -> C, A -> D"}) {
    const CitationGraph graph = test::network_of(sentence).graph;
    EXPECT_EQ(pagerank(graph).convergence.rounds, 2U) << "the second finds nothing to change";
    EXPECT_EQ(cheirank(graph).convergence.rounds, 2U);
  }
}

TEST(PageRank, EndsWhenStoppedAndTellsHowFarItIs) {
  std::atomic<bool> stop = false;
  Work work;
  work.stop = &stop;
  int told = 0;
  work.progress = [&](double share) {
    EXPECT_GT(share, 0);
    EXPECT_LE(share, 1);
    if (++told == 2) stop = true;
  };
  EXPECT_EQ(pagerank(test::network_of("A -> B -> C").graph, {}, work).convergence.rounds, 2U);
}

// The limit of repeated multiplication, by squaring the matrix until it no longer matters; more
// would make the rounding matter, where two parts are equally strong.
Vector solved_authorities(const Matrix& citations) {
  const Matrix turned = test::transposed(citations);
  Matrix power = test::product(turned, citations);
  for (int doubling = 0; doubling < 30; ++doubling) {
    long double most = 0;
    for (const Vector& row : power) {
      for (const long double value : row) most = std::max(most, value);
    }
    for (Vector& row : power) {
      for (long double& value : row) value = most == 0 ? 0 : value / most;
    }
    power = test::product(power, power);
  }
  Vector first(citations.size(), 0);
  for (std::size_t v = 0; v < first.size(); ++v) {
    for (std::size_t u = 0; u < first.size(); ++u) first[v] += citations[u][v];
  }
  Vector authorities(first.size(), 0);
  for (std::size_t v = 0; v < first.size(); ++v) {
    for (std::size_t u = 0; u < first.size(); ++u) authorities[v] += power[v][u] * first[u];
  }
  return test::normalized(authorities);
}

TEST(Hits, IsWhereRepeatedMultiplicationLeads) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const auto weights = random_weights(graph, seed);
    const Matrix citations = test::citation_matrix(graph, weights);
    const Vector authorities = solved_authorities(citations);
    Vector hubs(graph.vertex_count(), 0);
    for (std::size_t u = 0; u < hubs.size(); ++u) {
      for (std::size_t v = 0; v < hubs.size(); ++v) hubs[u] += citations[u][v] * authorities[v];
    }
    RoundLimits limits;
    limits.rounds = 100'000;
    limits.tolerance = 1e-13;
    const Hits found = hits(graph, limits, weights);
    ASSERT_TRUE(found.convergence.converged);
    expect_near(found.authority, authorities, 1e-7);
    expect_near(found.hub, test::normalized(hubs), 1e-7);
  }
}

TEST(Hits, AreNothingWithoutCitations) {
  const Hits none = hits(test::network_of("A, B").graph);
  EXPECT_EQ(none.authority, std::vector<double>(2, 0));
  EXPECT_EQ(none.hub, std::vector<double>(2, 0));
  EXPECT_TRUE(none.convergence.converged);
  EXPECT_TRUE(hits({}).authority.empty());
}

Vector solved_katz(const Matrix& citations, long double alpha) {
  const std::size_t n = citations.size();
  Matrix system = test::zero_matrix(n);
  for (std::size_t u = 0; u < n; ++u) {
    for (std::size_t v = 0; v < n; ++v) system[v][u] = (u == v ? 1 : 0) - alpha * citations[u][v];
  }
  return test::normalized(test::solve(system, Vector(n, 1)));
}

TEST(Katz, SolvesItsEquation) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const auto weights = random_weights(graph, seed);
    KatzOptions options;
    options.weights = weights;
    const double safe = safe_katz_alpha(graph, weights);
    if (seed % 3 == 0) options.alpha = safe / 3;
    const Scores found = katz(graph, options);
    EXPECT_TRUE(graph.vertex_count() == 0 || found.convergence.converged);
    expect_near(found.value,
                solved_katz(test::citation_matrix(graph, weights), options.alpha.value_or(safe)),
                1e-9);
  }
}

TEST(Katz, CountsWaysOfAnyLength) {
  const Network network = test::network_of("A -> B -> C");
  KatzOptions options;
  options.alpha = 2;  // without circles any alpha will do
  const Scores found = katz(network.graph, options);
  EXPECT_TRUE(found.convergence.converged);
  expect_near(found.value, {1.0L / 11, 3.0L / 11, 7.0L / 11}, 1e-12);
  EXPECT_EQ(safe_katz_alpha(network.graph), 0.85);
  EXPECT_EQ(safe_katz_alpha(test::network_of("A, B").graph), 0);
}

TEST(Katz, SaysWhenTheSumIsEndless) {
  const Network circle = test::network_of("A -> B -> A");
  for (const double alpha : {1.0, 1.5}) {
    KatzOptions options;
    options.alpha = alpha;
    const Scores found = katz(circle.graph, options);
    EXPECT_FALSE(found.convergence.converged) << alpha;
    for (const double value : found.value) EXPECT_TRUE(std::isfinite(value));
  }
}

TEST(LinkScores, AreTheSameToTheLastBitOnSeveralThreads) {
  constexpr std::uint32_t kCount = 20'000;
  std::mt19937 random(3);
  std::vector<CitationGraph::Edge> edges;
  for (std::uint32_t e = 0; e < 5 * kCount; ++e) {
    edges.emplace_back(VertexId(random() % kCount), VertexId(random() % kCount));
  }
  const CitationGraph graph(kCount, std::move(edges));
  Work three;
  three.threads = 3;
  EXPECT_EQ(pagerank(graph, {}, three).value, pagerank(graph).value);
  EXPECT_EQ(cheirank(graph, {}, three).value, cheirank(graph).value);
  EXPECT_EQ(hits(graph, {}, {}, three).hub, hits(graph).hub);
  EXPECT_EQ(katz(graph, {}, three).value, katz(graph).value);
}

}  // namespace
}  // namespace whocites
