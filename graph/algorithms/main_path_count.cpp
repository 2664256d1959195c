// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/main_path_count.h"

#include <cassert>
#include <cmath>
#include <cstdio>

namespace whocites {

double PathCount::share_of(PathCount whole) const {
  assert(!whole.is_zero() && "a share of nothing");
  const double ratio = static_cast<double>(mantissa_) / static_cast<double>(whole.mantissa_);
  const std::int64_t shift = exponent_ - whole.exponent_;
  constexpr std::int64_t kFar = 4096;  // beyond any double
  return std::ldexp(ratio, static_cast<int>(shift > kFar ? kFar : shift < -kFar ? -kFar : shift));
}

std::string PathCount::text() const {
  if (is_exact()) return std::to_string(mantissa_);
  const long double digits = std::log10(static_cast<long double>(mantissa_)) +
                             static_cast<long double>(exponent_) * std::log10(2.0L);
  auto power = static_cast<long long>(std::floor(digits));
  double first = static_cast<double>(std::pow(10.0L, digits - static_cast<long double>(power)));
  if (first >= 9.9995) {
    first /= 10;
    ++power;
  }
  char text[64];
  std::snprintf(text, sizeof text, "%.3fe%lld", first, power);
  return text;
}

}  // namespace whocites
