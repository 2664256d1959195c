// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/line_reader.h"

namespace whocites::ingest {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{256} << 10;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

// Replaces the block by the next one; false at the end.
bool LineReader::fill() {
  at_ = 0;
  block_.resize(kBlockBytes);
  if (in_.good()) {
    in_.read(block_.data(), static_cast<std::streamsize>(block_.size()));
    block_.resize(static_cast<std::size_t>(in_.gcount()));
  } else {
    block_.clear();
  }
  return !block_.empty();
}

void LineReader::start() {
  started_ = true;
  if (fill() && block_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
}

std::string_view LineReader::peek() {
  if (!started_) start();
  return std::string_view(block_).substr(at_);
}

LineStatus LineReader::next() {
  if (!started_) start();
  joined_.clear();
  text_ = {};
  unfinished_ = false;
  if (at_ == block_.size() && !fill()) return LineStatus::End;
  ++number_;
  bool too_long = false;
  while (true) {
    const std::size_t end = block_.find('\n', at_);
    const std::string_view piece = std::string_view(block_).substr(at_, end - at_);
    too_long = too_long || joined_.size() + piece.size() > max_line_bytes_;
    at_ = end == block_.npos ? block_.size() : end + 1;
    if (too_long) {
      joined_ = std::string();
    } else if (end != block_.npos && joined_.empty()) {
      text_ = piece;
      return LineStatus::Read;
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
  if (in_.bad()) return fail(ErrorCode::Io, "the input could not be read to its end");
  return {};
}

}  // namespace whocites::ingest
