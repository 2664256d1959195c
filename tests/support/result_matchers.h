// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gmock/gmock.h>

#include <string>

#include "base/error.h"

// What a test expects of a Result<T>; a mismatch prints the error instead of bytes.
namespace whocites::testing {

MATCHER(IsOk, negation ? "is a failure" : "is a success") {
  if (arg) return true;
  *result_listener << "which failed: " << to_string(arg.error());
  return false;
}

MATCHER_P(IsOkAndHolds, matcher, negation ? "is not as described" : "is a success with the value") {
  if (!arg) {
    *result_listener << "which failed: " << to_string(arg.error());
    return false;
  }
  using Value = std::decay_t<decltype(*arg)>;
  return ::testing::ExplainMatchResult(::testing::Matcher<const Value&>(matcher), *arg,
                                       result_listener);
}

// The code, and a part of the message or of the hint.
MATCHER_P2(FailsWith, code, part, "fails saying \"" + std::string(part) + "\"") {
  if (arg) {
    *result_listener << "which succeeded";
    return false;
  }
  const Error& error = arg.error();
  *result_listener << "which failed with code " << static_cast<int>(error.code) << ": "
                   << to_string(error) << " (" << error.hint << ")";
  return error.code == code && (error.message.find(part) != std::string::npos ||
                                error.hint.find(part) != std::string::npos);
}

}  // namespace whocites::testing
