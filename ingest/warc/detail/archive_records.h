// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace whocites::ingest::warc {

// One record of a web archive.
struct ArchiveRecord {
  std::uint64_t place = 0;  // in the file; see ArchiveSource::line_place()
  std::string type;         // "response", "resource", "request", …; of an ARC always "response"
  std::string url;
  std::string date;          // as it stands there
  std::string content_type;  // of the block
  std::string block;         // at most kMaxBlock bytes of it
  std::uint64_t size = 0;    // of all of it
};

inline constexpr std::size_t kMaxBlock = std::size_t{17} << 20;

// Hands on every record of a WARC or ARC file, one after the other, and what is damaged with its
// place; goes on behind that as soon as a record begins again: where a block is longer than it
// says, at the next line that begins one; where it says more than there is, with the record found
// within it; behind a broken gzip member, at the next. A failure of `use` ends the run. Holds one
// block. Source: ISO 28500:2017 (WARC 1.1); the ARC format, version 1 and 2 (Burner & Kahle 1996).
Result<void> read_archive(std::istream& in, const std::function<Result<void>(ArchiveRecord)>& use,
                          const std::function<void(std::uint64_t, std::string)>& report);

// Whether a line begins a record.
bool begins_record(std::string_view line);

}  // namespace whocites::ingest::warc
