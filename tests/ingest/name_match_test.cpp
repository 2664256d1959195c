// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/name_match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/text.h"
#include "ingest/name_index.h"
#include "ingest/outlets.h"

namespace whocites::ingest {
namespace {

using ::testing::HasSubstr;

struct Pair {
  std::string a;
  std::string b;
  std::string site_a;
  std::string site_b;
};

std::vector<Pair> near_misses() {
  std::ifstream in(WHOCITES_SOURCE_DIR "/tests/data/near_miss_names.tsv");
  std::vector<Pair> pairs;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    const std::vector<std::string_view> cells = split(line, '\t');
    if (cells.size() != 4) continue;
    pairs.push_back({std::string(cells[0]), std::string(cells[2]), std::string(cells[1]),
                     std::string(cells[3])});
  }
  return pairs;
}

TEST(NameMatch, NoNearMissIsCertain) {
  const std::vector<Pair> pairs = near_misses();
  ASSERT_GE(pairs.size(), 500U);
  for (const Pair& pair : pairs) {
    if (pair.a == pair.b) continue;  // only their sites tell them apart: near_miss_test.cpp
    for (const auto& [a, b] : {std::pair(pair.a, pair.b), std::pair(pair.b, pair.a)}) {
      const auto match = match_names(a, b);
      EXPECT_FALSE(match && match->certain) << a << " and " << b << ": " << match->reason;
    }
  }
}

TEST(NameMatch, SitesOfNearMissesAreTwo) {
  for (const Pair& pair : near_misses()) {
    if (pair.site_a.empty() || pair.site_b.empty()) continue;
    const auto match = match_names(pair.site_a, pair.site_b);
    EXPECT_FALSE(match && match->certain) << pair.site_a << " and " << pair.site_b;
  }
}

struct Row {
  const char* a;
  const char* b;
  const char* reason;  // part of it; nullptr: no match
};

std::string name_of_row(const ::testing::TestParamInfo<Row>& info) {
  return "row_" + std::to_string(info.index);
}

class CertainNames : public ::testing::TestWithParam<Row> {};

TEST_P(CertainNames, NeedNobodyToDecide) {
  const auto [a, b, reason] = GetParam();
  const auto match = match_names(a, b);
  ASSERT_TRUE(match) << a << " and " << b;
  EXPECT_TRUE(match->certain) << a << " and " << b << ": " << match->reason;
  EXPECT_EQ(match->score, 1);
  EXPECT_THAT(match->reason, HasSubstr(reason));
  EXPECT_EQ(match_names(b, a), match);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, CertainNames,
    ::testing::Values(
        Row{"Le Monde", "LE MONDE", "list of outlets has both"},
        Row{"New York Times", "The New York Times", "list of outlets"},
        Row{"NYT", "nytimes.com", "list of outlets has both for 'The New York Times'"},
        Row{"www.lemonde.fr", "Le Monde", "list of outlets"},
        Row{"Qorvath Gazette", "Qorvath Gazette", "the same name"},
        Row{"Qorvath Gazette", "QORVATH GAZETTE", "case, accents"},
        Row{"Qorv\u00E1th-Gazette", "Qorvath Gazette", "case, accents"},
        Row{"Qorvath & Zell Gazette", "Qorvath and Zell Gazette", "case, accents"},
        Row{"The Qorvath Gazette", "Qorvath Gazette", "only in the article"},
        Row{"\u041A\u043E\u0440\u0432\u0430\u0442\u0441\u043A\u0430 "
            "\u0413\u0430\u0437\u0435\u0442\u0430",
            "Korvatska Gazeta", "Latin letters"},
        Row{"qorvath-gazette.example", "http://www.qorvath-gazette.example/a/b", "same site"}),
    name_of_row);

class AlikeNames : public ::testing::TestWithParam<Row> {};

TEST_P(AlikeNames, AreForAPerson) {
  const auto [a, b, reason] = GetParam();
  const auto match = match_names(a, b);
  ASSERT_TRUE(match) << a << " and " << b;
  EXPECT_FALSE(match->certain) << match->reason;
  EXPECT_GT(match->score, 0);
  EXPECT_LT(match->score, 1);
  EXPECT_THAT(match->reason, HasSubstr(reason));
  EXPECT_EQ(match_names(b, a), match);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, AlikeNames,
    ::testing::Values(Row{"Qorvath Gazette", "Qorvath Gazete", "one letter"},
                      Row{"Qorvath Gazette", "Qorbath Gazete", "2 letters"},
                      Row{"Qorvath Gazette", "QorvathGazette", "only in spaces"},
                      Row{"Qorvath Gazette", "qorvath-gazette.example", "written like the name"},
                      Row{"qorvath.example.com", "qorvath.example.org", "another domain"},
                      Row{"QHG", "Qorvath Herald Gazette", "initials"},
                      Row{"QEZ", "The Qorvath Evening Zeitung", "initials"},
                      Row{"Qorvath Gazette", "Qorvath Gazette Online", "adds 'online'"},
                      Row{"Il Qorvath", "El Qorvath", "differ in the article"},
                      Row{"Il Qorvath", "Qorvath", "only in the article"},
                      Row{"US Qorvath", "Us Qorvath", "initials"},
                      Row{"Al-Watan", "Al Watan", "several outlets"},
                      Row{"\u041A\u043E\u0440\u0432\u0430\u0442\u0441\u043A\u0430 "
                          "\u0413\u0430\u0437\u0435\u0442\u0430",
                          "Korvatskaya Gazeta", "nearly the same in Latin"}),
    name_of_row);

class OtherNames : public ::testing::TestWithParam<Row> {};

TEST_P(OtherNames, HaveNothingToDoWithEachOther) {
  EXPECT_EQ(match_names(GetParam().a, GetParam().b), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, OtherNames,
    ::testing::Values(Row{"", "", nullptr}, Row{"", "Le Monde", nullptr},
                      Row{"...", "---", nullptr}, Row{"\xFF\xFE", "\xFF", nullptr},
                      Row{"The Times of India", "The Times of Israel", nullptr},
                      Row{"Tempo", "Il Tempo", nullptr}, Row{"Le Monde", "El Mundo", nullptr},
                      Row{"qg", "Qorvath Gazette", nullptr}, Row{"ABCD", "ABCE", nullptr},
                      Row{"Qorvath Gazette", "Qorvath Weekly Review", nullptr},
                      Row{"one.example", "two.example", nullptr}),
    name_of_row);

TEST(NameMatch, HostileNamesAreNotCompared) {
  const std::string longest(100'000, 'a');
  EXPECT_EQ(match_names(longest, longest), std::nullopt);
}

TEST(NameIndex, FindsTheOwnersOfSimilarNames) {
  NameIndex index;
  index.add(7, "Qorvath Gazette");
  index.add(7, "The Gazette of Qorvath");
  index.add(9, "Zell Courier");
  index.add(3, "...");
  index.ready();
  const auto found = index.alike("Qorvat Gazete", 5);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].owner, 7U);
  EXPECT_GT(found[0].score, 0.8);
  EXPECT_TRUE(index.alike("Qorvat Gazete", 0).empty());
  EXPECT_TRUE(index.alike("", 5).empty());
  EXPECT_TRUE(index.alike("Unheard Of", 5).empty());
}

}  // namespace
}  // namespace whocites::ingest
