// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using ::testing::UnorderedElementsAreArray;

struct FilterCase {
  const char* name;
  std::vector<std::string> words;
  std::vector<std::string> keys;
};
void PrintTo(const FilterCase& row, std::ostream* os) { *os << row.name; }

class Filtered : public ::testing::TestWithParam<FilterCase> {};

TEST_P(Filtered, Keys) {
  const Tool tool;
  tool.import("harbour.jsonl", kHarbour);
  ASSERT_EQ(tool({"reject", "mayor", "bridge"}).code, 0);
  EXPECT_THAT(tool.column(GetParam().words, "key"), UnorderedElementsAreArray(GetParam().keys));
}

const std::string kRumour = "publication:a-rumour";
const FilterCase kFilters[] = {
    {"Kind", {"list", "--kind", "outlet"}, {"post", "gazette"}},
    {"TwoKinds",
     {"list", "--kind", "outlets", "--kind", "publication"},
     {"post", "gazette", "report", kRumour}},
    {"Relation", {"cites", "mayor", "--relation", "mentions"}, {"report", kRumour}},
    {"OtherRelation", {"cites", "mayor", "--relation", "quotes"}, {}},
    {"TwoRelations",
     {"cites", "bridge", "--relation", "quotes", "--relation", "reports"},
     {"pillar"}},
    {"Outlet", {"list", "articles", "--outlet", "gazette"}, {"pillar"}},
    {"TwoOutlets",
     {"list", "articles", "--outlet", "gazette", "--outlet", "The Harbour Post"},
     {"pillar", "bridge", "mayor"}},
    {"Since", {"list", "articles", "--since", "2021-03-12"}, {"bridge", "mayor"}},
    {"Until", {"list", "articles", "--until", "2021-03-12"}, {"bridge", "pillar"}},
    {"SinceUntil", {"list", "articles", "--since", "2021-03-11", "--until", "2021-03"}, {"bridge"}},
    {"YearIsNotWithin", {"list", "publications", "--since", "2021-03"}, {}},
    {"Undated",
     {"list", "publications", "--since", "2021", "--include-undated"},
     {"report", kRumour}},
    {"Dated", {"list", "publications", "--since", "2021"}, {"report"}},
    {"MinConfidence", {"cites", "mayor", "--min-confidence", "0.5"}, {kRumour}},
    {"LowConfidence", {"cites", "mayor", "--min-confidence", "0.4"}, {kRumour, "report"}},
    {"RejectedLeftOut", {"cites", "mayor"}, {kRumour, "report"}},
    {"Rejected", {"cites", "mayor", "--include-rejected"}, {kRumour, "report", "bridge"}},
    {"AsOfBefore", {"list", "--as-of", "2020"}, {}},
    {"AsOfAfter", {"list", "outlets", "--as-of", "2024"}, {"post", "gazette"}},
    {"TraceFiltered",
     {"neighbors", "mayor", "--depth", "5", "--direction", "cites", "--min-confidence", "0.5"},
     {kRumour}},
};
INSTANTIATE_TEST_SUITE_P(, Filtered, ::testing::ValuesIn(kFilters),
                         [](const auto& row) { return row.param.name; });

class Question : public ::testing::Test {
 protected:
  Question() { tool_.import("harbour.jsonl", kHarbour); }
  const Tool tool_;
};

TEST_F(Question, OutletsHaveTheCitationsOfTheirArticles) {
  const nlohmann::json rows = tool_.json({"cites", "post"});
  ASSERT_EQ(rows.size(), 4u);
  for (const nlohmann::json& row : rows) {
    const std::string through = row.at("key") == "pillar" ? "Bridge unsafe" : "Mayor resigns";
    EXPECT_EQ(row.at("through"), through);
  }
  EXPECT_EQ(tool_.json({"cites", "bridge"})[0].at("through"), nullptr);
}

TEST_F(Question, FindsEveryShortestPath) {
  ASSERT_EQ(tool_({"link", "mayor", "pillar"}).code, 0);
  ASSERT_EQ(tool_({"link", "bridge", "gazette"}).code, 0);
  ASSERT_EQ(tool_({"link", "pillar", "gazette"}).code, 0);
  EXPECT_THAT(tool_.column({"path", "mayor", "gazette"}, "path"), ElementsAre("1", "1"));
  EXPECT_THAT(tool_.column({"path", "mayor", "gazette", "--all-shortest"}, "path"),
              ElementsAre("1", "1", "2", "2"));
}

