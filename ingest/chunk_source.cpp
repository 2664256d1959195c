// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>

#include "ingest/detail/chunk_source.h"

namespace whocites::ingest::detail {
namespace {

// By how much a line may make a chunk longer. More is left to LineReader, which passes over what
// nobody can hold.
constexpr std::size_t kMostExtraBytes = std::size_t{1} << 20;

}  // namespace

ChunkSource::ChunkSource(std::istream& in, const LineReader& begun, std::size_t chunk_bytes)
    : in_(in),
      chunk_bytes_(std::max<std::size_t>(chunk_bytes, 1)),
      ahead_(begun.taken_ahead()),
      next_line_(begun.number() + 1),
      position_(begun.consumed()) {}

// First what was read already, then more of the input.
std::size_t ChunkSource::take(char* out, std::size_t size) {
  if (const std::size_t known = std::min(size, ahead_.size() - ahead_at_); known > 0) {
    std::memcpy(out, ahead_.data() + ahead_at_, known);
    ahead_at_ += known;
    return known;
  }
  if (!in_.good()) return 0;
  in_.read(out, static_cast<std::streamsize>(size));
  return static_cast<std::size_t>(in_.gcount());
}

// Makes `text` as long as `wanted`, of which `used` bytes are there already; false when the input
// has ended before that.
bool ChunkSource::fill(std::string& text, std::size_t used, std::size_t wanted) {
  text.resize(wanted);
  while (used < wanted) {
    const std::size_t taken = take(text.data() + used, wanted - used);
    if (taken == 0) break;
    used += taken;
  }
  text.resize(used);
  return used == wanted;
}

void ChunkSource::insert(std::string_view text) {
  ahead_.replace(0, ahead_at_, text);
  ahead_at_ = 0;
}

Cut ChunkSource::next(const LineRecords& records, Chunk& chunk) {
  std::string text;
  if (!spare_.empty()) {
    text = std::move(spare_.back());
    spare_.pop_back();
  }
  // Not cleared first: making it long again would write zeros all over it.
  bool goes_on = fill(text, 0, chunk_bytes_);
  std::size_t size = records.whole_records(text);
  while (size == 0 && goes_on && text.size() < chunk_bytes_ + kMostExtraBytes) {
    goes_on = fill(text, text.size(), 2 * text.size());
    size = records.whole_records(text);
  }
  if (!goes_on) size = text.size();
  insert(std::string_view(text).substr(size));
  if (text.empty()) return Cut::End;
  if (size == 0) return Cut::LineTooLong;
  text.resize(size);
  chunk.first_line = next_line_;
  next_line_ += static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
  position_ += size;
  chunk.end_byte = position_;
  chunk.text = std::move(text);
  return Cut::Made;
}

void ChunkSource::put_back(const Chunk& chunk) {
  insert(chunk.text);
  next_line_ = chunk.first_line;
  position_ = chunk.end_byte - chunk.text.size();
}

ByteSource ChunkSource::bytes() {
  return [this](char* out, std::size_t size) { return take(out, size); };
}

void ChunkSource::continue_after(const LineReader& lines) {
  insert(lines.taken_ahead());
  next_line_ = lines.number() + 1;
  position_ += lines.consumed();
}

}  // namespace whocites::ingest::detail
