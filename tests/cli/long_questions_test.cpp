// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What every question about the whole graph keeps, whatever it asks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <sstream>

#include "cli/command.h"
#include "cli/run.h"
#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

// Outlets, dates, a circle, a copy, and articles enough for blocks, samples and pages.
std::string many_articles() {
  std::string text;
  for (int i = 0; i < 7; ++i) {
    text += R"({"kind":"outlet","key":"o)" + std::to_string(i) + R"(","name":"Outlet )" +
            std::to_string(i) + "\"}\n";
  }
  unsigned random = 1;
  for (int i = 0; i < 400; ++i) {
    text += R"({"kind":"article","key":"a)" + std::to_string(i) + R"(","title":"Story )" +
            std::to_string(i) + R"(","outlet":"o)" + std::to_string(i % 7) + R"(","date":"2021-0)" +
            std::to_string(1 + i % 9) + R"(","cites":[)";
    for (int k = 0; k < 4 && i > 0; ++k) {
      random = random * 1103515245 + 12345;
      // One in fifty cites what came later, so that there are circles.
      const int last = k == 0 && i % 50 == 1 ? 400 : i;
      text += (k == 0 ? "\"a" : ",\"a") +
              std::to_string((random >> 16) % static_cast<unsigned>(last)) + "\"";
    }
    text += "]}\n";
  }
  return text;
}

struct LongQuestion {
  const char* name;
  std::vector<std::string> words;
};
void PrintTo(const LongQuestion& row, std::ostream* os) { *os << row.name; }

const std::vector<LongQuestion>& long_questions() {
  static const std::vector<LongQuestion> list{
      {"Trace", {"trace", "a399"}},
      {"TraceTree", {"trace", "a399", "--format", "tree"}},
      {"Corroborate", {"corroborate", "a399", "a398", "a397"}},
      {"CorroborateAbout", {"corroborate", "--about", "Story 39"}},
      {"Impact", {"impact", "a0"}},
      {"Circles", {"circles"}},
      {"CheckDates", {"check-dates", "--limit", "7"}},
      {"Path", {"path", "a399", "a0"}},
      {"AllShortestPaths", {"path", "a399", "a0", "--all-shortest"}},
      {"SeveralPaths", {"path", "a399", "a0", "--k", "5"}},
      {"PathInTime", {"path", "a395", "a0", "--in-time"}},
      {"Common", {"common", "o1", "o2"}},
      {"Similar", {"similar", "a3", "--by", "cocitation"}},
      {"Rank", {"rank"}},
      {"RankByBetweenness", {"rank", "--by", "betweenness", "--samples", "64"}},
      {"RankOutlets", {"rank", "--level", "outlet", "--by", "hits"}},
      {"Outlets", {"outlets"}},
      {"OutletTotals", {"outlets", "--totals"}},
      {"OutletMatrix", {"outlets", "--matrix", "3"}},
      {"Core", {"core"}},
      {"Components", {"components"}},
      {"StrongComponents", {"components", "--strong", "--alone"}},
      {"Communities", {"communities"}},
      {"CommunityMembers", {"communities", "--members", "--seed", "3"}},
      {"Mainpath", {"mainpath"}},
      {"GlobalMainpath", {"mainpath", "--global"}},
      {"Timeline", {"timeline", "--per-outlet"}},
      {"TimelineOfOne", {"timeline", "a0"}},
      {"Diff", {"diff", "--from", "0"}},
      {"Stats", {"stats"}},
      {"FilteredStats", {"stats", "--outlet", "o1"}},
      {"Render", {"render", "-o", "-", "--to", "dot"}},
      {"Export", {"export", "--to", "jsonl"}},
      {"Bundle", {"bundle", "a399", "--depth", "1", "-o", "/dev/null"}},
      {"ExportMerged", {"export", "--to", "csv-nodes", "--merged"}},
  };
  return list;
}

class LongQuestions : public ::testing::TestWithParam<LongQuestion> {
 protected:
  static void SetUpTestSuite() {
    tool_ = std::make_unique<Tool>();
    tool_->import("many.jsonl", many_articles());
  }
  static void TearDownTestSuite() { tool_.reset(); }

  static Ran run(std::vector<std::string> words, const std::atomic<bool>* stop = nullptr) {
    words.insert(words.begin(), {"--db", tool_->path("store.db")});
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const int code = cli::run(words, in, out, err, stop);
    return {code, out.str(), err.str()};
  }
  static std::vector<std::string> with(std::vector<std::string> words,
                                       const std::vector<std::string>& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  static std::unique_ptr<Tool> tool_;
};
std::unique_ptr<Tool> LongQuestions::tool_;

TEST_P(LongQuestions, AnswerTheSameOnAnyNumberOfThreads) {
  const Ran one = run(with(GetParam().words, {"--threads", "1"}));
  EXPECT_EQ(one.code, 0) << one.err;
  EXPECT_NE(one.out, "");
  for (const char* threads : {"2", "3"}) {
    const Ran several = run(with(GetParam().words, {"--threads", threads}));
    EXPECT_EQ(several.out, one.out);
    EXPECT_EQ(several.err, one.err);
  }
}

TEST_P(LongQuestions, EndWithNothingOnTheOutputWhenStopped) {
  const std::atomic<bool> stop = true;
  const Ran ran = run(GetParam().words, &stop);
  EXPECT_EQ(ran.code, 130);
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err, "whocites: interrupted; nothing was changed\n");
}

TEST_P(LongQuestions, ChangeNothingWhenStopped) {
  const Ran before = run(GetParam().words);
  const std::atomic<bool> stop = true;
  run(GetParam().words, &stop);
  const Ran after = run(GetParam().words);
  EXPECT_EQ(after.out, before.out);
  EXPECT_EQ(after.err, before.err);
}

TEST_P(LongQuestions, RefuseWhatIsNoNumberOfThreadsOrSeed) {
  for (const char* threads : {"0", "1025", "two"}) {
    const Ran ran = run(with(GetParam().words, {"--threads", threads}));
    EXPECT_EQ(ran.code, 2) << ran.err;
    EXPECT_EQ(ran.out, "");
  }
  EXPECT_EQ(run(with(GetParam().words, {"--seed", "x"})).code, 2);
}

INSTANTIATE_TEST_SUITE_P(Rows, LongQuestions, ::testing::ValuesIn(long_questions()),
                         [](const auto& row) { return row.param.name; });

TEST(LongQuestionCommands, AreAllTriedHere) {
  std::set<std::string_view> tried;
  for (const LongQuestion& row : long_questions()) tried.insert(row.words.front());
  std::set<std::string_view> are_long;
  for (const cli::Command& command : cli::commands()) {
    if (command.long_work) are_long.insert(command.name);
  }
  EXPECT_EQ(tried, are_long);
}

}  // namespace
}  // namespace whocites::testing
