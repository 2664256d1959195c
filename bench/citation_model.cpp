// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "bench/citation_model.h"

#include <algorithm>
#include <cassert>
#include <unordered_set>

namespace whocites::bench {
namespace {

constexpr std::uint64_t kCitationStream = 1;
constexpr std::uint64_t kMoreStream = 2;
constexpr std::uint32_t kCircleReach = 200;  // a circle's articles are at most this far apart
constexpr std::uint32_t kMostInCircle = 5;

// A geometric distribution from 1 on, its end cut off; element k is the weight of k+1.
std::vector<double> count_weights(double mean) {
  std::vector<double> weights;
  double weight = 1;
  for (std::uint32_t k = 0; k < 10 * mean; ++k) {
    weights.push_back(weight);
    weight *= 1 - 1 / mean;
  }
  return weights;
}

}  // namespace

CitationModel::CitationModel(const CitationOptions& options)
    : options_(options),
      random_(options.seed, kCitationStream),
      counts_(count_weights(options.mean_citations)) {
  begins_.reserve(std::size_t{options.articles} + 1);
  targets_.reserve(static_cast<std::size_t>(options.articles * options.mean_citations * 1.01));
}

std::uint32_t CitationModel::draw_count() {
  return static_cast<std::uint32_t>(counts_.draw(random_)) + 1;
}

bool CitationModel::cites(std::uint64_t begin, std::uint32_t target) const {
  return std::find(targets_.begin() + static_cast<std::ptrdiff_t>(begin), targets_.end(), target) !=
         targets_.end();
}

// The articles of a circle stand in an ascending row; each cites the one before it.
void CitationModel::plant_circle(std::uint32_t oldest) {
  const std::uint32_t size = 2 + static_cast<std::uint32_t>(random_.below(kMostInCircle - 1));
  std::vector<std::uint32_t> row{oldest};
  for (std::uint32_t i = 1; i < size; ++i) {
    row.push_back(row.back() + 1 + static_cast<std::uint32_t>(random_.below(kCircleReach / size)));
  }
  if (row.back() >= options_.articles) return;
  for (std::size_t i = 1; i < row.size(); ++i) {
    std::vector<std::uint32_t>& targets = planted_[row[i]];
    if (std::find(targets.begin(), targets.end(), row[i - 1]) == targets.end()) {
      targets.push_back(row[i - 1]);
    }
  }
  targets_.push_back(row.back());
  ++forward_count_;
}

std::span<const std::uint32_t> CitationModel::next() {
  const std::uint32_t article = next_article();
  assert(article < options_.articles && "there is no further article");
  const std::uint64_t begin = targets_.size();
  if (const auto found = planted_.find(article); found != planted_.end()) {
    targets_.insert(targets_.end(), found->second.begin(), found->second.end());
    planted_.erase(found);
  }
  // No more than there are articles to cite.
  const std::uint64_t end = begin + std::min(draw_count(), article);
  std::uint64_t copied = 0, copied_end = 0;  // what is left of the prototype
  while (targets_.size() < end) {
    std::uint32_t target = static_cast<std::uint32_t>(random_.below(article));
    if (random_.chance(options_.copy_probability)) {
      if (copied == copied_end) {
        copied = begins_[target];
        copied_end = begins_[target + 1];
        if (copied == copied_end) continue;  // the first article cites nothing
      }
      target = targets_[copied++];
    }
    if (target < article && !cites(begin, target)) targets_.push_back(target);
  }
  if (random_.chance(options_.forward_share * options_.mean_citations)) plant_circle(article);
  begins_.push_back(targets_.size());
  return cited_by(article);
}

std::span<const std::uint32_t> CitationModel::cited_by(std::uint32_t article) const {
  return {targets_.data() + begins_[article], targets_.data() + begins_[article + 1]};
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> CitationModel::more(std::uint64_t count) {
  assert(next_article() == options_.articles && "the graph is not yet whole");
  Random random(options_.seed, kMoreStream);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found;
  std::unordered_set<std::uint64_t> known;
  for (std::uint64_t tries = 0; found.size() < count && tries < 100 * count; ++tries) {
    const auto from = static_cast<std::uint32_t>(random.below(options_.articles));
    if (from == 0) continue;
    auto to = static_cast<std::uint32_t>(random.below(from));
    const std::span<const std::uint32_t> cited = cited_by(to);
    if (!cited.empty() && random.chance(options_.copy_probability)) {
      to = cited[random.below(cited.size())];
    }
    const std::span<const std::uint32_t> before = cited_by(from);
    if (to >= from || std::find(before.begin(), before.end(), to) != before.end()) continue;
    if (known.insert(std::uint64_t{from} << 32 | to).second) found.emplace_back(from, to);
  }
  return found;
}

}  // namespace whocites::bench