TEST_F(Question, FindsCircles) {
  ASSERT_EQ(tool_({"link", "pillar", "bridge"}).code, 0);
  const nlohmann::json rows = tool_.json({"circles"});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at("size"), 2);
  EXPECT_THAT(rows[0].at("members"), UnorderedElementsAre("bridge", "pillar"));
  EXPECT_EQ(tool_.column({"trace", "mayor"}, "end")[0], "primary source");
}

TEST_F(Question, TracesToEveryEnd) {
  const nlohmann::json rows = tool_.json({"trace", "mayor"});
  ASSERT_EQ(rows.size(), 2u);
  for (const nlohmann::json& row : rows) {
    const bool rumour = row.at("end") == "unresolved";
    EXPECT_EQ(row.at("keys"), nlohmann::json::array({rumour ? kRumour : "report"}));
    EXPECT_EQ(row.at("chains"), rumour ? "1" : "2");
  }
}

TEST_F(Question, TellsUnknownsAsNull) {
  const nlohmann::json node = tool_.json({"show", kRumour});
  EXPECT_TRUE(node.is_object());
  EXPECT_EQ(node.at("date"), nullptr);
  EXPECT_EQ(node.at("unresolved"), true);
  EXPECT_THAT(node.at("authors"), IsEmpty());
}

TEST_F(Question, ExplainsWithPlaceAndBatch) {
  const nlohmann::json rows = tool_.json({"explain", "bridge", "pillar"});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at("says"), "the Gazette said");
  EXPECT_EQ(rows[0].at("place"), "b.txt:7");
  EXPECT_EQ(rows[0].at("batch"), 1);
  EXPECT_EQ(rows[0].at("who"), "ana");
  EXPECT_EQ(rows[0].at("confidence"), 0.9);
}

// Goes page by page with the cursor that the remark gives.
std::vector<std::string> paged(const Tool& tool, std::vector<std::string> words, std::size_t size) {
  words.insert(words.end(), {"--format", "ndjson", "--limit", std::to_string(size)});
  std::vector<std::string> lines;
  std::vector<std::string> page = words;
  for (int guard = 0; guard < 50; ++guard) {
    const Ran ran = tool(page);
    EXPECT_EQ(ran.code, 0) << ::testing::PrintToString(ran);
    for (std::string_view line : split(ran.out, '\n')) {
      if (!line.empty()) lines.emplace_back(line);
    }
    const std::string lead = "--after ";
    const std::size_t at = ran.err.find(lead);
    if (at == std::string::npos) return lines;
    std::string cursor = ran.err.substr(at + lead.size());
    cursor = cursor.substr(0, cursor.find('\n'));
    std::erase(cursor, '\'');
    page = words;
    page.insert(page.end(), {"--after", cursor});
  }
  ADD_FAILURE() << "the pages do not end";
  return lines;
}

TEST_F(Question, PagesShowEachRowOnce) {
  ASSERT_EQ(tool_({"note", "bridge", "x"}).code, 0);
  ASSERT_EQ(tool_({"link", "pillar", "bridge"}).code, 0);
  const std::vector<std::string> questions[] = {{"list"},
                                                {"search", "r"},
                                                {"cites", "post"},
                                                {"cited-by", "report"},
                                                {"log"},
                                                {"explain", "mayor"},
                                                {"outlets"},
                                                {"outlets", "--totals"},
                                                {"core"},
                                                {"components", "--alone"},
                                                {"components", "mayor"},
                                                {"common", "mayor", "pillar"},
                                                {"similar", "report"},
                                                {"timeline", "--per-outlet"},
                                                {"diff", "--from", "0"},
                                                {"neighbors", "mayor", "--depth", "4"},
                                                {"stats"},
                                                {"path", "mayor", "report", "--all-shortest"},
                                                {"trace", "mayor"},
                                                {"impact", "report"},
                                                {"check-dates"},
                                                {"rank"},
                                                {"communities"},
                                                {"communities", "--members"},
                                                {"mainpath"},
                                                {"circles"}};
  for (std::vector<std::string> words : questions) {
    std::vector<std::string> whole = words;
    whole.insert(whole.end(), {"--format", "ndjson"});
    const Ran all = tool_(whole);
    std::vector<std::string> expected;
    for (std::string_view line : split(all.out, '\n')) {
      if (!line.empty()) expected.emplace_back(line);
    }
    EXPECT_FALSE(expected.empty()) << words[0];
    for (std::size_t size : {1u, 2u, 3u, 100u}) {
      EXPECT_THAT(paged(tool_, words, size), ElementsAreArray(expected)) << words[0] << " " << size;
    }
  }
}

TEST_F(Question, LimitOfZeroShowsNoRow) {
  const Ran ran = tool_({"list", "--limit", "0", "--format", "json"});
  EXPECT_EQ(ran.out, "[]\n");
  EXPECT_THAT(ran.err, HasSubstr("7 more rows"));
}

