// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <functional>

#include "base/text.h"
#include "ingest/binary_data.h"
#include "ingest/csv_parser.h"
#include "ingest/formats.h"
#include "ingest/record_fields.h"

namespace whocites::ingest {
namespace {

constexpr std::string_view kExpected =
    "the first line must name the columns: from,to[,date,relation,evidence,confidence] for "
    "citations, or key (or id, name, title, url) with others for nodes";

struct Column {
  std::string name;
  std::uint64_t line = 0;
  std::uint64_t column = 0;
};

struct Header {
  std::vector<Column> columns;
  std::vector<FieldName> fields;  // as many; views into `columns`
  std::size_t known_count = 0;

  bool is_usable() const {
    return makes_a_pair(fields) || std::any_of(fields.begin(), fields.end(), names_a_node);
  }
};

// Known names in any case; others, which name properties, as they are.
Header header_of(const std::vector<CsvCell>& cells) {
  Header header;
  for (const CsvCell& cell : cells) {
    const std::string_view name = trim(cell.text);
    std::string lower = ascii_lower(name);
    std::replace(lower.begin(), lower.end(), ' ', '_');
    const bool known = field_name(lower).known != nullptr;
    header.columns.push_back({known ? lower : std::string(name), cell.line, cell.column});
  }
  for (const Column& column : header.columns) {
    header.fields.push_back(field_name(column.name));
    header.known_count += header.fields.back().known != nullptr ? 1 : 0;
  }
  return header;
}

// The header that a line makes with one separator, on its own, for guessing.
Header guess_header(std::string_view line, char separator) {
  std::string text(line);
  struct Buffer final : std::streambuf {
    explicit Buffer(std::string& bytes) {
      setg(bytes.data(), bytes.data(), bytes.data() + bytes.size());
    }
  } buffer(text);
  std::istream in(&buffer);
  LineReader lines(in, kMaxLineBytes);
  CsvParser parser(lines, separator, kMaxLineBytes);
  if (parser.next() != CsvStatus::Row) return {};
  return header_of(parser.cells());
}

// The separator that finds the most column names; of equals, the one of most columns.
char separator_of(std::string_view line, char usual) {
  char best = usual;
  std::pair<std::size_t, std::size_t> best_count;
  for (const char separator : {usual, ',', '\t', ';'}) {
    const Header header = guess_header(line, separator);
    const std::pair count(header.known_count, header.columns.size());
    if (header.known_count > 0 && count > best_count) {
      best = separator;
      best_count = count;
    }
  }
  return best;
}

std::string_view first_line_of(std::string_view head) {
  while (!head.empty()) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    if (const std::string_view line = trim(head.substr(0, end)); !line.empty()) return line;
    head.remove_prefix(std::min(end + 1, head.size()));
  }
  return {};
}

// "articles.csv", "2020-articles.tsv": the one kind that the words of a file's name name.
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

class TableReader {
 public:
  TableReader(std::istream& in, const ReadOptions& options, RecordSink& sink)
      : lines_(in, kMaxLineBytes), options_(options), sink_(sink) {}

  Result<void> read(char usual_separator);

 private:
  Result<void> read_header(CsvParser& parser);
  Result<void> check_header() const;
  Result<void> take_row(const CsvParser& parser);
  bool has_right_width(const CsvParser& parser);
  void reject(ErrorCode code, std::uint64_t line, std::uint64_t column, std::string message,
              std::string hint = {});

  LineReader lines_;
  const ReadOptions& options_;
  RecordSink& sink_;
  Header header_;
  RecordContext context_;
  std::vector<NamedValue> fields_;
};

Result<void> TableReader::read(char usual_separator) {
  const std::string_view head = lines_.peek();
  if (auto text = expect_utf8_text(head); !text) return text;
  CsvParser parser(lines_, separator_of(first_line_of(head), usual_separator), kMaxLineBytes);
  if (auto done = read_header(parser); !done) return done;
  for (CsvStatus status = parser.next(); status != CsvStatus::End; status = parser.next()) {
    if (status == CsvStatus::Broken) {
      const CsvFault& fault = parser.fault();
      reject(ErrorCode::Unreadable, fault.line, fault.column, fault.message, fault.hint);
    } else if (auto done = take_row(parser); !done) {
      return done;
    }
  }
  return lines_.failure();
}

Result<void> TableReader::read_header(CsvParser& parser) {
  const CsvStatus status = parser.next();
  if (status == CsvStatus::Broken) {
    const CsvFault& fault = parser.fault();
    return fail(Error{ErrorCode::Unreadable, fault.message,
                      SourcePosition{options_.source_name, fault.line, fault.column},
                      std::string(kExpected)});
  }
  if (auto done = lines_.failure(); !done) return done;
  if (status == CsvStatus::End) {
    return fail(Error{ErrorCode::Unreadable, "the table is empty",
                      SourcePosition{options_.source_name, 0, 0}, std::string(kExpected)});
  }
  header_ = header_of(parser.cells());
  if (auto done = check_header(); !done) return done;
  context_.default_kind =
      options_.default_kind ? options_.default_kind : kind_of_file(options_.source_name);
  context_.citations_by_default = makes_a_pair(header_.fields);
  return {};
}

Result<void> TableReader::check_header() const {
  const auto at = [&](const Column& column, std::string message, std::string_view hint) {
    return fail(Error{ErrorCode::Unreadable, std::move(message),
                      SourcePosition{options_.source_name, column.line, column.column},
                      std::string(hint)});
  };
  const std::vector<Column>& columns = header_.columns;
  if (!header_.is_usable()) return at(columns.front(), "no usable header", kExpected);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (const auto bad = first_invalid_utf8(columns[i].name)) {
      return at(columns[i], "a column's name is not valid UTF-8", "save the table as UTF-8");
    }
    for (std::size_t j = 0; j < i; ++j) {
      const bool same = columns[i].name == columns[j].name && !columns[i].name.empty();
      if (!same && !mean_the_same(header_.fields[i], header_.fields[j])) continue;
      return at(columns[i],
                "the columns " + quoted(columns[j].name) + " and " + quoted(columns[i].name) +
                    " mean the same",
                "rename or remove one of them");
    }
  }
  return {};
}

