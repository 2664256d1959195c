// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

// Random numbers that are the same with every compiler and library, which those of <random> are
// not: only integers, and the four exact operations of IEEE doubles.
namespace whocites::bench {

// SplitMix64 (Steele, Lea & Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
class Random {
 public:
  // Each stream of a seed is a sequence of its own.
  Random(std::uint64_t seed, std::uint64_t stream);

  std::uint64_t next();
  // 0 … bound-1. Requires: bound > 0. The bias is below bound / 2^64.
  std::uint64_t below(std::uint64_t bound);
  // True with this probability. Requires: 0 ≤ probability ≤ 1.
  bool chance(double probability);

 private:
  std::uint64_t state_;
};

// Draws 0 … weights-1, each as often as its weight says, in constant time: the alias method in
// Vose's form ("A linear algorithm for generating random numbers with a given distribution", IEEE
// Transactions on Software Engineering 17(9), 1991).
class Sampler {
 public:
  // Requires: at least one weight, none negative, not all zero.
  explicit Sampler(const std::vector<double>& weights);
  std::size_t draw(Random& random) const;

 private:
  struct Column {
    double keep;  // else the alias
    std::uint32_t alias;
  };
  std::vector<Column> columns_;
};

// Zipf's law: the weight of the k-th of `count` is 1/k.
std::vector<double> zipf_weights(std::size_t count);

}  // namespace whocites::bench
