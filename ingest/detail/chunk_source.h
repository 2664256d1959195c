// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/line_records.h"

// The pieces in which an input is read; private to ingest/.
namespace whocites::ingest::detail {

// Whole lines, and as far as can be seen whole records.
struct Chunk {
  std::string text;
  std::uint64_t first_line = 0;  // its number
  std::uint64_t end_byte = 0;    // of the input, where the chunk ends
};

enum class Cut {
  Made,
  LineTooLong,  // the next line is far longer than a chunk: read some lines one by one
  End,          // nothing is left, or the stream broke
};

// Cuts an input, behind its beginning, into chunks. What has been cut in the wrong place is put
// back, and can be cut again, or read line by line.
class ChunkSource {
 public:
  // `begun` has read the beginning of `in`. Requires: `in` outlives the source.
  ChunkSource(std::istream& in, const LineReader& begun, std::size_t chunk_bytes);

  Cut next(const LineRecords& records, Chunk& chunk);
  // Makes the bytes from here on begin with `chunk` again.
  void put_back(const Chunk& chunk);
  // Gives the memory of a chunk's text back for the next one.
  void recycle(std::string text) { spare_.push_back(std::move(text)); }

  // What a LineReader reads on from; what it has not handed out is to be given to continue_after().
  ByteSource bytes();
  std::uint64_t next_line() const { return next_line_; }
  void continue_after(const LineReader& lines);
  std::uint64_t position() const { return position_; }  // in bytes from the start of the input

 private:
  std::size_t take(char* out, std::size_t size);
  bool fill(std::string& text, std::size_t used, std::size_t wanted);
  void insert(std::string_view text);

  std::istream& in_;
  std::size_t chunk_bytes_;
  std::string ahead_;  // read from `in_` and not cut yet, from ahead_at_ on
  std::size_t ahead_at_ = 0;
  std::uint64_t next_line_;
  std::uint64_t position_;
  std::vector<std::string> spare_;
};

}  // namespace whocites::ingest::detail
