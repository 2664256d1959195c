// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/text_sketch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace whocites {
namespace {

using ::testing::IsEmpty;

using Words = std::vector<std::string>;

Words random_words(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  Words words;
  for (std::size_t i = 0; i < count; ++i) words.push_back("w" + std::to_string(random() % 5000));
  return words;
}

std::string text_of(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += word + " ";
  return text;
}

TextSketch sketch_of(const std::string& text) {
  Sketcher sketcher;
  sketcher.add(text);
  return sketcher.finish().value();
}

// The part of the shorter text's shingles that stand in the longer one, counted.
double true_part(const Words& a, const Words& b) {
  const auto shingles = [](const Words& words) {
    std::set<Words> found;
    for (std::size_t i = 0; i + 5 <= words.size(); ++i) {
      found.emplace(words.begin() + static_cast<std::ptrdiff_t>(i),
                    words.begin() + static_cast<std::ptrdiff_t>(i + 5));
    }
    return found;
  };
  const std::set<Words> in_a = shingles(a);
  const std::set<Words> in_b = shingles(b);
  const auto common = std::count_if(in_a.begin(), in_a.end(),
                                    [&](const Words& words) { return in_b.count(words) != 0; });
  return static_cast<double>(common) / static_cast<double>(std::min(in_a.size(), in_b.size()));
}

TEST(SharedPart, IsAboutWhatCountingGives) {
  for (unsigned seed = 0; seed < 30; ++seed) {
    Words a = random_words(300 + 20 * seed, seed);
    Words b = random_words(400, 1000 + seed);
    const std::size_t common = (a.size() * seed) / 30;  // a longer and longer beginning
    std::copy_n(a.begin(), std::min(common, b.size()), b.begin());
    EXPECT_NEAR(shared_part(sketch_of(text_of(a)), sketch_of(text_of(b))), true_part(a, b), 0.25)
        << seed;
  }
}

TEST(SharedPart, IsOneForTheSameTextAndNoneForAnother) {
  const TextSketch one = sketch_of(text_of(random_words(400, 1)));
  EXPECT_DOUBLE_EQ(shared_part(one, one), 1);
  EXPECT_DOUBLE_EQ(shared_part(one, sketch_of(text_of(random_words(400, 2)))), 0);
}

TEST(Sketch, LooksAtNeitherCaseNorMarks) {
  std::string plain;
  std::string adorned;
  for (int i = 0; i < 60; ++i) {
    plain += "it's a \"dam\" no " + std::to_string(i) + ", again. ";
    adorned += "It\u2019s  a \u201CDAM\u201D\u2014No\u00A0" + std::to_string(i) + "\u2026 again\n";
  }
  EXPECT_EQ(sketch_of(plain), sketch_of(adorned));
}

TEST(Sketch, MayComeInPieces) {
  const std::string text = text_of(random_words(200, 7));
  Sketcher sketcher;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find(' ', std::min(at + 40, text.size() - 1)) + 1;
    sketcher.add(std::string_view(text).substr(at, end - at));
    at = end;
  }
  EXPECT_EQ(*sketcher.finish(), sketch_of(text));
}

TEST(Sketch, IsNotMadeOfAFewWords) {
  Sketcher sketcher;
  sketcher.add("All rights reserved by the harbour office of the town.");
  EXPECT_EQ(sketcher.finish(), std::nullopt);
}

TEST(SketchProperty, IsReadBack) {
  NodeFacts facts;
  const TextSketch sketch = sketch_of(text_of(random_words(300, 3)));
  facts.properties.push_back(property_of(sketch));
  EXPECT_EQ(sketch_in(facts), sketch);
}

