// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "tests/support/tool.h"

namespace whocites::testing {

// A command line that is refused: a row of a table of such.
struct Refused {
  const char* name;
  std::vector<std::string> words;
  int code;
  const char* says;  // part of what stands on the error stream
};
inline void PrintTo(const Refused& row, std::ostream* os) { *os << row.name; }

// That the words are refused as the row says, with nothing on the output.
inline void expect_refused(const Tool& tool, const Refused& row) {
  const Ran ran = tool(row.words);
  EXPECT_EQ(ran.code, row.code) << ::testing::PrintToString(ran);
  EXPECT_THAT(ran.err, ::testing::HasSubstr(row.says));
  EXPECT_EQ(ran.out, "");
}

}  // namespace whocites::testing
