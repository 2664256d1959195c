// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// b is cited by three, c by b alone; O prints a and b, P the others, and Q owns both.
constexpr const char* kCase = R"(
{"kind":"outlet","key":"q","name":"The Group"}
{"kind":"outlet","key":"o","name":"The Post","part_of":"q"}
{"kind":"outlet","key":"p","name":"The Gazette","part_of":"q"}
{"kind":"article","key":"a","title":"Fire, says report","outlet":"o","date":"2021-03-02","cites":["b"]}
{"kind":"article","key":"b","title":"The report","outlet":"o","date":"2021-03-01","cites":["c"]}
{"kind":"article","key":"c","title":"The figures","outlet":"p","date":"2021"}
{"kind":"article","key":"d","title":"Fire again","outlet":"p","cites":["b"]}
{"kind":"article","key":"e","title":"Fire once more","outlet":"p","cites":["b"]}
)";

class Rank : public ::testing::Test {
 protected:
  Rank() { tool_.import("case.jsonl", kCase); }
  std::vector<std::string> keys(std::vector<std::string> words) const {
    words.insert(words.begin(), "rank");
    return tool_.column(words, "key");
  }
  const Tool tool_;
};

TEST_F(Rank, OrdersByEachMeasure) {
  EXPECT_THAT(keys({"--by", "in-degree"}), ElementsAre("b", "c"));
  EXPECT_THAT(keys({"--by", "katz", "--limit", "2"}), ElementsAre("c", "b"));
  EXPECT_THAT(keys({"--by", "pagerank", "--limit", "2"}), ElementsAre("c", "b"));
  EXPECT_THAT(keys({"--limit", "2"}), ElementsAre("c", "b"));
  EXPECT_THAT(keys({"--by", "cheirank", "--limit", "1"}), ElementsAre("b"));
  EXPECT_THAT(keys({"--by", "hits", "--limit", "1"}), ElementsAre("b"));
  EXPECT_THAT(keys({"--by", "hubs", "--limit", "3"}), ElementsAre("a", "d", "e"));
  EXPECT_THAT(keys({"--by", "betweenness"}), ElementsAre("b"));
  EXPECT_THAT(keys({"--by", "closeness"}), ElementsAre("b", "c"));
  EXPECT_THAT(keys({"--by", "harmonic"}), ElementsAre("b", "c"));
}

TEST_F(Rank, TellsTheValueExactly) {
  const nlohmann::json first = tool_.json({"rank", "--by", "in-degree"})[0];
  EXPECT_EQ(first.at("place"), 1);
  EXPECT_EQ(first.at("value"), 3);
  EXPECT_EQ(first.at("name"), "The report");
  EXPECT_EQ(first.at("outlet"), "The Post");
  EXPECT_EQ(first.at("date"), "2021-03-01");
  EXPECT_EQ(first.at("kind"), "article");
  EXPECT_EQ(first.at("margin"), nullptr);
  // Of 7 × 6 ordered pairs of others three lead through b.
  EXPECT_DOUBLE_EQ(tool_.json({"rank", "--by", "betweenness"})[0].at("value"), 3.0 / 42);
  const nlohmann::json hits = tool_.json({"rank", "--by", "hits"});
  EXPECT_NEAR(hits[0].at("value"), 1, 1e-9);
  EXPECT_NEAR(hits[0].at("hub"), 0, 1e-9);
  EXPECT_EQ(hits[0].at("authority"), nullptr);
}

