// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/table_rows.h"

#include <algorithm>
#include <functional>

#include "base/text.h"

namespace whocites::ingest {
namespace {

constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

// Where the fields of a citation stand in a table that has no others.
struct BareColumns {
  std::size_t from = kNoColumn;
  std::size_t to = kNoColumn;
  std::size_t relation = kNoColumn;
};

std::optional<BareColumns> bare_columns(const TableHeader& header) {
  BareColumns bare;
  for (std::size_t i = 0; i < header.columns.size(); ++i) {
    const std::string& name = header.columns[i].name;
    if (name == "from") {
      bare.from = i;
    } else if (name == "to") {
      bare.to = i;
    } else if (name == "relation") {
      bare.relation = i;
    } else {
      return std::nullopt;
    }
  }
  const bool is_pair = bare.from != kNoColumn && bare.to != kNoColumn;
  return is_pair ? std::optional(bare) : std::nullopt;
}

// What all rows of a table have in common.
struct Table {
  TableHeader header;
  char separator;
  const ReadOptions& options;
  std::optional<BareColumns> bare;
};

class RowReader {
 public:
  RowReader(const Table& table, LineReader& lines, RecordSink& sink)
      : table_(table),
        lines_(lines),
        parser_(lines, table.separator, kMaxLineBytes),
        sink_(sink),
        source_(table.options.source_name) {
    context_.default_kind =
        table.options.default_kind ? table.options.default_kind : kind_of_file(source_);
    context_.citations_by_default = makes_a_pair(table.header.fields);
    context_.position = {source_, 0, 1};
  }

  Result<LinesEnd> read(std::uint64_t least_bytes);

 private:
  Result<void> take_row();
  std::optional<Relation> relation_of_bare_row() const;
  bool has_right_width();
  bool name_cells();
  void reject_for(FieldFault fault);
  void reject(ErrorCode code, std::uint64_t line, std::uint64_t column, std::string message,
              std::string hint = {});

