// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <numeric>

#include "base/text.h"

namespace whocites::cli {
namespace {

using nlohmann::ordered_json;

// The shortest text that reads back as the same number.
std::string number_text(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

// Four significant digits, but no digit before the point is lost.
std::string rounded_text(double value) {
  std::array<char, 400> text{};
  const char* form = std::abs(value) >= 1000 ? "%.0f" : "%.4g";
  std::snprintf(text.data(), text.size(), form, value);
  return text.data();
}

// The value as one text, exact but for lists, whose items are joined.
std::string plain(const Cell& cell) {
  struct Visitor {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(double number) const { return number_text(number); }
    std::string operator()(bool flag) const { return flag ? "yes" : "no"; }
    std::string operator()(const std::vector<std::string>& list) const { return join(list, "; "); }
  };
  return std::visit(Visitor{}, cell);
}

// The same as a person wants to read it.
std::string readable(const Cell& cell) {
  const auto* number = std::get_if<double>(&cell);
  return printable(collapse_space(number == nullptr ? plain(cell) : rounded_text(*number)));
}

ordered_json json_of(const Cell& cell) {
  struct Visitor {
    ordered_json operator()(std::monostate) const { return nullptr; }
    ordered_json operator()(const std::string& text) const { return to_valid_utf8(text); }
    ordered_json operator()(std::int64_t number) const { return number; }
    ordered_json operator()(double number) const { return number; }
    ordered_json operator()(bool flag) const { return flag; }
    ordered_json operator()(const std::vector<std::string>& list) const {
      ordered_json array = ordered_json::array();
      for (const std::string& item : list) array.push_back(to_valid_utf8(item));
      return array;
    }
  };
  return std::visit(Visitor{}, cell);
}

ordered_json json_of(const Table& table, const Row& row) {
  ordered_json object = ordered_json::object();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    object[table.columns[i]] = json_of(row.cells[i]);
  }
  return object;
}

void print_json(const Table& table, std::ostream& out) {
  if (table.is_record && !table.rows.empty()) {
    out << json_of(table, table.rows.front()).dump(2) << "\n";
    return;
  }
  out << "[";
  const char* separator = "\n  ";
  for (const Row& row : table.rows) {
    out << separator << json_of(table, row).dump();
    separator = ",\n  ";
  }
  out << (table.rows.empty() ? "]\n" : "\n]\n");
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string tsv_field(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

void print_separated(const Table& table, bool tabs, std::ostream& out) {
  const auto line = [&](const std::vector<std::string>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (i != 0) out << (tabs ? '\t' : ',');
      out << (tabs ? tsv_field(fields[i]) : csv_field(fields[i]));
    }
    out << (tabs ? "\n" : "\r\n");
  };
  line(table.columns);
  for (const Row& row : table.rows) {
    std::vector<std::string> fields;
    for (const Cell& cell : row.cells) fields.push_back(plain(cell));
    line(fields);
  }
}

std::string heading(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::size_t used = display_width(text);
  const std::string space(used < width ? width - used : 0, ' ');
  return right ? space + text : text + space;
}

bool is_number(const Cell& cell) {
  return std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<double>(cell);
}

// Takes columns off the widest until the line fits; no column gets narrower than is readable.
void fit(std::vector<std::size_t>& widths, std::size_t total) {
  constexpr std::size_t kNarrowest = 12;
  const std::size_t gaps = 2 * (widths.size() - 1);
  while (std::accumulate(widths.begin(), widths.end(), gaps) > total) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kNarrowest) return;
    --*widest;
  }
}

std::vector<std::string> cell_lines(const Cell& cell, std::size_t width) {
  const std::string text = readable(cell);
  if (display_width(text) <= width) return {text};
  return wrap(text, width);
}

void print_record(const Table& table, const TableStyle& style, std::ostream& out) {
  std::size_t names = 0;
  for (const std::string& column : table.columns) names = std::max(names, column.size());
  const std::size_t width = style.width > names + 22 ? style.width - names - 2 : 100;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Cell& cell = table.rows.front().cells[i];
    std::vector<std::string> lines;
    if (const auto* list = std::get_if<std::vector<std::string>>(&cell)) {
      for (const std::string& item : *list) {
        for (std::string& line : cell_lines(item, width)) lines.push_back(std::move(line));
      }
    } else {
      lines = cell_lines(cell, width);
    }
    if (lines.empty() || (lines.size() == 1 && lines.front().empty())) continue;
    for (std::size_t k = 0; k < lines.size(); ++k) {
      out << padded(k == 0 ? heading(table.columns[i]) : "", names, false) << "  " << lines[k]
          << "\n";
    }
  }
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// A table for people: a grid of the short columns that hold something, and under each row what
// would not fit beside it.
class Grid {
 public:
  Grid(const Table& table, const TableStyle& style, std::ostream& out)
      : table_(table), style_(style), out_(out) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (contains(table.hidden, table.columns[i])) continue;
      (contains(table.below, table.columns[i]) ? below_ : beside_).push_back(i);
    }
    std::erase_if(beside_, [&](std::size_t i) { return !measure(i); });
    if (style.width != 0 && !widths_.empty()) fit(widths_, style.width);
  }

  void print() {
    if (beside_.empty()) return;
    std::vector<std::vector<std::string>> head;
    for (std::size_t i : beside_) head.push_back({heading(table_.columns[i])});
    if (style_.color) out_ << "\x1b[1m";
    line(head);
    if (style_.color) out_ << "\x1b[0m";
    for (const Row& row : table_.rows) {
      std::vector<std::vector<std::string>> cells;
      for (std::size_t k = 0; k < beside_.size(); ++k) {
        cells.push_back(cell_lines(row.cells[beside_[k]], widths_[k]));
      }
      line(cells);
      for (std::size_t i : below_) under(table_.columns[i], row.cells[i]);
    }
  }

 private:
  // Notes the width of a column; false when it holds nothing.
  bool measure(std::size_t column) {
    std::size_t width = 0;
    bool numbers = true;
    for (const Row& row : table_.rows) {
      const Cell& cell = row.cells[column];
      const std::size_t used = display_width(readable(cell));
      width = std::max(width, used);
      numbers = numbers && (used == 0 || is_number(cell));
    }
    if (width == 0) return false;
    widths_.push_back(std::max(width, display_width(heading(table_.columns[column]))));
    right_.push_back(numbers);
    return true;
  }

  void line(const std::vector<std::vector<std::string>>& cells) const {
    std::size_t height = 1;
    for (const auto& lines : cells) height = std::max(height, lines.size());
    for (std::size_t k = 0; k < height; ++k) {
      std::string text;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i != 0) text += "  ";
        text += padded(k < cells[i].size() ? cells[i][k] : "", widths_[i], right_[i]);
      }
      text.erase(text.find_last_not_of(' ') + 1);
      out_ << text << "\n";
    }
  }

  void under(const std::string& column, const Cell& cell) const {
    if (plain(cell).empty()) return;
    const std::string lead = "    " + heading(column) + ": ";
    const std::size_t width = std::max<std::size_t>(style_.width == 0 ? 100 : style_.width, 60);
    const std::string text = readable(cell);
    std::string start = lead;
    for (const std::string& part : wrap(text, width - lead.size())) {
      out_ << start << part << "\n";
      start.assign(lead.size(), ' ');
    }
  }

  const Table& table_;
  const TableStyle& style_;
  std::ostream& out_;
  std::vector<std::size_t> beside_;
  std::vector<std::size_t> below_;
  std::vector<std::size_t> widths_;  // of beside_
  std::vector<bool> right_;
};

}  // namespace

void Table::add(std::vector<Cell> cells, std::string cursor) {
  if (cursor.empty() && !cells.empty()) cursor = plain(cells.front());
  rows.push_back({std::move(cells), std::move(cursor)});
}

void print(const Table& table, const TableStyle& style, std::ostream& out) {
  switch (style.format) {
    case TableFormat::Json:
      print_json(table, out);
      break;
    case TableFormat::Ndjson:
      for (const Row& row : table.rows) out << json_of(table, row).dump() << "\n";
      break;
    case TableFormat::Csv:
    case TableFormat::Tsv:
      print_separated(table, style.format == TableFormat::Tsv, out);
      break;
    case TableFormat::Table:
      if (table.is_record && !table.rows.empty()) {
        print_record(table, style, out);
      } else {
        Grid(table, style, out).print();
      }
      break;
  }
}

Cell text_cell(std::string_view text) {
  if (text.empty()) return std::monostate{};
  return std::string(text);
}

}  // namespace whocites::cli
