// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bench/random.h"

namespace whocites::bench {

struct CitationOptions {
  std::uint64_t seed = 1;
  std::uint32_t articles = 1'000'000;
  double mean_citations = 10;     // of an article; at least 1
  double copy_probability = 0.6;  // of each citation; the rest are drawn evenly
  double forward_share = 1e-4;    // of all citations, those to a later article
};

// A citation graph by the linear growth copying model (Kumar, Raghavan, Rajagopalan, Sivakumar,
// Tomkins & Upfal, "Stochastic models for the web graph", FOCS 2000): a new article takes an
// earlier one as its prototype and copies a citation of it, or, with probability a = 1 -
// copy_probability, cites any earlier article. How often articles are cited then follows a power
// law with the exponent (2-a)/(1-a), here 2.67.
//
// Departures from the paper: the number of citations of an article varies (geometrically, at
// least one, at most ten times the mean); when it is larger than the prototype's, another
// prototype is taken; no article cites another twice; and a few circles of two to five articles are
// planted, in which the oldest cites the newest. But for that one citation of each circle, all
// citations go to earlier articles.
//
// Deterministic in the options. Memory: 4 bytes a citation and 8 an article. Not thread-safe.
class CitationModel {
 public:
  explicit CitationModel(const CitationOptions& options);

  // The number of the article that next() is about; options.articles at the end.
  std::uint32_t next_article() const { return static_cast<std::uint32_t>(begins_.size() - 1); }
  // What the next article cites, all different; a citation of a later article comes last. The view
  // lives until the next call. Requires: next_article() < options.articles.
  std::span<const std::uint32_t> next();

  // What an article cites, as next() said it.
  std::span<const std::uint32_t> cited_by(std::uint32_t article) const;
  std::uint64_t citation_count() const { return targets_.size(); }
  std::uint64_t forward_count() const { return forward_count_; }

  // `count` further citations between any two of the articles, the later one citing the earlier,
  // in no order: none was there before or comes twice. Cited articles are drawn like before.
  // Requires: next_article() is the end. Fewer when the graph is nearly complete.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> more(std::uint64_t count);

 private:
  std::uint32_t draw_count();
  void plant_circle(std::uint32_t oldest);
  bool cites(std::uint64_t begin, std::uint32_t target) const;

  CitationOptions options_;
  Random random_;
  Sampler counts_;
  std::vector<std::uint64_t> begins_{0};  // in targets_, of each article so far, and the end
  std::vector<std::uint32_t> targets_;
  // What articles to come have to cite for the circles.
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> planted_;
  std::uint64_t forward_count_ = 0;
};

}  // namespace whocites::bench
