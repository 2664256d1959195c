// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/main_path_count.h"

#include <random>
#include <string>

#include <gtest/gtest.h>
#include <boost/multiprecision/cpp_int.hpp>

namespace whocites {
namespace {

using boost::multiprecision::cpp_int;

TEST(PathCount, IsExactBelowTwoToThe64AndClosePastIt) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 2000; ++round) {
    cpp_int exact = random() >> (random() % 64);
    PathCount count(exact.convert_to<std::uint64_t>());
    for (int step = 0; step < 20; ++step) {
      const std::uint64_t other = random() >> (random() % 64);
      if (random() % 2 == 0) {
        exact += other;
        count += PathCount(other);
      } else {
        exact *= other;
        count = count * PathCount(other);
      }
      if (count.is_exact()) {
        ASSERT_EQ(count.text(), exact.str());
        continue;
      }
      ASSERT_GE(exact, cpp_int(1) << 64);
      const std::string digits = exact.str();
      const std::string text = count.text();
      const double first = std::stod(digits.substr(0, 1) + "." + digits.substr(1, 15));
      const double said = std::stod(text.substr(0, text.find('e')));
      const auto power = std::stoul(text.substr(text.find('e') + 1));
      if (power == digits.size()) {
        ASSERT_NEAR(said, first / 10, 0.0006) << digits << " " << text;  // 9.9999 is 1.000
      } else {
        ASSERT_EQ(power, digits.size() - 1);
        ASSERT_NEAR(said, first, 0.0006) << digits << " " << text;
      }
    }
  }
}

TEST(PathCount, ComparesBeyondRounding) {
  PathCount large(1);
  for (int i = 0; i < 40'000; ++i) large += large;  // 2^40000, past any double
  EXPECT_EQ(large.text().substr(5), "e12041");
  EXPECT_FALSE(large.exceeds(large));
  EXPECT_FALSE((large + PathCount(1)).exceeds(large));
  EXPECT_TRUE((large + large).exceeds(large));
  EXPECT_FALSE(large.exceeds(large + large));
  EXPECT_TRUE(large.exceeds(PathCount()));
  EXPECT_FALSE(PathCount().exceeds(large));
  EXPECT_TRUE(PathCount(UINT64_MAX).exceeds(PathCount(UINT64_MAX - 1)));
  EXPECT_DOUBLE_EQ(large.share_of(large + large), 0.5);
  EXPECT_EQ(PathCount(3).share_of(large), 0);
}

}  // namespace
}  // namespace whocites
