// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/source_graph.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>
#include <boost/concept/assert.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/range/iterator_range.hpp>

#include "graph/filtered_view.h"
#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;

// A network that tells by columns what `network` tells by nodes and citations.
void expect_same(const SourceGraph& graph, const Network& network) {
  ASSERT_EQ(graph.vertex_count(), network.nodes.size());
  ASSERT_EQ(graph.graph().edge_list(), network.graph.edge_list());
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    const VertexId vertex(v);
    const Node& node = network.nodes[v];
    ASSERT_EQ(graph.node(vertex), node.id);
    ASSERT_EQ(graph.vertex_of(node.id), vertex);
    ASSERT_EQ(graph.kind(vertex), node.kind);
    ASSERT_EQ(graph.is_unresolved(vertex), node.facts.unresolved);
    const auto whole = node.part_of ? network.vertex_of(*node.part_of) : std::nullopt;
    ASSERT_EQ(graph.part_of(vertex), whole);
    ASSERT_EQ(graph.date(vertex).has_value(), node.facts.date.has_value());
    if (!node.facts.date) continue;
    ASSERT_EQ(graph.date(vertex)->earliest, node.facts.date->earliest());
    ASSERT_EQ(graph.date(vertex)->latest, node.facts.date->latest());
  }
  for (std::uint32_t e = 0; e < graph.edge_count(); ++e) {
    const Citation& citation = network.citations[e];
    const CitationClass expected{citation.relation, is_rejected(citation), confidence_of(citation)};
    ASSERT_EQ(graph.citation(EdgeId(e)), expected);
  }
}

BOOST_CONCEPT_ASSERT((boost::concepts::VertexListGraphConcept<FilteredView>));
BOOST_CONCEPT_ASSERT((boost::concepts::BidirectionalGraphConcept<FilteredView>));
BOOST_CONCEPT_ASSERT((boost::concepts::EdgeListGraphConcept<FilteredView>));
BOOST_CONCEPT_ASSERT((boost::concepts::AdjacencyGraphConcept<FilteredView>));

// A view of `graph` that shows what `left` holds, in whatever way it is asked.
void expect_same(const SourceGraph& graph, const SourceGraph& left, const FilteredView& view) {
  using Ends = std::pair<NodeId, NodeId>;
  const auto node = [&](VertexId vertex) { return graph.node(vertex); };
  std::vector<NodeId> nodes;
  std::vector<Ends> listed, out, in, adjacent, expected;
  for (const EdgeId edge : boost::make_iterator_range(edges(view))) {
    listed.emplace_back(node(source(edge, view)), node(target(edge, view)));
  }
  for (const VertexId vertex : boost::make_iterator_range(vertices(view))) {
    nodes.push_back(node(vertex));
    for (const EdgeId edge : boost::make_iterator_range(out_edges(vertex, view))) {
      out.emplace_back(node(vertex), node(target(edge, view)));
    }
    for (const EdgeId edge : boost::make_iterator_range(in_edges(vertex, view))) {
      in.emplace_back(node(source(edge, view)), node(vertex));
    }
    for (const VertexId cited : boost::make_iterator_range(adjacent_vertices(vertex, view))) {
      adjacent.emplace_back(node(vertex), node(cited));
    }
  }
  for (const auto& [from, to] : left.graph().edge_list()) {
    expected.emplace_back(left.node(from), left.node(to));
  }
  std::sort(in.begin(), in.end());
  const auto left_nodes = left.columns().node;
  EXPECT_EQ(nodes, std::vector<NodeId>(left_nodes.begin(), left_nodes.end()));
  EXPECT_EQ(listed, expected);
  EXPECT_EQ(out, expected);
  EXPECT_EQ(in, expected);
  EXPECT_EQ(adjacent, expected);
}

