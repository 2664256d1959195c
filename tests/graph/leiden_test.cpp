// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/leiden.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <random>
#include <sstream>

#include <gtest/gtest.h>

#include "graph/algorithms/modularity.h"
#include "graph/source_graph.h"
#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;
using Groups = std::vector<std::uint32_t>;

double modularity_of(const CitationGraph& graph, const Groups& group, double resolution = 1) {
  return modularity(group_ties(graph, {}, group, graph.vertex_count()), resolution);
}

// As the definition has it: over all pairs in one group, ties less what chance would give.
double modularity_by_pairs(const CitationGraph& graph, const Groups& group, double resolution) {
  const auto count = graph.vertex_count();
  std::vector<std::vector<double>> tie(count, std::vector<double>(count, 0));
  for (const auto& [from, to] : graph.edge_list()) {
    if (from == to) continue;
    tie[from.value][to.value] += 1;
    tie[to.value][from.value] += 1;
  }
  std::vector<double> strength(count, 0);
  double ends = 0;
  for (std::size_t v = 0; v < count; ++v) {
    for (const double weight : tie[v]) strength[v] += weight;
    ends += strength[v];
  }
  if (ends == 0) return 0;
  double sum = 0;
  for (std::size_t v = 0; v < count; ++v) {
    for (std::size_t w = 0; w < count; ++w) {
      if (group[v] != group[w]) continue;
      sum += tie[v][w] - resolution * strength[v] * strength[w] / ends;
    }
  }
  return sum / ends;
}

// The next division in the order of restricted growth strings; false after the last.
bool next_division(Groups& group) {
  for (std::size_t i = group.size(); i-- > 1;) {
    const auto limit = *std::max_element(group.begin(), group.begin() + static_cast<long>(i)) + 1;
    if (group[i] >= limit) continue;
    ++group[i];
    std::fill(group.begin() + static_cast<long>(i) + 1, group.end(), 0);
    return true;
  }
  return false;
}

double best_modularity(const CitationGraph& graph, double resolution) {
  Groups group(graph.vertex_count(), 0);
  double best = -1e9;
  do {
    best = std::max(best, modularity_of(graph, group, resolution));
  } while (next_division(group));
  return best;
}

// Whether each group hangs together, by a union of the ends of its citations.
bool hang_together(const CitationGraph& graph, const Communities& found) {
  Groups root(graph.vertex_count());
  for (std::uint32_t v = 0; v < root.size(); ++v) root[v] = v;
  const auto find = [&](std::uint32_t v) {
    while (root[v] != v) v = root[v] = root[root[v]];
    return v;
  };
  std::size_t pieces = root.size();
  for (std::uint32_t v = 0; v < root.size(); ++v) {
    for (const VertexId cited : graph.cites(VertexId(v))) {
      if (found.of_vertex[v] != found.of_vertex[cited.value]) continue;
      const std::uint32_t a = find(v);
      const std::uint32_t b = find(cited.value);
      if (a == b) continue;
      root[a] = b;
      --pieces;
    }
  }
  return pieces == found.count();
}

// "A B C | D E: 0.357"
std::string communities_of(const Network& network) {
  const Communities found = leiden(network.graph);
  std::ostringstream text;
  for (std::uint32_t c = 0; c < found.count(); ++c) {
    std::vector<VertexId> members;
    for (std::uint32_t v = 0; v < found.of_vertex.size(); ++v) {
      if (found.of_vertex[v] == c) members.emplace_back(v);
    }
    text << (c == 0 ? "" : " | ") << test::keys(network, members);
  }
  text << ": " << std::fixed << std::setprecision(4) << found.modularity;
  return text.str();
}

struct Row {
  const char* name;
  const char* network;
  const char* communities;
};
void PrintTo(const Row& row, std::ostream* os) { *os << row.name; }

class CommunitiesOf : public testing::TestWithParam<Row> {};

TEST_P(CommunitiesOf, AreFound) {
  EXPECT_EQ(communities_of(network_of(GetParam().network)), GetParam().communities);
}

// The values are from the definition: two triangles joined by one citation have 7 citations, and
// 2 × (3/7 - (7/14)²) = 0.3571.
INSTANTIATE_TEST_SUITE_P(
    Rows, CommunitiesOf,
    testing::Values(
        Row{"NoneInNothing", "", ": 0.0000"}, Row{"OneAlone", "A", "A: 0.0000"},
        Row{"NobodyCites", "A, B, C", "A | B | C: 0.0000"},
        Row{"OnlyCitingItself", "A -> A, B", "A | B: 0.0000"},
        Row{"TwoTogether", "A -> B", "A B: 0.0000"},
        Row{"Pairs", "A -> B, C -> D", "A B | C D: 0.5000"},
        Row{"TwoCliquesJoinedByACitation", "A -> B -> C -> A, D -> E -> F -> D, A -> D",
            "A B C | D E F: 0.3571"},
        Row{"TheLargerFirst", "D -> E -> F -> D, A -> B -> C -> A, A -> G -> B, C -> G, D -> A",
            "A B C G | D E F: 0.3550"},
        Row{"OneCircle", "A -> B -> C -> A", "A B C: 0.0000"},
        Row{"OneThatNothingJoins", "A -> B -> C -> A, X", "A B C | X: 0.0000"},
        Row{"AStarIsOne", "B -> A, C -> A, D -> A, E -> A", "B A C D E: 0.0000"},
        // 2 × (4/9 - (9/18)²): the mutual citations hold the pairs together against the others.
        Row{"MutualCitationsCountTwice",
            "A -> B -> A, A -quotes-> B -quotes-> A, C -> D -> C, C -quotes-> D -quotes-> C, "
            "B -> C",
            "A B | C D: 0.3889"},
        Row{"SelfCitationsDoNot", "A -> A, A -quotes-> A, A -> B, C -> D", "A B | C D: 0.5000"}),
    [](const auto& row) { return row.param.name; });

