// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>
#include <string>

// How much the reliability tests try. $WHOCITES_RELIABILITY=long asks for the long form, of which
// scripts/reliability prints the counts; $WHOCITES_SEED sets the seed.
namespace whocites::testing {

bool is_long();
inline int times(int in_short_form, int in_long_form) {
  return is_long() ? in_long_form : in_short_form;
}
std::uint64_t seed();

// What was tried and what came of it, summed up over all tests of this process and printed at its
// end, in the order of the first counting.
void count(const std::string& what, std::uint64_t by = 1);

// Names of what scripts/reliability sums up.
inline const std::string kLost = "acknowledged writes lost";
inline const std::string kWrong = "wrong or half-written states";

}  // namespace whocites::testing
