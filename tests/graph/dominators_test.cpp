// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/dominators.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>
#include <boost/graph/dominator_tree.hpp>

#include "graph/bgl_adapter.h"
#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;

// "B<A C<A": what is reached, each behind its immediate dominator; "A" alone has none.
std::string dominators_of(const char* sentence, std::string_view starts, Follow follow) {
  const Network network = network_of(sentence);
  std::vector<VertexId> from;
  for (const char key : starts) from.push_back(test::vertex(network, std::string(1, key)));
  const Dominators found = dominators(network.graph, from, follow);
  std::string text;
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) {
    if (!found.reached(VertexId(v))) continue;
    text += (text.empty() ? "" : " ") + network.nodes[v].key;
    if (found.immediate[v] != Dominators::kNone)
      text += "<" + network.nodes[found.immediate[v]].key;
  }
  return text;
}

struct DominatorRow {
  const char* name;
  const char* network;
  const char* starts;
  Follow follow;
  const char* expected;
};

class DominatorsOf : public testing::TestWithParam<DominatorRow> {};

TEST_P(DominatorsOf, AreTheNearestOnEveryWay) {
  const DominatorRow& row = GetParam();
  EXPECT_EQ(dominators_of(row.network, row.starts, row.follow), row.expected);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, DominatorsOf,
    testing::Values(
        DominatorRow{"NothingWithoutStarts", "A -> B", "", Follow::Cites, ""},
        DominatorRow{"AChain", "A -> B -> C", "A", Follow::Cites, "A B<A C<B"},
        DominatorRow{"AChainBackwards", "A -> B -> C", "C", Follow::CitedBy, "A<B B<C C"},
        DominatorRow{"ADiamond", "A -> B -> D, A -> C -> D", "A", Follow::Cites, "A B<A D<A C<A"},
        DominatorRow{"TwoStarts", "A -> C, B -> C -> D", "AB", Follow::Cites, "A C B D<C"},
        DominatorRow{"AStartBehindAnother", "A -> B -> C", "AB", Follow::Cites, "A B C<B"},
        DominatorRow{"ARepeatedStart", "A -> B", "AA", Follow::Cites, "A B<A"},
        DominatorRow{"NotWhatIsNotReached", "A -> B, C -> B", "A", Follow::Cites, "A B<A"},
        DominatorRow{"ACircle", "A -> B -> C -> B", "A", Follow::Cites, "A B<A C<B"},
        DominatorRow{"ASelfCitation", "A -> B -> B", "A", Follow::Cites, "A B<A"},
        DominatorRow{"AnEdgeThatComesInFromAbove", "A -> B -> C -> D -> E, A -> D, E -> C", "A",
                     Follow::Cites, "A B<A C<A D<A E<D"}),
    [](const auto& row) { return row.param.name; });

std::vector<bool> reach_without(const CitationGraph& graph, const std::vector<VertexId>& starts,
                                Follow follow, std::uint32_t removed) {
  std::vector<bool> reached(graph.vertex_count(), false);
  std::vector<std::uint32_t> stack;
  const auto enter = [&](VertexId vertex) {
    if (vertex.value == removed || reached[vertex.value]) return;
    reached[vertex.value] = true;
    stack.push_back(vertex.value);
  };
  for (const VertexId start : starts) enter(start);
  while (!stack.empty()) {
    const VertexId at(stack.back());
    stack.pop_back();
    for (const VertexId next : follow == Follow::Cites ? graph.cites(at) : graph.cited_by(at)) {
      enter(next);
    }
  }
  return reached;
}

// Removes each vertex in turn: d dominates v when v is reached with d and not without.
void expect_dominators(const CitationGraph& graph, const std::vector<VertexId>& starts,
                       Follow follow) {
  const Dominators found = dominators(graph, starts, follow);
  const auto count = static_cast<std::uint32_t>(graph.vertex_count());
  const auto reached = reach_without(graph, starts, follow, count);
  std::vector<std::vector<bool>> without;
  for (std::uint32_t d = 0; d < count; ++d) {
    without.push_back(reach_without(graph, starts, follow, d));
  }
  for (std::uint32_t v = 0; v < count; ++v) {
    ASSERT_EQ(found.reached(VertexId(v)), reached[v]);
    if (!reached[v]) continue;
    std::vector<bool> ours(count, false);
    std::uint32_t steps = 0;
    for (std::uint32_t d = found.immediate[v]; d != Dominators::kNone; d = found.immediate[d]) {
      ours[d] = true;
      ASSERT_LE(++steps, count);
    }
    for (std::uint32_t d = 0; d < count; ++d) {
      if (d == v) continue;
      ASSERT_EQ(ours[d], reached[d] && !without[d][v]) << d << " over " << v;
    }
  }
  std::vector<bool> seen(count, false);
  for (const VertexId vertex : found.order) {
    const std::uint32_t above = found.immediate[vertex.value];
    ASSERT_TRUE(above == Dominators::kNone || seen[above]);
    seen[vertex.value] = true;
  }
  ASSERT_EQ(seen, reached);
}

TEST(Dominators, AgreeWithRemovingEachVertex) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    std::vector<VertexId> starts;
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      if (v == seed % graph.vertex_count() || (seed + v) % 5 == 0) starts.emplace_back(v);
    }
    ASSERT_NO_FATAL_FAILURE(expect_dominators(graph, starts, Follow::Cites));
    ASSERT_NO_FATAL_FAILURE(expect_dominators(graph, starts, Follow::CitedBy));
  }
}

TEST(Dominators, AgreeWithBoost) {
  constexpr std::uint32_t kCount = 400;
  for (std::uint32_t seed = 0; seed < 30; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::vector<CitationGraph::Edge> edges;
    for (std::uint32_t e = 0; e < 300 + 40 * seed; ++e) {
      const VertexId from(random() % kCount);
      edges.emplace_back(from, VertexId(random() % kCount));
    }
    const VertexId start(0);
    // Boost's answer is not to be relied on where something unreached leads in.
    const auto reached =
        reach_without(CitationGraph(kCount, edges), {start}, Follow::Cites, kCount);
    std::erase_if(edges, [&](const auto& edge) { return !reached[edge.first.value]; });
    const CitationGraph graph(kCount, std::move(edges));
    std::vector<VertexId> theirs(kCount, VertexId(Dominators::kNone));
    boost::lengauer_tarjan_dominator_tree(
        graph, start, boost::make_iterator_property_map(theirs.begin(), VertexIndexMap{}));
    const Dominators ours = dominators(graph, std::span(&start, 1), Follow::Cites);
    for (std::uint32_t v = 0; v < kCount; ++v) {
      if (!ours.reached(VertexId(v))) continue;
      ASSERT_EQ(ours.immediate[v], theirs[v].value);
    }
  }
}

TEST(Dominators, NeedNoStackForALongChain) {
  constexpr std::uint32_t kCount = 300'000;
  std::vector<CitationGraph::Edge> edges;
  for (std::uint32_t v = 0; v + 1 < kCount; ++v) edges.emplace_back(VertexId(v), VertexId(v + 1));
  edges.emplace_back(VertexId(0), VertexId(kCount / 2));
  const VertexId start(0);
  const Dominators found =
      dominators(CitationGraph(kCount, std::move(edges)), std::span(&start, 1), Follow::Cites);
  EXPECT_EQ(found.immediate[kCount - 1], kCount - 2);
  EXPECT_EQ(found.immediate[kCount / 2], 0U);
}

}  // namespace
}  // namespace whocites
