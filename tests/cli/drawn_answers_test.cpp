// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What the pictures of answers show of large answers, and in which formats they are written.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string article(const std::string& key, const std::string& outlet,
                    const std::string& cites = "") {
  return R"({"kind":"article","key":")" + key + R"(","title":"Title )" + key +
         R"(","outlet":"Outlet )" + outlet + R"(")" +
         (cites.empty() ? "" : R"(,"cites":[)" + cites + "]") + "}\n";
}

// Two asked articles hang on "wire" by 60 articles of six outlets each; "wire" cites "origin".
class LargeAnswer : public ::testing::Test {
 protected:
  LargeAnswer() {
    std::string records = R"({"kind":"person","key":"origin","name":"The origin"})"
                          "\n";
    records += article("wire", "wire", R"("origin")");
    std::string one, two;
    for (int i = 0; i < 60; ++i) {
      const std::string key = "m" + std::to_string(i);
      records += article(key, std::to_string(i % 6), R"("wire")");
      (i % 2 == 0 ? one : two) += (i < 2 ? "\"" : ",\"") + key + "\"";
    }
    records += article("one", "one", one) + article("two", "two", two);
    tool_.import("large.jsonl", records);
  }

  std::string drawn(std::vector<std::string> words, const std::string& file = "x.svg") const {
    words.insert(words.end(), {"--svg", tool_.path(file)});
    const Ran ran = tool_(words);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return read_file(tool_.path(file));
  }

  const Tool tool_;
};

TEST_F(LargeAnswer, IsDrawnWholeWhileItFits) {
  EXPECT_THAT(drawn({"corroborate", "one", "two"}),
              AllOf(HasSubstr(">Title m59<"), Not(HasSubstr("Collapsed to fit"))));
}

TEST_F(LargeAnswer, IsCollapsedButForWhatWasFound) {
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"corroborate", "one", "two"}, {"trace", "one"}}) {
    std::vector<std::string> limited = words;
    limited.insert(limited.end(), {"--max-nodes", "20"});
    const std::string svg = drawn(limited);
    EXPECT_THAT(svg, AllOf(HasSubstr("Collapsed to fit"), HasSubstr("See more with --max-nodes"),
                           HasSubstr("ASKED ABOUT<"), HasSubstr("ORIGIN: PRIMARY SOURCE<"),
                           HasSubstr(">The origin<"), HasSubstr(">Title one<")))
        << words[0];
    EXPECT_THAT(svg, Not(HasSubstr(">Title m59<"))) << words[0];
  }
  EXPECT_THAT(drawn({"corroborate", "one", "two", "--max-nodes", "20"}),
              AllOf(HasSubstr(">Title wire<"), HasSubstr(">BOTH HANG ON THIS<")));
}

TEST_F(LargeAnswer, SaysHowMuchOfWhatWasFoundIsDrawn) {
  EXPECT_THAT(drawn({"corroborate", "one", "two", "--max-nodes", "6"}),
              HasSubstr("nodes on the chains that were found 2 are drawn as they are."));
}

TEST_F(LargeAnswer, IsAPageOrAPictureByTheEndOfTheName) {
  EXPECT_THAT(drawn({"trace", "one"}, "x.png"), StartsWith("\x89PNG"));
  EXPECT_THAT(drawn({"trace", "one"}, "x.pdf"), StartsWith("%PDF"));
  EXPECT_THAT(tool_({"trace", "one", "--svg", "-"}).out, HasSubstr("<svg"));
  for (const char* name : {"x.jpg", "x", "x.dot", "x.svg.gz"}) {
    const Ran other = tool_({"trace", "one", "--svg", tool_.path(name)});
    EXPECT_EQ(other.code, 2) << name;
    EXPECT_EQ(other.out, "") << name;
    EXPECT_THAT(other.err, AllOf(HasSubstr("does not end like a picture"), HasSubstr(".png")));
    EXPECT_FALSE(std::filesystem::exists(tool_.path(name))) << name;
  }
  const Ran chart = tool_({"timeline", "--svg", tool_.path("x.png")});
  EXPECT_EQ(chart.code, 2);
  EXPECT_THAT(chart.err, HasSubstr("a chart is drawn as SVG alone"));
}

TEST_F(LargeAnswer, NeighborsSayWhichWay) {
  const std::string svg = drawn({"neighbors", "wire"});
  EXPECT_THAT(svg, AllOf(HasSubstr("It cites 1 and is cited by 60 of those drawn."),
                         HasSubstr("ASKED ABOUT<"), Not(HasSubstr("CITES IT AND IS CITED"))));
  ASSERT_EQ(tool_({"link", "wire", "m0"}).code, 0);
  EXPECT_THAT(drawn({"neighbors", "wire", "--depth", "2"}),
              AllOf(HasSubstr("CITES IT AND IS CITED<"), HasSubstr("all within 2 steps")));
}

TEST_F(LargeAnswer, CommunitiesHaveFrames) {
  EXPECT_THAT(drawn({"communities"}),
              AllOf(HasSubstr(">Community 1: "), HasSubstr("class=\"cluster\"")));
}

TEST(DrawnCircles, AreOriginsWhereTheyCiteNothingElse) {
  const Tool tool;
  tool.import("circle.jsonl", article("a", "a", "\"b\"") + article("b", "b", "\"a\""));
  const std::string path = tool.path("x.svg");
  ASSERT_EQ(tool({"circles", "--svg", path}).code, 0);
  EXPECT_THAT(read_file(path),
              AllOf(HasSubstr("CIRCULAR ORIGIN<"),
                    HasSubstr("2 that go round in one circle and name no source outside it.")));
  ASSERT_EQ(tool({"add", "article", "--key", "c", "--title", "C"}).code, 0);
  ASSERT_EQ(tool({"link", "a", "c"}).code, 0);
  ASSERT_EQ(tool({"circles", "--svg", path}).code, 0);
  EXPECT_THAT(read_file(path), AllOf(HasSubstr("IN A CIRCLE<"), Not(HasSubstr("no source"))));
}

}  // namespace
}  // namespace whocites::testing
