// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "render/format.h"

// Numbers as SVG, for answers that are tables of numbers. Every number that is drawn can also be
// read: written beside its bar or in its field, and as its title. Of the options charts take title,
// subtitle, notes, command, as_of and theme. Deterministic; no file, no other library.
namespace whocites::render {

// One bar a row, the largest first as given.
struct BarChart {
  struct Bar {
    std::string label;
    double value = 0;
    std::string words;  // the value as it is written
  };
  std::string measure;  // what the bars measure
  std::vector<Bar> bars;
};

// A column for each period, of parts that are stacked on one another.
struct ColumnChart {
  struct Series {
    std::string name;
    std::vector<std::uint64_t> values;  // by column
  };
  std::string measure;
  std::vector<std::string> columns;
  std::vector<Series> series;  // those after the sixth are drawn as one, "others"
};

// Rows against columns; the darker a field, the more.
struct HeatMap {
  std::string row_axis;  // "citing"
  std::string column_axis;
  std::vector<std::string> names;                  // of rows and columns alike
  std::vector<std::vector<std::uint64_t>> values;  // by row, then by column
};

using Chart = std::variant<BarChart, ColumnChart, HeatMap>;

std::string draw_chart(const Chart& chart, const DrawOptions& options);

}  // namespace whocites::render
