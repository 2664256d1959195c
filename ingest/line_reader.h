// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <string_view>

#include "base/error.h"

namespace whocites::ingest {

enum class LineStatus {
  Read,     // `text` holds a line
  TooLong,  // longer than the limit: `text` is empty, the line has been passed over
  End,      // nothing is left, or the stream broke: see failure()
};

// Puts the next bytes of an input to `out`, at most `size`; returns how many, 0 at the end.
using ByteSource = std::function<std::size_t(char* out, std::size_t size)>;

// Lines of a stream, of which no more than one is held, and none that is longer than a limit.
class LineReader {
 public:
  // Requires: `in` outlives the reader. The reader takes more from `in` than it has handed out.
  LineReader(std::istream& in, std::size_t max_line_bytes);
  // From the middle of an input, at a line that has the number `first_line`.
  LineReader(ByteSource more, std::size_t max_line_bytes, std::uint64_t first_line);
  // The same of lines in memory, which stay where they are. Requires: `text` outlives the reader.
  LineReader(std::string_view text, std::size_t max_line_bytes, std::uint64_t first_line);
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;

  // Moves to the next line. A byte order mark at the start of the input is left out.
  LineStatus next();

  // The line without its "\n"; a "\r" before that is kept. Valid until the next call of next().
  std::string_view text() const { return text_; }
  std::uint64_t number() const { return number_; }  // counts from 1
  // Whether the line ended with the input instead of a line end.
  bool is_unfinished() const { return unfinished_; }
  // The beginning of the input without the mark, for guessing what it is; not consumed.
  std::string_view peek();
  // How many bytes the lines so far had, with their ends and the mark.
  std::uint64_t consumed() const { return before_block_ + at_; }
  // What has been taken from the stream beyond those. Valid until the next call of next().
  std::string_view taken_ahead() const { return block_.substr(at_); }
  // The bytes that follow, whatever lines they are of: what has been taken ahead, or the next ones
  // of the input; empty at its end. For what turns out to have no lines: number() stays behind.
  // Valid until the next call of this or of next().
  std::string_view next_bytes();
  // Why the stream could not be read on; success at a proper end.
  Result<void> failure() const;

 private:
  bool fill();
  void start();
  LineStatus join_pieces();

  const std::istream* in_ = nullptr;
  ByteSource more_;
  std::size_t max_line_bytes_;
  std::string buffer_;
  std::string_view block_;
  std::size_t at_ = 0;
  std::uint64_t before_block_ = 0;
  std::string joined_;  // a line that more than one block holds
  std::string_view text_;
  std::uint64_t number_ = 0;
  bool started_ = false;
  bool unfinished_ = false;
};

}  // namespace whocites::ingest
