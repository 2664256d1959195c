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

std::string story_of(std::string_view before, std::string_view behind) {
  std::string text;
  for (const char* town : {"Harlow", "Qorvath", "Velkaron", "Tresk", "Marn", "Oldwick"}) {
    text += std::string(before) + town + std::string(behind);
  }
  return text;
}

// A wire story as several papers print it: under a headline of their own, one with a sentence more.
std::string print_of(const std::string& headline, const std::string& more = {}) {
  return headline + "\n\nBy Jane Doe\n\n" +
         story_of("The harbour dam above ",
                  " leaked through the night and farmers in the valley moved their cattle to the "
                  "hills before the water reached the lower meadows. ") +
         more + "\n";
}

std::string other_story() {
  return "Ferry sinks\n\nBy John Roe\n\n" +
         story_of(
             "A ferry that had left ",
             " at noon sank in thick fog and all its passengers were brought ashore by boats. ");
}

// Imports a text as the article at https://NAME.example/dam.
Ran import_print(const Tool& tool, const std::string& name, const std::string& text,
                 const std::string& date = {}) {
  std::vector<std::string> command{"import", tool.file(name + ".txt", text), "--url",
                                   "https://" + name + ".example/dam"};
  if (!date.empty()) command.insert(command.end(), {"--date", date});
  return tool(command);
}

constexpr const char* kOne = "https://one.example/dam";
constexpr const char* kTwo = "https://two.example/dam";
constexpr const char* kThree = "https://three.example/dam";

TEST(PrintsOfOneText, CountAsOneSource) {
  const Tool tool;
  import_print(tool, "one", print_of("Harbour dam leaks in the night"), "2020-03-02");
  const Ran ran = import_print(tool, "two", print_of("Farmers flee as dam leaks"), "2020-03-01");
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("1 article has the text of another one"));
  import_print(tool, "three", print_of("Cattle saved", "Nobody was hurt."), "2020-03-03");

  const Ran told = tool({"explain", kOne});
  EXPECT_THAT(told.out, HasSubstr("the same text as https://two.example/dam"));
  EXPECT_THAT(told.out, HasSubstr("moved their cattle to the"));
  const Ran counted = tool({"corroborate", kOne, kTwo, kThree});
  EXPECT_THAT(counted.err, HasSubstr("One source: all 3 articles have one text, of which Farmers"));
  EXPECT_THAT(tool({"show", kOne}).out, Not(HasSubstr("text-sketch")));
}

TEST(PrintsOfOneText, WithoutDatesHaveNoOriginal) {
  const Tool tool;
  import_print(tool, "one", print_of("Harbour dam leaks"));
  import_print(tool, "two", print_of("Farmers flee"));
  EXPECT_THAT(tool({"corroborate", kOne, kTwo}).err,
              HasSubstr("both articles have one text, and it is not known which came first"));
  EXPECT_THAT(tool({"cites", kTwo}).out, Not(HasSubstr("one.example")));
  EXPECT_THAT(tool({"corroborate", kOne, kTwo}).out,
              HasSubstr("origin                  one text (Harbour dam leaks, Farmers flee)"));
  EXPECT_THAT(tool({"circles"}).err, HasSubstr("no"));
}

// One that is not asked about hides the order of two no longer, but is told of.
TEST(PrintsOfOneText, AreOrderedAmongThoseAskedAbout) {
  const Tool tool;
  import_print(tool, "one", print_of("Harbour dam leaks"), "2020-03-03");
  import_print(tool, "two", print_of("Farmers flee"), "2020-03-04");
  import_print(tool, "three", print_of("Cattle saved"));
  const Ran two = tool({"corroborate", kOne, kTwo});
  EXPECT_THAT(two.err, HasSubstr("both articles have one text, of which Harbour dam leaks of "
                                 "2020-03-03 is the earliest of those compared."));
  EXPECT_THAT(two.out, HasSubstr("not compared: Cattle saved, undated, which may be earlier"));
  EXPECT_THAT(tool({"corroborate", kOne, kTwo, kThree}).err,
              HasSubstr("all 3 articles have one text, and it is not known which came first"));

  const auto with_third_of = [](const std::string& date) {
    const Tool other;
    import_print(other, "one", print_of("Harbour dam leaks"), "2020-03-03");
    import_print(other, "two", print_of("Farmers flee"), "2020-03-04");
    import_print(other, "three", print_of("Cattle saved"), date);
    const Ran ran = other({"corroborate", kOne, kTwo});
    return ran.err + ran.out;
  };
  EXPECT_THAT(with_third_of("2020-03-01"),
              HasSubstr("Cattle saved of 2020-03-01, which was before"));
  EXPECT_THAT(with_third_of("2020-03"), HasSubstr("Cattle saved of 2020-03, which may be earlier"));
  EXPECT_THAT(with_third_of("2020-04"), HasSubstr("is the earliest known print."));
}

