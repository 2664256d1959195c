// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "base/text.h"
#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const char* const kNames =
    R"({"kind":"outlet","key":"herald.example","name":"Qorvath Herald","domains":["herald.example"]}
{"kind":"outlet","key":"korvat.example","name":"Korvatska Gazeta"}
{"kind":"article","key":"a1","title":"One","cites":[{"to":"Qorvath Heralt","evidence":"as the Qorvath Heralt wrote"}]}
{"kind":"article","key":"a2","title":"Two","cites":["Qorvath Heralt","Zell Courir","Zell Courier"]}
{"kind":"article","key":"a3","title":"Three","cites":["Le Mond Diplomatiqe"]}
)";
const std::string kHeralt = "publication:qorvath-heralt";
const std::string kListed = "monde-diplomatique.fr";

class Review : public ::testing::Test {
 protected:
  Review() { tool_.import("names.jsonl", kNames); }
  std::vector<std::string> keys() const { return tool_.column({"review"}, "key"); }
  std::vector<std::string> others() const { return tool_.column({"review"}, "other"); }
  Ran done(std::vector<std::string> words, const std::string& input = {}) const {
    Ran ran = tool_(std::move(words), input);
    EXPECT_EQ(ran.code, 0) << ::testing::PrintToString(ran);
    return ran;
  }
  std::vector<std::string> cited_by(const std::string& key) const {
    return tool_.column({"cited-by", key}, "key");
  }

  const Tool tool_;
};

TEST_F(Review, ListsBestFirstWithTheReason) {
  const nlohmann::json rows = tool_.json({"review"});
  ASSERT_GE(rows.size(), 3u);
  EXPECT_EQ(rows[0].at("key"), kHeralt);
  EXPECT_EQ(rows[0].at("other"), "herald.example");
  EXPECT_EQ(rows[0].at("cited_by"), 2);
  EXPECT_EQ(rows[0].at("reason"), "one letter differs");
  for (std::size_t i = 1; i < rows.size(); ++i) {
    EXPECT_GE(rows[i - 1].at("score").get<double>(), rows[i].at("score").get<double>());
  }
  EXPECT_THAT(others(), Contains(kListed));
}

TEST_F(Review, YesMakesThemOneAndUndoPartsThem) {
  done({"review", "yes", kHeralt, "herald.example"});
  EXPECT_THAT(cited_by("herald.example"), ElementsAre("a1", "a2"));
  EXPECT_THAT(keys(), Not(Contains(kHeralt)));
  EXPECT_THAT(done({"log"}).out, HasSubstr("same"));
  done({"undo"});
  EXPECT_THAT(cited_by("herald.example"), IsEmpty());
  EXPECT_THAT(keys(), Contains(kHeralt));
}

TEST_F(Review, YesToAListedOutletStoresIt) {
  const auto at = tool_.json({"review"});
  const std::string asks = [&] {
    for (const auto& row : at) {
      if (row.at("other") == kListed) return row.at("key").get<std::string>();
    }
    return std::string();
  }();
  ASSERT_FALSE(asks.empty());
  done({"review", "yes", asks, kListed});
  EXPECT_THAT(cited_by(kListed), ElementsAre("a3"));
  EXPECT_EQ(tool_.json({"show", kListed}).at("kind"), "outlet");
}

TEST_F(Review, NoIsNotAskedAgain) {
  done({"review", "no", "herald.example", kHeralt});
  EXPECT_THAT(others(), Not(Contains("herald.example")));
  EXPECT_THAT(cited_by("herald.example"), IsEmpty());
  EXPECT_EQ(tool_({"review", "yes", kHeralt, "herald.example"}).code, 1);
}

TEST_F(Review, NoToAListedOutletIsKeptWithoutStoringIt) {
  const std::size_t before = tool_.json({"list", "outlet"}).size();
  std::string asks;
  for (const auto& row : tool_.json({"review"})) {
    if (row.at("other") == kListed) asks = row.at("key");
  }
  done({"review", "no", asks, kListed});
  EXPECT_THAT(others(), Not(Contains(kListed)));
  EXPECT_EQ(tool_.json({"list", "outlet"}).size(), before);
  done({"undo"});
  EXPECT_THAT(others(), Contains(kListed));
}

TEST_F(Review, LaterPutsItLast) {
  done({"review", "later", kHeralt, "herald.example"});
  const nlohmann::json rows = tool_.json({"review"});
  EXPECT_EQ(rows.back().at("key"), kHeralt);
  EXPECT_EQ(rows.back().at("put_off").get<std::string>().size(), 10u);
  EXPECT_TRUE(rows.front().at("put_off").is_null());
}

