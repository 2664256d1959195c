// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/outlets.h"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;
using test::vertex;

// "O>P 3/2 …": from, to, citations, articles; "-" for no outlet.
std::string rows_of(const Network& network) {
  const auto key = [&](std::optional<VertexId> v) { return v ? network.node(*v).key : "-"; };
  std::string text;
  for (const OutletCitations& row : outlet_citations(network)) {
    text += key(row.from) + ">" + key(row.to) + " " + std::to_string(row.citation_count) + "/" +
            std::to_string(row.article_count) + " ";
  }
  return text;
}

TEST(OutletOf, IsItselfItsPartOfOrNone) {
  Network network = network_of("A < O, B, C < B, D < G:organization, P:publication < O, O < N");
  const auto outlet = [&](const char* key) { return outlet_of(network, vertex(network, key)); };
  EXPECT_EQ(outlet("A"), vertex(network, "O"));
  EXPECT_EQ(outlet("P"), vertex(network, "O"));
  EXPECT_EQ(outlet("O"), vertex(network, "O"));  // not its owner
  EXPECT_EQ(outlet("B"), std::nullopt);
  EXPECT_EQ(outlet("D"), std::nullopt);
  network.nodes[0].part_of = NodeId(77);
  EXPECT_EQ(outlet("A"), std::nullopt);
}

struct OutletRow {
  const char* name;
  const char* network;
  const char* rows;
};

class OutletCitationsOf : public testing::TestWithParam<OutletRow> {};

TEST_P(OutletCitationsOf, AreCounted) {
  EXPECT_EQ(rows_of(network_of(GetParam().network)), GetParam().rows);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, OutletCitationsOf,
    testing::Values(
        OutletRow{"NoCitations", "A < O, B < P", ""},
        OutletRow{"OneArticleThatCitesTwice", "A < O, B < P, C < P, A -> B, A -> C", "O>P 2/1 "},
        OutletRow{"TwoArticles", "A < O, B < P, C < O, A -> B, C -> B", "O>P 2/2 "},
        OutletRow{"ParallelCitationsCountApart", "A < O, B < P, A -> B, A -quotes-> B", "O>P 2/1 "},
        OutletRow{"AnOutletCitedDirectly", "A < O, A -> P:outlet -> O", "O>P 1/1 P>O 1/1 "},
        OutletRow{"WithinOneOutlet", "A < O, B < O, A -> B -> A, A -> O", "O>O 3/2 "},
        OutletRow{"ThoseWithoutOutletLast", "A -> B, C < O, C -> A, B -> C, C -> O, A -> C, C -> B",
                  "O>- 2/1 ->O 2/2 O>O 1/1 ->- 1/1 "},
        OutletRow{"InterleavedTargets", "A < O, B < P, C < Q, D < P, A -> B, A -> C, A -> D",
                  "O>P 2/1 O>Q 1/1 "}),
    [](const auto& row) { return row.param.name; });

// A network on a random graph: vertex v is an outlet, part of one, or neither, by v modulo 3.
Network random_network(std::uint32_t seed) {
  const CitationGraph graph = test::random_graph(seed);
  Network network;
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    Node node;
    node.id = NodeId(v + 1);
    node.kind = v % 3 == 0 ? Kind::Outlet : Kind::Article;
    if (v % 3 == 1) node.part_of = NodeId(1 + (seed + v) % 8);
    network.nodes.push_back(node);
  }
  for (const auto& [from, to] : graph.edge_list()) {
    network.citations.push_back({NodeId(from.value + 1), NodeId(to.value + 1), {}, {}, {}});
  }
  return make_network(network.nodes, network.citations);
}

TEST(OutletCitations, AgreeWithCountingEachCitationByItself) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const Network network = random_network(seed);
    using Pair = std::pair<std::optional<VertexId>, std::optional<VertexId>>;
    std::map<Pair, std::uint64_t> citations;
    std::map<Pair, std::set<VertexId>> articles;
    for (const auto& [from, to] : network.graph.edge_list()) {
      const Pair pair(outlet_of(network, from), outlet_of(network, to));
      ++citations[pair];
      articles[pair].insert(from);
    }
    const auto rows = outlet_citations(network);
    ASSERT_EQ(rows.size(), citations.size());
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      ASSERT_EQ(rows[i].citation_count, citations.at({rows[i].from, rows[i].to}));
      ASSERT_EQ(rows[i].article_count, articles.at({rows[i].from, rows[i].to}).size());
      if (i > 0) {
        ASSERT_LE(rows[i].citation_count, rows[i - 1].citation_count);
      }
      sum += rows[i].citation_count;
    }
    ASSERT_EQ(sum, network.citations.size());
  }
}

}  // namespace
}  // namespace whocites
