// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The sourcing questions as a person asks them: corroborate, trace, impact, circles, check-dates.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/refused.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

// Two owners with three outlets. `a` and `b` tell of a leak through the agency's piece `c`; `d` has
// it from the minister; `e` is a copy of `a`.
constexpr const char* kLeak = R"({"kind":"outlet","key":"big","name":"Big Press"}
{"kind":"outlet","key":"daily","name":"The Daily","part_of":"big"}
{"kind":"outlet","key":"evening","name":"The Evening","part_of":"big"}
{"kind":"outlet","key":"wire","name":"Wire"}
{"kind":"person","key":"minister","name":"The minister"}
{"kind":"publication","key":"memo","name":"Leaked memo","date":"2020-01-01"}
{"kind":"article","key":"a","title":"Leak shakes ministry","date":"2020-01-05","outlet":"daily","cites":["c"]}
{"kind":"article","key":"b","title":"Leak: what we know","date":"2020-01-05","outlet":"evening","cites":["c"]}
{"kind":"article","key":"c","title":"Memo leaked","date":"2020-01-04","outlet":"wire","cites":["memo"]}
{"kind":"article","key":"d","title":"Minister confirms leak","date":"2020-01-06","outlet":"evening","cites":["minister"]}
{"kind":"article","key":"e","title":"Ministry in turmoil","date":"2020-01-07","outlet":"wire","cites":[{"to":"a","relation":"republishes"}]}
)";

class Sourcing : public ::testing::Test {
 protected:
  Sourcing() { tool_.import("leak.jsonl", kLeak); }

  // The rows of one sort.
  nlohmann::json rows(std::vector<std::string> words, const std::string& what) const {
    nlohmann::json found = nlohmann::json::array();
    for (const auto& row : tool_.json(std::move(words))) {
      if (row.at("what").get<std::string>().starts_with(what)) found.push_back(row);
    }
    return found;
  }
  std::string verdict(std::vector<std::string> words) const {
    const Ran ran = tool_(std::move(words));
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.err.substr(0, ran.err.find('\n'));
  }

  const Tool tool_;
};

TEST_F(Sourcing, OneSourceIsToldWithWhatAllPass) {
  EXPECT_EQ(verdict({"corroborate", "a", "b"}),
            "One source: both articles go back to Leaked memo, all through Memo leaked (Wire).");
  const auto choke_points = rows({"corroborate", "a", "b"}, "choke point");
  ASSERT_EQ(choke_points.size(), 1u);
  EXPECT_EQ(choke_points[0].at("keys"), nlohmann::json({"c"}));
  EXPECT_EQ(choke_points[0].at("asked"), 2);
  const auto origins = rows({"corroborate", "a", "b"}, "origin");
  ASSERT_EQ(origins.size(), 1u);
  EXPECT_EQ(origins[0].at("class"), "primary source");
  EXPECT_EQ(origins[0].at("asked"), 2);
}

TEST_F(Sourcing, ChainsOfOneOwnerAreNotTwoSources) {
  EXPECT_EQ(verdict({"corroborate", "a", "d"}),
            "2 independent chains from both articles to 2 origins, but both through outlets of one "
            "owner: Big Press.");
  EXPECT_EQ(verdict({"corroborate", "b", "d"}),
            "2 independent chains from both articles to 2 origins, but both through one outlet: "
            "The Evening.");
  const auto levels = rows({"corroborate", "a", "d"}, "independent");
  ASSERT_EQ(levels.size(), 3u);
  EXPECT_EQ(levels[0].at("chains"), 2);
  EXPECT_EQ(levels[1].at("chains"), 2);
  EXPECT_EQ(levels[2].at("chains"), 1);
  EXPECT_EQ(rows({"corroborate", "a", "d"}, "chain")[0].at("keys"),
            nlohmann::json({"d", "minister"}));
}

TEST_F(Sourcing, ACopyIsToldAndCountedOnce) {
  const Ran ran = tool_({"corroborate", "a", "e"});
  EXPECT_THAT(ran.err, StartsWith("One source: both articles go back to Leaked memo"));
  EXPECT_THAT(ran.err, HasSubstr("1 copy on the chains counted once"));
  EXPECT_THAT(ran.out, HasSubstr("counts as what it republishes: Leak shakes ministry"));
}

