// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The commands that look after the store itself.
#include <gmock/gmock.h>

#include <filesystem>

#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

class UpkeepCommand : public ::testing::Test {
 protected:
  Ran done(std::vector<std::string> words) const {
    Ran ran = tool_(words);
    EXPECT_EQ(ran.code, 0) << ::testing::PrintToString(ran);
    return ran;
  }

  Tool tool_;
};

TEST_F(UpkeepCommand, CompactTellsSizesAndChangesNoAnswer) {
  tool_.import("case.jsonl", kHarbour);
  const std::string before = done({"list"}).out;
  const nlohmann::json rows = tool_.json({"compact"});
  EXPECT_EQ(rows.back().at("part"), "all");
  EXPECT_GT(rows.back().at("bytes_before"), 0);
  EXPECT_GT(rows.back().at("bytes_after"), 0);
  EXPECT_EQ(done({"list"}).out, before);
}

TEST_F(UpkeepCommand, CompactMakesNoStore) {
  EXPECT_EQ(tool_({"compact"}).code, 1);
  EXPECT_FALSE(std::filesystem::exists(tool_.path("store.db")));
}

TEST_F(UpkeepCommand, CompactIsForbiddenByReadOnly) {
  tool_.import("case.jsonl", kHarbour);
  EXPECT_EQ(tool_({"compact", "--read-only"}).code, 2);
}

TEST_F(UpkeepCommand, StatsTellsTheSizeOfEachPart) {
  tool_.import("case.jsonl", kHarbour);
  done({"compact"});
  EXPECT_THAT(tool_.column({"stats", "--sizes"}, "part"), Contains("nodes"));
  const nlohmann::json rows = tool_.json({"stats", "--sizes"});
  std::uint64_t sum = 0;
  for (const nlohmann::json& row : rows) {
    if (row.at("part") != "all") sum += row.at("bytes").get<std::uint64_t>();
  }
  EXPECT_EQ(rows.back().at("bytes"), sum);
  EXPECT_GT(sum, 0U);
}

TEST_F(UpkeepCommand, VerifyFindsNothingWrongWithASoundStore) {
  tool_.import("case.jsonl", kHarbour);
  const Ran ran = done({"verify"});
  EXPECT_THAT(ran.err, HasSubstr("nothing wrong: 1 batch, 7 nodes, 5 citations"));
  EXPECT_THAT(tool_.json({"verify"}), ::testing::IsEmpty());
}

TEST_F(UpkeepCommand, VerifyTellsWhatIsWrongAndExitsWithFive) {
  tool_.import("case.jsonl", kHarbour);
  done({"compact"});
  for (const auto& entry : std::filesystem::directory_iterator(tool_.path("store.db"))) {
    if (entry.path().extension() != ".sst") continue;
    std::string bytes = read_file(entry.path());
    bytes[5] = static_cast<char>(bytes[5] ^ 1);
    write_file(entry.path(), bytes);
  }
  const Ran ran = tool_({"verify"});
  EXPECT_EQ(ran.code, 5) << ::testing::PrintToString(ran);
  EXPECT_EQ(tool_({"verify", "--format", "json"}).code, 5);
}

TEST_F(UpkeepCommand, VerifyMakesNoStore) { EXPECT_EQ(tool_({"verify"}).code, 1); }

}  // namespace
}  // namespace whocites::testing
