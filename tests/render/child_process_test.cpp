// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/child_process.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace whocites::render {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kLong{60'000};

TEST(ChildProcess, ReturnsWhatTheWorkReturns) {
  for (const std::string& text :
       {std::string(), std::string("y"), std::string("\0x\xFF", 3), std::string(3'000'000, 'z')}) {
    const Result<std::string> answer = in_child(kLong, [&] { return text; });
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(*answer, text);
  }
}

TEST(ChildProcess, ReturnsErrorsWhole) {
  for (const ErrorCode code : {ErrorCode::NotFound, ErrorCode::Io, ErrorCode::TimedOut}) {
    for (const char* hint : {"", "try again"}) {
      const Result<std::string> answer =
          in_child(kLong, [&]() -> Result<std::string> { return fail(code, "broken", hint); });
      ASSERT_FALSE(answer);
      EXPECT_EQ(answer.error(), fail(code, "broken", hint).value());
    }
  }
}

TEST(ChildProcess, EndsWorkThatDoesNotEnd) {
  const Result<std::string> answer = in_child(milliseconds(50), [&]() -> Result<std::string> {
    while (true) ::pause();
  });
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::TimedOut);
  EXPECT_NE(answer.error().hint.find("--timeout"), std::string::npos);
}

TEST(ChildProcess, OutlivesWorkThatCrashes) {
  const Result<std::string> answer = in_child(kLong, []() -> Result<std::string> {
    ::raise(SIGKILL);
    return "never";
  });
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::Io);
}

TEST(ChildProcess, ChangesNothingHereAndLeavesNoProcess) {
  int number = 1;
  const Result<std::string> answer = in_child(kLong, [&]() -> Result<std::string> {
    number = 2;
    return std::to_string(number);
  });
  EXPECT_EQ(answer.value(), "2");
  EXPECT_EQ(number, 1);
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

}  // namespace
}  // namespace whocites::render
