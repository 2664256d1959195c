// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/near_words.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "base/edit_distance.h"
#include "base/text.h"

namespace whocites::storage::detail {
namespace {

struct Sample {
  std::string_view name;
  std::u32string_view letters;
};
constexpr Sample kAlphabets[] = {
    {"Latin", U"abc"},
    {"Accents", U"aéñ"},
    {"Cyrillic", U"где"},
    {"Hangul", U"한국일보"},
    {"Beyond16Bits", U"a🦊𝔸"},
    {"AroundSurrogates", U"\uD7FF\uE000a"},
};

class NearWordsIn : public ::testing::TestWithParam<Sample> {};
INSTANTIATE_TEST_SUITE_P(Alphabets, NearWordsIn, ::testing::ValuesIn(kAlphabets),
                         [](const auto& sample) { return std::string(sample.param.name); });

std::string random_word(std::mt19937& random, std::u32string_view letters, std::size_t longest) {
  std::u32string word;
  const std::size_t length = 1 + random() % longest;
  while (word.size() < length) word.push_back(letters[random() % letters.size()]);
  return to_utf8(word);
}

// What walking the dictionary gives; counts the words that were looked at.
std::map<std::string, std::size_t> walk(const std::set<std::string>& dictionary, NearWords& near,
                                        std::size_t& looked_at) {
  std::map<std::string, std::size_t> found;
  auto at = dictionary.lower_bound(near.first());
  while (at != dictionary.end()) {
    ++looked_at;
    const NearWords::Step step = near.step(*at);
    if (step.distance) found[*at] = *step.distance;
    if (!step.next) break;
    EXPECT_GT(*step.next, *at);
    if (*step.next <= *at) break;
    at = dictionary.lower_bound(*step.next);
  }
  return found;
}

TEST_P(NearWordsIn, FindsWhatComparingWithEveryWordFinds) {
  std::mt19937 random(11);
  std::set<std::string> dictionary;
  while (dictionary.size() < 150) {
    dictionary.insert(random_word(random, GetParam().letters, 6));
  }
  for (int round = 0; round < 150; ++round) {
    const std::string word = random_word(random, GetParam().letters, 7);
    for (std::size_t edits = 0; edits <= 2; ++edits) {
      SCOPED_TRACE(word + ", " + std::to_string(edits));
      std::map<std::string, std::size_t> expected;
      for (const std::string& known : dictionary) {
        const std::size_t distance = edit_distance(word, known, edits);
        if (distance <= edits) expected[known] = distance;
      }
      NearWords near(word, edits);
      std::size_t looked_at = 0;
      EXPECT_EQ(walk(dictionary, near, looked_at), expected);
    }
  }
}

TEST(NearWords, SkipsMostOfADictionary) {
  std::mt19937 random(5);
  std::set<std::string> dictionary;
  while (dictionary.size() < 20'000) {
    dictionary.insert(random_word(random, U"abcdefghijklmnopqrstuvwxyz", 9));
  }
  NearWords near("gazette", 1);
  std::size_t looked_at = 0;
  walk(dictionary, near, looked_at);
  EXPECT_LT(looked_at, 800U);
}

}  // namespace
}  // namespace whocites::storage::detail
