// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// A work that cites a work of its own title cites another one, imported either way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAreArray;

struct Input {
  std::string name;
  std::string lines;               // that tell of the work "a", called "The Flood"
  std::vector<std::string> cited;  // keys, by "a"
};
void PrintTo(const Input& input, std::ostream* os) { *os << input.name; }

class Namesakes : public ::testing::TestWithParam<std::tuple<Input, std::string>> {};

TEST_P(Namesakes, AreOtherWorks) {
  const auto& [input, memory] = GetParam();
  const Tool tool;
  std::vector<std::string> words{"import", tool.file("in.jsonl", input.lines)};
  if (!memory.empty()) words.insert(words.end(), {"--memory", memory});
  const Ran ran = tool(words);
  EXPECT_EQ(ran.code, 0) << ::testing::PrintToString(ran);
  EXPECT_THAT(tool.column({"cites", "a"}, "key"), UnorderedElementsAreArray(input.cited));
}

const std::string kFlood = R"({"kind":"article","key":"a","title":"The Flood","cites":)";
const Input kInputs[] = {
    {"OfItsTitle", kFlood + "[\"The flood\"]}", {"publication:the-flood"}},
    {"OfItsKeyIsItself", kFlood + "[\"a\"]}", {"a"}},
    {"OfItsAddressIsItself",
     R"({"kind":"article","key":"a","url":"https://a.example/1","title":"The Flood","cites":)"
     R"(["http://A.example/1"]})",
     {"a"}},
    {"OfAnotherThatIsKnown",
     kFlood + "[\"The Flood\"]}\n" + R"({"kind":"publication","key":"b","title":"The Flood"})",
     {"publication:the-flood"}},
    {"WhoseNameOthersMean",
     kFlood + "[\"The Flood\",\"c\"]}\n" +
         R"({"kind":"article","key":"c","title":"C","cites":["the  flood"]})",
     {"publication:the-flood", "c"}},
    {"OfAPublicationWithThatKey",
     R"({"kind":"publication","key":"a","title":"The Flood","cites":["The flood!","x"]})",
     {"publication:the-flood", "publication:x"}},
    {"AnOutletIsItself",
     R"({"kind":"outlet","key":"a","name":"The Flood","cites":["The Flood"]})",
     {"a"}},
};
INSTANTIATE_TEST_SUITE_P(
    , Namesakes, ::testing::Combine(::testing::ValuesIn(kInputs), ::testing::Values("", "16M")),
    [](const auto& row) {
      return std::get<0>(row.param).name + (std::get<1>(row.param).empty() ? "" : "InBulk");
    });

TEST(NamesakesOfOthers, DoNotMakeTheNameDoubtfulForOthers) {
  const Tool tool;
  tool.import("in.jsonl", kFlood + "[\"The Flood\"]}\n" +
                              R"({"kind":"article","key":"c","title":"C","cites":["the flood"]})");
  EXPECT_THAT(tool.column({"cites", "c"}, "key"), ElementsAre("a"));
}

TEST(NamesakesOfOthers, OfACrossrefWorkAreKeptWithTheWordsOfTheReference) {
  const Tool tool;
  tool.import("works.jsonl",
              R"({"DOI":"10.1000/a","prefix":"10.1000","type":"journal-article",)"
              R"("title":["The flood of the lower town"],"reference":[{"key":"1",)"
              R"("author":"Lee","article-title":"The flood of the lower town","year":"1954"}]})");
  EXPECT_THAT(tool.column({"cites", "10.1000/a"}, "key"),
              ElementsAre("publication:the-flood-of-the-lower-town"));
  EXPECT_THAT(tool.column({"cites", "10.1000/a"}, "evidence"),
              ElementsAre("Lee, The flood of the lower town, 1954"));
}

}  // namespace
}  // namespace whocites::testing