TEST(Leiden, IsNearTheBestOfAllDivisionsAndEachPartHangsTogether) {
  std::size_t best_found = 0;
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const double resolution = seed % 3 == 0 ? 0.5 : seed % 3 == 1 ? 1 : 1.7;
    LeidenOptions options;
    options.resolution = resolution;
    const Communities found = leiden(graph, {}, options);
    ASSERT_NEAR(found.modularity, modularity_by_pairs(graph, found.of_vertex, resolution), 1e-12);
    ASSERT_TRUE(hang_together(graph, found));
    Groups alone(graph.vertex_count());
    for (std::uint32_t v = 0; v < alone.size(); ++v) alone[v] = v;
    ASSERT_GE(found.modularity, modularity_of(graph, alone, resolution));
    const double best = best_modularity(graph, resolution);
    ASSERT_LE(found.modularity, best + 1e-12);
    ASSERT_GE(found.modularity, best - 0.02);
    if (found.modularity > best - 1e-12) ++best_found;
  }
  EXPECT_GE(best_found, test::kSeedCount * 99 / 100);
}

TEST(Leiden, NumbersCommunitiesBySizeThenLowestVertex) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const Communities found = leiden(test::random_graph(seed));
    Groups size(found.count(), 0);
    Groups lowest;
    for (std::uint32_t v = 0; v < found.of_vertex.size(); ++v) {
      ASSERT_LT(found.of_vertex[v], found.count());
      ++size[found.of_vertex[v]];
    }
    ASSERT_EQ(found.size, size);
    for (std::uint32_t c = 0; c < found.count(); ++c) {
      const auto first = std::find(found.of_vertex.begin(), found.of_vertex.end(), c);
      lowest.push_back(static_cast<std::uint32_t>(first - found.of_vertex.begin()));
      if (c == 0) continue;
      ASSERT_TRUE(size[c] < size[c - 1] || (size[c] == size[c - 1] && lowest[c - 1] < lowest[c]));
    }
  }
}

// `groups` of `size` vertices, a citation inside a group with chance `inside`, else `outside`.
CitationGraph planted(std::uint32_t groups, std::uint32_t size, double inside, double outside) {
  std::mt19937 random(7);
  std::vector<CitationGraph::Edge> edges;
  const std::uint32_t count = groups * size;
  for (std::uint32_t a = 0; a < count; ++a) {
    for (std::uint32_t b = 0; b < count; ++b) {
      const double chance = a % groups == b % groups ? inside : outside;
      if (a != b && random() < chance * 4294967296.0) edges.emplace_back(VertexId(a), VertexId(b));
    }
  }
  return CitationGraph(count, std::move(edges));
}

TEST(Leiden, FindsPlantedGroups) {
  const CitationGraph graph = planted(8, 40, 0.3, 0.01);
  const Communities found = leiden(graph);
  ASSERT_EQ(found.count(), 8U);
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    EXPECT_EQ(found.of_vertex[v], found.of_vertex[v % 8]) << v;
  }
}

// Cliques of five in a ring, each joined to the next by one citation: the textbook case in which
// modularity joins neighbours, and a higher resolution does not.
TEST(Leiden, TellsCliquesInARingApartAtAHigherResolution) {
  constexpr std::uint32_t kCliques = 30;
  std::vector<CitationGraph::Edge> edges;
  for (std::uint32_t c = 0; c < kCliques; ++c) {
    for (std::uint32_t a = 0; a < 5; ++a) {
      for (std::uint32_t b = 0; b < a; ++b)
        edges.emplace_back(VertexId(5 * c + a), VertexId(5 * c + b));
    }
    edges.emplace_back(VertexId(5 * c), VertexId((5 * c + 6) % (5 * kCliques)));
  }
  const CitationGraph graph(5 * kCliques, std::move(edges));
  LeidenOptions options;
  // Apart: 30 × (10/330 - (22/660)²) = 0.8758; in pairs: 15 × (21/330 - (44/660)²) = 0.8879.
  EXPECT_NEAR(leiden(graph, {}, options).modularity, 0.8879, 0.005);
  options.resolution = 3;
  const Communities apart = leiden(graph, {}, options);
  EXPECT_EQ(apart.count(), kCliques);
  EXPECT_EQ(apart.size.front(), 5U);
}

