// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

#include <gtest/gtest.h>

#include <ostream>
#include <string>

namespace whocites {
namespace {

// Names a table's tests after its rows.
struct RowName {
  template <class Info>
  std::string operator()(const Info& row) const {
    return row.param.name;
  }
};

template <class Row>
requires requires(const Row& row) { row.name; }
void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

struct PrintedError {
  std::string name;
  Error error;
  std::string printed;
};

class ErrorPrinting : public testing::TestWithParam<PrintedError> {};

TEST_P(ErrorPrinting, ShowsTheKnownPartsOfThePlace) {
  EXPECT_EQ(to_string(GetParam().error), GetParam().printed);
}

Error error_at(SourcePosition position) {
  return {ErrorCode::Unreadable, "no title", position, "bring another input"};
}

INSTANTIATE_TEST_SUITE_P(
    Places, ErrorPrinting,
    testing::Values(PrintedError{"NoPlace", {ErrorCode::Io, "disk full"}, "disk full"},
                    PrintedError{"HintIsLeftOut",
                                 {ErrorCode::Io, "disk full", std::nullopt, "make room"},
                                 "disk full"},
                    PrintedError{"Whole", error_at({"a.bib", 3, 7}), "a.bib:3:7: no title"},
                    PrintedError{"NoColumn", error_at({"a.bib", 3, 0}), "a.bib:3: no title"},
                    PrintedError{"FileOnly", error_at({"a.bib", 0, 0}), "a.bib: no title"},
                    PrintedError{"ColumnWithoutLine", error_at({"a.bib", 0, 7}), "a.bib: no title"},
                    PrintedError{"NothingKnown", error_at({"", 0, 0}), "no title"}),
    RowName{});

TEST(Fail, CarriesCodeMessageAndHint) {
  const Result<int> result = fail(ErrorCode::Locked, "in use", "wait");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error(), (Error{ErrorCode::Locked, "in use", std::nullopt, "wait"}));
}

TEST(Fail, PassesAnErrorOnUnchanged) {
  const Error error = error_at({"a.bib", 3, 7});
  const Result<std::string> result = fail(error);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error(), error);
}

TEST(Fail, ErrorsDifferByPlace) { EXPECT_NE(error_at({"a.bib", 3, 7}), error_at({"a.bib", 3, 8})); }

}  // namespace
}  // namespace whocites
