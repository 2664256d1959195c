// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "ingest/warc/detail/archive_source.h"

namespace whocites::ingest::warc {

bool ArchiveSource::fill() {
  constexpr std::size_t kBlock = std::size_t{64} << 10;
  buffer_begin_ += at_;
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t before = buffer_.size();
  buffer_.resize(before + kBlock);
  buffer_.resize(before + unpacker_.read(buffer_.data() + before, kBlock));
  const std::uint64_t begin = unpacker_.member_begin();
  if (members_.empty() || members_.back().second != begin) {
    members_.emplace_back(buffer_begin_ + before, begin);
  }
  while (members_.size() > 1 && members_[1].first <= buffer_begin_) members_.pop_front();
  return buffer_.size() > before;
}

bool ArchiveSource::next_line(std::string& line) {
  line.clear();
  if (at_ == buffer_.size()) fill();
  line_begin_ = buffer_begin_ + at_;
  while (true) {
    const std::size_t end = buffer_.find('\n', at_);
    const std::size_t stop = end == buffer_.npos ? buffer_.size() : end;
    line.append(buffer_, at_, std::min(stop - at_, kMaxLine - std::min(line.size(), kMaxLine)));
    at_ = end == buffer_.npos ? stop : end + 1;
    if (end != buffer_.npos) break;
    if (!fill()) {
      if (line.empty()) return false;
      break;
    }
  }
  while (line.ends_with('\r')) line.pop_back();
  return true;
}

std::uint64_t ArchiveSource::take(std::uint64_t size, std::size_t keep, std::string& out) {
  std::uint64_t taken = 0;
  while (taken < size) {
    if (at_ == buffer_.size() && !fill()) break;
    const std::uint64_t count = std::min<std::uint64_t>(size - taken, buffer_.size() - at_);
    const std::uint64_t room = keep - std::min<std::uint64_t>(out.size(), keep);
    out.append(buffer_, at_, static_cast<std::size_t>(std::min(count, room)));
    at_ += static_cast<std::size_t>(count);
    taken += count;
  }
  return taken;
}

void ArchiveSource::give_back(std::string_view bytes) {
  const std::uint64_t place = buffer_begin_ + at_;
  buffer_ = std::string(bytes) + buffer_.substr(at_);
  at_ = 0;
  buffer_begin_ = place - std::min<std::uint64_t>(place, bytes.size());
}

std::uint64_t ArchiveSource::line_place() const {
  if (unpacker_.packing() == Packing::None) return line_begin_;
  std::uint64_t place = unpacker_.member_begin();
  for (const auto& [unpacked, packed] : members_) {
    if (unpacked <= line_begin_) place = packed;
  }
  return place;
}

bool ArchiveSource::resume() {
  buffer_begin_ += buffer_.size();
  buffer_.clear();
  at_ = 0;
  return unpacker_.resume();
}

}  // namespace whocites::ingest::warc
