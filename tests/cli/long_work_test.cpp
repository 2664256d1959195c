// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/long_work.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <signal.h>
#include <sstream>

namespace whocites::cli {
namespace {

bool is_handled_by(sighandler_t handler) {
  struct sigaction action {};
  ::sigaction(SIGINT, nullptr, &action);
  return action.sa_handler == handler;
}
bool ends_the_process() { return is_handled_by(SIG_DFL); }

class LongWorkTest : public ::testing::Test {
 protected:
  LongWorkTest() : before_(::signal(SIGINT, SIG_DFL)) {}
  ~LongWorkTest() override { ::signal(SIGINT, before_); }

  Result<std::unique_ptr<LongWork>> begin() {
    return LongWork::begin(session_, arguments_, "counting");
  }

  sighandler_t before_;
  Command command_;
  Arguments arguments_;
  std::stringstream in_;
  std::stringstream out_;
  std::stringstream err_;
  Session session_{{in_, out_, err_}, command_, arguments_};
};

TEST_F(LongWorkTest, TakesWhatTheMachineHasUnlessTold) {
  const auto usual = begin();
  ASSERT_TRUE(usual.has_value());
  EXPECT_EQ((*usual)->work().threads, machine_threads());
  EXPECT_EQ((*usual)->seed(), 1U);
  EXPECT_TRUE((*usual)->end().has_value());
  arguments_.set("threads", {"3"});
  arguments_.set("seed", {"99"});
  const auto told = begin();
  ASSERT_TRUE(told.has_value());
  EXPECT_EQ((*told)->work().threads, 3U);
  EXPECT_EQ((*told)->seed(), 99U);
}

TEST_F(LongWorkTest, RefusesWhatIsNoNumberOfThreads) {
  for (const char* threads : {"0", "1025", "-1", "two", ""}) {
    arguments_.set("threads", {threads});
    const auto begun = begin();
    ASSERT_FALSE(begun.has_value()) << threads;
    EXPECT_EQ(begun.error().code, ErrorCode::BadRequest);
    EXPECT_TRUE(ends_the_process());
  }
  arguments_.set("threads", {"2"});
  arguments_.set("seed", {"-5"});
  EXPECT_FALSE(begin().has_value());
}

TEST_F(LongWorkTest, InterruptStopsTheWorkAndNotTheProcess) {
  const auto begun = begin();
  ASSERT_TRUE(begun.has_value());
  EXPECT_FALSE((*begun)->work().is_stopped());
  EXPECT_FALSE(ends_the_process());
  ::raise(SIGINT);
  EXPECT_TRUE((*begun)->work().is_stopped());
  EXPECT_TRUE(ends_the_process()) << "a second one does";
  const Result<void> ended = (*begun)->end();
  ASSERT_FALSE(ended.has_value());
  EXPECT_EQ(ended.error().code, ErrorCode::Interrupted);
  EXPECT_EQ(err_.str(), "");
  const auto next = begin();
  EXPECT_FALSE((*next)->work().is_stopped());
}

TEST_F(LongWorkTest, LeavesSignalsAsTheyWere) {
  { const auto dropped = begin(); }
  EXPECT_TRUE(ends_the_process());
  const auto ended = begin();
  EXPECT_TRUE((*ended)->end().has_value());
  EXPECT_TRUE(ends_the_process());
}

TEST_F(LongWorkTest, LeavesWhatIsIgnoredIgnored) {
  ::signal(SIGINT, SIG_IGN);
  const auto begun = begin();
  EXPECT_TRUE(is_handled_by(SIG_IGN));
  ::raise(SIGINT);
  EXPECT_FALSE((*begun)->work().is_stopped());
  EXPECT_TRUE((*begun)->end().has_value());
}

TEST_F(LongWorkTest, LeavesSignalsToWhoHasAnotherWayToStop) {
  std::atomic<bool> stop = false;
  const Session session({in_, out_, err_}, command_, arguments_, &stop);
  const auto begun = LongWork::begin(session, arguments_, "counting");
  ASSERT_TRUE(begun.has_value());
  EXPECT_TRUE(ends_the_process());
  EXPECT_FALSE((*begun)->work().is_stopped());
  stop = true;
  EXPECT_TRUE((*begun)->work().is_stopped());
  EXPECT_EQ((*begun)->end().error().code, ErrorCode::Interrupted);
}

TEST_F(LongWorkTest, GivesWhatWasComputed) {
  const auto value = do_long_work(session_, arguments_, "counting", [](const Work&) { return 5; });
  EXPECT_EQ(value, 5);
  const auto failed =
      do_long_work(session_, arguments_, "counting",
                   [](const Work&) -> Result<int> { return fail(ErrorCode::Io, "the disk"); });
  EXPECT_EQ(failed.error().code, ErrorCode::Io);
  const auto ended = do_long_work(session_, arguments_, "counting", [](const Work& work) {
    ::raise(SIGINT);
    return work.is_stopped();
  });
  ASSERT_FALSE(ended.has_value());
  EXPECT_EQ(ended.error().code, ErrorCode::Interrupted);
  EXPECT_TRUE(ends_the_process());
}

TEST_F(LongWorkTest, IsSilentWithoutATerminal) {
  const auto begun = begin();
  ::testing::internal::CaptureStderr();
  (*begun)->work().tell(0.5);
  EXPECT_TRUE((*begun)->end().has_value());
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(err_.str(), "");
}

}  // namespace
}  // namespace whocites::cli
