// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class Decision : public ::testing::Test {
 protected:
  Decision() { tool_.import("harbour.jsonl", kHarbour); }

  void done(std::vector<std::string> words) const {
    const Ran ran = tool_(std::move(words));
    ASSERT_EQ(ran.code, 0) << ::testing::PrintToString(ran);
  }
  std::vector<std::string> cited_by_bridge() const {
    return tool_.column({"cites", "bridge", "--include-rejected"}, "verdict");
  }

  const Tool tool_;
};

TEST_F(Decision, ARejectionSurvivesForgettingAndImportingAgain) {
  done({"reject", "bridge", "pillar", "--why", "it was AP"});
  EXPECT_THAT(tool_.json({"cites", "bridge"}), IsEmpty());
  done({"forget", "1"});
  EXPECT_EQ(tool_({"cites", "bridge"}).code, 1);
  done({"import", tool_.path("harbour.jsonl")});
  EXPECT_THAT(tool_.json({"cites", "bridge"}), IsEmpty());
  EXPECT_THAT(cited_by_bridge(), ElementsAre("rejected"));
  EXPECT_THAT(tool_({"explain", "bridge", "pillar"}).out, HasSubstr("rejected by ana"));
  EXPECT_THAT(tool_({"explain", "bridge", "pillar"}).out, HasSubstr("it was AP"));
}

TEST_F(Decision, TheLastJudgementCounts) {
  done({"reject", "bridge", "pillar"});
  done({"confirm", "bridge", "pillar"});
  EXPECT_THAT(cited_by_bridge(), ElementsAre("confirmed"));
  EXPECT_EQ(tool_.json({"cites", "bridge"})[0].at("confidence"), 1.0);
  done({"undo"});
  EXPECT_THAT(cited_by_bridge(), ElementsAre("rejected"));
  done({"undo"});
  EXPECT_THAT(cited_by_bridge(), ElementsAre("null"));
}

TEST_F(Decision, ACorrectionKeepsTheSentence) {
  done({"reject", "bridge", "pillar", "--instead", "quotes"});
  const nlohmann::json rows = tool_.json({"cites", "bridge"});
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].at("relation"), "quotes");
  EXPECT_EQ(rows[0].at("evidence"), "the Gazette said");
  EXPECT_EQ(rows[0].at("verdict"), "confirmed");
}

TEST_F(Decision, OnlyOneRelationIsRejected) {
  done({"link", "bridge", "pillar", "--relation", "links"});
  done({"reject", "bridge", "pillar", "--relation", "links"});
  EXPECT_THAT(tool_.column({"cites", "bridge"}, "relation"), ElementsAre("reports"));
  EXPECT_THAT(tool_({"reject", "bridge", "pillar"}).out, HasSubstr("links to, relays"));
}

TEST_F(Decision, SameUnitesAndUndoParts) {
  done({"add", "publication", "--key", "r2", "--name", "The Institute's report"});
  done({"link", "bridge", "r2"});
  done({"same", "report", "r2", "--why", "one PDF"});
  EXPECT_EQ(tool_.json({"show", "r2"}).at("key"), "report");
  EXPECT_THAT(tool_.column({"cited-by", "report"}, "key"),
              UnorderedElementsAre("pillar", "mayor", "bridge"));
  EXPECT_THAT(tool_({"explain", "report"}).out, HasSubstr("one PDF"));
  done({"undo"});
  EXPECT_EQ(tool_.json({"show", "r2"}).at("key"), "r2");
  EXPECT_THAT(tool_.column({"cited-by", "report"}, "key"), UnorderedElementsAre("pillar", "mayor"));
  done({"undo", "5"});
  EXPECT_EQ(tool_.json({"show", "r2"}).at("key"), "report");
}

TEST_F(Decision, NotSameTakesSameBack) {
  done({"same", "bridge", "pillar"});
  done({"not-same", "bridge", "pillar"});
  EXPECT_EQ(tool_.json({"show", "pillar"}).at("key"), "pillar");
  EXPECT_EQ(tool_({"not-same", "bridge", "pillar"}).code, 2);
}

TEST_F(Decision, AMisspeltPaperIsPutRight) {
  done({"add", "person", "--name", "Harlow Gazete"});
  done({"same", "Harlow Gazete", "gazette"});
  done({"set", "Harlow Gazete", "--kind", "outlet", "--name", "Harlow Gazette"});
  const nlohmann::json node = tool_.json({"show", "Harlow Gazette"});
  EXPECT_EQ(node.at("kind"), "outlet");
  EXPECT_EQ(node.at("name"), "Harlow Gazette");
}

TEST_F(Decision, UndoGoesBackStepByStep) {
  done({"note", "bridge", "one"});
  done({"note", "bridge", "two"});
  done({"undo"});
  EXPECT_THAT(tool_.json({"show", "bridge"}).at("notes"), ElementsAre("one"));
  done({"undo"});
  EXPECT_THAT(tool_.json({"show", "bridge"}).at("notes"), IsEmpty());
  done({"undo"});
  EXPECT_THAT(tool_.json({"list"}), IsEmpty());
  EXPECT_EQ(tool_({"undo"}).code, 1);
  done({"undo", "6"});  // the undo of the import
  EXPECT_EQ(tool_.json({"list"}).size(), 7u);
}

TEST_F(Decision, TheLogTellsWhatWasTakenBack) {
  done({"note", "bridge", "one"});
  done({"undo"});
  const nlohmann::json log = tool_.json({"log"});
  ASSERT_EQ(log.size(), 3u);
  EXPECT_EQ(log[0].at("summary"), "undo 2");
  EXPECT_EQ(log[1].at("taken_back_by"), 3);
  EXPECT_EQ(log[2].at("taken_back_by"), nullptr);
  EXPECT_EQ(log[2].at("time"), "2023-11-14T22:13:20Z");
  const Ran twice = tool_({"undo", "2"});
  EXPECT_EQ(twice.code, 2);
  EXPECT_THAT(twice.err, HasSubstr("batch 2 was taken back already"));
}

TEST_F(Decision, PurgeRemovesForGood) {
  done({"note", "report", "secret words"});
  done({"purge", "report", "--yes"});
  EXPECT_EQ(tool_({"show", "report"}).code, 1);
  EXPECT_THAT(tool_.column({"cites", "mayor"}, "key"), Not(Contains("report")));
  EXPECT_THAT(tool_({"log", "--format", "json"}).out, Not(HasSubstr("secret words")));
  const Ran back = tool_({"undo", "3"});
  EXPECT_EQ(back.code, 2);
  EXPECT_THAT(back.err, HasSubstr("cannot be brought back"));
}

TEST_F(Decision, AnAliasIsAName) {
  done({"alias", "bridge", "Bridgegate", "la passerelle"});
  EXPECT_EQ(tool_.json({"show", "BRIDGEGATE"}).at("key"), "bridge");
  EXPECT_EQ(tool_.json({"show", "passerelle"}).at("key"), "bridge");
  done({"undo"});
  EXPECT_THAT(tool_.json({"show", "bridge"}).at("aliases"), IsEmpty());
}

}  // namespace
}  // namespace whocites::testing
