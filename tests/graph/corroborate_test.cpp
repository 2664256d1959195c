// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/corroborate.h"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;

class Case {
 public:
  // `prints` names the articles of one text, groups apart by a space.
  Case(std::string_view sentence, std::string_view asked, std::string_view prints = {})
      : network_(network_of(sentence)), graph_(source_graph_of(network_)) {
    std::vector<VertexId> vertices;
    for (const char key : asked) {
      vertices.push_back(test::vertex(network_, std::string(1, key)));
    }
    std::vector<std::vector<VertexId>> groups(1);
    for (const char key : prints) {
      if (key == ' ') {
        groups.emplace_back();
      } else {
        groups.back().push_back(test::vertex(network_, std::string(1, key)));
      }
    }
    found_ = corroborate(graph_, vertices, groups);
  }

  // "P 2, [Q R] 1": the origins with how many of the asked go back to them.
  std::string origins() const {
    std::string text;
    for (const SourceOrigin& origin : found_.origins) {
      const bool circular = origin.shape == EndShape::CircularOrigin;
      text += (text.empty() ? "" : ", ") + std::string(circular ? "[" : "") +
              test::keys(network_, origin.members) + (circular ? "] " : " ") +
              std::to_string(origin.asked_count);
    }
    return text;
  }

  // "P* A B /3": a choke point (* an origin), the asked that fall with it, and how many in all.
  std::string choke_points() const {
    std::string text;
    for (const ChokePoint& point : found_.choke_points) {
      text += (text.empty() ? "" : ", ") + test::keys(network_, point.members) +
              (point.is_origin ? "*: " : ": ") + test::keys(network_, point.falls) + " /" +
              std::to_string(point.falls_in_all);
    }
    return text;
  }

  // "2: A P; B Q | 1-2: A P | 1: A P": at each level how many, and the chains.
  std::string chains() const {
    std::string text;
    for (const IndependentChains& level : found_.levels) {
      const auto count = static_cast<std::uint32_t>(level.chains.size());
      text += (text.empty() ? "" : " | ") + std::to_string(count) +
              (count == level.at_most ? "" : "-" + std::to_string(level.at_most)) + ":";
      for (const auto& chain : level.chains) {
        text += (chain == level.chains.front() ? " " : "; ") + test::keys(network_, chain);
      }
    }
    return text;
  }

  std::string bottlenecks(Level level) const {
    return test::keys(network_, found_.levels[static_cast<std::size_t>(level)].bottlenecks);
  }

  const Corroboration& found() const { return found_; }

 private:
  Network network_;
  SourceGraph graph_;
  Corroboration found_;
};

struct CorroborateRow {
  const char* name;
  const char* network;
  const char* asked;
  const char* origins;
  const char* choke_points;
  const char* chains;
  const char* prints = "";
};

class CorroborateOf : public testing::TestWithParam<CorroborateRow> {};

