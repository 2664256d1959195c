// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/table.h"
#include "render/chart.h"

// Answers that are numbers, as charts: made of the rows that the table shows.
namespace whocites::cli {

// A bar for each row, named by one column and as long as another says; rows without a number are
// left out. `measure` says what the bars measure.
render::Chart bar_chart(const Table& table, const std::string& name, const std::string& value,
                        const std::string& measure);

// A column for each value of `column`, in the order of the rows, as high as the numbers in `values`
// together; with `series`, stacked by what stands in that column, the largest first. What is not
// known is called "not known".
render::Chart column_chart(const Table& table, const std::string& column, const std::string& series,
                           const std::vector<std::string>& values, const std::string& measure);

}  // namespace whocites::cli
