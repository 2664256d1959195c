// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace whocites::tests {

// Whether `actual` equals the file at `path`; with UPDATE_GOLDEN set, the file is written instead.
inline testing::AssertionResult equals_golden(const std::string& path, const std::string& actual) {
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << actual;
    return testing::AssertionSuccess();
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return testing::AssertionFailure() << path << " is missing: run with UPDATE_GOLDEN=1";
  std::ostringstream expected;
  expected << file.rdbuf();
  if (expected.str() == actual) return testing::AssertionSuccess();
  return testing::AssertionFailure() << path << " differs; got:\n" << actual;
}

}  // namespace whocites::tests