TEST_F(Sourcing, AboutTakesAllArticlesThatMatch) {
  const auto asked = rows({"corroborate", "--about", "leak"}, "asked");
  std::vector<std::string> keys;
  for (const auto& row : asked) keys.push_back(row.at("keys")[0]);
  EXPECT_THAT(keys, ::testing::UnorderedElementsAre("a", "b", "d", "c"));
}

TEST_F(Sourcing, AboutTellsThatItLooksAtTheBestAlone) {
  const std::vector<std::string> best = {"corroborate", "--about", "leak", "--most", "2"};
  EXPECT_EQ(rows(best, "asked").size(), 2u);
  EXPECT_THAT(tool_(best).err, HasSubstr("only 2 of those that answer to 'leak' were looked at"));
  const std::vector<std::string> all = {"corroborate", "--about", "leak", "--most", "4"};
  EXPECT_EQ(rows(all, "asked").size(), 4u);
  EXPECT_THAT(tool_(all).err, Not(HasSubstr("were looked at")));
}

TEST_F(Sourcing, TheCaveatAndTheNextStepAreTold) {
  const Ran ran = tool_({"corroborate", "a", "b"});
  EXPECT_THAT(ran.err, HasSubstr("sources that nobody declared stay unseen"));
  EXPECT_THAT(ran.err, HasSubstr("check next: "));
  EXPECT_THAT(ran.err, HasSubstr("whocites show memo"));
  EXPECT_THAT(tool_({"corroborate", "minister"}).err, StartsWith("No source: The minister names"));
}

TEST_F(Sourcing, FiltersChangeTheAnswer) {
  EXPECT_THAT(verdict({"corroborate", "a", "d", "--until", "2020-01-05"}),
              HasSubstr("2 independent chains"));  // what is asked about stays whatever its date
  EXPECT_THAT(verdict({"corroborate", "a", "--since", "2020-01-05"}), StartsWith("No source"));
}

class BadSourcing : public ::testing::TestWithParam<Refused> {};

TEST_P(BadSourcing, IsRefused) {
  const Tool tool;
  tool.import("leak.jsonl", kLeak);
  expect_refused(tool, GetParam());
}

const Refused kBad[] = {
    {"CorroborateNothing", {"corroborate"}, 2, "needs X… or --about TEXT"},
    {"CorroborateUnknown", {"corroborate", "a", "nosuch"}, 1, "nosuch"},
    {"CorroborateAboutNothing", {"corroborate", "--about", "zebra"}, 1, "no article is called"},
    {"CorroborateAboutEmpty", {"corroborate", "--about", ""}, 1, "no article is called"},
    {"CorroborateMostNone", {"corroborate", "--about", "leak", "--most", "0"}, 2, "--most"},
    {"CorroborateBadLimit", {"corroborate", "a", "--limit", "x"}, 2, "--limit"},
    {"CorroborateBadCursor", {"corroborate", "a", "--after", "origin#x"}, 1, "--after"},
    {"ImpactNothing", {"impact"}, 2, "needs X"},
    {"ImpactTwo", {"impact", "a", "b"}, 2, "no further word"},
    {"ImpactUnknown", {"impact", "nosuch"}, 1, "nosuch"},
    {"ImpactBadCursor", {"impact", "memo", "--after", "minister"}, 1, "--after"},
    {"TraceUnknown", {"trace", "nosuch"}, 1, "nosuch"},
    {"TraceBadCursor", {"trace", "a", "--after", "nosuch"}, 1, "--after"},
    {"CheckDatesWord", {"check-dates", "a"}, 2, "no further word"},
    {"CheckDatesBadKind", {"check-dates", "--kind", "zebra"}, 2, "not a kind"},
    {"CheckDatesBadCursor", {"check-dates", "--after", "x"}, 1, "--after"},
    {"CirclesBadCursor", {"circles", "--after", "a"}, 1, "--after"},
    {"ImpactTree", {"impact", "memo", "--format", "tree"}, 2, "not a tree"},
};
INSTANTIATE_TEST_SUITE_P(, BadSourcing, ::testing::ValuesIn(kBad),
                         [](const auto& row) { return row.param.name; });