// Each print names sources, which the other does not: none of them is what the others hang on.
TEST(PrintsOfOneText, AreNoChokePointByThemselves) {
  const Tool tool;
  import_print(tool, "one", print_of("Harbour dam leaks"));
  import_print(tool, "two", print_of("Farmers flee"));
  EXPECT_EQ(tool({"add", "person", "--name", "Ann Lee"}).code, 0);
  EXPECT_EQ(tool({"add", "person", "--name", "Bo Roe"}).code, 0);
  EXPECT_EQ(tool({"link", kOne, "person:ann-lee"}).code, 0);
  EXPECT_EQ(tool({"link", kTwo, "person:bo-roe"}).code, 0);
  const Ran both = tool({"corroborate", kOne, kTwo});
  EXPECT_THAT(both.err, HasSubstr("One source in effect: both articles have one text, and it is "
                                  "not known which came first; behind it there are 2 origins."));
  EXPECT_THAT(both.out + both.err, Not(HasSubstr("hang")));
  EXPECT_THAT(both.out, HasSubstr("without one text (Harbour dam leaks, Farmers flee) none"));
  EXPECT_THAT(both.out, Not(HasSubstr("without one.example")));

  import_print(tool, "three", other_story());
  import_print(tool, "four", "Dam news\n\nIt leaks.\n");
  EXPECT_EQ(tool({"link", kThree, kOne}).code, 0);
  EXPECT_EQ(tool({"link", "https://four.example/dam", kTwo}).code, 0);
  const Ran citing = tool({"corroborate", kThree, "https://four.example/dam"});
  EXPECT_THAT(citing.err, HasSubstr("both articles hang on one text (Harbour dam leaks, "
                                    "Farmers flee), behind which"));
  EXPECT_THAT(citing.out, HasSubstr("one text; falls with it: "));
  EXPECT_THAT(citing.out, HasSubstr("hangs on one text ("));

  const auto times = [&](const std::string& words, const std::vector<std::string>& asked) {
    std::vector<std::string> command{"corroborate", "--svg", "-"};
    command.insert(command.end(), asked.begin(), asked.end());
    const std::string drawn = tool(command).out;
    std::size_t count = 0;
    for (auto at = drawn.find(words); at != std::string::npos; at = drawn.find(words, at + 1)) {
      ++count;
    }
    return count;
  };
  EXPECT_EQ(times(">ONE TEXT, 2 PRINTS<", {kOne, kTwo}), 2U);
  EXPECT_EQ(times(">one text: these are prints of it and count once<", {kOne, kTwo}), 1U);
  EXPECT_EQ(times("HANG ON THIS<", {kOne, kTwo}), 0U);
  const std::vector<std::string> both_citing{kThree, "https://four.example/dam"};
  EXPECT_EQ(times(">BOTH HANG ON THIS TEXT<", both_citing), 2U);
  EXPECT_EQ(times("ONE TEXT,", {kOne, kThree}), 0U);
}

TEST(PrintsOfOneText, WaitForAPersonsWord) {
  const Tool tool;
  import_print(tool, "one", print_of("Harbour dam leaks"));
  import_print(tool, "two", print_of("Farmers flee"));
  const Ran open = tool({"review"});
  EXPECT_THAT(open.out, HasSubstr("one text: about 100%"));
  EXPECT_THAT(open.out, HasSubstr(kTwo));
  EXPECT_EQ(tool({"review", "no", kOne, kTwo}).code, 0);
  EXPECT_THAT(tool({"review"}).out, Not(HasSubstr(kTwo)));
  EXPECT_THAT(tool({"corroborate", kOne, kTwo}).err, Not(HasSubstr("have one text")));
  // The word outlives the next import.
  EXPECT_THAT(
      tool({"import", "--again", tool.file("two.txt", print_of("Farmers flee")), "--url", kTwo})
          .err,
      Not(HasSubstr("has the text")));
  EXPECT_EQ(tool({"same", "--text", kOne, kTwo}).code, 0);
  EXPECT_THAT(tool({"corroborate", kOne, kTwo}).err, HasSubstr("have one text"));
  EXPECT_EQ(tool({"undo"}).code, 0);
  EXPECT_THAT(tool({"corroborate", kOne, kTwo}).err, Not(HasSubstr("have one text")));
}

TEST(PrintsOfOneText, AreToldAgainWhenWhatWasTakenBackComesAgain) {
  const Tool tool;
  import_print(tool, "one", print_of("Harbour dam leaks"));
  import_print(tool, "two", print_of("Farmers flee"));
  import_print(tool, "three", print_of("Cattle saved", "Nobody was hurt."));
  EXPECT_EQ(tool({"undo", "2"}).code, 0);
  EXPECT_THAT(tool({"corroborate", kOne, kThree}).err, HasSubstr("both articles have one text"));
  EXPECT_THAT(import_print(tool, "two", print_of("Farmers flee")).err,
              HasSubstr("one text: Farmers flee and "));
}

TEST(PrintsOfOneText, AreNotAskedAboutWhereItFollows) {
  const Tool tool;
  import_print(tool, "one", print_of("Harbour dam leaks"));
  import_print(tool, "two", print_of("Farmers flee"));
  import_print(tool, "three", print_of("Cattle saved"));
  EXPECT_EQ(tool({"review", "yes", kOne, kTwo}).code, 0);
  EXPECT_THAT(tool({"review"}).out, HasSubstr(kThree));
  EXPECT_EQ(tool({"review", "yes", kOne, kThree}).code, 0);
  EXPECT_THAT(tool({"review"}).out, Not(HasSubstr(kThree)));
}