  const Table& table_;
  LineReader& lines_;
  CsvParser parser_;
  RecordSink& sink_;
  const std::string& source_;
  RecordContext context_;
  std::vector<NamedValue> fields_;
};

Result<LinesEnd> RowReader::read(std::uint64_t least_bytes) {
  for (CsvStatus status = parser_.next(); status != CsvStatus::End; status = parser_.next()) {
    if (status == CsvStatus::Broken) {
      const CsvFault& fault = parser_.fault();
      reject(ErrorCode::Unreadable, fault.line, fault.column, fault.message, fault.hint);
    } else if (auto done = take_row(); !done) {
      return fail(std::move(done.error()));
    }
    if (lines_.consumed() >= least_bytes && !parser_.has_lines_to_repeat()) break;
  }
  return parser_.met_end_in_quotes() ? LinesEnd::Within : LinesEnd::Between;
}

// Absent when the row is not one of a citation with nothing else, or when anything in it is wrong.
std::optional<Relation> RowReader::relation_of_bare_row() const {
  const std::vector<CsvCell>& cells = parser_.cells();
  if (!table_.bare || cells.size() != table_.header.columns.size()) return std::nullopt;
  const BareColumns& columns = *table_.bare;
  if (!is_plain_reference(cells[columns.from].text)) return std::nullopt;
  if (!is_plain_reference(cells[columns.to].text)) return std::nullopt;
  if (columns.relation == kNoColumn) return Relation::Mentions;
  const std::string_view relation = cells[columns.relation].text;
  return relation.empty() ? Relation::Mentions : relation_named(relation);
}

// A row may not be shorter or longer than the header; cells without a column must be empty.
bool RowReader::has_right_width() {
  const std::vector<CsvCell>& cells = parser_.cells();
  const std::size_t width = table_.header.columns.size();
  if (cells.size() == width) return true;
  const std::string counts =
      std::to_string(cells.size()) + " cells where the header has " + std::to_string(width);
  if (cells.size() < width) {
    reject(ErrorCode::Unreadable, parser_.end_line(), parser_.end_column(), counts);
  } else {
    reject(ErrorCode::Unreadable, cells[width].line, cells[width].column, counts,
           "a cell that contains the separator is written in quotes");
  }
  return false;
}

// Gives the cells that say something the names of their columns.
bool RowReader::name_cells() {
  fields_.clear();
  const std::vector<CsvCell>& cells = parser_.cells();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const CsvCell& cell = cells[i];
    if (cell.text.empty()) continue;
    if (!is_valid_utf8(cell.text)) {
      reject(ErrorCode::Unreadable, cell.line, cell.column, "invalid UTF-8 in this cell",
             "save the table as UTF-8");
      return false;
    }
    if (table_.header.columns[i].name.empty()) {
      reject(ErrorCode::BadRequest, cell.line, cell.column, "a value in a column without a name");
      return false;
    }
    fields_.push_back({table_.header.fields[i], cell.text, false});
  }
  return true;
}

Result<void> RowReader::take_row() {
  if (const auto relation = relation_of_bare_row()) {
    const std::vector<CsvCell>& cells = parser_.cells();
    return sink_.accept_bare(cells[table_.bare->from].text, cells[table_.bare->to].text, *relation,
                             source_, parser_.line());
  }
  const std::vector<CsvCell>& cells = parser_.cells();
  const auto is_empty = [](const CsvCell& cell) { return cell.text.empty(); };
  if (std::all_of(cells.begin(), cells.end(), is_empty)) return {};
  if (!has_right_width() || !name_cells()) return {};
  context_.position.line = parser_.line();
  FieldResult<std::vector<Record>> records = make_records(fields_, context_);
  if (!records) {
    reject_for(std::move(records.error()));
    return {};
  }
  for (Record& record : *records) {
    if (auto taken = sink_.accept(std::move(record)); !taken) return taken;
  }
  return {};
}

bool contains(std::string_view text, std::string_view part) {
  const std::less_equal<const char*> before;
  return !part.empty() && before(text.data(), part.data()) &&
         before(part.data() + part.size(), text.data() + text.size());
}

// At the cell that the fault stands in; a fault of the whole record at the first one.
void RowReader::reject_for(FieldFault fault) {
  const std::vector<CsvCell>& cells = parser_.cells();
  const auto cell = std::find_if(cells.begin(), cells.end(), [&](const CsvCell& candidate) {
    return contains(candidate.text, fault.at);
  });
  const CsvCell& at = cell != cells.end() ? *cell : cells.front();
  reject(ErrorCode::BadRequest, at.line, at.column, std::move(fault.message),
         std::move(fault.hint));
}

void RowReader::reject(ErrorCode code, std::uint64_t line, std::uint64_t column,
                       std::string message, std::string hint) {
  sink_.reject(
      Error{code, std::move(message), SourcePosition{source_, line, column}, std::move(hint)});
}

class TableRows final : public LineRecords {
 public:
  explicit TableRows(Table table) : table_(std::move(table)) {}

  Result<LinesEnd> read(LineReader& lines, std::uint64_t least_bytes,
                        RecordSink& sink) const override {
    return RowReader(table_, lines, sink).read(least_bytes);
  }

  // In a table that is well formed, the quotes before the end of a row are even in number.
  std::size_t whole_records(std::string_view text) const override {
    bool is_even = std::count(text.begin(), text.end(), '"') % 2 == 0;
    for (std::size_t at = text.size(); at > 0; --at) {
      if (text[at - 1] == '\n' && is_even) return at;
      if (text[at - 1] == '"') is_even = !is_even;
    }
    return text.rfind('\n') + 1;  // 0 for npos
  }

 private:
  Table table_;
};

}  // namespace

std::unique_ptr<LineRecords> table_rows(TableHeader header, char separator,
                                        const ReadOptions& options) {
  const std::optional<BareColumns> bare = bare_columns(header);
  return std::make_unique<TableRows>(Table{std::move(header), separator, options, bare});
}

}  // namespace whocites::ingest
