// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <filesystem>
#include <sstream>

#include "cli/run.h"
#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class MergeCommand : public ::testing::Test {
 protected:
  void SetUp() override { tool_.import("case.jsonl", kHarbour); }
  Ran done(std::vector<std::string> words) const {
    Ran ran = tool_(words);
    EXPECT_EQ(ran.code, 0) << ::testing::PrintToString(ran);
    return ran;
  }
  // A command of the colleague, with her own store.
  Ran she(std::vector<std::string> words) const {
    ::setenv("WHOCITES_USER", "bea", 1);
    words.insert(words.begin(), {"--db", hers_});
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const int code = cli::run(words, in, out, err);
    ::setenv("WHOCITES_USER", "ana", 1);
    EXPECT_EQ(code, 0) << err.str();
    return {code, out.str(), err.str()};
  }

  Tool tool_;
  const std::string hers_ = tool_.path("bea.db");
};

TEST_F(MergeCommand, BringsWhatAColleagueFound) {
  she({"add", "outlet", "--key", "times", "--name", "The Bay Times"});
  she({"add", "article", "--key", "quay", "--title", "Quay closed", "--outlet", "times"});
  she({"link", "quay", "times", "--relation", "quotes", "--evidence", "said the Times"});
  const Ran dry = done({"merge", hers_, "--dry-run"});
  EXPECT_THAT(dry.err, HasSubstr("would come: batch 2 of bea"));
  EXPECT_THAT(dry.err, HasSubstr("would merge 3 batches from bea.db, 2 new keys"));
  EXPECT_EQ(tool_({"show", "quay"}).code, 1);
  const Ran real = done({"merge", hers_});
  EXPECT_THAT(real.err, HasSubstr("merged 3 batches from bea.db as 2-4, 2 new keys; 0 batches"));
  EXPECT_THAT(done({"explain", "quay", "times"}).out, HasSubstr("said the Times"));
  const nlohmann::json log = tool_.json({"log"});
  EXPECT_EQ(log[0].at("who"), "bea");
  EXPECT_EQ(log[0].at("origin"), "bea.db, batch 3 of 2023-11-14T22:13:20Z");
  EXPECT_EQ(log[3].at("origin"), nullptr);
  EXPECT_THAT(done({"log"}).out, HasSubstr("origin: bea.db, batch 3"));
  EXPECT_THAT(done({"merge", hers_}).err, HasSubstr("merged 0 batches from bea.db, 0 new keys; 3"));
  EXPECT_EQ(tool_.json({"log"}).size(), 4U);
}

TEST_F(MergeCommand, ListsConflicts) {
  she({"add", "article", "--key", "bridge", "--title", "Bridge safe"});
  const nlohmann::json rows = tool_.json({"merge", hers_, "--name", "Bea's"});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].at("key"), "bridge");
  EXPECT_EQ(rows[0].at("field"), "title");
  EXPECT_EQ(rows[0].at("ours"), "Bridge unsafe");
  EXPECT_EQ(rows[0].at("theirs"), "Bridge safe");
  EXPECT_THAT(tool_.column({"log"}, "origin"),
              ElementsAre("Bea's, batch 1 of 2023-11-14T22:13:20Z", "null"));
  done({"undo"});
  EXPECT_EQ(tool_.json({"show", "bridge"}).at("name"), "Bridge unsafe");
}

TEST_F(MergeCommand, ADryRunNeedsNoStoreAndMakesNone) {
  she({"add", "outlet", "--name", "The Bay Times"});
  std::filesystem::remove_all(tool_.path("store.db"));
  EXPECT_THAT(done({"merge", hers_, "--dry-run"}).err, HasSubstr("would merge 1 batch"));
  EXPECT_FALSE(std::filesystem::exists(tool_.path("store.db")));
  done({"merge", hers_});
  EXPECT_EQ(tool_.json({"list"}).size(), 1U);
}

TEST_F(MergeCommand, SaysWhatIsWrong) {
  EXPECT_EQ(tool_({"merge", tool_.path("none.db")}).code, 1);
  EXPECT_EQ(tool_({"merge", tool_.file("file", "words")}).code, 2);
  EXPECT_EQ(tool_({"merge"}).code, 2);
  she({"add", "outlet", "--name", "The Bay Times"});
  EXPECT_EQ(tool_({"merge", hers_, "--read-only"}).code, 2);
}

}  // namespace
}  // namespace whocites::testing
