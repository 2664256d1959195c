// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "bench/article_model.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "base/date.h"

namespace whocites::bench {
namespace {

constexpr std::uint32_t kArticles = 5000;

std::vector<Article> articles_of(std::uint64_t seed, std::uint32_t count = kArticles,
                                 std::uint32_t outlets = 100) {
  ArticleModel model(seed, count, outlets);
  std::vector<Article> articles;
  for (std::uint32_t i = 0; i < count; ++i) articles.push_back(model.next());
  return articles;
}

std::vector<std::string> words_of(const std::string& title) {
  std::istringstream in(title);
  return {std::istream_iterator<std::string>(in), {}};
}

std::string all_of(const std::vector<Article>& articles) {
  std::string text;
  for (const Article& one : articles) {
    text += one.title + "," + one.date + "," + std::to_string(one.outlet) + "\n";
  }
  return text;
}

TEST(ArticleModel, IsTheSameForTheSameSeedAndAnotherForAnother) {
  EXPECT_EQ(all_of(articles_of(7)), all_of(articles_of(7)));
  EXPECT_NE(all_of(articles_of(7)), all_of(articles_of(8)));
}

TEST(ArticleModel, TitlesHaveFiveToNineWordsAndThosePlanted) {
  std::map<std::string, std::size_t> counts;
  for (const Article& article : articles_of(1)) {
    const std::vector<std::string> words = words_of(article.title);
    EXPECT_GE(words.size(), 5U) << article.title;
    EXPECT_LE(words.size(), 9U + kPlantedWords.size()) << article.title;
    for (const std::string& word : words) ++counts[word];
  }
  EXPECT_GT(counts.size(), 3000U);
  for (const PlantedWord& planted : kPlantedWords) {
    EXPECT_EQ(counts[std::string(planted.word)], planted.titles) << planted.word;
  }
}

TEST(ArticleModel, TellsWhichTitlesHaveAPlantedWord) {
  const ArticleModel model(1, kArticles, 10);
  const std::vector<Article> articles = articles_of(1, kArticles, 10);
  for (std::size_t i = 0; i < kPlantedWords.size(); ++i) {
    std::vector<std::uint32_t> found;
    for (std::uint32_t at = 0; at < articles.size(); ++at) {
      if (articles[at].title.find(kPlantedWords[i].word) != std::string::npos) found.push_back(at);
    }
    EXPECT_EQ(model.planted(i), found);
  }
}

TEST(ArticleModel, NothingNeedsQuoting) {
  const std::string plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -,\n";
  EXPECT_EQ(all_of(articles_of(3)).find_first_not_of(plain), std::string::npos);
}

TEST(ArticleModel, DatesAreValidAndIncreaseButForTheNoise) {
  const std::vector<Article> articles = articles_of(1);
  for (const Article& article : articles) ASSERT_TRUE(parse_date(article.date)) << article.date;
  for (std::size_t i = 50; i < articles.size(); ++i) {
    ASSERT_LT(articles[i - 50].date, articles[i].date);
  }
  EXPECT_TRUE(articles.front().date.starts_with("2000"));
  EXPECT_TRUE(articles.back().date.starts_with("2025-12"));
}

TEST(ArticleModel, OutletsAreUsedAfterZipfsLaw) {
  std::vector<double> counts(100);
  for (const Article& article : articles_of(1, 50'000)) ++counts[article.outlet];
  EXPECT_NEAR(counts[0] / counts[1], 2, 0.2);
  EXPECT_NEAR(counts[0] / counts[9], 10, 1.5);
}

TEST(ArticleModel, OutletsDifferInTheirKeys) {
  std::set<std::string> domains;
  const ArticleModel model(1, 1, 20'000);
  for (const Outlet& outlet : model.outlets()) domains.insert(outlet.domain);
  EXPECT_EQ(domains.size(), 20'000U);
}

TEST(ArticleModel, PlantsInAsManyTitlesAsThereAre) {
  const ArticleModel model(1, 7, 1);
  EXPECT_EQ(model.planted(0).size(), 1U);
  EXPECT_EQ(model.planted(1).size(), 7U);
}

}  // namespace
}  // namespace whocites::bench
