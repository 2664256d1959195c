// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <string>
#include <string_view>

#include "base/error.h"

namespace whocites::ingest {

// The bytes of a stream, one at a time, each with its place. A byte order mark of UTF-8 at the
// start is left out.
class ByteCursor {
 public:
  static constexpr int kEnd = -1;

  // Requires: `in` outlives it.
  explicit ByteCursor(std::istream& in);

  int peek() {
    if (next_ == block_.size() && !fill()) return kEnd;
    return static_cast<unsigned char>(block_[next_]);
  }
  int get() {
    const int c = peek();
    if (c == kEnd) return c;
    ++next_;
    ++column_;
    if (c == '\n') {
      ++line_;
      column_ = 1;
    }
    return c;
  }
  // Passes over white space as JSON has it.
  void skip_space() {
    for (int c = peek(); c == ' ' || c == '\t' || c == '\n' || c == '\r'; c = peek()) get();
  }

  // Of the next byte; both count from 1.
  std::uint64_t line() const { return line_; }
  std::uint64_t column() const { return column_; }
  // What the input begins with, before anything was got.
  std::string_view head() const { return block_; }
  // Why the stream could not be read on; success at a proper end.
  Result<void> failure() const;

 private:
  bool fill();

  std::istream& in_;
  std::string block_;
  std::size_t next_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t column_ = 1;
};

}  // namespace whocites::ingest
