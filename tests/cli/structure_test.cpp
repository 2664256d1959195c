// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Questions about position and change: path, common, similar, core, components, outlets, timeline,
// diff. What they compute is tested beside the algorithms; here, what they say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/refused.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Structure : public ::testing::Test {
 protected:
  Structure() { tool_.import("harbour.jsonl", kHarbour); }
  const Tool tool_;
};

class RefusedQuestion : public ::testing::TestWithParam<Refused> {};

TEST_P(RefusedQuestion, SaysWhy) {
  const Tool tool;
  tool.import("harbour.jsonl", kHarbour);
  expect_refused(tool, GetParam());
}

const Refused kBadRows[] = {
    {"PathOfUnknown", {"path", "mayor", "nobody"}, 1, "nobody"},
    {"PathOfOne", {"path", "mayor"}, 2, "path"},
    {"PathTwoWays", {"path", "mayor", "report", "--k", "2", "--in-time"}, 2, "ask one of them"},
    {"PathNoNumber", {"path", "mayor", "report", "--k", "many"}, 2, "--k"},
    {"PathNone", {"path", "mayor", "report", "--k", "0"}, 2, "from 1 to 1000"},
    {"PathTooMany", {"path", "mayor", "report", "--k", "1001"}, 2, "from 1 to 1000"},
    {"CommonOfUnknown", {"common", "mayor", "nobody"}, 1, "nobody"},
    {"CommonOfOneTwice", {"common", "mayor", "mayor"}, 2, "one and the same"},
    {"SimilarOfUnknown", {"similar", "nobody"}, 1, "nobody"},
    {"SimilarBy", {"similar", "mayor", "--by", "taste"}, 2, "cocitation, coupling or adamic-adar"},
    {"SimilarHub", {"similar", "mayor", "--hub", "-1"}, 2, "--hub"},
    {"CoreTakesNoNode", {"core", "mayor"}, 2, "core"},
    {"CoreAfter", {"core", "--after", "x"}, 1, "no row of this answer is 'x'"},
    {"CoreAfterANumber", {"core", "--after", "1"}, 1, "no row of this answer is '1'"},
    {"ComponentsAfterWhoIsNotFirst", {"components", "--after", "report"}, 1, "no row of this"},
    {"CommonAfterWhatIsNot", {"common", "mayor", "bridge", "--after", "bridge"}, 1, "no row of"},
    {"SimilarAfterItself", {"similar", "mayor", "--after", "mayor"}, 1, "no row of this answer"},
    {"DiffAfterNoCitation", {"diff", "--from", "0", "--after", "a#b#links"}, 1, "no row of"},
    {"DiffAfterNoRelation", {"diff", "--from", "0", "--after", "mayor#bridge"}, 1, "no row of"},
    {"OutletsAfterNoPair", {"outlets", "--after", "gazette#post"}, 1, "no row of this answer"},
    {"OutletTotalsAfterNone", {"outlets", "--totals", "--after", ""}, 1, "no row of this answer"},
    {"ComponentsOfUnknown", {"components", "nobody"}, 1, "nobody"},
    {"ComponentsLimit", {"components", "--limit", "x"}, 2, "--limit"},
    {"OutletsLevel", {"outlets", "--level", "article"}, 2, "outlet or owner"},
    {"OutletsMatrix", {"outlets", "--matrix", "x"}, 2, "--matrix"},
    {"OutletsTwoQuestions", {"outlets", "--matrix", "2", "--totals"}, 2, "ask one"},
    {"TimelineBy", {"timeline", "--by", "week"}, 2, "year, month or day"},
    {"TimelineOfUnknown", {"timeline", "nobody"}, 1, "nobody"},
    {"TimelineTwoQuestions", {"timeline", "mayor", "--about", "x"}, 2, "ask one"},
    {"DiffFromWhere", {"diff"}, 2, "--from is missing"},
    {"DiffFromNever", {"diff", "--from", "yesterday"}, 2, "a batch or a date"},
    {"DiffUnknownBatch", {"diff", "--from", "2"}, 1, "there is no batch 2"},
    {"DiffUnknownMarkedBatch", {"diff", "--from", "#2021"}, 1, "there is no batch 2021"},
    {"DiffBackwards", {"diff", "--from", "1", "--to", "0"}, 2, "later than --to"},
    {"DiffIsNoPicture", {"diff", "--from", "0", "--format", "dot"}, 2, "cannot be drawn"},
    {"CoreIsNoTree", {"core", "--format", "tree"}, 2, "not a tree"},
};
INSTANTIATE_TEST_SUITE_P(, RefusedQuestion, ::testing::ValuesIn(kBadRows),
                         [](const auto& row) { return row.param.name; });

