// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace whocites::cli {

// A value of an answer. Empty means not known: blank in a table, null in JSON.
using Cell =
    std::variant<std::monostate, std::string, std::int64_t, double, bool, std::vector<std::string>>;

struct Row {
  std::vector<Cell> cells;
  std::string cursor;  // for --after; names the row among those of one answer
};

// An answer as rows. Column names are JSON member names; in a table "_" is shown as a space.
struct Table {
  std::vector<std::string> columns;
  std::vector<Row> rows;
  bool is_record = false;  // one row, shown as "name  value" lines and one JSON object
  // How a table for people shows columns that would crowd it: under the row, or not at all.
  // Other formats always have them.
  std::vector<std::string> below = {};
  std::vector<std::string> hidden = {};

  // The cursor defaults to the first cell's text.
  void add(std::vector<Cell> cells, std::string cursor = {});
};

enum class TableFormat : std::uint8_t { Table, Json, Ndjson, Csv, Tsv };

struct TableStyle {
  TableFormat format = TableFormat::Table;
  std::size_t width = 0;  // columns of the terminal; 0: as wide as it gets
  bool color = false;
};

// Prints for people (aligned, made safe for a terminal, long cells wrapped, fractions to four
// significant digits) or for programs
// (exact values; CSV after RFC 4180; TSV with tabs and line ends in values as spaces).
void print(const Table& table, const TableStyle& style, std::ostream& out);

// An optional text as a cell: empty when there is none.
Cell text_cell(std::string_view text);

}  // namespace whocites::cli
