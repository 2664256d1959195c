// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/trace.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;
using test::vertex;

// "A -> B -> C [C] primary source x1; …": each end with its chain, members, class and count.
std::string ends_of(const Network& network, std::string_view start) {
  const VertexId from = vertex(network, start);
  const SourceGraph graph = source_graph_of(network);
  std::string text;
  for (const End& end : trace(network.graph, from).ends) {
    if (!text.empty()) text += "; ";
    text += test::chain(network, from, end.chain) + " [" + test::keys(network, end.members) + "] " +
            std::string(name_of(classify(graph, end.shape, end.members.front()))) + " x" +
            end.chain_count.digits;
  }
  return text;
}

struct TraceRow {
  const char* name;
  const char* network;  // traced from its first node, A
  const char* ends;
  const char* chain_count;
};

class TraceOf : public testing::TestWithParam<TraceRow> {};

TEST_P(TraceOf, EndsWhereItShould) {
  const Network network = network_of(GetParam().network);
  EXPECT_EQ(ends_of(network, "A"), GetParam().ends);
  EXPECT_EQ(trace(network.graph, VertexId(0)).chain_count.digits, GetParam().chain_count);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, TraceOf,
    testing::Values(
        TraceRow{"ItselfWhenItCitesNothing", "A, B -> A", "A [A] dead end x1", "1"},
        TraceRow{"AtAPerson", "A -> B -> P:person", "A -> B -> P [P] primary source x1", "1"},
        TraceRow{"AtAnOrganization", "A -> P:organization", "A -> P [P] primary source x1", "1"},
        TraceRow{"AtADescribedPublication", "A -> P:publication", "A -> P [P] primary source x1",
                 "1"},
        TraceRow{"AtAnUnresolvedName", "A -> P:publication?", "A -> P [P] unresolved x1", "1"},
        TraceRow{"AtAPersonWhoIsOnlyAName", "A -> P:person?", "A -> P [P] unresolved x1", "1"},
        TraceRow{"AtAnOutlet", "A -> O:outlet", "A -> O [O] dead end x1", "1"},
        TraceRow{"InACircle", "A -> B -> C -> B", "A -> B [B C] circular origin x1", "1"},
        TraceRow{"InACircleOfItsOwn", "A -> B -> A", "A [A B] circular origin x1", "1"},
        TraceRow{"AtASelfCitation", "A -> B:person -> B", "A -> B [B] circular origin x1", "1"},
        TraceRow{"BeyondACircle", "A -> B -> C -> B, C -> D:publication",
                 "A -> B -> C -> D [D] primary source x1", "1"},
        TraceRow{"BeyondASelfCitation", "A -> A, A -> B", "A -> B [B] dead end x1", "1"},
        TraceRow{"TwiceAroundADiamond", "A -> B -> D, A -> C -> D", "A -> B -> D [D] dead end x2",
                 "2"},
        TraceRow{"OnceThroughParallelCitations", "A -> B, A -quotes-> B", "A -> B [B] dead end x1",
                 "1"},
        TraceRow{"OnceThroughACircleEnteredTwice", "A -> B -> C -> B, A -> C",
                 "A -> B [B C] circular origin x1", "1"},
        TraceRow{"AtSeveralEndsNearestFirst", "A -> B -> C, A -> D, E -> F",
                 "A -> D [D] dead end x1; A -> B -> C [C] dead end x1", "2"}),
    [](const auto& row) { return row.param.name; });

TEST(Trace, ListsWhatIsDrawnOnWithTheTreeThatFoundIt) {
  const Network network = network_of("A -> B -> C, A -> C -> A, D -> A");
  const Trace result = trace(network.graph, VertexId(0));
  EXPECT_EQ(result.reached,
            (std::vector<TracedVertex>{
                {VertexId(0), 0, {}}, {VertexId(1), 1, EdgeId(0)}, {VertexId(2), 1, EdgeId(1)}}));
}

// A ladder in which every rung doubles the number of chains.
CitationGraph doubling(std::uint32_t rungs) {
  std::vector<CitationGraph::Edge> edges;
  for (std::uint32_t r = 0; r < rungs; ++r) {
    const VertexId top(3 * r);
    const VertexId left(3 * r + 1);
    const VertexId right(3 * r + 2);
    const VertexId bottom(3 * r + 3);
    for (const auto& edge :
         {CitationGraph::Edge{top, left}, {top, right}, {left, bottom}, {right, bottom}}) {
      edges.push_back(edge);
    }
  }
  return CitationGraph(3 * rungs + 1, std::move(edges));
}

TEST(Trace, CountsChainsBeyond64Bits) {
  const auto count = trace(doubling(100), VertexId(0)).chain_count;
  EXPECT_EQ(count, (ChainCount{"1267650600228229401496703205376", false}));  // 2^100
}

