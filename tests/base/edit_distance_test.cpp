// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/edit_distance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace whocites {
namespace {

struct Pair {
  std::string name;
  std::string a;
  std::string b;
  std::size_t limit;
  std::size_t distance;
};

class EditDistance : public testing::TestWithParam<Pair> {};

TEST_P(EditDistance, IsTheSameBothWays) {
  const Pair& pair = GetParam();
  EXPECT_EQ(edit_distance(pair.a, pair.b, pair.limit), pair.distance);
  EXPECT_EQ(edit_distance(pair.b, pair.a, pair.limit), pair.distance);
}

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

INSTANTIATE_TEST_SUITE_P(
    , EditDistance,
    testing::Values(
        Pair{"Empty", "", "", 0, 0}, Pair{"Equal", "times", "times", 0, 0},
        Pair{"Insertion", "times", "timess", 2, 1}, Pair{"Substitution", "times", "tines", 2, 1},
        Pair{"Swap", "times", "tiems", 2, 1}, Pair{"SwapAtTheStart", "ab", "ba", 1, 1},
        Pair{"OneEmpty", "", "abc", 5, 3}, Pair{"OneEmptyOverLimit", "", "abc", 2, 3},
        Pair{"Classic", "kitten", "sitting", 5, 3}, Pair{"AtLimit", "kitten", "sitting", 3, 3},
        Pair{"OverLimit", "kitten", "sitting", 2, 3},
        Pair{"FarOverLimit", "kitten", "sitting", 0, 1},
        Pair{"OptimalAlignment", "ca", "abc", 5, 3}, Pair{"CodePoints", "été", "ete", 5, 2},
        Pair{"WideCodePoints", "한국", "한국일보", 5, 2}, Pair{"MixedWidths", "😀a", "a", 5, 1},
        Pair{"LengthsTooFarApart", "a", std::string(1000, 'a'), 3, 4},
        Pair{"BytesFarApartCharactersNot", "aaaa", "😀😀😀😀", 4, 4},
        Pair{"NotUtf8", "a\xFFz", "a\uFFFDz", 5, 0}, Pair{"NoLimit", "abc", "xyz", kNoLimit, 3},
        Pair{"NoLimitOneEmpty", "", "xyz", kNoLimit, 3}),
    [](const auto& row) { return row.param.name; });

std::string random_text(std::mt19937& random, std::string_view alphabet, std::size_t size) {
  std::string text;
  for (; size > 0; --size) text.push_back(alphabet[random() % alphabet.size()]);
  return text;
}

// The textbook's full matrix.
std::size_t full_matrix_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
      }
    }
  }
  return d[a.size()][b.size()];
}

TEST(EditDistanceTwin, AgreesOnRandomTexts) {
  std::mt19937 random(1964);
  for (int i = 0; i < 20000; ++i) {
    const std::string a = random_text(random, i % 2 == 0 ? "ab" : "abcd", random() % 11);
    const std::string b = random_text(random, i % 2 == 0 ? "ab" : "abcd", random() % 11);
    const std::size_t distance = full_matrix_distance(a, b);
    for (std::size_t limit = 0; limit <= 11; ++limit) {
      ASSERT_EQ(edit_distance(a, b, limit), std::min(distance, limit + 1)) << a << " " << b;
    }
  }
}

// Short texts are compared in the bits of a word, longer ones row by row.
TEST(EditDistanceTwin, AgreesOnTextsAsLongAsAWordHasBits) {
  std::mt19937 random(2003);
  for (const std::size_t size : {62, 63, 64, 65, 66, 130}) {
    for (int i = 0; i < 60; ++i) {
      const std::string a = random_text(random, "ab", size);
      std::string b = random_text(random, "ab", i % 3 == 0 ? 64 : size);
      if (i % 3 == 1) b = a.substr(1, 30) + "c" + a.substr(33);
      const std::size_t distance = full_matrix_distance(a, b);
      for (const std::size_t limit : {std::size_t{0}, distance / 2, distance, kNoLimit}) {
        const std::size_t expected = distance > limit ? limit + 1 : distance;
        ASSERT_EQ(edit_distance(a, b, limit), expected) << a << " " << b;
        ASSERT_EQ(edit_distance(b, a, limit), expected) << a << " " << b;
      }
    }
  }
}

TEST(EditDistanceTwin, AgreesOnWiderLetters) {
  std::mt19937 random(1965);
  const auto widen = [](const std::string& text) {
    std::string wide;
    for (const char c : text) wide += c == 'a' ? "é" : c == 'b' ? "한" : "c";
    return wide;
  };
  for (int i = 0; i < 2000; ++i) {
    const std::string a = random_text(random, "abc", random() % 9);
    const std::string b = random_text(random, "abc", random() % 9);
    ASSERT_EQ(edit_distance(widen(a), widen(b), 8), full_matrix_distance(a, b)) << a << " " << b;
  }
}

}  // namespace
}  // namespace whocites
