// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/main_path.h"

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>
#include <boost/multiprecision/cpp_int.hpp>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using boost::multiprecision::cpp_int;
using test::network_of;

constexpr PathWeight kWeights[] = {PathWeight::Spc, PathWeight::Splc, PathWeight::Spnp};
constexpr PathSearch kSearches[] = {PathSearch::Local, PathSearch::Global, PathSearch::KeyRoute};

// ---- documented examples ----

// "A -> B 5" for each citation, in the direction of what is handed down: from the cited on.
std::string weights_of(const Network& network, PathWeight weight) {
  MainPathOptions options;
  options.weight = weight;
  std::map<std::string, std::string> sorted;
  const auto weights = path_weights(network.graph, options);
  for (std::uint32_t e = 0; e < weights.size(); ++e) {
    const auto [citing, cited] = network.graph.ends(EdgeId(e));
    sorted[network.node(cited).key + network.node(citing).key] = weights[e].text();
  }
  std::string text;
  for (const auto& [link, count] : sorted) text += (text.empty() ? "" : " ") + link + count;
  return text;
}

// "A B C E": loops in brackets.
std::string path_of(const Network& network, const MainPathOptions& options) {
  std::string text;
  for (const MainPath::Step& step : main_path(network.graph, options).steps) {
    const std::string keys = test::keys(network, step.members);
    text += (text.empty() ? "" : " ") + (step.members.size() > 1 ? "[" + keys + "]" : keys);
  }
  return text;
}

// The sample of Liu & Lu 2012, given the other way round, citing first. Of its counts they name
// that of BD (5 paths from sources to sinks) and, from anywhere to sinks, that of DF (6).
const char* const kLiuLu =
    "A, B, C, D, E, F, G, H, I, J, K, L, M, N, C -> A, E -> C, H -> C, G -> E, H -> G, K -> H, C "
    "-> B, D -> B, J -> B, F -> D, I -> D, "
    "H -> F, I -> F, L -> I, M -> I, M -> J, N -> M";

TEST(MainPath, CountsTheSampleOfLiuAndLu) {
  const Network network = network_of(kLiuLu);
  EXPECT_EQ(weights_of(network, PathWeight::Spc),
            "AC2 BC2 BD5 BJ1 CE2 CH2 DF3 DI2 EG2 FH1 FI2 GH2 HK5 IL2 IM2 JM1 MN3");
  EXPECT_EQ(weights_of(network, PathWeight::Splc),
            "AC2 BC2 BD5 BJ1 CE3 CH3 DF6 DI4 EG4 FH3 FI6 GH5 HK12 IL6 IM6 JM2 MN9");
  EXPECT_EQ(weights_of(network, PathWeight::Spnp).substr(0, 17), "AC7 BC7 BD12 BJ3 ");
}

TEST(MainPath, FollowsTheSampleOfLiuAndLu) {
  const Network network = network_of(kLiuLu);
  MainPathOptions options;
  EXPECT_EQ(path_of(network, options), "B D F I L");  // IL and IM weigh the same
  options.search = PathSearch::Global;
  EXPECT_EQ(path_of(network, options), "B D F I M N");  // 5 + 3 + 2 + 2 + 3
  options.search = PathSearch::KeyRoute;
  EXPECT_EQ(path_of(network, options), "B D F I L");  // BD and HK weigh the same
}

// A sample of eleven sources whose counts the tests of CitationNetworks.jl give.
TEST(MainPath, CountsTheSampleOfElevenSources) {
  const Network network = network_of(
      "1, 2, 3 -> 1, 3 -> 2, 4 -> 2, 5 -> 3, 7 -> 3, 6 -> 4, 10 -> 4, 11 -> 4, 8 -> 5, 9 -> 5, "
      "9 -> 6, 10 -> 6");
  EXPECT_EQ(weights_of(network, PathWeight::Spc),
            "133 233 244 354 372 4101 4111 462 582 592 6101 691");
}

struct PathRow {
  const char* name;
  const char* network;
  const char* path;
  const char* from = "";
  const char* to = "";
};
void PrintTo(const PathRow& row, std::ostream* os) { *os << row.name; }

class MainPathOf : public testing::TestWithParam<PathRow> {};

