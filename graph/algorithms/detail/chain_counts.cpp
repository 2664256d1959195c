// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/detail/chain_counts.h"

#include <algorithm>

#include <boost/multiprecision/cpp_int.hpp>

namespace whocites::detail {

const CappedNumber& CappedNumber::cap() {
  static const CappedNumber number = [] {
    using boost::multiprecision::cpp_int;
    cpp_int rest = boost::multiprecision::pow(cpp_int(10), 100);
    CappedNumber made;
    for (std::uint64_t& limb : made.limbs_) {
      limb = static_cast<std::uint64_t>(rest & 0xFFFFFFFFFFFFFFFFU);
      rest >>= 64;
    }
    return made;
  }();
  return number;
}

bool CappedNumber::reaches(const CappedNumber& other) const {
  return !std::lexicographical_compare(limbs_.rbegin(), limbs_.rend(), other.limbs_.rbegin(),
                                       other.limbs_.rend());
}

void CappedNumber::add(const CappedNumber& more) {
  bool carry = false;
  for (std::size_t i = 0; i < kLimbs; ++i) {
    std::uint64_t sum = 0;
    bool over = __builtin_add_overflow(limbs_[i], more.limbs_[i], &sum);
    over = __builtin_add_overflow(sum, std::uint64_t{carry}, &limbs_[i]) || over;
    carry = over;
  }
  if (limbs_.back() != 0 && reaches(cap())) *this = cap();
}

std::string CappedNumber::digits() const {
  boost::multiprecision::cpp_int value = 0;
  for (auto limb = limbs_.rbegin(); limb != limbs_.rend(); ++limb) value = (value << 64) | *limb;
  return value.str();
}

}  // namespace whocites::detail
