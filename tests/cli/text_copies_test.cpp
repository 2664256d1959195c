// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/tool.h"

namespace whocites {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Ran;
using testing::Tool;

// A wire story as several papers print it: under a headline of their own, one with a sentence more.
std::string print_of(const std::string& headline, const std::string& more = {}) {
  std::string text = headline + "\n\nBy Jane Doe\n\n";
  for (const char* town : {"Harlow", "Qorvath", "Velkaron", "Tresk", "Marn", "Oldwick"}) {
    text += std::string("The harbour dam above ") + town +
            " leaked through the night and farmers in the valley of " + town +
            " moved their cattle to the hills before the water reached the lower meadows. ";
  }
  return text + more + "\n";
}

TEST(PrintsOfOneText, CountAsOneSource) {
  const Tool tool;
  const std::string one = tool.file("one.txt", print_of("Harbour dam leaks in the night"));
  const std::string two = tool.file("two.txt", print_of("Farmers flee as harbour dam leaks"));
  const std::string three =
      tool.file("three.txt", print_of("Cattle saved", "Nobody in the valley was hurt that night."));
  EXPECT_EQ(tool({"import", one, "--url", "https://one.example/dam", "--date", "2020-03-02"}).code,
            0);
  const Ran ran = tool({"import", two, "--url", "https://two.example/dam", "--date", "2020-03-01"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("is that of"));
  EXPECT_EQ(tool({"import", three, "--url", "https://three.example/dam"}).code, 0);

  // The print that came out first is the original, though it was imported second.
  const Ran told = tool({"explain", "https://one.example/dam", "https://two.example/dam"});
  EXPECT_THAT(told.out, HasSubstr("republishes"));
  EXPECT_THAT(told.out, HasSubstr("moved their cattle to the hills"));
  const Ran counted = tool({"corroborate", "https://one.example/dam", "https://two.example/dam",
                            "https://three.example/dam"});
  EXPECT_THAT(counted.err, HasSubstr("One source"));
  EXPECT_THAT(counted.out, HasSubstr("counts as what it republishes"));
  EXPECT_THAT(tool({"show", "https://one.example/dam"}).out, Not(HasSubstr("text-sketch")));
}

TEST(PrintsOfOneText, AreFoundWithinOneImport) {
  const Tool tool;
  const Ran ran = tool({"import", tool.file("one.txt", print_of("Harbour dam leaks")),
                        tool.file("two.txt", print_of("Farmers flee from harbour dam"))});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("counted as one source"));
}

TEST(PrintsOfOneText, AreNotFoundWhereTextsDiffer) {
  const Tool tool;
  std::string other = "Ferry sinks\n\nBy John Roe\n\n";
  for (const char* town : {"Harlow", "Qorvath", "Velkaron", "Tresk", "Marn", "Oldwick"}) {
    other += std::string("A ferry that had left ") + town +
             " at noon sank in thick fog and all its passengers were brought ashore by boats. ";
  }
  const Ran ran = tool(
      {"import", tool.file("one.txt", print_of("Harbour dam leaks")), tool.file("two.txt", other)});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, Not(HasSubstr("copy:")));
}

TEST(PrintsOfOneText, OfTheSameArticleAgainAreNoCopy) {
  const Tool tool;
  const std::string one = tool.file("one.txt", print_of("Harbour dam leaks"));
  EXPECT_EQ(tool({"import", one}).code, 0);
  EXPECT_THAT(tool({"import", "--again", one}).err, Not(HasSubstr("copy:")));
}

}  // namespace
}  // namespace whocites
