// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/check_dates.h"

#include <gtest/gtest.h>

#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

using test::network_of;

constexpr std::int64_t kDay = 86'400;

// "certain A -> B 31; …": with the whole days between.
std::string forward_of(const char* sentence, std::size_t most = 100) {
  const Network network = network_of(sentence);
  std::string text;
  for (const ForwardCitation& forward : forward_citations(source_graph_of(network), most).first) {
    const VertexId from = network.graph.ends(forward.edge).first;
    text += (text.empty() ? "" : "; ") + std::string(forward.certain ? "certain " : "possible ") +
            test::chain(network, from, {forward.edge}) + " " +
            std::to_string(forward.seconds / kDay);
  }
  return text;
}

struct ForwardRow {
  const char* name;
  const char* network;
  const char* expected;
};

class ForwardCitationsOf : public testing::TestWithParam<ForwardRow> {};

TEST_P(ForwardCitationsOf, AreTold) {
  EXPECT_EQ(forward_of(GetParam().network), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, ForwardCitationsOf,
    testing::Values(
        ForwardRow{"NoneInNothing", "", ""}, ForwardRow{"NotBackwards", "A@2020 -> B@2019", ""},
        ForwardRow{"NotOnTheSameDay", "A@2020-02-25 -> B@2020-02-25", ""},
        ForwardRow{"NotWithoutADate", "A@2019 -> B, C -> D@2020", ""},
        ForwardRow{"NotWhenTheCitedIsWider", "A@2020-05 -> B@2020", ""},
        ForwardRow{"ANextDay", "A@2020-02-25 -> B@2020-02-26", "certain A -> B 0"},
        ForwardRow{"AYearLater", "A@2019-12-31 -> B@2021-01-01", "certain A -> B 366"},
        ForwardRow{"LaterInTheSameYear", "A@2020 -> B@2020-02-01", "possible A -> B 31"},
        ForwardRow{"CertainOnesFirstThenByHowMuch",
                   "A@2020 -> B@2020-12-31, A -> C@2021-01-02, A -> D@2022, A -> E@2020-06-01",
                   "certain A -> D 365; certain A -> C 1; possible A -> B 365; possible A -> E "
                   "152"}),
    [](const auto& row) { return row.param.name; });

TEST(ForwardCitations, AreAllCountedAndCutToTheFirst) {
  const Network network = network_of(
      "A@2010 -> B@2011, A -> C@2012, A -> D@2013, A -> E@2014, A -> F@2010-05, A -> G, F -> G");
  const auto found = forward_citations(source_graph_of(network), 2);
  EXPECT_EQ(found.certain_count, 4U);
  EXPECT_EQ(found.possible_count, 1U);
  EXPECT_EQ(found.dated_count, 5U);
  EXPECT_EQ(
      forward_of("A@2010 -> B@2011, A -> C@2012, A -> D@2013, A -> E@2014, A -> F@2010-05", 2),
      "certain A -> E 1096; certain A -> D 731");
  EXPECT_EQ(forward_of("A@2010 -> B@2011", 0), "");
}

TEST(InTime, HasANameForEachValue) {
  EXPECT_EQ(name_of(InTime::Certain), "certain");
  EXPECT_EQ(name_of(InTime::Possible), "possible");
  EXPECT_EQ(name_of(InTime::Impossible), "impossible");
}

}  // namespace
}  // namespace whocites
