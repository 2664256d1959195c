// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/console_blocks.h"

#include <gmock/gmock.h>

namespace whocites::tests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST(ConsoleBlocks, AreReadWithTheirOutput) {
  const ConsoleDocument read = read_console_blocks(
      "Text\n$ no\n```console\n$ one\nout\n\nmore\n$ two \\\n  three\n```\n```sh\n$ not\n```\n");
  EXPECT_THAT(read.faults, IsEmpty());
  ASSERT_THAT(read.commands, SizeIs(2));
  EXPECT_EQ(read.commands[0].command, "one");
  EXPECT_EQ(read.commands[0].line, 4u);
  EXPECT_THAT(read.commands[0].expected, ElementsAre("out", "", "more"));
  EXPECT_EQ(read.commands[1].command, "two \\\n  three");
  EXPECT_THAT(read.commands[1].expected, IsEmpty());
}

TEST(ConsoleBlocks, AreReadInsideAList) {
  const ConsoleDocument read = read_console_blocks("- a\n  ```console\n  $ b\n    c\n  ```\n");
  ASSERT_THAT(read.commands, SizeIs(1));
  EXPECT_THAT(read.commands[0].expected, ElementsAre("  c"));
  EXPECT_EQ(with_outputs(read, {{"d", "", "e"}}), "- a\n  ```console\n  $ b\n  d\n\n  e\n  ```\n");
}

TEST(ConsoleBlocks, ThatAreWrongAreReported) {
  EXPECT_THAT(read_console_blocks("```console\n$ a\n").faults,
              ElementsAre("1: a console block that does not end"));
  EXPECT_THAT(read_console_blocks("```console\na\n$ b\n```\n").faults,
              ElementsAre("2: output before the first command of a console block"));
  EXPECT_THAT(read_console_blocks("```console\n$ a\n```\n\n```console\n```\n").faults,
              ElementsAre("5: a console block without a command"));
}

struct MatchCase {
  const char* name;
  std::vector<std::string> expected;
  std::vector<std::string> actual;
  bool matches;
};

class ConsoleMatch : public testing::TestWithParam<MatchCase> {};

TEST_P(ConsoleMatch, IsAsExpected) {
  EXPECT_EQ(matches(GetParam().expected, GetParam().actual), GetParam().matches);
}

INSTANTIATE_TEST_SUITE_P(
    Table, ConsoleMatch,
    testing::Values(
        MatchCase{"Equal", {"a", "b"}, {"a", "b"}, true}, MatchCase{"Nothing", {}, {}, true},
        MatchCase{"EmptyEnd", {"a", ""}, {"a"}, true},
        MatchCase{"AnyMiddle", {"a", "…", "d"}, {"a", "b", "c", "d"}, true},
        MatchCase{"AnyIsNothing", {"a", "…", "d"}, {"a", "d"}, true},
        MatchCase{"AnyGoesBack", {"…", "a", "b"}, {"a", "a", "b"}, true},
        MatchCase{"AnyTwice", {"…", "b", "…"}, {"a", "b", "c"}, true},
        MatchCase{"Missing", {"a", "b"}, {"a"}, false}, MatchCase{"More", {"a"}, {"a", "b"}, false},
        MatchCase{"EmptyInside", {"a", "b"}, {"a", "", "b"}, false},
        MatchCase{"Space", {"a"}, {"a "}, false}, MatchCase{"SilentButExpected", {"a"}, {}, false},
        MatchCase{"UnexpectedOutput", {}, {"a"}, false},
        MatchCase{"AfterAny", {"…", "d"}, {"d", "e"}, false},
        MatchCase{"AnyInOrder", {"…", "b", "…", "a"}, {"a", "b"}, false}),
    [](const auto& row) { return row.param.name; });

TEST(ConsoleDifference, ShowsBothSides) {
  EXPECT_EQ(difference({"a", "b", "d"}, {"a", "c", "d", "e"}), "  a\n- b\n+ c\n  d\n+ e\n");
}

TEST(ConsoleOutputs, ReplaceOnlyWhatDiffers) {
  const std::string_view text = "x\n```console\n$ a\nold\n$ b\n…\n$ c\n```\ny\n";
  EXPECT_EQ(with_outputs(read_console_blocks(text), {{"new"}, {"1", "2"}, {"3"}}),
            "x\n```console\n$ a\nnew\n$ b\n…\n$ c\n3\n```\ny\n");
}

}  // namespace
}  // namespace whocites::tests