TEST_P(MainPathOf, IsTheSameBySearch) {
  const Network network = network_of(GetParam().network);
  for (const PathSearch search : kSearches) {
    MainPathOptions options;
    options.search = search;
    if (*GetParam().from != 0) options.from = test::vertex(network, GetParam().from);
    if (*GetParam().to != 0) options.to = test::vertex(network, GetParam().to);
    EXPECT_EQ(path_of(network, options), GetParam().path) << static_cast<int>(search);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Rows, MainPathOf,
    testing::Values(
        PathRow{"NothingInNothing", "", ""}, PathRow{"NothingAlone", "A", ""},
        PathRow{"NothingByItself", "A -> A", ""}, PathRow{"NothingInALoop", "A -> B -> A", ""},
        PathRow{"OldestFirst", "A -> B -> C", "C B A"},
        PathRow{"ALoopIsOneStep", "A -> B -> C -> B, C -> D", "D [B C] A"},
        PathRow{"TheLineThatMostShare", "D -> C -> B -> A, E -> C, F -> C, X -> A", "A B C D"},
        PathRow{"ParallelCitationsAreOne",
                "B -> A, B -quotes-> A, B -links-> A, D -> C, E -> D, F -> D", "C D E"},
        PathRow{"LowestOfEqualOnes", "Y -> Z, A -> B", "Z Y"},
        PathRow{"From", "C -> B -> A, D -> B, E -> D, F -> A, G -> D", "B D E", "B"},
        PathRow{"To", "C -> B -> A, D -> B, E -> D, F -> A, G -> D", "A F", "", "F"},
        PathRow{"FromTo", "C -> B -> A, D -> B, E -> D, F -> A, G -> D", "B D", "B", "D"},
        PathRow{"NoWayFromTo", "C -> B -> A, D -> B", "", "C", "D"},
        PathRow{"FromTheNewest", "C -> B -> A", "", "C"},
        PathRow{"ToTheOldest", "C -> B -> A", "", "", "A"},
        PathRow{"FromInsideALoop", "A -> B -> C -> B, C -> D", "[B C] A", "B"}),
    [](const auto& row) { return row.param.name; });

TEST(MainPath, TellsLoopsAndTheCitationOfEachStep) {
  const Network network =
      network_of("A -> B -> C -> B, A -quotes-> B, A -> C, X -> Y -> X, X -> X");
  const MainPath path = main_path(network.graph);
  EXPECT_EQ(path.loop_count, 2U);
  EXPECT_EQ(path.loop_member_count, 4U);
  EXPECT_EQ(path.path_count.text(), "1");
  ASSERT_EQ(path.steps.size(), 2U);
  EXPECT_FALSE(path.steps[0].citation);
  EXPECT_EQ(path.steps[1].citation, EdgeId(0));
}

// ---- the twin: all paths, one by one ----

// The graph between loops, as sets of names: each vertex stands for the lowest that it reaches and
// that reaches it.
struct Condensed {
  std::vector<std::uint32_t> leader;
  std::set<std::uint32_t> nodes;
  std::set<std::pair<std::uint32_t, std::uint32_t>> links;  // cited, citing
};

Condensed condensed(const CitationGraph& graph, const MainPathOptions& options) {
  const auto distances = test::all_distances(graph);
  Condensed result;
  const auto counts = [&](std::uint32_t v) {
    return (!options.from || distances[v][options.from->value]) &&
           (!options.to || distances[options.to->value][v]);
  };
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    result.leader.push_back(test::circle_around(graph, distances, VertexId(v)).front().value);
    if (counts(v)) result.nodes.insert(result.leader.back());
  }
  for (const auto& [citing, cited] : graph.edge_list()) {
    const std::pair link(result.leader[cited.value], result.leader[citing.value]);
    if (link.first != link.second && counts(citing.value) && counts(cited.value)) {
      result.links.insert(link);
    }
  }
  return result;
}

using Path = std::vector<std::uint32_t>;

// Every path of at least one citation that counts for this weight.
std::vector<Path> all_paths(const Condensed& graph, PathWeight weight) {
  std::set<std::uint32_t> citing;
  std::set<std::uint32_t> cited;
  for (const auto& [from, to] : graph.links) {
    cited.insert(from);
    citing.insert(to);
  }
  std::vector<Path> paths;
  const std::function<void(Path)> extend = [&](const Path& path) {
    const bool ends = weight == PathWeight::Spnp || cited.count(path.back()) == 0;
    if (path.size() > 1 && ends) paths.push_back(path);
    for (const auto& [from, to] : graph.links) {
      if (from != path.back()) continue;
      Path longer = path;
      longer.push_back(to);
      extend(longer);
    }
  };
  for (const std::uint32_t node : graph.nodes) {
    if (weight != PathWeight::Spc || citing.count(node) == 0) extend({node});
  }
  return paths;
}