TEST(Trace, CapsTheCountInsteadOfOverflowing) {
  EXPECT_FALSE(trace(doubling(332), VertexId(0)).chain_count.capped);  // 2^332 < 10^100 < 2^333
  const auto count = trace(doubling(20'000), VertexId(0)).chain_count;
  EXPECT_EQ(count, (ChainCount{"1" + std::string(100, '0'), true}));
}

TEST(EndClasses, AreTabulatedInOrderWithAMeaning) {
  for (const EndClassName& row : kEndClasses) {
    EXPECT_EQ(name_of(row.end_class), row.name);
    EXPECT_EQ(meaning_of(row.end_class), row.meaning);
    EXPECT_FALSE(row.meaning.empty());
  }
}

// ---- dates ----

// "possible A -> B -> C; …": each end's chain and how it stands in time; then the citations that go
// forward.
std::string in_time_of(std::string_view sentence) {
  const Network network = network_of(sentence);
  const Trace traced = trace(source_graph_of(network), VertexId(0));
  std::string text;
  for (const End& end : traced.ends) {
    if (!text.empty()) text += "; ";
    text += std::string(name_of(end.in_time)) + " " + test::chain(network, VertexId(0), end.chain);
  }
  for (const EdgeId edge : traced.forward) {
    text += " ! " + test::chain(network, network.graph.ends(edge).first, {edge});
  }
  EXPECT_EQ(traced.forward_count, traced.forward.size());
  return text;
}

struct TimeRow {
  const char* name;
  const char* network;
  const char* expected;
};

class TraceInTime : public testing::TestWithParam<TimeRow> {};

TEST_P(TraceInTime, IsTold) { EXPECT_EQ(in_time_of(GetParam().network), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Rows, TraceInTime,
    testing::Values(
        TimeRow{"CertainWhenEachIsEarlier", "A@2020 -> B@2019 -> C@2018", "certain A -> B -> C"},
        TimeRow{"CertainAlone", "A@2020", "certain A"},
        TimeRow{"CertainWithoutAnyStep", "A", "certain A"},
        TimeRow{"PossibleOnTheSameDay", "A@2020-02-25 -> B@2020-02-25", "possible A -> B"},
        TimeRow{"PossibleWithoutDates", "A -> B -> C", "possible A -> B -> C"},
        TimeRow{"PossibleOverOneUndated", "A@2020 -> B -> C@2019", "possible A -> B -> C"},
        TimeRow{"PossibleWhenYearHoldsMonth", "A@2020 -> B@2020-12", "possible A -> B"},
        TimeRow{"ImpossibleForward", "A@2019 -> B@2020", "impossible A -> B ! A -> B"},
        TimeRow{"ImpossibleOverOneUndated", "A@2019 -> B -> C@2020", "impossible A -> B -> C"},
        TimeRow{"ImpossibleThoughEachStepIsPossible", "A@2020-03 -> B@2020 -> C@2020-06",
                "impossible A -> B -> C"},
        TimeRow{"LongerWayThatIsCertain", "A@2020 -> B@2019 -> C@2018 -> D@2017, A -> E -> D",
                "certain A -> B -> C -> D"},
        TimeRow{"LongerWayThatIsPossible", "A@2020 -> B -> C -> D@2017, A -> E@2021 -> D",
                "possible A -> B -> C -> D ! A -> E"},
        TimeRow{"IntoACircle", "A@2020 -> B@2019 -> C@2018 -> B", "certain A -> B ! C -> B"}),
    [](const auto& row) { return row.param.name; });

// Whether moments can be given, tried in full: dates are months of one year, or not known.
bool can_be_dated(const SourceGraph& graph, VertexId start, const std::vector<EdgeId>& chain) {
  std::vector<VertexId> nodes{start};
  for (const EdgeId edge : chain) nodes.push_back(graph.graph().cited(edge));
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (std::size_t j = i + 1; j < nodes.size(); ++j) {
      const auto later = graph.date(nodes[i]);
      const auto earlier = graph.date(nodes[j]);
      if (later && earlier && earlier->earliest > later->latest) return false;
    }
  }
  return true;
}

InTime expected_in_time(const SourceGraph& graph, VertexId start, const End& end) {
  InTime best = InTime::Impossible;
  const auto count = static_cast<std::uint32_t>(graph.vertex_count());
  for (std::uint32_t length = 0; length < count; ++length) {
    for (const VertexId member : end.members) {
      for (const auto& walk : test::all_walks(graph.graph(), start, member, length)) {
        const bool certain = std::all_of(walk.begin(), walk.end(), [&](EdgeId edge) {
          const auto [from, to] = graph.graph().ends(edge);
          return in_time(graph, from, to) == InTime::Certain;
        });
        if (certain) return InTime::Certain;
        if (can_be_dated(graph, start, walk)) best = InTime::Possible;
      }
    }
  }
  return best;
}

TEST(TraceInTime, AgreesWithBruteForce) {
  for (std::uint32_t seed = 1; seed < test::kSeedCount / 5; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    if (graph.edge_count() > 16) continue;  // walks become too many
    Network network;
    std::uint32_t state = seed;
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      Node& node = network.nodes.emplace_back();
      node.id = NodeId(v + 1);
      state = state * 1'664'525 + 1'013'904'223;
      const std::uint32_t month = (state >> 24) % 6;
      if (month != 0) node.facts.date = *parse_date("2020-0" + std::to_string(month));
      if (month == 5) node.facts.date = *parse_date("2020");
    }
    for (const auto& [from, to] : graph.edge_list()) {
      network.citations.push_back(
          {NodeId(from.value + 1), NodeId(to.value + 1), Relation::Mentions, {Evidence{}}, {}});
    }
    const SourceGraph dated =
        source_graph_of(make_network(std::move(network.nodes), std::move(network.citations)));
    const VertexId start(0);
    const Trace traced = trace(dated, start);
    for (const End& end : traced.ends) {
      ASSERT_EQ(end.in_time, expected_in_time(dated, start, end));
      const VertexId last = end.chain.empty() ? start : dated.graph().cited(end.chain.back());
      ASSERT_TRUE(test::is_path(dated.graph(), start, last, end.chain));
      ASSERT_TRUE(std::count(end.members.begin(), end.members.end(), last) == 1);
      ASSERT_EQ(can_be_dated(dated, start, end.chain), end.in_time != InTime::Impossible);
    }
  }
}

// ---- the twin ----

bool leads_out(const CitationGraph& graph, const std::vector<VertexId>& members) {
  const std::set<VertexId> inside(members.begin(), members.end());
  const auto edges = graph.edge_list();
  return std::any_of(edges.begin(), edges.end(), [&](const auto& edge) {
    return inside.contains(edge.first) && !inside.contains(edge.second);
  });
}

// Chains from the circle around `from` to the circle around `to`, each walked.
std::uint64_t count_chains(const CitationGraph& graph, const test::Distances& distances,
                           VertexId from, VertexId to) {
  const auto here = test::circle_around(graph, distances, from);
  if (here == test::circle_around(graph, distances, to)) return 1;
  std::set<std::vector<VertexId>> next;
  for (const auto& [citing, cited] : graph.edge_list()) {
    const auto there = test::circle_around(graph, distances, cited);
    if (test::circle_around(graph, distances, citing) == here && there != here) next.insert(there);
  }
  std::uint64_t count = 0;
  for (const auto& there : next) count += count_chains(graph, distances, there.front(), to);
  return count;
}

std::vector<EdgeId> lowest_shortest_chain(const CitationGraph& graph, VertexId start,
                                          const std::vector<VertexId>& members) {
  for (std::uint32_t length = 0;; ++length) {
    std::vector<std::vector<EdgeId>> found;
    for (const VertexId member : members) {
      const auto walks = test::all_walks(graph, start, member, length);
      found.insert(found.end(), walks.begin(), walks.end());
    }
    if (!found.empty()) return *std::min_element(found.begin(), found.end());
  }
}

std::vector<End> expected_ends(const CitationGraph& graph, const test::Distances& distances,
                               VertexId start) {
  std::vector<End> ends;
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    const auto members = test::circle_around(graph, distances, VertexId(v));
    if (!distances[start.value][v] || members.front() != VertexId(v)) continue;
    if (leads_out(graph, members)) continue;
    End end;
    const bool circular = !graph.cites(VertexId(v)).empty();
    end.shape = circular ? EndShape::CircularOrigin : EndShape::Origin;
    end.members = members;
    end.chain = lowest_shortest_chain(graph, start, members);
    end.chain_count.digits = std::to_string(count_chains(graph, distances, start, VertexId(v)));
    ends.push_back(end);
  }
  std::stable_sort(ends.begin(), ends.end(),
                   [](const End& a, const End& b) { return a.chain.size() < b.chain.size(); });
  return ends;
}

TEST(Trace, AgreesWithBruteForce) {
  for (std::uint32_t seed = 1; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    const VertexId start(seed % static_cast<std::uint32_t>(graph.vertex_count()));
    const auto distances = test::all_distances(graph);
    const Trace result = trace(graph, start);
    ASSERT_EQ(result.ends, expected_ends(graph, distances, start));

    std::uint64_t total = 0;
    for (const End& end : result.ends) total += std::stoull(end.chain_count.digits);
    ASSERT_EQ(result.chain_count.digits, std::to_string(total));

    const auto count = std::count_if(distances[start.value].begin(), distances[start.value].end(),
                                     [](const auto& distance) { return distance.has_value(); });
    ASSERT_EQ(result.reached.size(), static_cast<std::size_t>(count));
    for (const auto& [vertex, distance, via] : result.reached) {
      ASSERT_EQ(distances[start.value][vertex.value], distance);
      ASSERT_EQ(via.has_value(), vertex != start);
      if (!via) continue;
      ASSERT_EQ(graph.ends(*via).second, vertex);
      ASSERT_EQ(distances[start.value][graph.ends(*via).first.value], distance - 1);
    }
  }
}

}  // namespace
}  // namespace whocites
