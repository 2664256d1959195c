// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "graph/records.h"
#include "ingest/format.h"
#include "ingest/line_reader.h"

namespace whocites::ingest {

enum class LinesEnd {
  Between,  // all that was read is whole
  Within,  // the lines ended inside a record: with more lines, the last ones may mean another thing
};

// The records of an input behind what it begins with, where any line end may part two records. One
// object serves several threads at once, each with lines and a sink of its own.
class LineRecords {
 public:
  static constexpr std::uint64_t kToTheEnd = std::numeric_limits<std::uint64_t>::max();

  virtual ~LineRecords() = default;

  // Reads records, the first of which begins with the next line, until the lines end, or until
  // `lines` has consumed `least_bytes` and a record ends. A failure of the sink is passed on.
  virtual Result<LinesEnd> read(LineReader& lines, std::uint64_t least_bytes,
                                RecordSink& sink) const = 0;

  // How many bytes at the start of `text`, which begins with a record, are whole lines and, as far
  // as can be told without reading them, whole records; 0 when no line ends in it.
  virtual std::size_t whole_records(std::string_view text) const = 0;
};

// Format::read, of a format that has `begin`.
Result<void> read_lines(std::istream& in, const ReadOptions& options, RecordSink& sink,
                        decltype(Format::begin) begin);

}  // namespace whocites::ingest
