// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/staged_work.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <mutex>
#include <vector>

#include "tests/support/result_matchers.h"

namespace whocites::testing {
namespace {

using storage::detail::run_stages;
using storage::detail::Stage;

Result<void> broken(const char* what) { return fail(ErrorCode::Io, what); }

TEST(StagedWork, DoesEveryTaskOnceAndAfterItsFirst) {
  for (std::size_t stages = 0; stages < 4; ++stages) {
    std::mutex mutex;
    std::vector<std::vector<int>> done(stages);
    std::vector<Stage> work(stages);
    for (std::size_t i = 0; i < stages; ++i) {
      const auto task = [&, i](int number) {
        return [&, i, number]() -> Result<void> {
          const std::lock_guard lock(mutex);
          done[i].push_back(number);
          return {};
        };
      };
      work[i].first = task(0);
      for (int number = 1; number <= static_cast<int>(i) * 3; ++number) {
        work[i].then.push_back(task(number));
      }
    }
    ASSERT_THAT(run_stages(work), IsOk());
    for (std::size_t i = 0; i < stages; ++i) {
      ASSERT_EQ(done[i].size(), i * 3 + 1);
      EXPECT_EQ(done[i].front(), 0);
      std::sort(done[i].begin(), done[i].end());
      EXPECT_EQ(std::adjacent_find(done[i].begin(), done[i].end()), done[i].end());
    }
  }
}

// The second stage's tasks wait for each other: one thread alone would never end.
TEST(StagedWork, AThreadThatIsDoneHelpsTheOther) {
  std::promise<void> one;
  std::promise<void> two;
  const Stage nothing{[]() -> Result<void> { return {}; }, {}};
  const Stage pair{[]() -> Result<void> { return {}; },
                   {[&]() -> Result<void> {
                      one.set_value();
                      two.get_future().wait();
                      return {};
                    },
                    [&]() -> Result<void> {
                      two.set_value();
                      one.get_future().wait();
                      return {};
                    }}};
  EXPECT_THAT(run_stages({nothing, pair}), IsOk());
}

TEST(StagedWork, NothingIsBegunAfterAFailure) {
  std::atomic<int> begun = 0;
  const auto count = [&]() -> Result<void> {
    ++begun;
    return {};
  };
  const Stage bad{[] { return broken("first"); }, {count, count}};
  EXPECT_THAT(run_stages({bad}), FailsWith(ErrorCode::Io, "first"));
  EXPECT_EQ(begun, 0);
  const Stage late{count, {[] { return broken("then"); }, count}};
  EXPECT_THAT(run_stages({late}), FailsWith(ErrorCode::Io, "then"));
  EXPECT_EQ(begun, 1);
}

TEST(StagedWork, TheFailureOfTheEarliestStageIsTold) {
  std::promise<void> failed;
  const Stage early{[&]() -> Result<void> {
                      failed.get_future().wait();
                      return broken("early");
                    },
                    {}};
  const Stage late{[&]() -> Result<void> {
                     failed.set_value();
                     return broken("late");
                   },
                   {}};
  EXPECT_THAT(run_stages({early, late}), FailsWith(ErrorCode::Io, "early"));
}

}  // namespace
}  // namespace whocites::testing
