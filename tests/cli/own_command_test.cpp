// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/served/own_command.h"

#include <gmock/gmock.h>

namespace whocites::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using testing::HasSubstr;

// This program's executable is the test itself, which GoogleTest gives a command line.
constexpr std::size_t kPlenty = 1 << 20;

TEST(OwnCommand, GivesCodeAndOutput) {
  const auto listed = run_own_command({"--gtest_list_tests", "--gtest_filter=OwnCommand.*"},
                                      {.time = minutes(1), .bytes = kPlenty});
  ASSERT_TRUE(listed) << listed.error().message;
  EXPECT_EQ(listed->code, 0);
  EXPECT_THAT(listed->out, HasSubstr("GivesCodeAndOutput"));
}

TEST(OwnCommand, IsEndedWhenItTakesTooLong) {
  const auto ended =
      run_own_command({"--gtest_filter=None"}, {.time = milliseconds(0), .bytes = 1});
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().code, ErrorCode::TimedOut);
}

TEST(OwnCommand, IsEndedWhenItGivesTooMuch) {
  const auto ended = run_own_command({"--gtest_list_tests"}, {.time = minutes(1), .bytes = 10});
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().code, ErrorCode::TimedOut);
  EXPECT_THAT(ended.error().hint, HasSubstr("whocites --gtest_list_tests"));
}

}  // namespace
}  // namespace whocites::cli
