// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/binary_data.h"
#include "ingest/formats.h"
#include "ingest/table_header.h"
#include "ingest/table_rows.h"

namespace whocites::ingest {
namespace {

constexpr int kUnlikely = 5;  // less than plain text, unless the file's name says so

// A usable header of two or more known names is hardly prose; one name may be its first line.
int recognise_with(std::string_view head, bool tabs) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  const std::string_view line = first_line_of(head);
  if (line.empty()) return 0;
  const char separator = separator_of(line, tabs ? '\t' : ',');
  const TableHeader header = guess_header(line, separator);
  if (header.columns.empty()) return 0;
  if (header.known_count > 0 && header.columns.size() > 1 && (separator == '\t') != tabs) return 0;
  if (!header.is_usable()) return kUnlikely;
  if (header.known_count > 1) return header.known_count * 2 >= header.columns.size() ? 92 : 60;
  return header.columns.size() == 1 ? 20 : kUnlikely;
}

int recognise_csv(std::string_view head) { return recognise_with(head, false); }
int recognise_tsv(std::string_view head) { return recognise_with(head, true); }

Result<std::unique_ptr<LineRecords>> begin(LineReader& lines, const ReadOptions& options,
                                           char usual_separator) {
  const std::string_view head = lines.peek();
  if (auto text = expect_utf8_text(head); !text) return fail(std::move(text.error()));
  const char separator = separator_of(first_line_of(head), usual_separator, options.field_map);
  CsvParser parser(lines, separator, kMaxLineBytes);
  Result<TableHeader> header = read_header(parser, lines, options);
  if (!header) return fail(std::move(header.error()));
  return table_rows(std::move(*header), separator, options);
}

Result<std::unique_ptr<LineRecords>> begin_csv(LineReader& lines, const ReadOptions& options,
                                               RecordSink&) {
  return begin(lines, options, ',');
}

Result<std::unique_ptr<LineRecords>> begin_tsv(LineReader& lines, const ReadOptions& options,
                                               RecordSink&) {
  return begin(lines, options, '\t');
}

Result<void> read_csv(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return read_lines(in, options, sink, begin_csv);
}

Result<void> read_tsv(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  return read_lines(in, options, sink, begin_tsv);
}

}  // namespace

const Format& csv_format() {
  static const Format format{
      .name = "csv",
      .summary = "a table of nodes or citations; its first line names the columns",
      .extensions = {".csv"},
      .recognise = recognise_csv,
      .read = read_csv,
      .begin = begin_csv};
  return format;
}

const Format& tsv_format() {
  static const Format format{.name = "tsv",
                             .summary = "the same, with tabs between the columns",
                             .extensions = {".tsv", ".tab"},
                             .recognise = recognise_tsv,
                             .read = read_tsv,
                             .begin = begin_tsv};
  return format;
}

}  // namespace whocites::ingest