TEST_P(CorroborateOf, TellsOneFromMany) {
  const CorroborateRow& row = GetParam();
  const Case one(row.network, row.asked, row.prints);
  EXPECT_EQ(one.origins(), row.origins);
  EXPECT_EQ(one.choke_points(), row.choke_points);
  EXPECT_EQ(one.chains(), row.chains);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, CorroborateOf,
    testing::Values(
        CorroborateRow{"AnArticleThatCitesNothing", "A, B -> A", "A", "A 1", "",
                       "1: A | 1: A | 1: A"},
        CorroborateRow{"OneArticleOneChain", "A -> B -> P", "A", "P 1", "P*: A /2, B: A /1",
                       "1: A B P | 1: A B P | 1: A B P"},
        CorroborateRow{"OneArticleTwoSources", "A -> P, A -> Q", "A", "P 1, Q 1", "",
                       "2: A P; A Q | 2: A P; A Q | 2: A P; A Q"},
        CorroborateRow{"TwoWaysToOneOrigin", "A -> B -> P, A -> C -> P", "A", "P 1", "P*: A /3",
                       "1: A B P | 1: A B P | 1: A B P"},
        CorroborateRow{"TwoOriginsBehindOneAgency", "A -> C -> P, B -> C -> Q", "AB", "P 2, Q 2",
                       "C: A B /2", "1: A C P | 1: A C P | 1: A C P"},
        CorroborateRow{"TwoArticlesTwoOrigins", "A -> P, B -> Q", "AB", "P 1, Q 1", "",
                       "2: A P; B Q | 2: A P; B Q | 2: A P; B Q"},
        CorroborateRow{"AnArticleThatCitesTheOther", "A -> B -> P, B -> Q", "AB", "P 2, Q 2", "",
                       "1: B P | 1: B P | 1: B P"},
        CorroborateRow{"ARepeatedQuestion", "A -> P", "AA", "P 1", "P*: A /1",
                       "1: A P | 1: A P | 1: A P"},
        CorroborateRow{"ACircleEnteredOnce", "A -> B -> C -> B, D -> B", "AD", "[B C] 2",
                       "B C*: A D /4, B: A D /2", "1: A B | 1: A B | 1: A B"},
        CorroborateRow{"ACircleEnteredTwice", "A -> B -> C -> B, D -> C", "AD", "[B C] 2",
                       "B C*: A D /4", "1: A B | 1: A B | 1: A B"},
        CorroborateRow{"ASelfCitation", "A -> P, P -> P", "A", "[P] 1", "P*: A /1",
                       "1: A P | 1: A P | 1: A P"},
        CorroborateRow{"TwoOutletsOfOneOwner", "A -> P, B -> Q, A < O, B < N, O < W, N < W", "AB",
                       "P 1, Q 1", "", "2: A P; B Q | 2: A P; B Q | 1: A P"},
        CorroborateRow{"TwoArticlesOfOneOutlet", "A -> P, B -> Q, A < O, B < O", "AB", "P 1, Q 1",
                       "", "2: A P; B Q | 1: A P | 1: A P"},
        CorroborateRow{"BothThroughOneOutlet", "A -> C -> P, B -> D -> Q, C < O, D < O", "AB",
                       "P 1, Q 1", "", "2: A C P; B D Q | 1: A C P | 1: A C P"},
        // Of the outlets O and V a chain O V P and a chain A O Q seem to be free, but the article
        // of O that leads to Q is not the one that is cited from elsewhere.
        CorroborateRow{"OutletsNeverAllowMoreThanArticles",
                       "A -> C -> V -> D -> Q, B -> V -> P, C < O, D < O", "AB", "Q 2, P 2",
                       "V: A B /3", "1: B V P | 1: B V P | 1: B V P"},
        CorroborateRow{"ACopyCountsOnce", "A -republishes-> C, B -republishes-> C, C -> P", "AB",
                       "P 2", "P*: A B /3", "1: A C P | 1: A C P | 1: A C P"},
        CorroborateRow{"ACopyWithASourceOfItsOwn", "A -republishes-> C, C -> P, A -> Q", "A",
                       "P 1, Q 1", "", "2: A Q; A C P | 2: A Q; A C P | 2: A Q; A C P"},
        CorroborateRow{"ACopyOfAnAgencyIsNoCopyOfAnArticle",
                       "A -republishes-> O:outlet, B -republishes-> O:outlet", "AB", "O 2",
                       "O*: A B /2", "1: A O | 1: A O | 1: A O"}),
    [](const auto& row) { return row.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Prints, CorroborateOf,
    testing::Values(
        CorroborateRow{"OfOneTextThatNamesNoSource", "X -> A, Y -> B", "AB", "A 2", "",
                       "1: A | 1: A | 1: A", "AB"},
        CorroborateRow{"OfOneTextWithOneSource", "A -> P, B -> P", "AB", "P 2", "P*: A B /2",
                       "1: A P | 1: A P | 1: A P", "AB"},
        CorroborateRow{"OfWhichOneNamesTheSource", "A -> P, X -> B", "AB", "P 2", "P*: A B /2",
                       "1: A P | 1: A P | 1: A P", "AB"},
        CorroborateRow{"OfWhichTheOneAskedAboutIsSilent", "A -> B, C -> P", "AC", "P 2",
                       "P*: A C /3", "1: C P | 1: C P | 1: C P", "BC"},
        CorroborateRow{"ByOneThatIsOnNoChain", "X -> A, Y -> B, Z -> C", "AB", "A 2", "",
                       "1: A | 1: A | 1: A", "ABC"},
        CorroborateRow{"OnDifferentChainsMeet", "A -> C, B -> D", "AB", "C 2", "C D*: A B /2",
                       "1: A C | 1: A C | 1: A C", "CD"},
        CorroborateRow{"BesideAnotherSource", "A -> P, B -> Q, X -> C", "ABC", "Q 2, P 1",
                       "Q*: B C /2", "2: A P; B Q | 2: A P; B Q | 2: A P; B Q", "BC"},
        CorroborateRow{"OfWhichOneCitesTheOther", "A -> B", "A", "B 1", "",
                       "1: A B | 1: A B | 1: A B", "AB"},
        CorroborateRow{"CitedByOneThatHasAnotherSource", "C -> A -> B, C -> D", "C", "B 1, D 1", "",
                       "2: C D; C A B | 2: C D; C A B | 2: C D; C A B", "AB"},
        CorroborateRow{"OfTwoTextsThatCiteOneAnother", "A -> D, C -> B", "AC", "D 2", "",
                       "0-1: | 0-1: | 0-1:", "AB CD"},
        CorroborateRow{"OfAnotherQuestionChangeNothing", "A -> P, B -> Q, X -> P", "AB", "P 1, Q 1",
                       "", "2: A P; B Q | 2: A P; B Q | 2: A P; B Q", "AX"}),
    [](const auto& row) { return row.param.name; });

TEST(Corroborate, NamesWhatItAllHangsOnAtEachLevel) {
  const Case one("A -> P, B -> Q, A < O, B < N, O < W, N < W", "AB");
  EXPECT_EQ(one.bottlenecks(Level::Owner), "W");
  EXPECT_EQ(Case("A -> C -> P, B -> C -> Q", "AB").bottlenecks(Level::Article), "C");
}

TEST(Corroborate, ListsCopies) {
  const Case one("A -republishes-> C, B -> C, C -> P", "AB");
  ASSERT_EQ(one.found().copies.size(), 1U);
  EXPECT_EQ(one.found().copies[0].copy, VertexId(0));
  EXPECT_EQ(one.found().copies[0].original, VertexId(1));
  EXPECT_EQ(one.found().reached_count, 4U);
}

TEST(Corroborate, TellsOfWhichTextANodeIsAPrint) {
  const Case one("A -> P, B -> Q, X -> C", "AB", "ABC");
  const std::vector<VertexId>& bottlenecks = one.found().levels[0].bottlenecks;
  ASSERT_EQ(bottlenecks.size(), 1U);
  const PrintSet* prints = prints_of(one.found(), bottlenecks.front());
  ASSERT_NE(prints, nullptr);
  EXPECT_EQ(prints->on_chains, one.found().asked);
  EXPECT_EQ(prints->members.size(), 3U);
  EXPECT_EQ(prints_of(one.found(), one.found().origins.front().members.front()), nullptr);
}

TEST(Corroborate, TellsWhichPrintCameFirstOnlyWhereDatesDo) {
  Network network = network_of("X -> A, Y -> B");
  const auto date = [&](const char* key, const char* text) {
    network.nodes[test::vertex(network, key).value].facts.date = *parse_date(text);
  };
  const std::vector<std::vector<VertexId>> prints{
      {test::vertex(network, "A"), test::vertex(network, "B")}};
  const auto first = [&] {
    return corroborate(source_graph_of(network), prints.front(), prints).prints.at(0).first;
  };
  EXPECT_EQ(first(), std::nullopt);
  date("B", "2020-03-01");
  EXPECT_EQ(first(), std::nullopt);
  date("A", "2020-03");
  EXPECT_EQ(first(), std::nullopt);
  date("A", "2020-03-02");
  EXPECT_EQ(first(), test::vertex(network, "B"));

  // Those that are on no chain hide no order, but may be before.
  const auto asked_and_third = [&](const char* third) {
    network.nodes[test::vertex(network, "X").value].facts.date = parse_date(third).value();
    const std::vector<std::vector<VertexId>> three{
        {prints.front()[0], prints.front()[1], test::vertex(network, "X")}};
    return corroborate(source_graph_of(network), prints.front(), three).prints.at(0);
  };
  for (const char* third : {"2020", "2020-02-28", "2020-03-01"}) {
    EXPECT_EQ(asked_and_third(third).first, test::vertex(network, "B")) << third;
    EXPECT_EQ(asked_and_third(third).maybe_before,
              std::vector<VertexId>{test::vertex(network, "X")})
        << third;
  }
  EXPECT_TRUE(asked_and_third("2020-03-02").maybe_before.empty());
}

TEST(Corroborate, CountsMoreThan64Asked) {
  Network network;
  constexpr std::uint32_t kCount = 150;
  for (std::uint32_t id = 1; id <= kCount + 1; ++id) {
    Node node;
    node.id = NodeId(id);
    node.kind = Kind::Article;
    network.nodes.push_back(node);
    if (id > 1) {
      network.citations.push_back({NodeId(id), NodeId(1), Relation::Mentions, {Evidence{}}, {}});
    }
  }
  const SourceGraph graph =
      source_graph_of(make_network(std::move(network.nodes), std::move(network.citations)));
  std::vector<VertexId> asked;
  for (std::uint32_t v = 1; v <= kCount; ++v) asked.emplace_back(v);
  const Corroboration found = corroborate(graph, asked);
  ASSERT_EQ(found.origins.size(), 1U);
  EXPECT_EQ(found.origins[0].asked_count, kCount);
  EXPECT_EQ(found.choke_points.at(0).falls, asked);
}

// ---- the twin: everything by trying ----

struct Twin {
  const CitationGraph& graph;
  test::Distances distances;
  std::vector<std::vector<VertexId>> origins;
  std::vector<int> origin_of;

  explicit Twin(const CitationGraph& structure)
      : graph(structure),
        distances(test::all_distances(structure)),
        origin_of(structure.vertex_count(), -1) {
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      bool is_origin = true;
      for (std::uint32_t w = 0; w < graph.vertex_count(); ++w) {
        if (distances[v][w] && !distances[w][v]) is_origin = false;
      }
      if (!is_origin) continue;
      const auto members = test::circle_around(graph, distances, VertexId(v));
      if (members.front() == VertexId(v)) origins.push_back(members);
      for (std::size_t o = 0; o < origins.size(); ++o) {
        if (origins[o] == members) origin_of[v] = static_cast<int>(o);
      }
    }
  }

  // Simple paths up to the first member of an origin, as sets of vertices and, above them, origins.
  void collect(std::vector<VertexId>& path, std::vector<std::uint32_t>& sets) const {
    const VertexId at = path.back();
    if (origin_of[at.value] >= 0) {
      std::uint32_t set = 1U << (8 + origin_of[at.value]);
      for (const VertexId vertex : path) set |= 1U << vertex.value;
      sets.push_back(set);
      return;
    }
    for (const VertexId next : graph.cites(at)) {
      if (std::find(path.begin(), path.end(), next) != path.end()) continue;
      path.push_back(next);
      collect(path, sets);
      path.pop_back();
    }
  }

  static std::size_t most_disjoint(const std::vector<std::uint32_t>& sets, std::size_t from,
                                   std::uint32_t used) {
    std::size_t best = 0;
    for (std::size_t i = from; i < sets.size(); ++i) {
      if ((sets[i] & used) != 0) continue;
      best = std::max(best, 1 + most_disjoint(sets, i + 1, used | sets[i]));
    }
    return best;
  }

  std::size_t independent(const std::vector<VertexId>& asked) const {
    std::vector<std::uint32_t> sets;
    for (const VertexId start : asked) {
      std::vector<VertexId> path{start};
      collect(path, sets);
    }
    if (asked.size() == 1) {
      for (std::uint32_t& set : sets) set &= ~(1U << asked[0].value);
    }
    std::sort(sets.begin(), sets.end());
    sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
    return most_disjoint(sets, 0, 0);
  }

  bool reaches_origin_without(VertexId from, VertexId removed) const {
    std::vector<bool> seen(graph.vertex_count(), false);
    std::vector<VertexId> stack{from};
    seen[from.value] = seen[removed.value] = true;
    while (!stack.empty()) {
      const VertexId at = stack.back();
      stack.pop_back();
      if (origin_of[at.value] >= 0) return true;
      for (const VertexId next : graph.cites(at)) {
        if (!seen[next.value]) stack.push_back(next);
        seen[next.value] = true;
      }
    }
    return false;
  }
};