TEST(StructureOfNothing, IsAnAnswerToo) {
  const Tool tool;
  tool.import("empty.jsonl", R"({"kind":"outlet","key":"o","name":"Alone"})"
                             "\n");
  ASSERT_EQ(tool({"undo"}).code, 0);
  for (const std::vector<std::string>& words : {std::vector<std::string>{"core"},
                                                {"components"},
                                                {"outlets"},
                                                {"timeline"},
                                                {"components", "--strong"},
                                                {"outlets", "--totals"},
                                                {"outlets", "--matrix", "3"}}) {
    std::vector<std::string> json = words;
    json.insert(json.end(), {"--format", "json"});
    const Ran ran = tool(json);
    EXPECT_EQ(ran.code, 0) << words[0];
    EXPECT_EQ(ran.out, "[]\n") << words[0];
    EXPECT_THAT(ran.err, Not(IsEmpty())) << words[0];
  }
}

// ---- path ----

TEST_F(Structure, PathsAreShownStepByStep) {
  const Ran tree = tool_({"path", "mayor", "report", "--k", "5", "--format", "tree"});
  EXPECT_EQ(tree.out,
            "Mayor resigns (The Harbour Post)\n"
            "  mentions Report of the Institute\n"
            "Mayor resigns (The Harbour Post)\n"
            "  links to Bridge unsafe (The Harbour Post)\n"
            "    relays Pillar moved (Harlow Gazette)\n"
            "      is based on Report of the Institute\n");
  const nlohmann::json rows = tool_.json({"path", "bridge", "report"});
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].at("evidence"), "the Gazette said");
  EXPECT_EQ(rows[0].at("confidence"), 0.9);
}

TEST_F(Structure, MoreWaysThanAskedForAreTold) {
  EXPECT_THAT(tool_({"path", "mayor", "report", "--k", "1"}).err, HasSubstr("more paths"));
  EXPECT_THAT(tool_({"path", "mayor", "report", "--k=2"}).err, Not(HasSubstr("more paths")));
}

TEST_F(Structure, PathsInTimeSayHowCertainTheyAre) {
  EXPECT_THAT(tool_({"path", "mayor", "pillar", "--in-time"}).err, HasSubstr("certain in time"));
  EXPECT_THAT(tool_.column({"path", "mayor", "pillar", "--in-time"}, "in_time"),
              ElementsAre("certain", "certain"));
  // The report is of 2021, no more is known.
  const Ran vague = tool_({"path", "pillar", "report", "--in-time"});
  EXPECT_THAT(vague.err, HasSubstr("possible in time, not certain"));
  ASSERT_EQ(tool_({"link", "pillar", "mayor"}).code, 0);
  const Ran against = tool_({"path", "pillar", "mayor", "--in-time"});
  EXPECT_EQ(against.code, 0);
  EXPECT_THAT(against.err, HasSubstr("there is one against them: whocites path 'pillar' 'mayor'"));
}

TEST_F(Structure, WhereThereIsNoPathTheOtherWayRoundIsTried) {
  EXPECT_THAT(tool_({"path", "report", "mayor"}).err,
              HasSubstr("but the other way round: whocites path 'mayor' 'report'"));
  EXPECT_THAT(tool_({"path", "gazette", "mayor"}).err,
              HasSubstr("does not draw on Mayor resigns, as far as this store knows\n"));
  EXPECT_THAT(tool_({"path", "mayor", "mayor"}).err, HasSubstr("one and the same node"));
}

TEST_F(Structure, PathsKeepToTheFilter) {
  EXPECT_EQ(tool_.json({"path", "mayor", "report"}).size(), 1u);
  EXPECT_EQ(tool_.json({"path", "mayor", "report", "--min-confidence", "0.5"}).size(), 3u);
  ASSERT_EQ(tool_({"reject", "mayor", "bridge"}).code, 0);
  EXPECT_EQ(tool_.json({"path", "mayor", "pillar"}).size(), 0u);
  EXPECT_EQ(tool_.json({"path", "mayor", "pillar", "--include-rejected"}).size(), 2u);
}

