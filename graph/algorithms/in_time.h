// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace whocites {

// Whether something can draw on something else, by their dates of publication. How two of one day
// are judged is said where it is asked: check_dates.h, time_path.h.
enum class InTime : std::uint8_t {
  Certain,     // both dates are known, and the cited one is not the later
  Possible,    // a date is not known, or not well enough
  Impossible,  // both are known, and the cited one is the later
};

}  // namespace whocites
