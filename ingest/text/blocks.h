// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace whocites::ingest::text {

// A paragraph, a heading, a line that stands for itself. Offsets are bytes into the text, without
// the white space around the block.
struct Block {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t first_line_end = 0;
};

// A text cut into blocks. Line ends inside a block are single spaces in `flat`, which has the same
// length as the text, so that offsets hold in both.
struct BlockedText {
  std::string flat;
  std::vector<Block> blocks;
  std::vector<std::size_t> line_starts;

  std::string_view of(const Block& block) const {
    return std::string_view(flat).substr(block.begin, block.end - block.begin);
  }
  // The line of a byte, counted from 1. O(log lines).
  std::uint64_t line_of(std::size_t offset) const;
};

// Blank lines part blocks. So does every line end, unless the text is broken into lines of about
// equal length, as mail and old terminals do, and the line before is a full one. A line that is
// nothing but a date always stands for itself. O(text).
BlockedText cut_into_blocks(std::string text);

}  // namespace whocites::ingest::text