TEST(PrintsOfOneText, ThatWerePartedStayTwoBesideAThird) {
  const Tool tool;
  import_print(tool, "one", print_of("Harbour dam leaks"));
  import_print(tool, "two", print_of("Farmers flee"));
  EXPECT_EQ(tool({"not-same", "--text", kOne, kTwo}).code, 0);
  import_print(tool, "three", print_of("Cattle saved"));
  EXPECT_THAT(tool({"corroborate", kOne, kTwo}).err, Not(HasSubstr("have one text")));
}

TEST(PrintsOfOneText, AreFoundInWhatACaseBrings) {
  const Tool hers;
  import_print(hers, "two", print_of("Farmers flee"));
  const std::string archive = hers.path("all.zip");
  EXPECT_EQ(hers({"bundle", "-o", archive}).code, 0);
  const Tool ours;
  import_print(ours, "one", print_of("Harbour dam leaks"));
  EXPECT_THAT(ours({"import", archive}).err, HasSubstr("1 article has the text of another one"));
  EXPECT_THAT(ours({"corroborate", kOne, kTwo}).err, HasSubstr("both articles have one text"));
  EXPECT_THAT(ours({"review"}).out, HasSubstr("one text: about 100%"));
  EXPECT_THAT(ours({"log"}).out, HasSubstr("compared the texts from all.zip with those here"));
  EXPECT_THAT(ours({"import", archive}).err, HasSubstr("is here already"));
}

TEST(PrintsOfOneText, AreFoundWithinOneImport) {
  const Tool tool;
  const Ran ran = tool({"import", tool.file("one.txt", print_of("Harbour dam leaks")),
                        tool.file("two.txt", print_of("Farmers flee from harbour dam")),
                        tool.file("three.txt", other_story())});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, HasSubstr("1 article has the text of another one"));
}

// A large import, and one that never ends, find them like a small one.
TEST(PrintsOfOneText, AreFoundHoweverTheyComeIn) {
  const auto record = [](const std::string& name, const std::string& text) {
    std::string one_line = text;
    std::replace(one_line.begin(), one_line.end(), '\n', ' ');
    return R"({"kind":"article","url":"https://)" + name + R"(.example/dam","text":")" + one_line +
           "\"}\n";
  };
  const std::string fresh = record("two", print_of("Farmers flee")) +
                            record("three", print_of("Cattle saved", "Nobody was hurt.")) +
                            record("four", other_story());
  for (const std::vector<std::string>& how : std::vector<std::vector<std::string>>{
           {"import"}, {"import", "--memory", "64M"}, {"import", "--stream", "-"}}) {
    const Tool tool;
    import_print(tool, "one", print_of("Harbour dam leaks in the night"));
    const bool is_stream = how.size() == 3 && how[1] == "--stream";
    std::vector<std::string> command = how;
    if (!is_stream) command.push_back(tool.file("more.jsonl", fresh));
    EXPECT_EQ(tool(command, is_stream ? fresh : "").code, 0) << how.back();
    EXPECT_THAT(tool({"corroborate", kOne, kTwo, kThree}).err,
                HasSubstr("all 3 articles have one text"))
        << how.back();
    EXPECT_THAT(tool({"explain", kTwo}).out, HasSubstr("moved their cattle")) << how.back();
    EXPECT_THAT(tool({"verify"}).out, Not(HasSubstr("bands"))) << how.back();
  }
}

TEST(PrintsOfOneText, AreNotFoundWhereTextsDiffer) {
  const Tool tool;
  const Ran ran = tool({"import", tool.file("one.txt", print_of("Harbour dam leaks")),
                        tool.file("two.txt", other_story())});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.err, Not(HasSubstr("has the text")));
}

TEST(PrintsOfOneText, OfTheSameArticleAgainAreNoCopy) {
  const Tool tool;
  const std::string one = tool.file("one.txt", print_of("Harbour dam leaks"));
  EXPECT_EQ(tool({"import", one}).code, 0);
  EXPECT_THAT(tool({"import", "--again", one}).err, Not(HasSubstr("has the text")));
}

TEST(PrintsOfOneText, GoWithAnExport) {
  const Tool tool;
  import_print(tool, "one", print_of("Harbour dam leaks"));
  import_print(tool, "two", print_of("Farmers flee"));
  const Ran out = tool({"export", "--to", "jsonl"});
  EXPECT_THAT(out.out, HasSubstr(R"("kind":"same-text")"));
  const Tool other;
  EXPECT_EQ(other({"import", other.file("all.jsonl", out.out)}).code, 0);
  EXPECT_THAT(other({"corroborate", kOne, kTwo}).err, HasSubstr("have one text"));
  EXPECT_EQ(other({"export", "--to", "jsonl"}).out, out.out);
}

}  // namespace
}  // namespace whocites