// Nodes of every kind, with and without dates and wholes, ids with gaps; citations of several
// relations and confidences, some rejected.
Network random_network(std::uint32_t seed) {
  std::mt19937 random(seed);
  const CitationGraph graph = test::random_graph(seed);
  std::vector<Node> nodes;
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    Node node;
    node.id = NodeId(1 + 3 * v + random() % 2);
    node.kind = static_cast<Kind>(1 + random() % 5);
    node.facts.unresolved = random() % 4 == 0;
    if (random() % 3 != 0) {
      node.facts.date =
          *parse_date(random() % 2 == 0 ? "2020" : "2020-0" + std::to_string(1 + random() % 9));
    }
    nodes.push_back(node);
  }
  for (Node& node : nodes) {
    if (random() % 2 == 0) node.part_of = nodes[random() % nodes.size()].id;
    if (random() % 8 == 0) node.part_of = NodeId(1000);  // of nothing that is here
  }
  std::map<std::tuple<NodeId, NodeId, Relation>, Citation> citations;
  for (const auto& [from, to] : graph.edge_list()) {
    Citation citation;
    citation.from = nodes[from.value].id;
    citation.to = nodes[to.value].id;
    citation.relation = static_cast<Relation>(1 + random() % 3);
    citation.evidence.emplace_back();
    if (random() % 2 == 0) citation.evidence.back().confidence = (random() % 5) / 4.0;
    if (random() % 4 == 0) {
      citation.judgements.emplace_back();
      citation.judgements.back().verdict =
          random() % 2 == 0 ? Verdict::Confirmed : Verdict::Rejected;
    }
    citations.emplace(std::tuple(citation.from, citation.to, citation.relation), citation);
  }
  std::vector<Citation> list;
  for (auto& [ends, citation] : citations) list.push_back(citation);
  return make_network(std::move(nodes), std::move(list));
}

Filter random_filter(std::mt19937& random, const Network& network) {
  Filter filter;
  if (random() % 2 == 0) filter.kinds.push_back(static_cast<Kind>(1 + random() % 5));
  if (random() % 2 == 0) filter.kinds.push_back(Kind::Article);
  if (random() % 3 == 0) filter.relations.push_back(static_cast<Relation>(1 + random() % 3));
  if (random() % 3 == 0 && !network.nodes.empty()) {
    filter.outlets.push_back(network.nodes[random() % network.nodes.size()].id);
  }
  if (random() % 3 == 0) filter.since = parse_date("2020-03")->earliest();
  if (random() % 3 == 0) filter.until = parse_date("2020-07")->latest();
  filter.include_undated = random() % 2 == 0;
  filter.min_confidence = random() % 2 == 0 ? 0 : 0.5;
  filter.include_rejected = random() % 2 == 0;
  return filter;
}

// What a filter leaves, by the words of filter.h and of Reader::network().
Network twin_of_filtered(const Network& network, const Filter& filter,
                         const std::vector<NodeId>& keep) {
  Filter anywhere = filter;
  anywhere.outlets.clear();
  const auto kept = [&](const Node& node) {
    return std::find(keep.begin(), keep.end(), node.id) != keep.end();
  };
  std::set<NodeId> shown;
  for (const Node& node : network.nodes) {
    if (kept(node) || admits(filter, node)) shown.insert(node.id);
  }
  const std::set<NodeId> inside = shown;
  std::vector<Citation> citations;
  for (const Citation& citation : network.citations) {
    const Node& from = network.node(*network.vertex_of(citation.from));
    const Node& to = network.node(*network.vertex_of(citation.to));
    if (!kept(from) && !admits(anywhere, from)) continue;
    if (!kept(to) && !admits(anywhere, to)) continue;
    if (!inside.contains(from.id) && !inside.contains(to.id)) continue;
    if (!admits(filter, citation)) continue;
    shown.insert({from.id, to.id});
    citations.push_back(citation);
  }
  std::set<NodeId> wholes;
  for (const Node& node : network.nodes) {
    if (shown.contains(node.id) && node.part_of) wholes.insert(*node.part_of);
  }
  shown.merge(wholes);
  std::vector<Node> nodes = network.nodes;
  std::erase_if(nodes, [&](const Node& node) { return !shown.contains(node.id); });
  return make_network(std::move(nodes), std::move(citations));
}

TEST(SourceGraph, IsEmptyByDefault) {
  const SourceGraph graph;
  EXPECT_EQ(graph.vertex_count(), 0U);
  EXPECT_EQ(graph.edge_count(), 0U);
  EXPECT_EQ(graph.vertex_of(NodeId(1)), std::nullopt);
  EXPECT_EQ(SourceGraphBuilder().build().vertex_count(), 0U);
}

TEST(SourceGraph, TellsWhatTheNetworkTells) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const Network network = random_network(seed);
    const SourceGraph graph = source_graph_of(network);
    expect_same(graph, network);
    EXPECT_EQ(graph.vertex_of(NodeId(1000)), std::nullopt);
    EXPECT_EQ(graph.vertex_of(NodeId(0)), std::nullopt);
  }
}