// ---- common, similar ----

TEST_F(Structure, CommonSourcesShowTheSentencesOfBoth) {
  const nlohmann::json rows = tool_.json({"common", "mayor", "pillar"});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at("key"), "report");
  EXPECT_EQ(rows[0].at("cited_by"), 2);
  EXPECT_EQ(rows[0].at("a_relation"), "mentions");
  EXPECT_EQ(rows[0].at("a_evidence"), nullptr);
  EXPECT_EQ(rows[0].at("b_evidence"), "the report says");
  EXPECT_THAT(tool_({"common", "mayor", "pillar"}).err,
              HasSubstr("Mayor resigns and Pillar moved both cite 1 node"));
}

TEST_F(Structure, OutletsHaveInCommonWhatTheirArticlesCite) {
  EXPECT_THAT(tool_.column({"common", "post", "gazette"}, "key"), ElementsAre("report"));
}

TEST_F(Structure, CommonWorksBothWays) {
  EXPECT_THAT(tool_.column({"common", "report", "bridge", "--cited-by"}, "key"),
              ElementsAre("mayor"));
  EXPECT_THAT(tool_({"common", "report", "bridge"}).err, HasSubstr("cite nothing in common"));
  EXPECT_THAT(tool_({"common", "mayor", "bridge", "--cited-by"}).err,
              HasSubstr("nothing in this store cites both"));
}

TEST_F(Structure, WhatTheFewestCiteComesFirstInCommon) {
  for (const char* from : {"mayor", "pillar"}) {
    ASSERT_EQ(tool_({"link", from, "A rumour"}).code, 0);
  }
  ASSERT_EQ(tool_({"link", "bridge", "report"}).code, 0);
  EXPECT_THAT(tool_.column({"common", "mayor", "pillar"}, "key"),
              ElementsAre("publication:a-rumour", "report"));
}

TEST_F(Structure, SimilarSaysByWhatAndHowMuch) {
  const nlohmann::json rows = tool_.json({"similar", "mayor", "--by", "coupling", "--shared"});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at("key"), "pillar");
  EXPECT_EQ(rows[0].at("shared"), 1);
  EXPECT_EQ(rows[0].at("similarity"), 0.577);
  EXPECT_THAT(rows[0].at("shared_keys"), ElementsAre("report"));
  EXPECT_EQ(tool_.json({"similar", "mayor", "--by", "adamic-adar"})[0].at("weight"), 1.443);
  EXPECT_THAT(tool_.column({"similar", "report"}, "key"),
              ElementsAre("bridge", "publication:a-rumour"));
  EXPECT_THAT(tool_({"similar", "gazette"}).err, HasSubstr("nothing is like Harlow Gazette"));
  EXPECT_THAT(tool_({"similar", "mayor", "--by", "coupling", "--hub", "1"}).err,
              HasSubstr("passed over 1 hub with more than 1 citations"));
}

TEST_F(Structure, TheseAreDrawn) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"path", "mayor", "report", "--k", "3"},
        {"common", "mayor", "pillar"},
        {"similar", "mayor", "--by", "coupling"}}) {
    std::vector<std::string> drawn = words;
    drawn.insert(drawn.end(), {"--format", "dot"});
    const Ran ran = tool_(drawn);
    EXPECT_EQ(ran.code, 0) << words[0];
    for (const char* label : {"Mayor resigns", "Report of the Institute", "Pillar moved"}) {
      EXPECT_THAT(ran.out, HasSubstr(label)) << words[0];
    }
    drawn = words;
    drawn.insert(drawn.end(), {"--svg", tool_.path("x.svg")});
    EXPECT_EQ(tool_(drawn).code, 0) << words[0];
  }
}

// ---- core, components ----

TEST_F(Structure, TheCoreComesFirst) {
  const nlohmann::json rows = tool_.json({"core"});
  EXPECT_EQ(rows.size(), 7u);
  EXPECT_EQ(rows[0].at("core"), 2);
  EXPECT_EQ(rows[6].at("core"), 0);
  EXPECT_THAT(tool_({"core"}).err,
              HasSubstr("the innermost core: 4 nodes, each tied at least 2 times"));
  EXPECT_EQ(tool_.json({"core", "--kind", "article"}).size(), 5u);  // and their two outlets
}