TEST(Corroborate, AgreesWithBruteForce) {
  for (std::uint32_t seed = 1; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph structure = test::random_graph(seed);
    if (structure.edge_count() > 24) continue;  // simple paths become too many
    Network network;
    for (std::uint32_t v = 0; v < structure.vertex_count(); ++v) {
      Node& node = network.nodes.emplace_back();
      node.id = NodeId(v + 1);
      node.kind = Kind::Article;
    }
    for (const auto& [from, to] : structure.edge_list()) {
      network.citations.push_back(
          {NodeId(from.value + 1), NodeId(to.value + 1), Relation::Mentions, {Evidence{}}, {}});
    }
    const SourceGraph graph =
        source_graph_of(make_network(std::move(network.nodes), std::move(network.citations)));
    std::vector<VertexId> asked;
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      if (v == 0 || (seed % 2 == 0 && (v + seed / 2) % 3 == 1)) asked.emplace_back(v);
    }
    const Twin twin(graph.graph());
    const Corroboration found = corroborate(graph, asked);
    const std::size_t expected = twin.independent(asked);
    for (const IndependentChains& level : found.levels) {
      ASSERT_EQ(level.chains.size(), expected);
      ASSERT_EQ(level.at_most, expected);
      ASSERT_EQ(level.bottlenecks.size(), expected);
    }
    std::set<VertexId> used;
    for (const auto& chain : found.levels[0].chains) {
      ASSERT_GE(twin.origin_of[chain.back().value], 0);
      for (std::size_t i = 0; i < chain.size(); ++i) {
        ASSERT_TRUE(i == 0 || twin.distances[chain[i - 1].value][chain[i].value] == 1U);
        if (i > 0 || asked.size() > 1) {
          ASSERT_TRUE(used.insert(chain[i]).second);
        }
      }
    }

    std::set<int> reached_origins;
    for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
      const VertexId vertex(v);
      std::vector<VertexId> falls;
      bool on_chains = false;
      for (const VertexId from : asked) {
        if (!twin.distances[from.value][v]) continue;
        on_chains = true;
        if (from != vertex && !twin.reaches_origin_without(from, vertex)) falls.push_back(from);
      }
      if (on_chains && twin.origin_of[v] >= 0) reached_origins.insert(twin.origin_of[v]);
      const auto at = std::find_if(
          found.choke_points.begin(), found.choke_points.end(),
          [&](const ChokePoint& point) { return point.members == std::vector{vertex}; });
      const bool listed = falls.size() >= (asked.size() == 1 ? 1U : 2U);
      ASSERT_EQ(at != found.choke_points.end(), listed) << v;
      ASSERT_TRUE(!listed || at->falls == falls);
    }
    ASSERT_EQ(found.origins.size(), reached_origins.size());
    for (const SourceOrigin& origin : found.origins) {
      const auto count = std::count_if(asked.begin(), asked.end(), [&](VertexId from) {
        return twin.distances[from.value][origin.members[0].value].has_value();
      });
      ASSERT_EQ(origin.asked_count, count);
    }
  }
}

}  // namespace
}  // namespace whocites