using Weights = std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t>;

Weights weights_by_paths(const std::vector<Path>& paths) {
  Weights weights;
  for (const Path& path : paths) {
    for (std::size_t i = 1; i < path.size(); ++i) ++weights[{path[i - 1], path[i]}];
  }
  return weights;
}

std::uint64_t sum_along(const Weights& weights, const Path& path) {
  std::uint64_t sum = 0;
  for (std::size_t i = 1; i < path.size(); ++i) sum += weights.at({path[i - 1], path[i]});
  return sum;
}

// The weight of the heaviest link that `admits`.
template <class Admits>
std::uint64_t heaviest(const Weights& weights, Admits admits) {
  std::uint64_t most = 0;
  for (const auto& [link, weight] : weights) {
    if (admits(link)) most = std::max(most, weight);
  }
  return most;
}

void expect_main_path(const Path& path, const Weights& weights, PathSearch search,
                      const std::vector<Path>& ends) {
  ASSERT_GE(path.size(), 2U);
  if (search == PathSearch::Global) {
    std::uint64_t most = 0;
    for (const Path& other : ends) most = std::max(most, sum_along(weights, other));
    ASSERT_EQ(sum_along(weights, path), most);
    return;
  }
  const auto is_cited = [&](std::uint32_t v) {
    return heaviest(weights, [&](auto link) { return link.first == v; }) > 0;
  };
  const auto cites = [&](std::uint32_t v) {
    return heaviest(weights, [&](auto link) { return link.second == v; }) > 0;
  };
  ASSERT_FALSE(cites(path.front()));
  ASSERT_FALSE(is_cited(path.back()));
  // Where the search began: at the first link, or at the heaviest one of all on the path.
  const std::uint64_t key = heaviest(
      weights, [&](auto link) { return search == PathSearch::KeyRoute || !cites(link.first); });
  std::size_t start = 1;
  if (search == PathSearch::KeyRoute) {
    while (start < path.size() && weights.at({path[start - 1], path[start]}) != key) ++start;
  }
  ASSERT_LT(start, path.size());
  ASSERT_EQ(weights.at({path[start - 1], path[start]}), key);
  for (std::size_t i = start + 1; i < path.size(); ++i) {
    ASSERT_EQ(weights.at({path[i - 1], path[i]}),
              heaviest(weights, [&](auto link) { return link.first == path[i - 1]; }));
  }
  for (std::size_t i = 1; i < start; ++i) {
    ASSERT_EQ(weights.at({path[i - 1], path[i]}),
              heaviest(weights, [&](auto link) { return link.second == path[i]; }));
  }
}

void compare(const CitationGraph& graph, const MainPathOptions& options) {
  const Condensed steps = condensed(graph, options);
  const auto paths = all_paths(steps, options.weight);
  const Weights expected = weights_by_paths(paths);
  const auto weights = path_weights(graph, options);
  const auto edges = graph.edge_list();
  ASSERT_EQ(weights.size(), edges.size());
  for (std::size_t e = 0; e < edges.size(); ++e) {
    const std::pair link(steps.leader[edges[e].second.value], steps.leader[edges[e].first.value]);
    const auto at = expected.find(link);
    ASSERT_EQ(weights[e].text(), std::to_string(at == expected.end() ? 0 : at->second)) << e;
  }
  const MainPath found = main_path(graph, options);
  ASSERT_EQ(found.path_count.text(), std::to_string(paths.size()));
  if (paths.empty()) {
    ASSERT_TRUE(found.steps.empty());
    return;
  }
  Path path;
  for (const MainPath::Step& step : found.steps) {
    if (!path.empty()) {
      const auto [citing, cited] = graph.ends(*step.citation);
      ASSERT_EQ(steps.leader[cited.value], path.back());
      ASSERT_EQ(steps.leader[citing.value], step.members.front().value);
      ASSERT_EQ(step.weight.text(),
                std::to_string(expected.at({path.back(), step.members.front().value})));
    }
    path.push_back(step.members.front().value);
  }
  expect_main_path(path, expected, options.search, all_paths(steps, PathWeight::Spc));
}

