// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/joined_sets.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "base/sorted.h"

namespace whocites {
namespace {

TEST(JoinedSets, AreKnownByTheirLowest) {
  JoinedSets<std::string> sets;
  EXPECT_EQ(sets.lowest("z"), "z");
  EXPECT_TRUE(sets.groups().empty());
  sets.join("c", "d");
  sets.join("b", "d");
  sets.join("x", "x");
  sets.join("f", "e");
  EXPECT_EQ(sets.lowest("d"), "b");
  EXPECT_EQ(sets.lowest("x"), "x");
  const std::vector<std::vector<std::string>> expected{{"b", "c", "d"}, {"e", "f"}};
  EXPECT_EQ(sets.groups(), expected);
}

// Against colours that are painted over one by one.
TEST(JoinedSets, AgreeWithPaint) {
  std::mt19937 random(1964);
  for (int round = 0; round < 200; ++round) {
    JoinedSets<int> sets;
    std::vector<int> colour(12);
    for (int i = 0; i < 12; ++i) colour[static_cast<std::size_t>(i)] = i;
    for (int i = 0; i < round % 14; ++i) {
      const int a = static_cast<int>(random() % 12);
      const int b = static_cast<int>(random() % 12);
      sets.join(a, b);
      const int from = colour[static_cast<std::size_t>(std::max(a, b))];
      const int to = colour[static_cast<std::size_t>(std::min(a, b))];
      for (int& each : colour) each = each == from || each == to ? std::min(from, to) : each;
    }
    for (int i = 0; i < 12; ++i) EXPECT_EQ(sets.lowest(i), colour[static_cast<std::size_t>(i)]);
  }
}

TEST(SortAndUnite, KeepsEachOnce) {
  std::vector<int> numbers{3, 1, 3, 2, 1};
  sort_and_unite(numbers);
  EXPECT_EQ(numbers, (std::vector<int>{1, 2, 3}));
  numbers.clear();
  sort_and_unite(numbers);
  EXPECT_TRUE(numbers.empty());
}

}  // namespace
}  // namespace whocites
