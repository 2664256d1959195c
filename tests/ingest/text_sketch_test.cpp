// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/sketch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "ingest/text/copies.h"
#include "tests/support/article.h"

namespace whocites {
namespace {

using ingest::text::CopyFinder;
using ingest::text::shared_part;
using ingest::text::Sketcher;
using ingest::text::TextSketch;
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
  facts.properties.push_back(ingest::text::property_of(sketch));
  EXPECT_EQ(ingest::text::sketch_in(facts), sketch);
}

TEST(SketchProperty, OfSomebodyElseIsNone) {
  for (const char* json : {"", "\"", "12", "null", "\"\"", "\":\"", "\"40\"", "\"40:\"",
                           "\"40:12\"", "\"40:0000000z\"", "\"x:00000001\"",
                           "\"40:0000000200000001\"", "\"3:00000001\"", "[1,2]"}) {
    NodeFacts facts;
    facts.properties.push_back({std::string(ingest::text::kSketchProperty), json});
    EXPECT_EQ(ingest::text::sketch_in(facts), std::nullopt) << json;
  }
  EXPECT_EQ(ingest::text::sketch_in({}), std::nullopt);
}

TEST(SharedStretch, IsTheCommonPassage) {
  const Words passage = random_words(300, 11);
  Words whole = random_words(120, 12);
  const std::size_t before = text_of(whole).size();
  whole.insert(whole.end(), passage.begin(), passage.end());
  const std::size_t behind = text_of(whole).size();
  const Words rest = random_words(120, 13);
  whole.insert(whole.end(), rest.begin(), rest.end());
  const auto stretch = ingest::text::shared_stretch(text_of(whole), sketch_of(text_of(passage)));
  ASSERT_TRUE(stretch);
  EXPECT_GE(stretch->begin, before);
  EXPECT_LE(stretch->end, behind);
  EXPECT_GT(stretch->end - stretch->begin, (behind - before) * 3 / 4);
  EXPECT_FALSE(ingest::text::shared_stretch(text_of(rest), sketch_of(text_of(passage))));
}

TEST(CopyFinder, FindsPrintsOfOneTextBestFirst) {
  const Words wire = random_words(400, 21);
  Words shortened(wire.begin(), wire.begin() + 150);
  Words edited = wire;
  for (std::size_t i = 0; i < edited.size(); i += 40) edited[i] = "edited";
  CopyFinder finder;
  finder.add(sketch_of(text_of(random_words(400, 22))));
  finder.add(sketch_of(text_of(edited)));
  finder.add(sketch_of(text_of(wire)));
  finder.add(sketch_of(text_of(shortened)));
  const std::vector<CopyFinder::Match> matches = finder.matches(sketch_of(text_of(wire)));
  ASSERT_EQ(matches.size(), 3U);
  EXPECT_EQ(matches[0].text, 2U);
  EXPECT_DOUBLE_EQ(matches[0].part, 1);
  EXPECT_THAT(finder.matches(sketch_of(text_of(random_words(400, 23)))), IsEmpty());
}

TEST(CopyFinder, TakesNoSharedQuotationForACopy) {
  const Words speech = random_words(100, 31);
  Words one = random_words(300, 32);
  Words two = random_words(300, 33);
  one.insert(one.end(), speech.begin(), speech.end());
  two.insert(two.begin(), speech.begin(), speech.end());
  CopyFinder finder;
  finder.add(sketch_of(text_of(one)));
  EXPECT_THAT(finder.matches(sketch_of(text_of(two))), IsEmpty());
}

TEST(TextReader, GivesAnArticleItsSketch) {
  std::string text = "The dam.\n\n";
  for (int i = 0; i < 20; ++i) text += "The lake rose by " + std::to_string(i) + " feet that day. ";
  const testing::ReadArticle read = testing::read_article(text);
  EXPECT_TRUE(ingest::text::sketch_in(read.article().facts));
  EXPECT_FALSE(ingest::text::sketch_in(testing::read_article("It rained.").article().facts));
}

}  // namespace
}  // namespace whocites
