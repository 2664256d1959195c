// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/handed/case_source.h"
#include "cli/import_inputs.h"
#include "storage/replay.h"

namespace whocites::cli {

// Whether the input is a case: by its first bytes, or, of one that was packed anew or unpacked, by
// the manifest in it. Io when it cannot be read.
Result<bool> is_case(const ImportInput& input);

// A case that is read, and trusted in nothing. Holds its log; of its records what Replay holds.
class CaseReader {
 public:
  // Reads every file of the case and compares it with the manifest. Unreadable, naming the file,
  // when one is missing, changed or not in the manifest, or a newer whocites made the case.
  static Result<CaseReader> open(const ImportInput& input);

  // Of the records, unpacked.
  std::uint64_t record_bytes() const { return record_bytes_; }
  // Hands on all that the batches said, in their order. Unreadable, with the file and line, when a
  // record is none or the log does not fit; otherwise fails as Replay does.
  Result<void> replay(Replay& replay);

 private:
  // One batch of the log, and the lines that it said.
  struct Said {
    Batch entry;
    std::uint64_t first_line = 0;
    std::uint64_t last_line = 0;
    std::vector<IgnoredRecord> texts = {};
  };
  class RecordSink;

  CaseReader(std::string name, CaseSource source)
      : name_(std::move(name)), source_(std::move(source)) {}
  Result<void> read_manifest();
  Result<void> compare(const std::string& file, std::uint64_t bytes, const std::string& digest);
  Result<void> read_log();
  Result<void> add_batch(std::string_view line, std::uint64_t number);
  Result<void> read_texts();
  Result<void> add_text(std::string_view line, std::uint64_t number);
  // Calls `take` for each line of a file.
  Result<void> read_lines(std::string_view file,
                          Result<void> (CaseReader::*take)(std::string_view, std::uint64_t));
  Result<std::string> text_of(std::string_view file, std::uint64_t most_bytes);
  Error wrong(std::string_view file, std::uint64_t line, std::string message) const;

  std::string place_of(std::string_view file) const { return name_ + "/" + std::string(file); }

  std::string name_;
  CaseSource source_;
  std::uint64_t record_bytes_ = 0;
  std::vector<Said> log_;
};

}  // namespace whocites::cli