TEST_F(Sourcing, ImpactTellsWhatFalls) {
  ASSERT_EQ(tool_({"link", "b", "minister"}).code, 0);
  EXPECT_THAT(tool_.column({"impact", "memo"}, "key"), ElementsAre("c", "a", "e", "b"));
  EXPECT_THAT(tool_.column({"impact", "memo"}, "loses"),
              ElementsAre("only source", "only source", "only source", "one of several"));
  EXPECT_EQ(verdict({"impact", "memo"}),
            "If Leaked memo is withdrawn, 3 nodes lose their only source, and 1 node loses one of "
            "several.");
  EXPECT_EQ(verdict({"impact", "e"}),
            "Nothing in this store draws on Ministry in turmoil: nothing falls with it.");
}

TEST_F(Sourcing, DatesThatGoForwardAreTold) {
  EXPECT_EQ(verdict({"check-dates"}),
            "No citation goes forward in time, of 4 citations with both dates known.");
  ASSERT_EQ(tool_({"link", "memo", "d", "--evidence", "as the minister will say"}).code, 0);
  const auto rows = tool_.json({"check-dates"});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at("certainty"), "certain");
  EXPECT_EQ(rows[0].at("later_by"), "5 days");
  EXPECT_EQ(rows[0].at("evidence"), "as the minister will say");
  ASSERT_EQ(tool_({"set", "memo", "--date", "2020-01-01~"}).code, 0);
  EXPECT_THAT(tool_.column({"check-dates"}, "certainty"), ElementsAre("likely"));
  const Ran traced = tool_({"trace", "a"});
  EXPECT_THAT(traced.err, HasSubstr("forward in time: Leaked memo mentions Minister confirms"));
  EXPECT_THAT(tool_.column({"trace", "a"}, "in_time"), ElementsAre("impossible"));
}

TEST_F(Sourcing, TraceTellsHowChainsStandInTime) {
  EXPECT_THAT(tool_.column({"trace", "a"}, "in_time"), ElementsAre("certain"));
  EXPECT_THAT(tool_.column({"trace", "d"}, "in_time"), ElementsAre("possible"));
}

TEST_F(Sourcing, ATreeIsCutByLimit) {
  const Ran ran = tool_({"trace", "e", "--format", "tree", "--limit", "2"});
  EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 2);
  EXPECT_THAT(ran.err, HasSubstr("cut after 2 lines"));
  EXPECT_THAT(tool_({"trace", "e", "--format", "tree"}).err, Not(HasSubstr("cut after")));
}

TEST_F(Sourcing, AnswersAreDrawn) {
  ASSERT_EQ(tool_({"link", "memo", "d"}).code, 0);
  ASSERT_EQ(tool_({"link", "minister", "d"}).code, 0);
  for (const std::vector<std::string>& words : {std::vector<std::string>{"corroborate", "a", "b"},
                                                {"trace", "e"},
                                                {"impact", "memo"},
                                                {"circles"},
                                                {"check-dates"}}) {
    std::vector<std::string> drawn = words;
    drawn.insert(drawn.end(), {"--svg", tool_.path("x.svg")});
    EXPECT_EQ(tool_(drawn).code, 0) << words[0];
    EXPECT_TRUE(std::filesystem::exists(tool_.path("x.svg"))) << words[0];
    std::filesystem::remove(tool_.path("x.svg"));
    std::vector<std::string> dot = words;
    dot.insert(dot.end(), {"--format", "dot"});
    EXPECT_THAT(tool_(dot).out, HasSubstr("digraph")) << words[0];
  }
}

TEST(EmptyStore, HasNothingToCheck) {
  const Tool tool;
  tool.import("empty.jsonl", R"({"kind":"article","key":"a","title":"Alone"})"
                             "\n");
  EXPECT_EQ(tool({"circles"}).code, 0);
  EXPECT_THAT(tool({"check-dates"}).err, HasSubstr("of 0 citations"));
  EXPECT_THAT(tool({"corroborate", "a"}).err, StartsWith("No source: Alone"));
  EXPECT_THAT(tool({"impact", "a"}).err, StartsWith("Nothing in this store draws on Alone"));
  EXPECT_THAT(tool({"trace", "a"}).err, HasSubstr("cites nothing"));
}

}  // namespace
}  // namespace whocites::testing
