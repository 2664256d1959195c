// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "bench/article_model.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <cstdio>
#include <set>
#include <string_view>
#include <unordered_set>

namespace whocites::bench {
namespace {

constexpr std::uint64_t kArticleStream = 11;
constexpr std::uint64_t kWordStream = 12;
constexpr std::uint64_t kOutletStream = 13;
constexpr std::uint64_t kPlantedStream = 14;
constexpr std::size_t kVocabulary = 30'000;
constexpr std::uint32_t kDateNoiseDays = 10;

constexpr std::string_view kOnsets[] = {"b",  "d",  "f",  "g",  "h",  "k",  "l",  "m",  "n",
                                        "p",  "r",  "s",  "t",  "v",  "w",  "z",  "st", "tr",
                                        "br", "gr", "kl", "sh", "ch", "pl", "fr", "sk", "th"};
constexpr std::string_view kVowels[] = {"a", "e", "i", "o", "u", "ai", "ea", "ou"};
constexpr std::string_view kCodas[] = {"", "", "", "n", "r", "s", "l", "t", "m", "nd", "ck"};
constexpr std::string_view kPapers[] = {"Herald", "Times",   "Post",    "Tribune",  "Gazette",
                                        "News",   "Courier", "Journal", "Observer", "Chronicle"};

template <std::size_t size>
std::string_view any(Random& random, const std::string_view (&texts)[size]) {
  return texts[random.below(size)];
}

std::string make_word(Random& random, std::uint32_t syllables) {
  std::string word;
  for (std::uint32_t i = 0; i < syllables; ++i) {
    word += any(random, kOnsets);
    word += any(random, kVowels);
    if (i + 1 == syllables) word += any(random, kCodas);
  }
  return word;
}

std::vector<std::string> make_words(std::uint64_t seed) {
  Random random(seed, kWordStream);
  std::unordered_set<std::string> known;
  std::vector<std::string> words;
  while (words.size() < kVocabulary) {
    // One syllable for the hundred most frequent, then two to four.
    const std::uint32_t least = words.size() < 100 ? 1 : 2;
    const std::uint32_t most = words.size() < 100 ? 1 : words.size() < 3000 ? 2 : 4;
    std::string word =
        make_word(random, least + static_cast<std::uint32_t>(random.below(most - least + 1)));
    if (known.insert(word).second) words.push_back(std::move(word));
  }
  return words;
}

std::string capitalised(std::string word) {
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

// The day that lies so many days after the first of 2000.
std::string date_text(std::int64_t day) {
  const std::chrono::year_month_day date(std::chrono::sys_days(std::chrono::year{2000} / 1 / 1) +
                                         std::chrono::days(day));
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text;
}

}  // namespace

ArticleModel::ArticleModel(std::uint64_t seed, std::uint32_t articles, std::uint32_t outlets)
    : random_(seed, kArticleStream),
      articles_(articles),
      words_(make_words(seed)),
      word_(zipf_weights(kVocabulary)),
      outlet_(zipf_weights(outlets)) {
  assert(articles > 0 && outlets > 0 && "there is no empty model");
  make_outlets(seed, outlets);
  plant_words(seed);
}

void ArticleModel::make_outlets(std::uint64_t seed, std::uint32_t count) {
  Random random(seed, kOutletStream);
  std::unordered_set<std::string> known;
  while (outlets_.size() < count) {
    const std::string place = make_word(random, 2 + static_cast<std::uint32_t>(random.below(2)));
    const std::string paper(any(random, kPapers));
    std::string domain = place + paper + ".example";
    std::transform(domain.begin(), domain.end(), domain.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (!known.insert(domain).second) continue;
    outlets_.push_back({std::move(domain), capitalised(place) + " " + paper});
  }
}

void ArticleModel::plant_words(std::uint64_t seed) {
  Random random(seed, kPlantedStream);
  for (std::size_t i = 0; i < kPlantedWords.size(); ++i) {
    std::set<std::uint32_t> articles;
    while (articles.size() < std::min(kPlantedWords[i].titles, articles_)) {
      articles.insert(static_cast<std::uint32_t>(random.below(articles_)));
    }
    planted_[i].assign(articles.begin(), articles.end());
    for (const std::uint32_t article : articles)
      planted_in_.emplace(article, kPlantedWords[i].word);
  }
}

const Article& ArticleModel::next() {
  assert(next_ < articles_ && "there is no further article");
  article_.title = capitalised(words_[word_.draw(random_)]);
  for (std::uint64_t words = 4 + random_.below(5); words > 0; --words) {
    article_.title += ' ';
    article_.title += words_[word_.draw(random_)];
  }
  const auto [begin, end] = planted_in_.equal_range(next_);
  for (auto word = begin; word != end; ++word) article_.title.append(1, ' ').append(word->second);
  article_.outlet = static_cast<std::uint32_t>(outlet_.draw(random_));
  constexpr std::int64_t kDays = 26 * 365;
  const std::int64_t noise = static_cast<std::int64_t>(random_.below(2 * kDateNoiseDays + 1));
  const std::int64_t day = std::int64_t{next_} * kDays / articles_ + noise - kDateNoiseDays;
  article_.date = date_text(std::max<std::int64_t>(day, 0));
  ++next_;
  return article_;
}

}  // namespace whocites::bench