TEST_F(Rank, PeopleReadFourDigitsAndWhatTheyMean) {
  const Ran ran = tool_({"rank", "--by", "betweenness"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, HasSubstr("0.07143"));
  EXPECT_THAT(ran.out, Not(HasSubstr("0.071428")));
  EXPECT_THAT(ran.err, HasSubstr("first: The report (The Post), on the shortest chains between"));
  EXPECT_THAT(ran.err, HasSubstr("exact, from all 8"));
  EXPECT_THAT(ran.err, HasSubstr("next: whocites neighbors b"));
  EXPECT_THAT(tool_({"rank", "--by", "in-degree"}).err,
              HasSubstr("cited 3 times, of 4 citations in all"));
  EXPECT_THAT(tool_({"--quiet", "rank"}).err, IsEmpty());
}

TEST_F(Rank, CountsForOutletsAndOwners) {
  // a and b are one outlet, which two articles of the other cite, and which cites it once.
  const nlohmann::json outlets = tool_.json({"rank", "--level", "outlet", "--by", "in-degree"});
  ASSERT_EQ(outlets.size(), 2U);
  EXPECT_EQ(outlets[0].at("key"), "o");
  EXPECT_EQ(outlets[0].at("value"), 2);
  EXPECT_EQ(outlets[1].at("key"), "p");
  EXPECT_EQ(outlets[1].at("value"), 1);
  const Ran owners = tool_({"rank", "--level", "owner", "--by", "in-degree"});
  EXPECT_EQ(owners.code, 0);
  EXPECT_THAT(owners.out, IsEmpty());
  EXPECT_THAT(owners.err, HasSubstr("nothing to rank"));
  EXPECT_THAT(tool_({"rank", "--level", "outlet"}).err, HasSubstr("counts for itself"));
}

TEST_F(Rank, GoesOnWhereItWasCut) {
  const auto all = keys({});
  ASSERT_EQ(all.size(), 8U);  // every node has a PageRank
  const Ran cut = tool_({"rank", "--limit", "3"});
  EXPECT_THAT(cut.err, HasSubstr("more rows; go on with --after " + all[2]));
  const nlohmann::json next = tool_.json({"rank", "--limit", "3", "--after", all[2]});
  ASSERT_EQ(next.size(), 3U);
  EXPECT_EQ(next[0].at("key"), all[3]);
  EXPECT_EQ(next[0].at("place"), 4);
  EXPECT_EQ(next[2].at("key"), all[5]);
  EXPECT_THAT(keys({"--after", all[7]}), IsEmpty());
  EXPECT_THAT(tool_({"rank", "--after", all[2]}).err, Not(HasSubstr("first:")));
}

TEST_F(Rank, LooksAtWhatTheFilterLeaves) {
  EXPECT_THAT(keys({"--by", "in-degree", "--until", "2021-03-02", "--kind", "article"}),
              ElementsAre("b"));
  EXPECT_EQ(tool_.json({"rank", "--by", "in-degree", "--until", "2021-03-02"})[0].at("value"), 1);
  EXPECT_THAT(keys({"--by", "in-degree", "--relation", "quotes"}), IsEmpty());
}

TEST_F(Rank, DrawsWhatItShows) {
  const std::string path = tool_.path("rank.svg");
  EXPECT_EQ(tool_({"rank", "--by", "in-degree", "--svg", path}).code, 0);
  std::ifstream file(path);
  const std::string svg{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(svg, HasSubstr("The figures"));
  EXPECT_THAT(svg, Not(HasSubstr("Fire again")));
  EXPECT_THAT(tool_({"--format", "dot", "rank", "--by", "in-degree"}).out, HasSubstr("->"));
  EXPECT_EQ(tool_({"rank", "--level", "outlet", "--svg", path}).code, 0);
}

TEST_F(Rank, EstimatesHaveAMarginAndAreTheSameForOneSeed) {
  const std::vector<std::string> words = {"rank",   "--by", "harmonic",  "--samples", "4",
                                          "--seed", "7",    "--threads", "3"};
  const nlohmann::json rows = tool_.json(words);
  ASSERT_FALSE(rows.empty());
  EXPECT_TRUE(rows[0].at("margin").is_number());
  auto alone = words;
  alone.back() = "1";
  EXPECT_EQ(tool_.json(alone), rows);
  EXPECT_THAT(tool_(words).err, HasSubstr("estimated from 4 of 8"));
  EXPECT_THAT(tool_(words).err, HasSubstr("too rough to tell who is first"));
  EXPECT_THAT(tool_({"rank", "--by", "harmonic", "--exact"}).err, HasSubstr("exact"));
}

TEST_F(Rank, SaysWhenItHasNotConverged) {
  EXPECT_THAT(tool_({"rank"}).err, HasSubstr("damping 0.85: converged after"));
  const Ran ran = tool_({"rank", "--rounds", "1"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("NOT converged after 1 round"));
  EXPECT_THAT(tool_({"rank", "--by", "katz", "--alpha", "0.5"}).err, HasSubstr("alpha 0.5"));
}

TEST_F(Rank, OtherFormats) {
  EXPECT_THAT(tool_({"--format", "csv", "rank", "--by", "betweenness"}).out,
              HasSubstr("0.07142857142857142"));
  EXPECT_EQ(tool_({"--format", "tree", "rank"}).code, 2);
}

struct Bad {
  const char* name;
  std::vector<std::string> words;
  int code;
  const char* message;
  bool needs_store = false;
};
void PrintTo(const Bad& row, std::ostream* os) { *os << row.name; }

class RankRefuses : public ::testing::TestWithParam<Bad> {};

TEST_P(RankRefuses, WithAReason) {
  const Tool tool;
  if (GetParam().needs_store) tool.import("case.jsonl", kCase);
  std::vector<std::string> words = GetParam().words;
  words.insert(words.begin(), "rank");
  const Ran ran = tool(words);
  EXPECT_EQ(ran.code, GetParam().code);
  EXPECT_THAT(ran.err, HasSubstr(GetParam().message));
  EXPECT_THAT(ran.out, IsEmpty());
}

const Bad kBad[] = {
    {"Measure", {"--by", "fame"}, 2, "measures: pagerank, cheirank"},
    {"NoMeasure", {"--by", ""}, 2, "--by does not know ''"},
    {"Level", {"--level", "country"}, 2, "article, outlet or owner"},
    {"Damping", {"--damping", "1"}, 2, "from 0 to below 1"},
    {"NegativeDamping", {"--damping", "-0.1"}, 2, "from 0 to below 1"},
    {"DampingIsNoNumber", {"--damping", "high"}, 2, "--damping takes a number"},
    {"DampingOfAnother", {"--by", "katz", "--damping", "0.5"}, 2, "goes with pagerank, cheirank"},
    {"AlphaOfAnother", {"--alpha", "0.5"}, 2, "--alpha means nothing for pagerank"},
    {"NegativeAlpha", {"--by", "katz", "--alpha", "-1"}, 2, "not negative"},
    {"InfiniteAlpha", {"--by", "katz", "--alpha", "inf"}, 2, "finite"},
    {"Rounds", {"--rounds", "0"}, 2, "from 1 on"},
    {"RoundsOfAnother", {"--by", "in-degree", "--rounds", "5"}, 2, "means nothing"},
    {"Samples", {"--by", "closeness", "--samples", "0"}, 2, "from 1 on"},
    {"SamplesOfAnother", {"--samples", "5"}, 2, "betweenness, closeness, harmonic"},
    {"SamplesAndExact",
     {"--by", "closeness", "--samples", "5", "--exact"},
     2,
     "contradict each other"},
    {"Threads", {"--threads", "0"}, 2, "--threads takes a number from 1 to 1024", true},
    {"Seed", {"--seed", "x"}, 2, "--seed takes a whole number", true},
    {"Word", {"a"}, 2, "takes no further word"},
    {"Outlet", {"--outlet", "The Daily Nothing"}, 1, "The Daily Nothing", true},
    {"After", {"--after", "nobody"}, 1, "no row of this answer", true},
    {"AfterWhatHasNoPlace",
     {"--by", "in-degree", "--after", "a"},
     1,
     "no row of this answer",
     true},
    {"AfterWhatCountsForAnother", {"--level", "outlet", "--after", "a"}, 1, "no row of this", true},
};
INSTANTIATE_TEST_SUITE_P(, RankRefuses, ::testing::ValuesIn(kBad),
                         [](const auto& row) { return row.param.name; });

TEST(RankOf, NothingIsNothing) {
  const Tool tool;
  EXPECT_EQ(tool({"rank"}).code, 1);  // no store
  ASSERT_EQ(tool({"add", "article", "--key", "a", "--title", "Alone"}).code, 0);
  EXPECT_EQ(tool.json({"rank", "--by", "in-degree"}), nlohmann::json::array());
  EXPECT_EQ(tool.json({"rank", "--by", "hits"}), nlohmann::json::array());
  EXPECT_EQ(tool.json({"rank", "--by", "closeness"}), nlohmann::json::array());
  EXPECT_EQ(tool.json({"rank"})[0].at("value"), 1);
}

}  // namespace
}  // namespace whocites::testing
