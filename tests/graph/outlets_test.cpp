// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/outlets.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <gtest/gtest.h>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;

using Outlet = std::optional<VertexId>;

Outlet outlet_at(const OutletMatrix& matrix, std::uint32_t place) {
  if (place == matrix.outlets.size()) return std::nullopt;
  return matrix.outlets.at(place);
}

// "O>P 3/2 …": from, to, citations, citing ones, most citations first; "-" for no outlet.
std::string rows_of(const Network& network, Level level = Level::Outlet) {
  const auto key = [&](Outlet v) { return v ? network.node(*v).key : "-"; };
  const OutletMatrix matrix = outlet_citations(source_graph_of(network), level);
  std::string text;
  for (const std::uint32_t place : most_citing_pairs(matrix, matrix.pairs.size())) {
    const OutletPair& pair = matrix.pairs[place];
    text += key(outlet_at(matrix, pair.from)) + ">" + key(outlet_at(matrix, pair.to)) + " " +
            std::to_string(pair.citation_count) + "/" + std::to_string(pair.citing_count) + " ";
  }
  return text;
}

std::string outlet_names(const Network& network, Level level) {
  std::string text;
  for (const std::uint32_t outlet : outlets_of(source_graph_of(network), level)) {
    text += (outlet == SourceGraph::kNone ? "-" : network.node(VertexId(outlet)).key) + " ";
  }
  return text;
}

TEST(OutletsOf, AreItselfWhatItIsPartOfOrNone) {
  const Network network =
      network_of("A < O, B, C < B, D < G:organization, P:publication < O, O < N");
  EXPECT_EQ(outlet_names(network, Level::Outlet), "O O - - - - O N ");
  EXPECT_EQ(outlet_names(network, Level::Owner), "N N - - G G N N ");
}

TEST(OutletsOf, OwnersAreNotThoseWhoAreOnlyQuoted) {
  const Network network = network_of("A < O, O < H:person, A -> I:person, A -> J:organization");
  EXPECT_EQ(outlet_names(network, Level::Owner), "H H H - - ");
}

TEST(OutletsOf, AnArticleOfAPeriodicalCountsForItsOutlet) {
  EXPECT_EQ(outlet_names(network_of("A < P:publication, P < O"), Level::Outlet), "O O O ");
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

TEST(OutletCitations, CountForTheOwnerWhenAsked) {
  const char* const sentence = "A < O, B < P, C < Q, O < H, P < H, A -> B, A -> C, C -> A";
  EXPECT_EQ(rows_of(network_of(sentence)), "O>P 1/1 O>Q 1/1 Q>O 1/1 ");
  EXPECT_EQ(rows_of(network_of(sentence), Level::Owner), "Q>H 1/1 H>Q 1/1 H>H 1/1 ");
}

TEST(OutletCitations, AgreeWithCountingEachCitationByItself) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const SourceGraph graph = source_graph_of(random_network(seed));
    const Level level = seed % 2 == 0 ? Level::Outlet : Level::Owner;
    const std::vector<std::uint32_t> outlets = outlets_of(graph, level);
    const auto outlet = [&](VertexId v) {
      return outlets[v.value] == SourceGraph::kNone ? Outlet() : VertexId(outlets[v.value]);
    };
    std::map<std::pair<Outlet, Outlet>, std::uint64_t> citations;
    std::map<std::pair<Outlet, Outlet>, std::set<VertexId>> citing;
    for (const auto& [from, to] : graph.graph().edge_list()) {
      ++citations[{outlet(from), outlet(to)}];
      citing[{outlet(from), outlet(to)}].insert(from);
    }
    const OutletMatrix matrix = outlet_citations(graph, level);
    ASSERT_EQ(matrix.pairs.size(), citations.size());
    for (const OutletPair& pair : matrix.pairs) {
      const std::pair ends(outlet_at(matrix, pair.from), outlet_at(matrix, pair.to));
      ASSERT_EQ(pair.citation_count, citations.at(ends));
      ASSERT_EQ(pair.citing_count, citing.at(ends).size());
    }
    for (std::uint32_t from = 0; from <= matrix.outlets.size(); ++from) {
      for (std::uint32_t to = 0; to <= matrix.outlets.size(); ++to) {
        const auto known = citations.find({outlet_at(matrix, from), outlet_at(matrix, to)});
        ASSERT_EQ(matrix.citations(from, to), known == citations.end() ? 0 : known->second);
      }
    }
    for (const OutletTotal& total : outlet_totals(matrix)) {
      OutletTotal expected{total.outlet, 0, 0, 0, 0, 0};
      const Outlet self = outlet_at(matrix, total.outlet);
      for (const auto& [ends, number] : citations) {
        if (ends.first == self) expected.cites += number;
        if (ends.second == self) expected.cited += number;
        if (ends.first == self && ends.second == self) expected.cites_itself += number;
        if (ends.first == self && ends.second && ends.second != self) ++expected.cited_outlets;
        if (ends.second == self && ends.first && ends.first != self) ++expected.citing_outlets;
      }
      ASSERT_EQ(total, expected);
      ASSERT_GT(total.cites + total.cited, 0U);
    }
  }
}

TEST(OutletCitations, AreTheSameWhenMostOfManyOutletsAreCitedAndWhenFewAre) {
  // One outlet cites 30 others, another but one of them: both ways of collecting a row.
  std::string sentence = "A < O, B < P";
  for (int i = 29; i >= 0; --i) sentence += ", A -> X" + std::to_string(i) + ":outlet";
  const OutletMatrix matrix = outlet_citations(source_graph_of(network_of(sentence + ", B -> X3")));
  ASSERT_EQ(matrix.pairs.size(), 31U);
  EXPECT_TRUE(std::is_sorted(matrix.pairs.begin(), matrix.pairs.end(), [](auto& a, auto& b) {
    return std::pair(a.from, a.to) < std::pair(b.from, b.to);
  }));
}

TEST(MostCitingPairs, OfSomeAreTheFirstOfAll) {
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    const OutletMatrix matrix = outlet_citations(source_graph_of(random_network(seed)));
    const auto all = most_citing_pairs(matrix, matrix.pairs.size() + 1);
    for (std::size_t limit = 0; limit <= all.size(); ++limit) {
      const auto some = most_citing_pairs(matrix, limit);
      ASSERT_EQ(some, std::vector(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(limit)));
    }
    for (std::size_t i = 1; i < all.size(); ++i) {
      const auto before = matrix.pairs[all[i - 1]].citation_count;
      const auto after = matrix.pairs[all[i]].citation_count;
      ASSERT_TRUE(before > after || (before == after && all[i - 1] < all[i]));
    }
  }
}

}  // namespace
}  // namespace whocites
