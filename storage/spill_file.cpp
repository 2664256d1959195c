// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/spill_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace whocites::storage::detail {
namespace {

Error broken(const std::string& folder) {
  const int cause = errno;
  Error error{ErrorCode::Io,
              "cannot keep temporary data in '" + folder + "': " + std::strerror(cause),
              std::nullopt, "check the folder's permissions and the disk; nothing was stored"};
  if (cause == ENOSPC || cause == EDQUOT) {
    error.message = "the disk that holds '" + folder + "' is full";
    error.hint = "make room and run the command again; nothing was stored";
  }
  return error;
}

// A file without a name; -1 when it cannot be made.
int make_file(const std::string& folder) {
  int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
    // Some file systems know no files without a name.
    std::string name = folder + "/spill.XXXXXX";
    fd = ::mkostemp(name.data(), O_CLOEXEC);
    if (fd >= 0) ::unlink(name.c_str());
  }
  return fd;
}

}  // namespace

bool SpillMemory::take(std::uint64_t bytes) {
  if ((used_ += bytes) <= limit_) return true;
  used_ -= bytes;
  return false;
}

SpillFile::SpillFile(SpillFile&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      folder_(std::move(other.folder_)),
      block_bytes_(other.block_bytes_),
      blocks_(std::exchange(other.blocks_, {})),
      granted_(std::exchange(other.granted_, 0)),
      dropped_(std::exchange(other.dropped_, 0)),
      last_(std::exchange(other.last_, nullptr)),
      fill_(std::exchange(other.fill_, other.block_bytes_)),
      memory_(other.memory_) {}

SpillFile& SpillFile::operator=(SpillFile&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(folder_, other.folder_);
  std::swap(block_bytes_, other.block_bytes_);
  std::swap(blocks_, other.blocks_);
  std::swap(granted_, other.granted_);
  std::swap(dropped_, other.dropped_);
  std::swap(last_, other.last_);
  std::swap(fill_, other.fill_);
  std::swap(memory_, other.memory_);
  return *this;
}

SpillFile::~SpillFile() {
  if (fd_ >= 0) ::close(fd_);
  if (memory_ != nullptr) memory_->give_back(granted_ * block_bytes_);
}

Result<void> SpillFile::append_slowly(std::string_view bytes) {
  while (!bytes.empty()) {
    if (fill_ == block_bytes_) {
      if (auto done = seal(); !done) return done;
    }
    const std::size_t size = std::min(bytes.size(), block_bytes_ - fill_);
    std::memcpy(last_ + fill_, bytes.data(), size);
    fill_ += size;
    bytes.remove_prefix(size);
  }
  return {};
}

// Begins a new block; the full one is kept or written, and used again.
Result<void> SpillFile::seal() {
  Block next;
  if (!blocks_.empty()) {
    const std::size_t full = blocks_.size() - 1;
    if (memory_ != nullptr && memory_->take(block_bytes_)) {
      ++granted_;
    } else {
      if (auto done = write_block(full); !done) return done;
      next = std::move(blocks_[full]);
    }
  }
  if (next == nullptr) next = std::make_unique_for_overwrite<char[]>(block_bytes_);
  last_ = next.get();
  fill_ = 0;
  blocks_.push_back(std::move(next));
  return {};
}

Result<void> SpillFile::write_block(std::size_t number) {
  if (fd_ < 0) fd_ = make_file(folder_);
  if (fd_ < 0) return fail(broken(folder_));
  const char* bytes = blocks_[number].get();
  std::uint64_t offset = std::uint64_t{number} * block_bytes_;
  for (std::size_t left = block_bytes_; left != 0;) {
    const ssize_t count = ::pwrite(fd_, bytes, left, static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return fail(broken(folder_));
    bytes += count;
    offset += static_cast<std::uint64_t>(count);
    left -= static_cast<std::size_t>(count);
  }
  return {};
}

void SpillFile::release(std::size_t number) {
  if (blocks_[number] == nullptr) return;
  blocks_[number] = nullptr;
  --granted_;
  memory_->give_back(block_bytes_);
}

Result<void> SpillFile::move_to_disk() {
  for (std::size_t i = dropped_; granted_ != 0; ++i) {
    if (blocks_[i] == nullptr) continue;
    if (auto done = write_block(i); !done) return done;
    release(i);
  }
  return {};
}

void SpillFile::drop_before(std::uint64_t offset) {
  const std::size_t last = blocks_.empty() ? 0 : blocks_.size() - 1;
  const std::size_t end = std::min(static_cast<std::size_t>(offset / block_bytes_), last);
  for (; dropped_ < end; ++dropped_) release(dropped_);
}

std::string_view SpillFile::held_at(std::uint64_t offset) const {
  if (offset >= size()) return {};
  const auto number = static_cast<std::size_t>(offset / block_bytes_);
  if (blocks_[number] == nullptr) return {};
  const std::size_t end = number + 1 == blocks_.size() ? fill_ : block_bytes_;
  const auto at = static_cast<std::size_t>(offset % block_bytes_);
  return {blocks_[number].get() + at, end - at};
}

Result<void> SpillFile::read_at(std::uint64_t offset, std::size_t size, char* into) const {
  if (offset + size > this->size()) {
    return fail(ErrorCode::Io, "temporary data ended before their time");
  }
  while (size != 0) {
    const std::string_view held = held_at(offset);
    std::size_t count = std::min(size, held.size());
    if (count != 0) {
      std::memcpy(into, held.data(), count);
    } else {
      const std::size_t left = block_bytes_ - static_cast<std::size_t>(offset % block_bytes_);
      const ssize_t read = ::pread(fd_, into, std::min(size, left), static_cast<off_t>(offset));
      if (read < 0 && errno == EINTR) continue;
      if (read <= 0) return fail(broken(folder_));
      count = static_cast<std::size_t>(read);
    }
    into += count;
    offset += count;
    size -= count;
  }
  return {};
}

// Makes rest_ at least `size` long.
Result<void> SpillReader::fill(std::size_t size) {
  if (dropped_ != nullptr) dropped_->drop_before(offset());
  if (rest_.empty()) {
    rest_ = file_->held_at(read_);
    read_ += rest_.size();
    is_of_block_ = false;
    if (rest_.size() >= size) return {};
  }
  // What begins in one block and ends in another is joined here: no more than that when the rest
  // can be had without a copy.
  const std::size_t known = rest_.size();
  const bool is_held = known != 0 && !file_->held_at(read_).empty();
  const std::size_t wanted = is_held ? size - known : std::max(size - known, block_bytes_);
  const auto more =
      static_cast<std::size_t>(std::min<std::uint64_t>(file_->size() - read_, wanted));
  if (is_of_block_) {
    block_.erase(0, block_.size() - known);
  } else {
    block_.assign(rest_);
  }
  block_.resize(known + more);
  if (auto done = file_->read_at(read_, more, block_.data() + known); !done) return done;
  is_of_block_ = true;
  read_ += more;
  rest_ = block_;
  if (rest_.size() >= size) return {};
  return fail(ErrorCode::Io, "temporary data ended before their time");
}

}  // namespace whocites::storage::detail
