// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "ingest/unpack.h"

namespace whocites::ingest::warc {

// The bytes of a web archive, packed or not, which know where they stand in the file. Holds one
// block, and what was given back.
class ArchiveSource {
 public:
  explicit ArchiveSource(std::istream& in) : unpacker_(in) {}

  // The next line without its end, at most kMaxLine bytes of it; false when nothing is left.
  bool next_line(std::string& line);
  // Appends up to `size` bytes to `out`, of which it keeps no more than `keep`; how many there
  // were.
  std::uint64_t take(std::uint64_t size, std::size_t keep, std::string& out);
  // Puts bytes back in front of what comes.
  void give_back(std::string_view bytes);

  // Where the last line begins: in an archive that is not packed its byte, else the byte at which
  // its gzip member does.
  std::uint64_t line_place() const;
  // Where the damage is.
  std::uint64_t damage_place() const { return unpacker_.member_begin(); }
  // Damage of the packing, at which the bytes have ended.
  const std::optional<Error>& damage() const { return unpacker_.damage(); }
  // Goes on behind it; false when nothing follows.
  bool resume();

  static constexpr std::size_t kMaxLine = std::size_t{64} << 10;

 private:
  bool fill();

  Unpacker unpacker_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::uint64_t buffer_begin_ = 0;  // of the unpacked bytes
  std::uint64_t line_begin_ = 0;    // likewise
  // From which unpacked byte on which gzip member is read: of what the buffer holds.
  std::deque<std::pair<std::uint64_t, std::uint64_t>> members_;
};

}  // namespace whocites::ingest::warc
