// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/network.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;
using test::vertex;

std::string all_keys(const Network& network) {
  std::vector<VertexId> vertices;
  for (std::uint32_t v = 0; v < network.nodes.size(); ++v) vertices.push_back(VertexId(v));
  return test::keys(network, vertices);
}

std::string all_citations(const Network& network) {
  std::string text;
  for (std::uint32_t e = 0; e < network.citations.size(); ++e) {
    const auto [from, to] = network.graph.ends(EdgeId(e));
    text += network.node(from).key + ">" + network.node(to).key + " ";
  }
  return text;
}

TEST(Network, OfNothingIsEmpty) {
  const Network network = make_network({}, {});
  EXPECT_EQ(network.graph.vertex_count(), 0U);
  EXPECT_EQ(network.vertex_of(NodeId(1)), std::nullopt);
}

TEST(Network, IsTheSameWhateverTheOrderOfItsParts) {
  const Network given = network_of("A -> B -> C, A -quotes-> B, C -> A, D");
  auto nodes = given.nodes;
  auto citations = given.citations;
  std::reverse(nodes.begin(), nodes.end());
  std::reverse(citations.begin(), citations.end());
  const Network again = make_network(nodes, citations);
  EXPECT_EQ(again.nodes, given.nodes);
  EXPECT_EQ(again.citations, given.citations);
  EXPECT_EQ(all_citations(again), "A>B A>B B>C C>A ");
}

TEST(Network, DropsCitationsOfWhichAnEndIsMissing) {
  Network given = network_of("A -> B -> C");
  given.nodes.erase(given.nodes.begin() + 1);
  given.citations.push_back({NodeId(1), NodeId(3), Relation::Links, {}, {}});
  const Network network = make_network(given.nodes, given.citations);
  EXPECT_EQ(all_citations(network), "A>C ");
  EXPECT_EQ(network.citation(EdgeId(0)).relation, Relation::Links);
}

TEST(Network, FindsTheVertexOfANode) {
  Network given = network_of("A, B, C");
  given.nodes.erase(given.nodes.begin() + 1);
  EXPECT_EQ(given.vertex_of(NodeId(3)), VertexId(1));
  EXPECT_EQ(given.vertex_of(NodeId(2)), std::nullopt);
  EXPECT_EQ(given.vertex_of(NodeId(0)), std::nullopt);
  EXPECT_EQ(given.vertex_of(NodeId(4)), std::nullopt);
}

TEST(Subnetwork, KeepsWhatLiesBetweenTheChosen) {
  const Network network = network_of("A -> B -> C -> A, A -quotes-> B");
  const auto a = vertex(network, "A");
  const auto b = vertex(network, "B");
  const Network part = subnetwork(network, {b, a, b});
  EXPECT_EQ(all_keys(part), "A B");
  EXPECT_EQ(all_citations(part), "A>B A>B ");
}

TEST(Subnetwork, KeepsOnlyTheGivenCitations) {
  const Network network = network_of("A -> B -> C, A -quotes-> B");
  const std::vector<EdgeId> edges{EdgeId(1), EdgeId(2)};
  const Network part = subnetwork(network, {vertex(network, "A"), vertex(network, "B")}, &edges);
  ASSERT_EQ(part.citations.size(), 1U);
  EXPECT_EQ(part.citations[0].relation, Relation::Quotes);
}

TEST(Subnetwork, BringsOutletsAndOwnersWithoutTheirCitations) {
  const Network network =
      network_of("A -> B, A < O, O < G:organization, B -> O, G -> X, Y < O, B < P");
  const Network part = subnetwork(network, {vertex(network, "A")});
  EXPECT_EQ(all_keys(part), "A O G");
  EXPECT_TRUE(part.citations.empty());
  const Network with_b =
      subnetwork(network, {vertex(network, "A"), vertex(network, "B"), vertex(network, "O")});
  EXPECT_EQ(all_citations(with_b), "A>B B>O ");
}

TEST(Subnetwork, SurvivesOwnersInACircleAndMissingOnes) {
  Network network = network_of("A < O, O < P, P < O");
  EXPECT_EQ(all_keys(subnetwork(network, {vertex(network, "A")})), "A O P");
  network.nodes[0].part_of = NodeId(99);
  EXPECT_EQ(all_keys(subnetwork(network, {vertex(network, "A")})), "A");
}

TEST(Subnetwork, KeepsDecisionsBetweenItsNodes) {
  Network network = network_of("A, B, C");
  network.identities = {{BatchId(1), NodeId(1), NodeId(2), true, "same story"},
                        {BatchId(2), NodeId(2), NodeId(3), false, "namesakes"}};
  const Network part = subnetwork(network, {VertexId(0), VertexId(1)});
  ASSERT_EQ(part.identities.size(), 1U);
  EXPECT_EQ(part.identities[0].reason, "same story");
}

TEST(Subnetwork, OfNothingIsEmpty) {
  EXPECT_TRUE(subnetwork(network_of("A -> B"), {}).nodes.empty());
}

struct BadSentence {
  const char* name;
  const char* sentence;
};

class GraphBuilderRefuses : public testing::TestWithParam<BadSentence> {};

TEST_P(GraphBuilderRefuses, AMalformedSentence) {
  EXPECT_THROW(network_of(GetParam().sentence), std::invalid_argument);
}

INSTANTIATE_TEST_SUITE_P(Sentences, GraphBuilderRefuses,
                         testing::Values(BadSentence{"EmptyPart", "A,,B"},
                                         BadSentence{"NoName", "A -> "},
                                         BadSentence{"NoHead", "A -quotes B"},
                                         BadSentence{"UnknownRelation", "A -loves-> B"},
                                         BadSentence{"UnknownKind", "A:planet"},
                                         BadSentence{"BadDate", "A@yesterday"}),
                         [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace whocites
