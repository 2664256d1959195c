// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/error.h"
#include "graph/records.h"

// The lines of log.jsonl and texts.jsonl in a case, as docs/case.md describes them.
namespace whocites::cli {

struct LoggedBatch {
  Batch entry;  // with its origin; its id is not set
  std::uint64_t first_line = 0;
  std::uint64_t last_line = 0;
};
// Unreadable when the line is no entry of a log.
Result<LoggedBatch> read_log_line(std::string_view line);

struct LoggedText {
  std::uint64_t batch = 0;  // counts from 1
  IgnoredRecord text;
};
Result<LoggedText> read_text_line(std::string_view line);

}  // namespace whocites::cli
