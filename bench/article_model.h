// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "bench/random.h"

namespace whocites::bench {

// A word that stands in exactly so many titles, or in all when there are fewer. The letter q is in
// no generated word.
struct PlantedWord {
  std::string_view word;
  std::uint32_t titles;
};
inline constexpr std::array<PlantedWord, 3> kPlantedWords{
    {{"quixoria", 1}, {"quaggaport", 20}, {"quellstrom", 200}}};

struct Outlet {
  std::string domain;  // its key too
  std::string name;
};

struct Article {
  std::string title;
  std::string date;  // 2019-03-04
  std::uint32_t outlet = 0;
};

// Outlets, and articles with titles, dates and outlets. Titles have 5 to 9 words of a made-up
// vocabulary of 30,000, which like the outlets are used after Zipf's law; shorter words are more
// frequent. Dates run from 2000 to 2025 with the number of the article, up to ten days off.
// Deterministic in its arguments. Not thread-safe.
class ArticleModel {
 public:
  // Requires: both counts are at least 1.
  ArticleModel(std::uint64_t seed, std::uint32_t articles, std::uint32_t outlets);

  const std::vector<Outlet>& outlets() const { return outlets_; }
  // The next article. Requires: not called more often than there are articles.
  const Article& next();
  // The numbers of the articles whose titles have the word, ascending.
  const std::vector<std::uint32_t>& planted(std::size_t word) const { return planted_[word]; }

 private:
  void make_outlets(std::uint64_t seed, std::uint32_t count);
  void plant_words(std::uint64_t seed);

  Random random_;
  std::uint32_t articles_;
  std::uint32_t next_ = 0;
  std::vector<std::string> words_;
  Sampler word_;
  std::vector<Outlet> outlets_;
  Sampler outlet_;
  std::array<std::vector<std::uint32_t>, kPlantedWords.size()> planted_;
  std::unordered_multimap<std::uint32_t, std::string_view> planted_in_;
  Article article_;
};

}  // namespace whocites::bench
