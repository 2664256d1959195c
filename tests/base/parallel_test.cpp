// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace whocites