TEST(Leiden, JoinsAllThatHangsTogetherAtResolutionZero) {
  const CitationGraph graph = network_of("A -> B -> C -> D, E -> F, G").graph;
  LeidenOptions options;
  options.resolution = 0;
  const Communities found = leiden(graph, {}, options);
  EXPECT_EQ(found.of_vertex, (Groups{0, 0, 0, 0, 1, 1, 2}));
  EXPECT_DOUBLE_EQ(found.modularity, 1);
}

TEST(Leiden, LeavesAllApartAtAHighResolution) {
  const CitationGraph graph = planted(4, 10, 0.5, 0.1);
  LeidenOptions options;
  options.resolution = 1000;
  EXPECT_EQ(leiden(graph, {}, options).count(), 40U);
}

TEST(Leiden, GivesTheSameAnswerForTheSameSeed) {
  const CitationGraph graph = planted(5, 20, 0.2, 0.05);
  LeidenOptions options;
  options.starts = 1;
  bool differs = false;
  const Communities first = leiden(graph, {}, options);
  for (options.seed = 1; options.seed < 9; ++options.seed) {
    const Communities once = leiden(graph, {}, options);
    const Communities again = leiden(graph, {}, options);
    EXPECT_EQ(once.of_vertex, again.of_vertex) << options.seed;
    EXPECT_TRUE(hang_together(graph, once)) << options.seed;
    differs = differs || once.of_vertex != first.of_vertex;
  }
  EXPECT_TRUE(differs);  // else the seed is not looked at
}

// Edges with weights are as good as that many parallel ones.
// As many as are shared among threads: 800 planted groups of 100, in a ring.
TEST(Leiden, GivesTheSameAnswerOnSeveralThreadsAndFindsWhatIsPlanted) {
  constexpr std::uint32_t kGroup = 100;
  constexpr std::uint32_t kCount = 80'000;
  std::mt19937 random(3);
  std::vector<CitationGraph::Edge> edges;
  for (std::uint32_t v = 0; v < kCount; ++v) {
    const std::uint32_t first = v - v % kGroup;
    for (int i = 0; i < 5; ++i) {
      edges.emplace_back(VertexId(v),
                         VertexId(first + static_cast<std::uint32_t>(random()) % kGroup));
    }
    if (v % kGroup == 0) edges.emplace_back(VertexId(v), VertexId((v + kGroup) % kCount));
  }
  const CitationGraph graph(kCount, std::move(edges));
  const LeidenOptions once{.max_rounds = 1, .starts = 1};
  const Communities one = leiden(graph, {}, once, {.threads = 1});
  const Communities three = leiden(graph, {}, once, {.threads = 3});
  EXPECT_EQ(one.of_vertex, three.of_vertex);
  EXPECT_EQ(one.modularity, three.modularity);
  Groups planted_groups(kCount);
  for (std::uint32_t v = 0; v < kCount; ++v) planted_groups[v] = v / kGroup;
  EXPECT_GE(one.modularity, modularity_of(graph, planted_groups) * 0.999);
}

TEST(Leiden, TakesWeightsForParallelCitations) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; seed += 5) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    std::vector<std::uint64_t> weight;
    std::vector<CitationGraph::Edge> edges;
    for (const CitationGraph::Edge& edge : graph.edge_list()) {
      weight.push_back(1 + (weight.size() * 7 + seed) % 4);
      edges.insert(edges.end(), weight.back(), edge);
    }
    const CitationGraph parallel(graph.vertex_count(), edges);
    const Communities found = leiden(graph, weight);
    ASSERT_NEAR(found.modularity, modularity_by_pairs(parallel, found.of_vertex, 1), 1e-12);
    ASSERT_TRUE(hang_together(graph, found));
    ASSERT_GE(found.modularity, best_modularity(parallel, 1) - 0.02);
    ASSERT_EQ(cited_inside(graph, weight, found.of_vertex),
              cited_inside(parallel, {}, found.of_vertex));
  }
}

TEST(Modularity, CountsTheTiesOfEachGroup) {
  const CitationGraph graph =
      network_of("A -> B -> C, B -> A, A -quotes-> B, C -> D -> A, D -> D, E").graph;
  const Groups group{0, 0, 1, 1, 2};
  const GroupTies ties = group_ties(graph, {}, group, 3);
  EXPECT_EQ(ties.inside, (std::vector<std::uint64_t>{3, 1, 0}));
  EXPECT_EQ(ties.leaving, (std::vector<std::uint64_t>{1, 1, 0}));
  EXPECT_EQ(ties.arriving, (std::vector<std::uint64_t>{1, 1, 0}));
  EXPECT_EQ(cited_inside(graph, {}, group), (std::vector<std::uint64_t>{1, 2, 0, 1, 0}));
}

}  // namespace
}  // namespace whocites
