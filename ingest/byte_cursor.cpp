// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/byte_cursor.h"

namespace whocites::ingest {

ByteCursor::ByteCursor(std::istream& in) : in_(in) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  fill();
  if (std::string_view(block_).starts_with(kByteOrderMark)) next_ = kByteOrderMark.size();
}

bool ByteCursor::fill() {
  constexpr std::size_t kBlockBytes = std::size_t{64} << 10;
  next_ = 0;
  block_.resize(in_.good() ? kBlockBytes : 0);
  if (block_.empty()) return false;
  in_.read(block_.data(), static_cast<std::streamsize>(block_.size()));
  block_.resize(static_cast<std::size_t>(in_.gcount()));
  return !block_.empty();
}

Result<void> ByteCursor::failure() const {
  if (in_.bad()) return fail(ErrorCode::Io, "the input could not be read to its end");
  return {};
}

}  // namespace whocites::ingest
