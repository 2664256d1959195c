// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace whocites {
namespace {

Work on_threads(unsigned threads) {
  Work work;
  work.threads = threads;
  return work;
}

TEST(Parallel, EveryNumberIsInOneBlock) {
  for (const std::size_t count : {0, 1, 6, 7, 8, 100}) {
    for (const unsigned threads : {1U, 2U, 9U}) {
      std::vector<int> times(count, 0);
      for_blocks(count, 7, on_threads(threads), [&](std::size_t begin, std::size_t end) {
        EXPECT_EQ(begin % 7, 0U);
        EXPECT_LE(end, begin + 7);
        for (std::size_t i = begin; i < end; ++i) ++times[i];
      });
      EXPECT_EQ(times, std::vector<int>(count, 1)) << count << " on " << threads;
    }
  }
}

TEST(Parallel, NoThreadsMeansTheCallers) {
  int calls = 0;
  for_blocks(3, 1, on_threads(0), [&](std::size_t, std::size_t) { ++calls; });
  EXPECT_EQ(calls, 3);
}

TEST(Parallel, SumIsTheSameToTheLastBit) {
  const auto reciprocals = [](std::size_t begin, std::size_t end) {
    double sum = 0;
    for (std::size_t i = begin; i < end; ++i) sum += 1.0 / static_cast<double>(i + 1);
    return sum;
  };
  const double alone = sum_blocks(10'000, 64, on_threads(1), reciprocals);
  EXPECT_NEAR(alone, 9.787606036044348, 1e-12);  // the 10,000th harmonic number
  for (int again = 0; again < 20; ++again) {
    EXPECT_EQ(sum_blocks(10'000, 64, on_threads(4), reciprocals), alone);
  }
  EXPECT_EQ(sum_blocks(0, 64, on_threads(4), reciprocals), 0);
}

TEST(Parallel, StopLeavesOutWhatHasNotBegun) {
  std::atomic<bool> stop = false;
  Work work;
  work.stop = &stop;
  int calls = 0;
  for_blocks(100, 1, work, [&](std::size_t begin, std::size_t) {
    ++calls;
    if (begin == 9) stop = true;
  });
  EXPECT_EQ(calls, 10);
  EXPECT_TRUE(work.is_stopped());
}

TEST(Parallel, WhatABodyThrowsComesOut) {
  for (const unsigned threads : {1U, 4U}) {
    EXPECT_THROW(for_blocks(1000, 1, on_threads(threads),
                            [](std::size_t begin, std::size_t) {
                              if (begin % 100 == 50) throw std::runtime_error("no memory");
                            }),
                 std::runtime_error);
  }
}

TEST(Parallel, ToldOnlyWhenSomebodyListens) {
  Work work;
  work.tell(0.5);
  double heard = 0;
  work.progress = [&](double share) { heard = share; };
  work.tell(0.5);
  EXPECT_EQ(heard, 0.5);
  EXPECT_FALSE(work.is_stopped());
  EXPECT_GE(machine_threads(), 1U);
}

TEST(Work, StageTellsItsShareOfTheWhole) {
  std::vector<double> told;
  Work work;
  work.progress = [&](double share) { told.push_back(share); };
  const Work second = work.stage(0.5, 0.75);
  second.tell(0);
  second.tell(1);
  second.stage(0.5, 1).tell(0);
  EXPECT_EQ(told, (std::vector<double>{0.5, 0.75, 0.625}));
  Work().stage(0, 1).tell(0.5);  // nobody listens
}

TEST(Work, StageIsStoppedWithTheWhole) {
  std::atomic<bool> stop = false;
  Work work{3, &stop};
  const Work stage = work.stage(0, 0.5);
  EXPECT_EQ(stage.threads, 3U);
  EXPECT_FALSE(stage.is_stopped());
  stop = true;
  EXPECT_TRUE(stage.is_stopped());
}

TEST(Pace, TellsNowAndThenHowFarALoopIs) {
  std::vector<double> told;
  Work work;
  work.progress = [&](double share) { told.push_back(share); };
  constexpr std::size_t kCount = 50'000;
  Pace pace(work, kCount);
  for (std::size_t i = 0; i < kCount; ++i) ASSERT_TRUE(pace.goes_on());
  ASSERT_GE(told.size(), 2U);
  ASSERT_LE(told.size(), 10U);
  EXPECT_EQ(told.front(), 0);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_LT(told.back(), 1);
}

TEST(Pace, NeverTellsMoreThanAllNorWhatIsNotKnown) {
  std::vector<double> told;
  Work work;
  work.progress = [&](double share) { told.push_back(share); };
  Pace longer(work, 10);
  for (int i = 0; i < 100'000; ++i) ASSERT_TRUE(longer.goes_on());
  EXPECT_EQ(told.back(), 1);
  told.clear();
  Pace unknown(work);
  for (int i = 0; i < 100'000; ++i) ASSERT_TRUE(unknown.goes_on());
  EXPECT_EQ(told.back(), 0);
}

TEST(Pace, SaysWhenToEndAndTellsNoMore) {
  std::atomic<bool> stop = true;
  std::size_t told = 0;
  Work work{1, &stop, [&](double) { ++told; }};
  Pace pace(work, 5);
  EXPECT_FALSE(pace.goes_on());
  EXPECT_EQ(told, 0U);
}

}  // namespace
}  // namespace whocites
