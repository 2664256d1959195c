// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace whocites::detail {

// A number from 0 to 10^100, at which sums stop. Fixed width keeps memory in proportion to the
// graph: exact counts of chains would need a bit a vertex for each vertex.
class CappedNumber {
 public:
  CappedNumber() = default;
  explicit CappedNumber(std::uint64_t value) { limbs_[0] = value; }

  void add(const CappedNumber& more);
  bool is_capped() const { return *this == cap(); }
  std::string digits() const;  // decimal
  friend bool operator==(const CappedNumber&, const CappedNumber&) = default;

 private:
  static constexpr std::size_t kLimbs = 6;  // 2 × 10^100 < 2^384
  static const CappedNumber& cap();
  bool reaches(const CappedNumber& other) const;

  std::array<std::uint64_t, kLimbs> limbs_{};  // the lowest first
};

}  // namespace whocites::detail