TEST_F(Structure, ComponentsAreCountedAndLookedInto) {
  const nlohmann::json rows = tool_.json({"components"});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at("size"), 5);
  EXPECT_THAT(
      tool_({"components"}).err,
      HasSubstr("1 part hangs together by citations; the largest has 5 nodes of 7 (71.4 %); "
                "2 nodes without any"));
  EXPECT_EQ(tool_.json({"components", "--alone"}).size(), 3u);
  EXPECT_THAT(tool_.column({"components", "report"}, "key"),
              ElementsAre("bridge", "pillar", "mayor", "report", "publication:a-rumour"));
  EXPECT_THAT(tool_({"components", "post"}).err,
              HasSubstr("The Harbour Post is in component 2, of 1 node"));
}

TEST_F(Structure, StrongComponentsAreCircles) {
  EXPECT_THAT(tool_({"components", "--strong"}).err, HasSubstr("no circles"));
  ASSERT_EQ(tool_({"link", "pillar", "bridge"}).code, 0);
  EXPECT_THAT(tool_({"components", "--strong"}).err,
              HasSubstr("1 group draws on one another in circles"));
  EXPECT_EQ(tool_.json({"components", "--strong"})[0].at("keys"),
            nlohmann::json({"bridge", "pillar"}));
}

// ---- outlets ----

TEST_F(Structure, OutletsSayWhoIsCitedBackAndHowMuchIsTheirOwn) {
  ASSERT_EQ(tool_({"link", "pillar", "mayor"}).code, 0);
  const nlohmann::json rows = tool_.json({"outlets"});
  for (const nlohmann::json& row : rows) {
    const bool between = row.at("citing_key") != nullptr && row.at("cited_key") != nullptr &&
                         row.at("citing_key") != row.at("cited_key");
    EXPECT_EQ(row.at("cited_back"), between ? nlohmann::json(1) : nlohmann::json());
  }
  EXPECT_EQ(rows.size(), 5u);
  const nlohmann::json totals = tool_.json({"outlets", "--totals"});
  ASSERT_EQ(totals.size(), 2u);
  EXPECT_EQ(totals[0].at("key"), "post");
  EXPECT_EQ(totals[0].at("cites"), 4);
  EXPECT_EQ(totals[0].at("cites_itself"), 1);
  EXPECT_EQ(totals[0].at("self_share"), 0.25);
}

TEST_F(Structure, TheMatrixIsSquareAndASpreadsheet) {
  EXPECT_EQ(tool_({"outlets", "--matrix", "2", "--format", "csv"}).out,
            "citing,post,gazette\r\npost,1,1\r\ngazette,0,0\r\n");
  EXPECT_EQ(tool_({"outlets", "--matrix", "1", "--format", "csv"}).out,
            "citing,post\r\npost,1\r\n");
  EXPECT_EQ(tool_.json({"outlets", "--matrix", "0"}).size(), 0u);
}

TEST(ManyOutlets, AreListedOnlyAsFarAsAsked) {
  const Tool tool;
  std::string lines;
  std::string cites;
  constexpr int kCount = 101;
  for (int i = 0; i < kCount; ++i) cites += (i == 0 ? "\"a" : ",\"a") + std::to_string(i) + "\"";
  for (int i = 0; i < kCount; ++i) {
    const std::string number = std::to_string(i);
    lines += R"({"kind":"outlet","key":"o)" + number + R"(","name":"Outlet )" + number + "\"}\n";
    lines += R"({"kind":"article","key":"a)" + number + R"(","outlet":"o)" + number +
             R"(","cites":[)" + cites + "]}\n";
  }
  tool.import("many.jsonl", lines);
  const Ran some = tool({"outlets", "--limit", "2", "--format", "csv"});
  EXPECT_THAT(some.err, HasSubstr("10199 more rows; go on with --after 'o0#o1'"));
  EXPECT_THAT(tool.column({"outlets", "--limit", "2", "--after", "o0#o1"}, "cited_key"),
              ElementsAre("o2", "o3"));
  EXPECT_EQ(tool.json({"outlets"}).size(), 10201u);
}