TEST(MainPath, AgreesWithAllPaths) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const auto count = static_cast<std::uint32_t>(graph.vertex_count());
    MainPathOptions options;
    options.weight = kWeights[seed % 3];
    options.search = kSearches[seed / 3 % 3];
    if (count > 0 && seed % 4 == 1) options.from = VertexId(seed % count);
    if (count > 0 && seed % 5 == 1) options.to = VertexId(seed / 7 % count);
    ASSERT_NO_FATAL_FAILURE(compare(graph, options));
  }
}

// Random graphs hold few paths; these are without loops and denser.
TEST(MainPath, AgreesWithAllPathsWithoutLoops) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::vector<CitationGraph::Edge> edges;
    for (std::uint32_t citing = 1; citing < 9; ++citing) {
      for (std::uint32_t cited = 0; cited < citing; ++cited) {
        if (random() % 5 < 2) edges.emplace_back(VertexId(citing * 5 % 9), VertexId(cited * 5 % 9));
      }
    }
    const CitationGraph graph(9, std::move(edges));
    for (const PathWeight weight : kWeights) {
      for (const PathSearch search : kSearches) {
        ASSERT_NO_FATAL_FAILURE(compare(graph, {weight, search, {}, {}}));
      }
    }
  }
}

// ---- counts beyond 64 bits ----

// Layers of vertices of which each cites some of the layer before: as many paths as 10^300.
TEST(MainPath, OrdersCountsOfThousandBits) {
  constexpr std::uint32_t kLayers = 500;
  constexpr std::uint32_t kWidth = 8;
  std::mt19937 random(5);
  std::vector<CitationGraph::Edge> edges;
  for (std::uint32_t layer = 1; layer < kLayers; ++layer) {
    for (std::uint32_t v = 0; v < kWidth; ++v) {
      edges.emplace_back(VertexId(layer * kWidth + v), VertexId((layer - 1) * kWidth + v));
      for (std::uint32_t w = 0; w < kWidth; ++w) {
        if (w != v && random() % 2 == 0) {
          edges.emplace_back(VertexId(layer * kWidth + v), VertexId((layer - 1) * kWidth + w));
        }
      }
    }
  }
  const CitationGraph graph(kLayers * kWidth, std::move(edges));
  std::vector<cpp_int> before(graph.vertex_count(), 0);
  std::vector<cpp_int> after(graph.vertex_count(), 0);
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    for (const VertexId cited : graph.cites(VertexId(v))) before[v] += before[cited.value];
    if (before[v] == 0) before[v] = 1;
  }
  for (std::uint32_t v = static_cast<std::uint32_t>(graph.vertex_count()); v-- > 0;) {
    for (const VertexId citing : graph.cited_by(VertexId(v))) after[v] += after[citing.value];
    if (after[v] == 0) after[v] = 1;
  }
  cpp_int total = 0;
  for (std::uint32_t v = 0; v < kWidth; ++v) total += after[v];
  ASSERT_GT(total.str().size(), 300U);

  const MainPath path = main_path(graph);
  EXPECT_EQ(path.path_count.text().substr(0, 1), total.str().substr(0, 1));
  EXPECT_EQ(path.path_count.text().substr(5), "e" + std::to_string(total.str().size() - 1));
  ASSERT_EQ(path.steps.size(), kLayers);
  cpp_int most = 0;
  for (const auto& [citing, cited] : graph.edge_list()) {
    if (cited.value < kWidth)
      most = std::max<cpp_int>(most, before[cited.value] * after[citing.value]);
  }
  for (std::size_t i = 1; i < path.steps.size(); ++i) {
    const VertexId at = path.steps[i - 1].members.front();
    const VertexId next = path.steps[i].members.front();
    if (i > 1) {
      most = 0;
      for (const VertexId citing : graph.cited_by(at)) {
        most = std::max<cpp_int>(most, before[at.value] * after[citing.value]);
      }
    }
    const cpp_int taken = before[at.value] * after[next.value];
    ASSERT_EQ(taken, most) << i;
    const double share = (taken * 1'000'000'000 / total).convert_to<double>() / 1e9;
    ASSERT_NEAR(path.steps[i].weight.share_of(path.path_count), share, 2e-9) << i;
  }
}

}  // namespace
}  // namespace whocites