// A row may not be shorter or longer than the header; cells without a column must be empty.
bool TableReader::has_right_width(const CsvParser& parser) {
  const std::vector<CsvCell>& cells = parser.cells();
  const std::size_t width = header_.columns.size();
  const std::string counts =
      std::to_string(cells.size()) + " cells where the header has " + std::to_string(width);
  if (cells.size() < width) {
    reject(ErrorCode::Unreadable, parser.end_line(), parser.end_column(), counts);
    return false;
  }
  if (cells.size() > width) {
    reject(ErrorCode::Unreadable, cells[width].line, cells[width].column, counts,
           "a cell that contains the separator is written in quotes");
    return false;
  }
  return true;
}

bool contains(std::string_view text, std::string_view part) {
  const std::less_equal<const char*> before;
  return !part.empty() && before(text.data(), part.data()) &&
         before(part.data() + part.size(), text.data() + text.size());
}

Result<void> TableReader::take_row(const CsvParser& parser) {
  const std::vector<CsvCell>& cells = parser.cells();
  const auto is_empty = [](const CsvCell& cell) { return cell.text.empty(); };
  if (std::all_of(cells.begin(), cells.end(), is_empty)) return {};
  if (!has_right_width(parser)) return {};
  fields_.clear();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const CsvCell& cell = cells[i];
    if (cell.text.empty()) continue;
    if (const auto bad = first_invalid_utf8(cell.text)) {
      reject(ErrorCode::Unreadable, cell.line, cell.column, "invalid UTF-8 in this cell",
             "save the table as UTF-8");
      return {};
    }
    if (header_.columns[i].name.empty()) {
      reject(ErrorCode::BadRequest, cell.line, cell.column, "a value in a column without a name");
      return {};
    }
    fields_.push_back({header_.fields[i], cell.text, false});
  }
  context_.position = {options_.source_name, parser.line(), 1};
  FieldResult<std::vector<Record>> records = make_records(fields_, context_);
  if (!records) {
    FieldFault& fault = records.error();
    const auto cell = std::find_if(cells.begin(), cells.end(), [&](const CsvCell& candidate) {
      return contains(candidate.text, fault.at);
    });
    const CsvCell& at = cell != cells.end() ? *cell : cells.front();
    reject(ErrorCode::BadRequest, at.line, at.column, std::move(fault.message),
           std::move(fault.hint));
    return {};
  }
  for (Record& record : *records) {
    if (auto taken = sink_.accept(std::move(record)); !taken) return taken;
  }
  return {};
}

void TableReader::reject(ErrorCode code, std::uint64_t line, std::uint64_t column,
                         std::string message, std::string hint) {
  sink_.reject(Error{code, std::move(message), SourcePosition{options_.source_name, line, column},
                     std::move(hint)});
}

constexpr int kUnlikely = 5;  // less than plain text, unless the file's name says so

// A usable header of two or more known names is hardly prose; one name may be its first line.
int recognise_with(std::string_view head, bool tabs) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  const std::string_view line = first_line_of(head);
  if (line.empty()) return 0;
  const char separator = separator_of(line, tabs ? '\t' : ',');
  const Header header = guess_header(line, separator);
  if (header.columns.empty()) return 0;
  if (header.known_count > 0 && header.columns.size() > 1 && (separator == '\t') != tabs) return 0;
  if (!header.is_usable()) return kUnlikely;
  if (header.known_count > 1) return header.known_count * 2 >= header.columns.size() ? 92 : 60;
  return header.columns.size() == 1 ? 20 : kUnlikely;
}

int recognise_csv(std::string_view head) { return recognise_with(head, false); }
int recognise_tsv(std::string_view head) { return recognise_with(head, true); }

Result<void> read_csv(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return TableReader(in, options, sink).read(',');
}

Result<void> read_tsv(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return TableReader(in, options, sink).read('\t');
}

}  // namespace

const Format& csv_format() {
  static const Format format{
      .name = "csv",
      .summary = "a table of nodes or citations; its first line names the columns",
      .extensions = {".csv"},
      .recognise = recognise_csv,
      .read = read_csv};
  return format;
}

const Format& tsv_format() {
  static const Format format{.name = "tsv",
                             .summary = "the same, with tabs between the columns",
                             .extensions = {".tsv", ".tab"},
                             .recognise = recognise_tsv,
                             .read = read_tsv};
  return format;
}

}  // namespace whocites::ingest