TEST_F(Structure, OwnersAreCountedForTheirOutlets) {
  ASSERT_EQ(tool_({"add", "organization", "--key", "group", "--name", "Harbour Group"}).code, 0);
  for (const char* outlet : {"post", "gazette"}) {
    ASSERT_EQ(tool_({"set", outlet, "--part-of", "group"}).code, 0);
  }
  const nlohmann::json rows = tool_.json({"outlets", "--level", "owner"});
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].at("citing_key"), "group");
  EXPECT_EQ(rows[0].at("cited_key"), nullptr);
  EXPECT_EQ(rows[1].at("cited_key"), "group");
  EXPECT_EQ(rows[1].at("citations"), 2);
}

// ---- timeline ----

TEST_F(Structure, TimelinesCountApartWhatIsNotKnownWell) {
  EXPECT_THAT(tool_.column({"timeline"}, "period"),
              ElementsAre("2021", "2021-03", "2021-04", "null"));
  EXPECT_THAT(tool_.column({"timeline", "--by", "day"}, "period"),
              ElementsAre("2021", "2021-03-10", "2021-03-12", "2021-04", "null"));
  EXPECT_THAT(tool_({"timeline"}).err,
              HasSubstr("3 articles and 2 publications, from 2021 to 2021-04; 1 without"));
}

TEST_F(Structure, TimelinesFollowWhatDrawsOnANode) {
  EXPECT_THAT(tool_.column({"timeline", "pillar"}, "articles"), ElementsAre("2", "1"));
  EXPECT_THAT(tool_({"timeline", "pillar"}).err,
              HasSubstr("that are or draw on Pillar moved, directly or through others"));
  EXPECT_THAT(tool_.column({"timeline", "gazette"}, "articles"), ElementsAre("2", "1"));
  EXPECT_THAT(tool_.column({"timeline", "--about", "Mayor"}, "period"), ElementsAre("2021-04"));
  EXPECT_EQ(tool_.json({"timeline", "--about", "Mayor", "--until", "2021-03"}).size(), 0u);
  EXPECT_THAT(tool_({"timeline", "--about", "zebra"}).err,
              HasSubstr("nothing published is or draws on 'zebra'"));
  const nlohmann::json rows = tool_.json({"timeline", "--per-outlet", "--by", "year"});
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0].at("outlet"), "The Harbour Post");
  EXPECT_EQ(rows[0].at("articles"), 2);
}

// ---- diff ----

TEST_F(Structure, DiffTellsWhatBatchesBroughtAndTook) {
  ASSERT_EQ(tool_({"link", "bridge", "report"}).code, 0);
  ASSERT_EQ(tool_({"reject", "mayor", "bridge"}).code, 0);
  const nlohmann::json rows = tool_.json({"diff", "--from", "1"});
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].at("change"), "came");
  EXPECT_EQ(rows[0].at("node_key"), "bridge");
  EXPECT_EQ(rows[1].at("change"), "judged");
  EXPECT_EQ(rows[1].at("verdict_before"), nullptr);
  EXPECT_EQ(rows[1].at("verdict_after"), "rejected");
  EXPECT_THAT(tool_.column({"diff", "--from", "0", "--to", "1", "--limit", "3"}, "what"),
              ElementsAre("outlet", "outlet", "article"));
  EXPECT_EQ(tool_.json({"diff", "--from", "2", "--to", "2"}).size(), 0u);
  ASSERT_EQ(tool_({"forget", "1"}).code, 0);
  const Ran went = tool_({"diff", "--from", "3"});
  EXPECT_THAT(went.err, HasSubstr("0 nodes came, 7 went; 0 citations came, 6 went, 0 judged"));
  EXPECT_THAT(went.out, HasSubstr("Bridge unsafe"));
}

TEST_F(Structure, DiffTakesDatesToo) {
  EXPECT_EQ(tool_.json({"diff", "--from", "2023-11-13"}).size(), 12u);
  EXPECT_EQ(tool_.json({"diff", "--from", "2023-11-14"}).size(), 0u);
  EXPECT_EQ(tool_.json({"diff", "--from", "2020", "--to", "2022"}).size(), 0u);
}

}  // namespace
}  // namespace whocites::testing
