// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/csv_parser.h"
#include "ingest/format.h"
#include "ingest/record_fields.h"

// The line of a table that names its columns.
namespace whocites::ingest {

struct TableColumn {
  std::string name;  // as field_name() takes it
  std::uint64_t line = 0;
  std::uint64_t column = 0;
};

struct TableHeader {
  std::vector<TableColumn> columns;
  std::vector<FieldName> fields;  // as many; views into `columns`, so move it but do not copy it
  std::size_t known_count = 0;

  TableHeader() = default;
  TableHeader(TableHeader&&) = default;
  TableHeader& operator=(TableHeader&&) = default;

  bool is_usable() const;  // its rows can be records
};

// The first line with anything in it; empty when there is none.
std::string_view first_line_of(std::string_view head);
// The separator that finds the most column names in a line; of equals, the one of most columns.
char separator_of(std::string_view line, char usual, std::span<const FieldMapping> mappings = {});
// The header that a line makes with one separator, on its own, for guessing.
TableHeader guess_header(std::string_view line, char separator,
                         std::span<const FieldMapping> mappings = {});
// Reads the header. Unreadable, saying what was expected, when the table has none that is usable.
Result<TableHeader> read_header(CsvParser& parser, const LineReader& lines,
                                const ReadOptions& options);

// "articles.csv", "2020-articles.tsv": the one kind that the words of a file's name name.
std::optional<Kind> kind_of_file(std::string_view path);

}  // namespace whocites::ingest
