// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/line_reader.h"

namespace whocites::ingest {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{256} << 10;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

LineReader::LineReader(std::istream& in, std::size_t max_line_bytes)
    : in_(&in), max_line_bytes_(max_line_bytes) {
  more_ = [&in](char* out, std::size_t size) -> std::size_t {
    if (!in.good()) return 0;
    in.read(out, static_cast<std::streamsize>(size));
    return static_cast<std::size_t>(in.gcount());
  };
}

LineReader::LineReader(ByteSource more, std::size_t max_line_bytes, std::uint64_t first_line)
    : more_(std::move(more)),
      max_line_bytes_(max_line_bytes),
      number_(first_line - 1),
      started_(true) {}

LineReader::LineReader(std::string_view text, std::size_t max_line_bytes, std::uint64_t first_line)
    : max_line_bytes_(max_line_bytes), block_(text), number_(first_line - 1), started_(true) {}

// Replaces the block by the next one; false at the end.
bool LineReader::fill() {
  before_block_ += block_.size();
  at_ = 0;
  block_ = {};
  if (!more_) return false;
  buffer_.resize(kBlockBytes);
  block_ = std::string_view(buffer_).substr(0, more_(buffer_.data(), buffer_.size()));
  return !block_.empty();
}

void LineReader::start() {
  started_ = true;
  if (fill() && block_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
}

std::string_view LineReader::peek() {
  if (!started_) start();
  return taken_ahead();
}

LineStatus LineReader::next() {
  if (!started_) start();
  text_ = {};
  unfinished_ = false;
  if (at_ == block_.size() && !fill()) return LineStatus::End;
  ++number_;
  const std::size_t end = block_.find('\n', at_);
  if (end == block_.npos || end - at_ > max_line_bytes_) return join_pieces();
  text_ = block_.substr(at_, end - at_);
  at_ = end + 1;
  return LineStatus::Read;
}

std::string_view LineReader::next_bytes() {
  if (!started_) start();
  if (at_ == block_.size() && !fill()) return {};
  const std::string_view bytes = taken_ahead();
  at_ = block_.size();
  return bytes;
}

// A line that goes on in the next block, or is longer than the limit.
LineStatus LineReader::join_pieces() {
  joined_.clear();
  bool too_long = false;
  while (true) {
    const std::size_t end = block_.find('\n', at_);
    const std::string_view piece = block_.substr(at_, end - at_);
    too_long = too_long || joined_.size() + piece.size() > max_line_bytes_;
    at_ = end == block_.npos ? block_.size() : end + 1;
    if (too_long) {
      joined_ = std::string();
    } else {
      joined_ += piece;
    }
    if (end != block_.npos) break;
    if (!fill()) {
      unfinished_ = true;
      break;
    }
  }
  text_ = joined_;
  return too_long ? LineStatus::TooLong : LineStatus::Read;
}

Result<void> LineReader::failure() const {
  if (in_ != nullptr && in_->bad()) {
    return fail(ErrorCode::Io, "the input could not be read to its end");
  }
  return {};
}

}  // namespace whocites::ingest