TEST_F(Review, AskShowsTheSentenceAndStoresEachAnswerAtOnce) {
  const Ran ran = done({"review", "--ask"}, "what?\ny\nq\n");
  EXPECT_THAT(ran.out, HasSubstr("as the Qorvath Heralt wrote"));
  EXPECT_THAT(ran.out, HasSubstr(kHeralt + " is herald.example"));
  EXPECT_THAT(cited_by("herald.example"), ElementsAre("a1", "a2"));
  EXPECT_FALSE(keys().empty());
}

TEST_F(Review, AskEndsWithItsInput) {
  const std::vector<std::string> before = keys();
  done({"review", "--ask"}, "");
  EXPECT_EQ(keys(), before);
}

struct Bad {
  std::vector<std::string> words;
  int code;
  const char* says;
};

TEST_F(Review, RefusesWhatItCannotDo) {
  for (const Bad& bad : {
           Bad{{"review", "maybe", kHeralt, "herald.example"}, 2, "yes, no or later"},
           Bad{{"review", "yes"}, 2, "two keys"},
           Bad{{"review", "yes", kHeralt}, 2, "two keys"},
           Bad{{"review", "yes", "a1", "a2"}, 1, "do not wait for a decision"},
           Bad{{"review", "no", kHeralt, "nowhere.example"}, 1, "do not wait"},
           Bad{{"review", "yes", "a", "b", "c"}, 2, "review"},
       }) {
    const Ran ran = tool_(bad.words);
    EXPECT_EQ(ran.code, bad.code) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(bad.says));
  }
  EXPECT_EQ(tool_.json({"log"}).size(), 1u);
}

TEST(ReviewOfNothing, SaysSo) {
  const Tool tool;
  tool.import("a.jsonl", R"({"kind":"article","key":"a1","title":"One"})");
  EXPECT_THAT(tool({"review"}).err, HasSubstr("nothing to review"));
  EXPECT_THAT(tool({"review", "--ask"}).err, HasSubstr("nothing to review"));
}

// A name in another script that is certainly an outlet's joins it, with the reason in the log.
TEST(CertainSpelling, IsJoinedAndCanBeParted) {
  const Tool tool;
  tool.import("o.jsonl", R"({"kind":"outlet","key":"korvat.example","name":"Korvatska Gazeta"})");
  tool.import("a.jsonl",
              "{\"kind\":\"article\",\"key\":\"a1\",\"title\":\"One\",\"cites\":["
              "\"\u041A\u043E\u0440\u0432\u0430\u0442\u0441\u043A\u0430 "
              "\u0413\u0430\u0437\u0435\u0442\u0430\"]}");
  EXPECT_THAT(tool.column({"cited-by", "korvat.example"}, "key"), ElementsAre("a1"));
  EXPECT_THAT(tool({"explain", "korvat.example"}).out,
              HasSubstr("the same as publication:korvatska-gazeta"));
  ASSERT_EQ(tool({"not-same", "korvat.example", "publication:korvatska-gazeta"}).code, 0);
  EXPECT_THAT(tool.column({"cited-by", "korvat.example"}, "key"), IsEmpty());
}

// No name of an outlet is taken for another's: of each near miss the first is stored, the second
// cited.
TEST(NearMisses, AreNeverMergedUnasked) {
  std::ifstream in(WHOCITES_SOURCE_DIR "/tests/data/near_miss_names.tsv");
  std::string outlets, articles;
  std::map<std::string, std::string> wrong;  // of an article, what it must not be made to cite
  for (std::string line; std::getline(in, line);) {
    const std::vector<std::string_view> cells = split(line, '\t');
    if (line.starts_with('#') || cells.size() != 4 || cells[0] == cells[2]) continue;
    const std::string number = std::to_string(wrong.size());
    outlets +=
        nlohmann::json{{"kind", "outlet"}, {"key", "first" + number}, {"name", cells[0]}}.dump() +
        "\n";
    articles +=
        nlohmann::json{{"kind", "article"}, {"key", "a" + number}, {"cites", {cells[2]}}}.dump() +
        "\n";
    wrong["a" + number] = "first" + number;
  }
  ASSERT_GE(wrong.size(), 350u);
  const Tool tool;
  tool.import("outlets.jsonl", outlets);
  tool.import("articles.jsonl", articles);
  std::map<std::string, std::string> cited, joined;
  const std::string exported = tool({"export", "--to", "jsonl"}).out;
  for (std::string_view line : split(exported, '\n')) {
    if (line.empty()) continue;
    const nlohmann::json record = nlohmann::json::parse(line);
    if (record.at("kind") == "citation") cited[record.at("from")] = record.at("to");
    if (record.at("kind") == "same") joined[record.at("a")] = record.at("b");
  }
  EXPECT_EQ(cited.size(), wrong.size());
  EXPECT_THAT(joined, IsEmpty());
  for (const auto& [article, outlet] : wrong) EXPECT_NE(cited[article], outlet);
}

}  // namespace
}  // namespace whocites::testing
