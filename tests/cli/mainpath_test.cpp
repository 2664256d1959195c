// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "tests/support/refused.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class MainPathOfHarbour : public ::testing::Test {
 protected:
  MainPathOfHarbour() { tool_.import("harbour.jsonl", kHarbour); }
  std::vector<std::string> names(std::vector<std::string> words) const {
    return tool_.column(std::move(words), "name");
  }
  const Tool tool_;
};

TEST_F(MainPathOfHarbour, RunsFromTheOldestToTheNewest) {
  // Three chains: from the report through the Gazette and the bridge, from it directly, from the
  // rumour. Each first citation is on one of them, and the report is the lowest source.
  const nlohmann::json rows = tool_.json({"mainpath", "--global"});
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(rows[0].at("name"), "Report of the Institute");
  EXPECT_EQ(rows[0].at("date"), "2021");
  EXPECT_TRUE(rows[0].at("by").is_null());
  EXPECT_TRUE(rows[0].at("share").is_null());
  EXPECT_EQ(rows[1].at("name"), "Pillar moved (Harlow Gazette)");
  EXPECT_EQ(rows[1].at("by"), "is based on");
  EXPECT_EQ(rows[1].at("evidence"), "the report says");
  EXPECT_EQ(rows[1].at("chains"), "1");
  EXPECT_EQ(rows[1].at("share"), "33.3 %");
  EXPECT_EQ(rows[2].at("keys"), (nlohmann::json{"bridge"}));
  EXPECT_EQ(rows[3].at("keys"), (nlohmann::json{"mayor"}));
}

TEST_F(MainPathOfHarbour, BeginsWithAVerdict) {
  const Ran ran = tool_({"mainpath", "--global"});
  EXPECT_THAT(ran.err,
              ::testing::StartsWith(
                  "the main line runs from Report of the Institute (2021) to Mayor resigns (The "
                  "Harbour Post) (2021-04) in 3 citations; of 3 chains from what cites nothing to "
                  "what nothing cites, up to 33.3 % share one of them\n"));
}

TEST_F(MainPathOfHarbour, WeighsInThreeWays) {
  // Four chains of the report's line end at the mayor from anywhere on it, two more begin
  // elsewhere.
  EXPECT_EQ(tool_.json({"mainpath", "--by", "splc", "--global"})[3].at("chains"), "3");
  EXPECT_EQ(tool_.json({"mainpath", "--by", "spnp", "--global"})[1].at("chains"), "3");
  EXPECT_EQ(tool_.json({"mainpath", "--by", "spc", "--key-route"})[1].at("chains"), "1");
}

TEST_F(MainPathOfHarbour, IsCutAtEitherEnd) {
  EXPECT_THAT(tool_.column({"mainpath", "--from", "pillar"}, "name"),
              ElementsAre("Pillar moved (Harlow Gazette)", "Bridge unsafe (The Harbour Post)",
                          "Mayor resigns (The Harbour Post)"));
  EXPECT_THAT(tool_.column({"mainpath", "--to", "bridge"}, "name"),
              ElementsAre("Report of the Institute", "Pillar moved (Harlow Gazette)",
                          "Bridge unsafe (The Harbour Post)"));
  EXPECT_THAT(tool_.column({"mainpath", "--from", "pillar", "--to", "bridge"}, "name"),
              ElementsAre("Pillar moved (Harlow Gazette)", "Bridge unsafe (The Harbour Post)"));
}

TEST_F(MainPathOfHarbour, SaysWhyThereIsNone) {
  EXPECT_EQ(tool_({"mainpath", "--from", "mayor"}).err,
            "no main path: nothing draws on the one of --from\n");
  EXPECT_EQ(tool_({"mainpath", "--to", "report"}).err,
            "no main path: the one of --to draws on nothing\n");
  EXPECT_EQ(tool_({"mainpath", "--from", "mayor", "--to", "report"}).err,
            "no main path: the one of --to does not draw on the one of --from\n");
  EXPECT_EQ(tool_({"mainpath", "--kind", "outlet"}).err,
            "no main path: nothing here cites anything but itself\n");
  EXPECT_EQ(tool_({"mainpath", "--from", "mayor", "--format", "json"}).out, "[]\n");
}

TEST_F(MainPathOfHarbour, CountsALoopAsOneStep) {
  ASSERT_EQ(tool_({"link", "pillar", "bridge"}).code, 0);
  const nlohmann::json rows = tool_.json({"mainpath", "--global"});
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[1].at("name"), "Bridge unsafe (The Harbour Post) ↔ Pillar moved (Harlow Gazette)");
  EXPECT_EQ(rows[1].at("date"), "2021-03-12 ↔ 2021-03-10");
  EXPECT_EQ(rows[1].at("keys"), (nlohmann::json{"bridge", "pillar"}));
  EXPECT_THAT(tool_({"mainpath"}).err,
              HasSubstr("1 loop of 2 that cite one another counts as one step each"));
}

TEST_F(MainPathOfHarbour, IsDrawn) {
  const std::string svg = tool_.path("m.svg");
  EXPECT_EQ(tool_({"mainpath", "--global", "--svg", svg}).code, 0);
  EXPECT_THAT(read_file(svg), HasSubstr("Pillar moved"));
}

TEST_F(MainPathOfHarbour, ObeysFilters) {
  EXPECT_THAT(tool_.column({"mainpath", "--kind", "article"}, "keys").size(), 3U);
  EXPECT_TRUE(tool_.json({"mainpath", "--relation", "disputes"}).empty());
}

TEST_F(MainPathOfHarbour, IsPaged) {
  EXPECT_THAT(names({"mainpath", "--global", "--limit", "1", "--after", "pillar"}),
              ElementsAre("Bridge unsafe (The Harbour Post)"));
}

class MainPathRefuses : public ::testing::TestWithParam<Refused> {};

TEST_P(MainPathRefuses, What) {
  const Tool tool;
  tool.import("harbour.jsonl", kHarbour);
  expect_refused(tool, GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Rows, MainPathRefuses,
    ::testing::Values(
        Refused{"Weight", {"mainpath", "--by", "spx"}, 2, "--by takes spc, splc or spnp"},
        Refused{"NoWeight", {"mainpath", "--by"}, 2, "needs a value"},
        Refused{"TwoSearches", {"mainpath", "--global", "--key-route"}, 2, "exclude each other"},
        Refused{"From", {"mainpath", "--from", "nobody knows"}, 1, "nobody knows"},
        Refused{"To", {"mainpath", "--to", "nobody knows"}, 1, "nobody knows"},
        Refused{"Word", {"mainpath", "mayor"}, 2, "takes no further word"},
        Refused{"After", {"mainpath", "--after", "rumour"}, 1, "no row of this answer"},
        Refused{"Tree", {"mainpath", "--format", "tree"}, 2, "not a tree"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace whocites::testing
