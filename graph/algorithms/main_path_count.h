// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <string>

namespace whocites {

// How many paths there are. Such counts grow as powers of the length of the paths, past any fixed
// width: this is exact below 2^64 and keeps the first 64 bits beyond, with an exponent of their
// own, so that there is no largest one. A sum or product is off by less than one part in 2^63.
class PathCount {
 public:
  constexpr PathCount() = default;
  constexpr explicit PathCount(std::uint64_t count) : mantissa_(count) {}

  bool is_zero() const { return mantissa_ == 0; }
  bool is_exact() const { return exponent_ == 0; }
  PathCount operator+(PathCount other) const;
  PathCount operator*(PathCount other) const;
  PathCount& operator+=(PathCount other) { return *this = *this + other; }
  friend bool operator==(const PathCount&, const PathCount&) = default;

  // Whether this is more than `other` by more than rounding may have done: exactly more when both
  // are exact, else by one part in 2^40.
  bool exceeds(PathCount other) const;
  // This as a share of `whole`. Requires: `whole` is not zero.
  double share_of(PathCount whole) const;
  // "1234" when exact, else "1.234e56".
  std::string text() const;

 private:
  __extension__ using Wide = unsigned __int128;
  static PathCount rounded(Wide value, std::int64_t exponent);

  // The value is mantissa × 2^exponent; the mantissa's first bit is set unless the exponent is 0.
  std::uint64_t mantissa_ = 0;
  std::int64_t exponent_ = 0;
};

inline PathCount PathCount::rounded(Wide value, std::int64_t exponent) {
  const auto high = static_cast<std::uint64_t>(value >> 64);
  if (high != 0) {
    const int shift = 64 - std::countl_zero(high);
    value = (value >> shift) + ((value >> (shift - 1)) & 1);
    exponent += shift;
    if (value >> 64 != 0) {
      value >>= 1;
      ++exponent;
    }
  }
  PathCount result(static_cast<std::uint64_t>(value));
  result.exponent_ = exponent;
  return result;
}

inline PathCount PathCount::operator+(PathCount other) const {
  if (exponent_ < other.exponent_) return other + *this;
  const std::int64_t shift = exponent_ - other.exponent_;
  if (shift > 64) return *this;
  Wide less = other.mantissa_;
  if (shift > 0) less = (less >> shift) + ((less >> (shift - 1)) & 1);
  return rounded(less + mantissa_, exponent_);
}

inline PathCount PathCount::operator*(PathCount other) const {
  if (is_zero() || other.is_zero()) return PathCount();
  return rounded(static_cast<Wide>(mantissa_) * other.mantissa_, exponent_ + other.exponent_);
}

inline bool PathCount::exceeds(PathCount other) const {
  const bool is_more =
      exponent_ == other.exponent_ ? mantissa_ > other.mantissa_ : exponent_ > other.exponent_;
  const std::int64_t shift = exponent_ - other.exponent_;
  if (!is_more || is_exact() || shift > 1) return is_more;
  return (static_cast<Wide>(mantissa_) << shift) - other.mantissa_ > other.mantissa_ >> 40;
}

}  // namespace whocites
