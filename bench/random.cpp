// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "bench/random.h"

#include <cassert>
#include <numeric>

namespace whocites::bench {
namespace {

constexpr std::uint64_t kGolden = 0x9e3779b97f4a7c15;  // 2^64 / golden ratio

std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

}  // namespace

Random::Random(std::uint64_t seed, std::uint64_t stream)
    : state_(mix(mix(seed + kGolden) + stream * kGolden)) {}

std::uint64_t Random::next() { return mix(state_ += kGolden); }

std::uint64_t Random::below(std::uint64_t bound) {
  assert(bound > 0 && "an empty range has no number");
  // The high half of a product instead of a remainder: Lemire, "Fast random integer generation in
  // an interval", ACM TOMACS 29(1), 2019.
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>((Wide{next()} * bound) >> 64);
}

bool Random::chance(double probability) {
  constexpr double kScale = 1.0 / 9007199254740992.0;  // 2^-53: all bits that a double has
  return static_cast<double>(next() >> 11) * kScale < probability;
}

Sampler::Sampler(const std::vector<double>& weights) {
  assert(!weights.empty() && "nothing to draw from");
  const double mean =
      std::accumulate(weights.begin(), weights.end(), 0.0) / static_cast<double>(weights.size());
  assert(mean > 0 && "no weight is positive");
  std::vector<std::uint32_t> small, large;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    columns_.push_back({weights[i] / mean, i});
    (columns_[i].keep < 1 ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const std::uint32_t poor = small.back(), rich = large.back();
    small.pop_back();
    columns_[poor].alias = rich;
    columns_[rich].keep -= 1 - columns_[poor].keep;
    if (columns_[rich].keep >= 1) continue;
    large.pop_back();
    small.push_back(rich);
  }
  // What rounding left over is full.
  for (const std::uint32_t i : small) columns_[i].keep = 1;
  for (const std::uint32_t i : large) columns_[i].keep = 1;
}

std::size_t Sampler::draw(Random& random) const {
  const std::size_t i = random.below(columns_.size());
  return random.chance(columns_[i].keep) ? i : columns_[i].alias;
}

std::vector<double> zipf_weights(std::size_t count) {
  std::vector<double> weights(count);
  for (std::size_t k = 0; k < count; ++k) weights[k] = 1.0 / static_cast<double>(k + 1);
  return weights;
}

}  // namespace whocites::bench
