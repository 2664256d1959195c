// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/line_records.h"

namespace whocites::ingest {

Result<void> read_lines(std::istream& in, const ReadOptions& options, RecordSink& sink,
                        decltype(Format::begin) begin) {
  LineReader lines(in, kMaxLineBytes);
  const Result<std::unique_ptr<LineRecords>> records = begin(lines, options, sink);
  if (!records) return fail(records.error());
  if (*records != nullptr) {
    const Result<LinesEnd> end = (*records)->read(lines, LineRecords::kToTheEnd, sink);
    if (!end) return fail(end.error());
  }
  return lines.failure();
}

}  // namespace whocites::ingest
