// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/disjoint_paths.h"

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/push_relabel_max_flow.hpp>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;

std::vector<VertexId> vertices_of(const Network& network, std::string_view keys) {
  std::vector<VertexId> vertices;
  for (const char key : keys) vertices.push_back(test::vertex(network, std::string(1, key)));
  return vertices;
}

std::vector<bool> marks(std::size_t count, const std::vector<VertexId>& vertices) {
  std::vector<bool> marked(count, false);
  for (const VertexId vertex : vertices) marked[vertex.value] = true;
  return marked;
}

struct PathsRow {
  const char* name;
  const char* network;
  const char* starts;
  const char* targets;
  const char* paths;  // "A B D; A C E", and behind " | " the cut
};

class DisjointPathsOf : public testing::TestWithParam<PathsRow> {};

TEST_P(DisjointPathsOf, AreAsManyAsCanBe) {
  const Network network = network_of(GetParam().network);
  const DisjointPaths found =
      disjoint_paths(network.graph, vertices_of(network, GetParam().starts),
                     marks(network.nodes.size(), vertices_of(network, GetParam().targets)));
  std::string text;
  for (const auto& path : found.paths) {
    text += (text.empty() ? "" : "; ") + test::keys(network, path);
  }
  EXPECT_EQ(text + " | " + test::keys(network, found.cut), GetParam().paths);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, DisjointPathsOf,
    testing::Values(
        PathsRow{"NoneWithoutStarts", "A -> B", "", "B", " | "},
        PathsRow{"NoneWithoutTargets", "A -> B", "A", "", " | "},
        PathsRow{"NoneAgainstTheDirection", "A -> B", "B", "A", " | "},
        PathsRow{"OneChain", "A -> B -> C", "A", "C", "A B C | B"},
        PathsRow{"AStartThatIsTheTarget", "A -> B", "A", "AB", "A | "},
        PathsRow{"SeveralStartsThatAreTargets", "A, B -> C", "AB", "AB", "A; B | A B"},
        PathsRow{"ADiamondHasOneTarget", "A -> B -> D, A -> C -> D", "A", "D", "A B D | D"},
        PathsRow{"TwoTargets", "A -> B -> D, A -> C -> E", "A", "DE", "A B D; A C E | B C"},
        PathsRow{"TwoTargetsBehindOne", "A -> B -> D, B -> E", "A", "DE", "A B D | B"},
        PathsRow{"AStartBehindAnother", "A -> B -> D, B -> E", "AB", "DE", "B D | B"},
        PathsRow{"ParallelCitations", "A -> B, A -quotes-> B", "A", "B", "A B | B"},
        PathsRow{"ATargetThatIsPassed", "A -> B -> C", "A", "BC", "A B | B"},
        PathsRow{"NotBackThroughTheStart", "A -> B -> A, A -> C, B -> D", "A", "CD",
                 "A C; A B D | B C"},
        // The first way found, A C D, must give way to let both through.
        PathsRow{"OneGivesWay", "A -> C -> F, A -> D, B -> C, C -> D, D -> G, B -> X", "AB", "FG",
                 "A D G; B C F | A B"}),
    [](const auto& row) { return row.param.name; });

// All simple paths from a start to its first target, as sets of vertices.
void collect_paths(const CitationGraph& graph, const std::vector<bool>& targets,
                   std::vector<VertexId>& path, std::vector<std::uint32_t>& found) {
  const VertexId at = path.back();
  if (targets[at.value]) {
    std::uint32_t set = 0;
    for (const VertexId vertex : path) set |= 1U << vertex.value;
    found.push_back(set);
    return;
  }
  for (const VertexId next : graph.cites(at)) {
    if (std::find(path.begin(), path.end(), next) != path.end()) continue;
    path.push_back(next);
    collect_paths(graph, targets, path, found);
    path.pop_back();
  }
}

std::size_t most_disjoint(const std::vector<std::uint32_t>& sets, std::size_t from,
                          std::uint32_t used) {
  std::size_t best = 0;
  for (std::size_t i = from; i < sets.size(); ++i) {
    if ((sets[i] & used) == 0)
      best = std::max(best, 1 + most_disjoint(sets, i + 1, used | sets[i]));
  }
  return best;
}

std::size_t brute_force(const CitationGraph& graph, const std::vector<VertexId>& starts,
                        const std::vector<bool>& targets) {
  std::vector<std::uint32_t> sets;
  for (const VertexId start : starts) {
    std::vector<VertexId> path{start};
    collect_paths(graph, targets, path, sets);
  }
  if (starts.size() == 1) {
    if (targets[starts[0].value]) return 1;
    for (std::uint32_t& set : sets) set &= ~(1U << starts[0].value);
  }
  std::sort(sets.begin(), sets.end());
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  return most_disjoint(sets, 0, 0);
}