TEST(SketchProperty, OfSomebodyElseIsNone) {
  for (const char* json : {"", "\"", "12", "null", "\"\"", "\":\"", "\"40\"", "\"40:\"",
                           "\"40:12\"", "\"40:0000000z\"", "\"x:00000001\"",
                           "\"40:0000000200000001\"", "\"3:00000001\"", "[1,2]"}) {
    NodeFacts facts;
    facts.properties.push_back({std::string(kSketchProperty), json});
    EXPECT_EQ(sketch_in(facts), std::nullopt) << json;
  }
  EXPECT_EQ(sketch_in({}), std::nullopt);
}

TEST(SharedStretch, IsTheCommonPassage) {
  const Words passage = random_words(300, 11);
  Words whole = random_words(120, 12);
  const std::size_t before = text_of(whole).size();
  whole.insert(whole.end(), passage.begin(), passage.end());
  const std::size_t behind = text_of(whole).size();
  const Words rest = random_words(120, 13);
  whole.insert(whole.end(), rest.begin(), rest.end());
  const auto stretch = shared_stretch(text_of(whole), sketch_of(text_of(passage)));
  ASSERT_TRUE(stretch);
  EXPECT_GE(stretch->begin, before);
  EXPECT_LE(stretch->end, behind);
  EXPECT_GT(stretch->end - stretch->begin, (behind - before) * 3 / 4);
  EXPECT_FALSE(shared_stretch(text_of(rest), sketch_of(text_of(passage))));
}

// How many bands two texts share that are `part` of a in common, on average over some texts.
struct PrintRow {
  const char* name;
  std::size_t a;  // words of either text
  std::size_t b;
  std::size_t common;  // of them, in a row
  bool are_prints;
};
class Prints : public ::testing::TestWithParam<PrintRow> {};

TEST_P(Prints, AreToldByTheirSketchesAndFoundByTheirBands) {
  const PrintRow& row = GetParam();
  int found = 0;
  for (unsigned seed = 0; seed < 20; ++seed) {
    const Words whole = random_words(row.a, 100 + seed);
    Words other = random_words(row.b, 900 + seed);
    std::copy_n(whole.begin(), row.common, other.begin());
    const TextSketch one = sketch_of(text_of(whole));
    const TextSketch two = sketch_of(text_of(other));
    EXPECT_EQ(are_prints(one, two, shared_part(one, two)), row.are_prints) << seed;
    std::vector<Band> common;
    const std::vector<Band> bands = bands_of(one);
    const std::vector<Band> others = bands_of(two);
    std::set_intersection(bands.begin(), bands.end(), others.begin(), others.end(),
                          std::back_inserter(common));
    found += common.empty() ? 0 : 1;
  }
  if (row.are_prints) {
    EXPECT_EQ(found, 20);
  }
  if (row.common == 0) {
    EXPECT_EQ(found, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Sketch, Prints,
                         ::testing::Values(PrintRow{"TheWhole", 400, 400, 400, true},
                                           PrintRow{"WithAParagraphMore", 400, 500, 400, true},
                                           PrintRow{"CutToAThird", 900, 300, 300, true},
                                           PrintRow{"ThreeQuarters", 400, 400, 320, true},
                                           PrintRow{"OneQuotationInCommon", 400, 400, 100, false},
                                           PrintRow{"OneOfTenStoriesOfADigest", 200, 2000, 200,
                                                    false},
                                           PrintRow{"NothingInCommon", 400, 400, 0, false}),
                         [](const auto& row) { return row.param.name; });

TEST(Bands, AreOnePerPartAtMost) {
  const std::vector<Band> bands = bands_of(sketch_of(text_of(random_words(2000, 5))));
  EXPECT_GE(bands.size(), kBands - 4);
  EXPECT_LE(bands.size(), kBands);
  EXPECT_TRUE(std::is_sorted(bands.begin(), bands.end()));
  std::set<Band> parts;
  for (const Band band : bands) parts.insert(band >> 32);
  EXPECT_EQ(parts.size(), bands.size());
  EXPECT_THAT(bands_of(TextSketch()), IsEmpty());
}

}  // namespace
}  // namespace whocites
