// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/huge_pages.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <utility>

namespace whocites {
namespace {

TEST(HugePages, AreVectorsOfAnySize) {
  for (const std::size_t size : {0, 1, 1000, 262143, 262144, 262145, 1000000}) {
    HugeVector<double> values(size, 0.5);
    ASSERT_EQ(values.size(), size);
    if (size == 0) continue;
    values.back() = 2;
    HugeVector<double> other = values;
    values.swap(other);
    const HugeVector<double> taken = std::move(values);
    EXPECT_EQ(taken.back(), 2);
    EXPECT_EQ(taken.front(), size == 1 ? 2 : 0.5);
  }
}

TEST(HugePages, LargeOnesBeginAtAPage) {
  const HugeVector<char> large(std::size_t{3} << 20);
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(large.data()) % (std::size_t{2} << 20), 0u);
}

TEST(HugePages, TooMuchIsRefused) {
  HugePages<double> pages;
  EXPECT_THROW(static_cast<void>(pages.allocate(std::numeric_limits<std::size_t>::max() / 8)),
               std::bad_alloc);
  EXPECT_THROW(static_cast<void>(pages.allocate(std::numeric_limits<std::size_t>::max() / 4)),
               std::bad_alloc);
}

}  // namespace
}  // namespace whocites
