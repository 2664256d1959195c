// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/charts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <numeric>
#include <optional>

namespace whocites::cli {
namespace {

std::size_t place_of(const Table& table, const std::string& column) {
  return static_cast<std::size_t>(std::find(table.columns.begin(), table.columns.end(), column) -
                                  table.columns.begin());
}

// Of a row that has the column; absent otherwise, and for what is not of that sort.
std::optional<double> number_in(const Row& row, std::size_t place) {
  if (place >= row.cells.size()) return std::nullopt;
  const Cell& cell = row.cells[place];
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&cell)) return *real;
  return std::nullopt;
}

std::string text_in(const Row& row, std::size_t place) {
  const auto* text =
      place < row.cells.size() ? std::get_if<std::string>(&row.cells[place]) : nullptr;
  return text != nullptr ? *text : "not known";
}

// Four significant digits, as tables for people have it.
std::string words_of(double number) {
  std::array<char, 32> digits{};
  const bool whole = number == static_cast<double>(static_cast<std::int64_t>(number));
  const auto end = whole ? std::to_chars(digits.data(), digits.data() + digits.size(),
                                         static_cast<std::int64_t>(number))
                         : std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                         std::chars_format::general, 4);
  return {digits.data(), end.ptr};
}

}  // namespace

render::Chart bar_chart(const Table& table, const std::string& name, const std::string& value,
                        const std::string& measure) {
  render::BarChart chart;
  chart.measure = measure;
  for (const Row& row : table.rows) {
    const std::optional<double> number = number_in(row, place_of(table, value));
    if (!number) continue;
    chart.bars.push_back({text_in(row, place_of(table, name)), *number, words_of(*number)});
  }
  return chart;
}

render::Chart column_chart(const Table& table, const std::string& column, const std::string& series,
                           const std::vector<std::string>& values, const std::string& measure) {
  render::ColumnChart chart;
  chart.measure = measure;
  std::map<std::string, std::size_t> column_of;
  for (const Row& row : table.rows) {
    const std::string name = text_in(row, place_of(table, column));
    if (column_of.try_emplace(name, chart.columns.size()).second) chart.columns.push_back(name);
  }
  std::map<std::string, render::ColumnChart::Series> by_name;
  for (const Row& row : table.rows) {
    const std::string name = series.empty() ? "" : text_in(row, place_of(table, series));
    render::ColumnChart::Series& one = by_name[name];
    one.name = name;
    one.values.resize(chart.columns.size());
    for (const std::string& value : values) {
      const std::optional<double> number = number_in(row, place_of(table, value));
      const std::size_t at = column_of.at(text_in(row, place_of(table, column)));
      one.values[at] += static_cast<std::uint64_t>(number.value_or(0));
    }
  }
  for (auto& [name, one] : by_name) chart.series.push_back(std::move(one));
  const auto total = [](const render::ColumnChart::Series& one) {
    return std::accumulate(one.values.begin(), one.values.end(), std::uint64_t{0});
  };
  std::stable_sort(chart.series.begin(), chart.series.end(),
                   [&](const auto& a, const auto& b) { return total(a) > total(b); });
  return chart;
}

}  // namespace whocites::cli