void expect_real_and_disjoint(const CitationGraph& graph, const std::vector<VertexId>& starts,
                              const std::vector<bool>& targets, const DisjointPaths& found) {
  std::set<VertexId> used;
  for (const auto& path : found.paths) {
    ASSERT_EQ(std::count(starts.begin(), starts.end(), path.front()), 1);
    ASSERT_TRUE(targets[path.back().value]);
    for (std::size_t i = 0; i < path.size(); ++i) {
      const bool shared = i == 0 && starts.size() == 1;
      ASSERT_TRUE(shared || used.insert(path[i]).second);
      if (i + 1 == path.size()) continue;
      ASSERT_LT(graph.find_edge(path[i], path[i + 1]).value, graph.edge_count());
      ASSERT_FALSE(targets[path[i].value]);
    }
  }
}

// Without the cut no target is reached: the proof that there are no more paths.
void expect_cut(const CitationGraph& graph, const std::vector<VertexId>& starts,
                const std::vector<bool>& targets, const DisjointPaths& found) {
  ASSERT_EQ(found.cut.size(), found.paths.size());
  std::vector<bool> closed = marks(graph.vertex_count(), found.cut);
  std::vector<VertexId> stack;
  for (const VertexId start : starts) {
    if (!closed[start.value]) stack.push_back(start);
  }
  while (!stack.empty()) {
    const VertexId at = stack.back();
    stack.pop_back();
    ASSERT_FALSE(targets[at.value]);
    for (const VertexId next : graph.cites(at)) {
      if (closed[next.value]) continue;
      closed[next.value] = true;
      stack.push_back(next);
    }
  }
}

TEST(DisjointPaths, AgreeWithBruteForce) {
  for (std::uint32_t seed = 1; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    if (graph.edge_count() > 24) continue;  // simple paths become too many
    std::vector<VertexId> starts;
    std::vector<bool> targets(graph.vertex_count(), false);
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      if (v == 0 || (seed % 2 == 0 && v % 3 == 1)) starts.emplace_back(v);
      targets[v] = (seed / 2 + v) % 3 == 0;
    }
    const DisjointPaths found = disjoint_paths(graph, starts, targets);
    ASSERT_EQ(found.paths.size(), brute_force(graph, starts, targets));
    ASSERT_NO_FATAL_FAILURE(expect_real_and_disjoint(graph, starts, targets, found));
    if (starts.size() == 1 && targets[0]) continue;
    ASSERT_NO_FATAL_FAILURE(expect_cut(graph, starts, targets, found));
  }
}

// The same question put to Boost: vertices split, one unit through each.
long boost_flow(const CitationGraph& graph, const std::vector<VertexId>& starts,
                const std::vector<bool>& targets) {
  using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
  using Flow = boost::adjacency_list<
      boost::vecS, boost::vecS, boost::directedS, boost::no_property,
      boost::property<
          boost::edge_capacity_t, long,
          boost::property<boost::edge_residual_capacity_t, long,
                          boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>>;
  const std::size_t count = graph.vertex_count();
  Flow flow(2 * count + 2);
  auto capacity = boost::get(boost::edge_capacity, flow);
  auto reverse = boost::get(boost::edge_reverse, flow);
  const auto join = [&](std::size_t from, std::size_t to, long units) {
    const auto there = boost::add_edge(from, to, flow).first;
    const auto back = boost::add_edge(to, from, flow).first;
    capacity[there] = units;
    capacity[back] = 0;
    reverse[there] = back;
    reverse[back] = there;
  };
  const std::size_t source = 2 * count;
  const std::size_t sink = 2 * count + 1;
  for (std::uint32_t v = 0; v < count; ++v) {
    join(2 * v, 2 * v + 1, 1);
    if (targets[v]) join(2 * v + 1, sink, 1);
    for (const VertexId cited : graph.cites(VertexId(v))) join(2 * v + 1, 2 * cited.value, 1);
  }
  for (const VertexId start : starts) {
    if (starts.size() == 1) join(source, 2 * start.value + 1, static_cast<long>(count));
    if (starts.size() != 1) join(source, 2 * start.value, 1);
  }
  return boost::push_relabel_max_flow(flow, source, sink);
}

TEST(DisjointPaths, AgreeWithBoostOnLargerGraphs) {
  constexpr std::uint32_t kCount = 300;
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::vector<CitationGraph::Edge> edges;
    for (std::uint32_t e = 0; e < 250 + 30 * seed; ++e) {
      const VertexId from(random() % kCount);
      edges.emplace_back(from, VertexId(random() % kCount));
    }
    const CitationGraph graph(kCount, std::move(edges));
    std::vector<VertexId> starts;
    std::vector<bool> targets(kCount, false);
    for (std::uint32_t v = 0; v < kCount; ++v) {
      if (v < 1 + (seed % 4) * 15) starts.emplace_back(v);
      targets[v] = v >= kCount - 60;
    }
    const DisjointPaths found = disjoint_paths(graph, starts, targets);
    ASSERT_EQ(static_cast<long>(found.paths.size()), boost_flow(graph, starts, targets));
    ASSERT_NO_FATAL_FAILURE(expect_real_and_disjoint(graph, starts, targets, found));
    ASSERT_NO_FATAL_FAILURE(expect_cut(graph, starts, targets, found));
  }
}

}  // namespace
}  // namespace whocites
