// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/table_header.h"

#include <algorithm>

#include "base/text.h"

namespace whocites::ingest {
namespace {

constexpr std::string_view kExpected =
    "the first line must name the columns: from,to[,date,relation,evidence,confidence] for "
    "citations, or key (or id, name, title, url) with others, such as cites, for nodes; --map "
    "THEIRS=OURS tells which column is which";
constexpr std::string_view kPairs = ", and pairs without such a line are read with --from edges";
constexpr std::string_view kRows =
    ". Before rows without such a line put one, such as title,outlet,date,cites, and name their "
    "kind with --kind article";

// Rows of three columns and more are no pairs.
std::string hint_of(std::size_t columns) {
  return std::string(kExpected) + std::string(columns > 2 ? kRows : kPairs);
}

// Known names in any case; others, which name properties, as they are.
TableHeader header_of(const std::vector<CsvCell>& cells, std::span<const FieldMapping> mappings) {
  TableHeader header;
  for (const CsvCell& cell : cells) {
    const std::string_view name = mapped_name(mappings, trim(cell.text));
    std::string lower = ascii_lower(name);
    std::replace(lower.begin(), lower.end(), ' ', '_');
    const bool known = field_name(lower).known != nullptr;
    header.columns.push_back({known ? lower : std::string(name), cell.line, cell.column});
  }
  for (const TableColumn& column : header.columns) {
    header.fields.push_back(field_name(column.name));
    header.known_count += header.fields.back().known != nullptr ? 1 : 0;
  }
  return header;
}

Result<void> check_header(const TableHeader& header, const std::string& source_name) {
  const auto at = [&](const TableColumn& column, std::string message, std::string hint) {
    return fail(Error{ErrorCode::Unreadable, std::move(message),
                      SourcePosition{source_name, column.line, column.column}, std::move(hint)});
  };
  const std::vector<TableColumn>& columns = header.columns;
  if (!header.is_usable()) return at(columns.front(), "no usable header", hint_of(columns.size()));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (const auto bad = first_invalid_utf8(columns[i].name)) {
      return at(columns[i], "a column's name is not valid UTF-8", "save the table as UTF-8");
    }
    for (std::size_t j = 0; j < i; ++j) {
      const bool same = columns[i].name == columns[j].name && !columns[i].name.empty();
      if (!same && !mean_the_same(header.fields[i], header.fields[j])) continue;
      return at(columns[i],
                "the columns " + quoted(columns[j].name) + " and " + quoted(columns[i].name) +
                    " mean the same",
                "rename or remove one of them");
    }
  }
  return {};
}

}  // namespace

bool TableHeader::is_usable() const {
  return makes_a_pair(fields) || std::any_of(fields.begin(), fields.end(), names_a_node);
}

std::string_view first_line_of(std::string_view head) {
  while (!head.empty()) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    if (const std::string_view line = trim(head.substr(0, end)); !line.empty()) return line;
    head.remove_prefix(std::min(end + 1, head.size()));
  }
  return {};
}

TableHeader guess_header(std::string_view line, char separator,
                         std::span<const FieldMapping> mappings) {
  LineReader lines(line, kMaxLineBytes, 1);
  CsvParser parser(lines, separator, kMaxLineBytes);
  if (parser.next() != CsvStatus::Row) return {};
  return header_of(parser.cells(), mappings);
}

char separator_of(std::string_view line, char usual, std::span<const FieldMapping> mappings) {
  char best = usual;
  std::pair<std::size_t, std::size_t> best_count;
  for (const char separator : {usual, ',', '\t', ';'}) {
    const TableHeader header = guess_header(line, separator, mappings);
    const std::pair count(header.known_count, header.columns.size());
    if (header.known_count > 0 && count > best_count) {
      best = separator;
      best_count = count;
    }
  }
  return best;
}

Result<TableHeader> read_header(CsvParser& parser, const LineReader& lines,
                                const ReadOptions& options) {
  const std::string& source_name = options.source_name;
  const CsvStatus status = parser.next();
  if (status == CsvStatus::Broken) {
    const CsvFault& fault = parser.fault();
    return fail(Error{ErrorCode::Unreadable, fault.message,
                      SourcePosition{source_name, fault.line, fault.column},
                      std::string(kExpected)});
  }
  if (auto done = lines.failure(); !done) return fail(std::move(done.error()));
  if (status == CsvStatus::End) {
    return fail(Error{ErrorCode::Unreadable, "the table is empty",
                      SourcePosition{source_name, 0, 0}, std::string(kExpected)});
  }
  TableHeader header = header_of(parser.cells(), options.field_map);
  if (auto done = check_header(header, source_name); !done) return fail(std::move(done.error()));
  return header;
}

std::optional<Kind> kind_of_file(std::string_view path) {
  const std::string name = ascii_lower(path.substr(path.find_last_of("/\\") + 1));
  std::optional<Kind> found;
  std::string word;
  for (const char c : name + ".") {
    if (c >= 'a' && c <= 'z') {
      word += c;
      continue;
    }
    if (const auto kind = kind_named(word)) {
      if (found && found != kind) return std::nullopt;
      found = kind;
    }
    word.clear();
  }
  return found;
}

}  // namespace whocites::ingest