// ---- formats ----

const std::string kAwkward = "A, \"B\"\nline two <b>&amp; \xd7\xa9\xd7\x9c\xe2\x80\xae x\t\x1b[31m";

std::string json_text(const std::string& text) { return nlohmann::json(text).dump(); }

class AwkwardNames : public ::testing::Test {
 protected:
  AwkwardNames() {
    tool_.import("awkward.jsonl", "{\"kind\":\"article\",\"key\":\"a\",\"title\":" +
                                      json_text(kAwkward) + ",\"cites\":[\"b\"]}\n" +
                                      R"({"kind":"person","key":"b","name":"-- dash"})" + "\n");
  }
  const Tool tool_;
};

TEST_F(AwkwardNames, AreExactInJson) {
  EXPECT_EQ(tool_.json({"show", "a"}).at("name"), kAwkward);
  EXPECT_EQ(tool_.json({"list"})[0].at("name"), kAwkward);
  const Ran ran = tool_({"list", "--format", "ndjson"});
  EXPECT_EQ(nlohmann::json::parse(ran.out.substr(0, ran.out.find('\n'))).at("name"), kAwkward);
}

TEST_F(AwkwardNames, AreQuotedInCsv) {
  const Ran ran = tool_({"list", "articles", "--format", "csv"});
  EXPECT_THAT(ran.out, HasSubstr("\"A, \"\"B\"\"\nline two <b>&amp;"));
}

TEST_F(AwkwardNames, StayOnOneLineInTsv) {
  const Ran ran = tool_({"list", "--format", "tsv"});
  const std::vector<std::string_view> lines = split(ran.out, '\n');
  ASSERT_EQ(lines.size(), 4u);  // head, two rows, the empty rest
  const std::size_t columns = split(lines[0], '\t').size();
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(split(lines[i], '\t').size(), columns);
}

TEST_F(AwkwardNames, CannotMoveTheCursorOfATerminal) {
  for (const std::vector<std::string>& words : {std::vector<std::string>{"list"},
                                                {"show", "a"},
                                                {"cites", "a"},
                                                {"cited-by", "b"},
                                                {"explain", "a"},
                                                {"trace", "a"},
                                                {"trace", "a", "--format", "tree"},
                                                {"path", "a", "b"},
                                                {"path", "b", "a"},
                                                {"common", "a", "b"},
                                                {"similar", "a"},
                                                {"components", "a"},
                                                {"timeline", "a"},
                                                {"core"},
                                                {"diff", "--from", "0"},
                                                {"neighbors", "b", "--format", "tree"},
                                                {"search", "line two"},
                                                {"show", kAwkward + "?"}}) {
    const Ran ran = tool_(words);
    EXPECT_EQ((ran.out + ran.err).find('\x1b'), std::string::npos) << words[0];
    EXPECT_EQ((ran.out + ran.err).find("\xe2\x80\xae"), std::string::npos) << words[0];
  }
}

TEST_F(AwkwardNames, AreNamedAfterTwoDashes) {
  EXPECT_EQ(tool_({"show", "-- dash"}).code, 2);
  EXPECT_EQ(tool_.json({"show", "--", "-- dash"}).at("key"), "b");
  EXPECT_EQ(tool_({"alias", "b", "--", "--limit", "-o"}).code, 0);
  EXPECT_EQ(tool_.json({"show", "--", "--limit"}).at("key"), "b");
}

TEST_F(AwkwardNames, AreDrawn) {
  const std::string svg = tool_.path("a.svg");
  EXPECT_EQ(tool_({"cites", "a", "--svg", svg}).code, 0);
  const std::string drawn = read_file(svg);
  EXPECT_THAT(drawn, HasSubstr("</svg>"));
  EXPECT_EQ(drawn.find("<b>"), std::string::npos);
}

TEST_F(AwkwardNames, FitTheWidthThatIsAskedFor) {
  ::setenv("COLUMNS", "60", 1);
  const Ran ran = tool_({"explain", "a"});
  ::unsetenv("COLUMNS");
  EXPECT_EQ(ran.code, 0);
  for (std::string_view line : split(ran.out, '\n')) EXPECT_LE(display_width(line), 100u) << line;
}

TEST_F(Question, SvgIsRefusedWhereNothingCanBeDrawn) {
  const Ran ran = tool_({"log", "--svg", tool_.path("x.svg")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("this answer cannot be drawn"));
  EXPECT_FALSE(std::filesystem::exists(tool_.path("x.svg")));
}

}  // namespace
}  // namespace whocites::testing