TEST(SourceGraph, KeepsMoreThanAByteOfClasses) {
  SourceGraphBuilder builder;
  constexpr std::uint32_t kCount = 700;
  for (std::uint32_t v = 1; v <= kCount; ++v) builder.add({.node = NodeId(v)});
  for (std::uint32_t v = 1; v < kCount; ++v) {
    builder.add(NodeId(v), NodeId(v + 1), {Relation::Quotes, false, v / 1000.0});
  }
  const SourceGraph graph = builder.build();
  for (std::uint32_t e = 0; e < graph.edge_count(); ++e) {
    ASSERT_EQ(graph.citation(EdgeId(e)).confidence, (e + 1) / 1000.0);
  }
}

TEST(SourceGraph, FilterLeavesWhatItsWordsSay) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const Network network = random_network(seed);
    const Filter filter = random_filter(random, network);
    std::vector<NodeId> keep;
    if (random() % 2 == 0 && !network.nodes.empty()) {
      keep.push_back(network.nodes[random() % network.nodes.size()].id);
    }
    const SourceGraph graph = source_graph_of(network);
    const SourceGraph left = filtered(graph, filter, keep);
    expect_same(left, twin_of_filtered(network, filter, keep));
    expect_same(graph, left, filtered_view(graph, filter, keep));
  }
}

TEST(SourceGraph, FilterThatDropsNothingCopiesNothing) {
  const SourceGraph graph = source_graph_of(network_of("A -> B -> C, A < O"));
  EXPECT_EQ(filtered(graph, {}).columns().node.data(), graph.columns().node.data());
}

std::string leaders(const Network& network, Level level) {
  const SourceGraph graph = source_graph_of(network);
  return test::keys(network, representatives(graph, level));
}

TEST(Levels, CountArticlesForTheirOutletAndOutletsForTheirOwner) {
  const Network network = network_of("A < O, B < O, O:outlet < P, C, D:person");
  EXPECT_EQ(leaders(network, Level::Article), "A O B P C D");
  EXPECT_EQ(leaders(network, Level::Outlet), "O O O P C D");
  EXPECT_EQ(leaders(network, Level::Owner), "P P P P C D");
}

TEST(Levels, CircleOfOwnersEndsAtItsLowest) {
  const Network network = network_of("A < O, O < P, P < O");
  EXPECT_EQ(leaders(network, Level::Owner), "O O O");
}

TEST(Levels, ArticleInAPeriodicalThatIsNoOutletCountsForTheOutletAboveIt) {
  const Network network = network_of("A < M, M:publication < O, B < N, N:publication");
  EXPECT_EQ(leaders(network, Level::Outlet), "O O O B N");
}

TEST(Levels, JoinGroupsByWeightedEdges) {
  const Network network = network_of(
      "A -> B, A -> C, A -quotes-> C, D -> A, C -> B, A < O, D < O, "
      "B < P, C < P");
  const SourceGraph graph = source_graph_of(network);
  const LevelGraph level = level_graph(graph, representatives(graph, Level::Outlet));
  EXPECT_EQ(test::keys(network, level.leader), "O P");
  EXPECT_EQ(level.between.edge_list(),
            (std::vector<CitationGraph::Edge>{{VertexId(0), VertexId(1)}}));
  EXPECT_EQ(level.weight, std::vector<std::uint64_t>{3});
}

TEST(Levels, WeighEveryCitationBetweenGroupsOnce) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const SourceGraph graph = source_graph_of(random_network(seed));
    for (const Level at : {Level::Article, Level::Outlet, Level::Owner}) {
      const auto leader_of = representatives(graph, at);
      const LevelGraph level = level_graph(graph, leader_of);
      std::map<CitationGraph::Edge, std::uint64_t> expected;
      for (const auto& [from, to] : graph.graph().edge_list()) {
        const VertexId a = leader_of[from.value];
        const VertexId b = leader_of[to.value];
        ASSERT_EQ(leader_of[a.value], a) << "a leader stands for itself";
        if (a != b) ++expected[{a, b}];
      }
      std::map<CitationGraph::Edge, std::uint64_t> found;
      for (std::uint32_t e = 0; e < level.between.edge_count(); ++e) {
        const auto [from, to] = level.between.ends(EdgeId(e));
        found[{level.leader[from.value], level.leader[to.value]}] = level.weight[e];
      }
      ASSERT_EQ(found, expected);
    }
  }
}

}  // namespace
}  // namespace whocites
