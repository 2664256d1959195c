// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/effort.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

namespace whocites::testing {
namespace {

std::vector<std::pair<std::string, std::uint64_t>>& tally() {
  static std::vector<std::pair<std::string, std::uint64_t>> counts;
  return counts;
}

class PrintedAtTheEnd final : public ::testing::Environment {
 public:
  void SetUp() override { std::printf("seed %llu\n", static_cast<unsigned long long>(seed())); }
  void TearDown() override {
    for (const auto& [what, number] : tally()) {
      std::printf("%10llu  %s\n", static_cast<unsigned long long>(number), what.c_str());
    }
  }
};

[[maybe_unused]] const auto* const kPrinted =
    ::testing::AddGlobalTestEnvironment(new PrintedAtTheEnd);

}  // namespace

bool is_long() {
  const char* form = std::getenv("WHOCITES_RELIABILITY");
  return form != nullptr && std::strcmp(form, "long") == 0;
}

std::uint64_t seed() {
  const char* given = std::getenv("WHOCITES_SEED");
  return given == nullptr ? 1 : std::strtoull(given, nullptr, 10);
}

void count(const std::string& what, std::uint64_t by) {
  for (auto& [name, number] : tally()) {
    if (name == what) {
      number += by;
      return;
    }
  }
  tally().emplace_back(what, by);
}

}  // namespace whocites::testing
