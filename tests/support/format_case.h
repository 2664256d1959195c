// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/read_records.h"

namespace whocites::testing {

// An input of a format with all that its reader makes of it, as read_records() spells it.
struct FormatCase {
  std::string name;
  std::string input;
  std::vector<std::string> records;
  std::vector<std::string> rejected = {};
  std::string failure = {};
  ingest::ReadOptions options = {.source_name = "f"};
};

inline void PrintTo(const FormatCase& one, std::ostream* out) { *out << one.name; }

inline std::string case_name(const ::testing::TestParamInfo<FormatCase>& info) {
  return info.param.name;
}

// Options of a graph file: "theirs=ours" for each field that is called otherwise there.
inline ingest::ReadOptions options(bool as_written, std::initializer_list<std::string_view> map) {
  ingest::ReadOptions made{.source_name = "f"};
  made.as_written = as_written;
  for (const std::string_view pair : map) {
    const std::size_t sign = pair.find('=');
    made.field_map.push_back(
        {std::string(pair.substr(0, sign)), std::string(pair.substr(sign + 1))});
  }
  return made;
}

// "abab" for "ab" and 2.
inline std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

inline void expect_reads(std::string_view format, const FormatCase& one) {
  const ReadOutcome outcome = read_records(format, one.input, one.options);
  EXPECT_EQ(outcome.records, one.records);
  EXPECT_EQ(outcome.rejected, one.rejected);
  EXPECT_EQ(outcome.failure, one.failure);
}

}  // namespace whocites::testing
