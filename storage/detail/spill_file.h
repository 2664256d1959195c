// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace whocites::storage::detail {

// Bytes that are needed again later in the run and are too many to be held: a file without a name,
// which is gone when the process is, however that ends. Written first, then read. One thread at a
// time; after flush(), read_at() on several.
class SpillFile {
 public:
  // In `folder`, which must exist. Io when the folder cannot be written.
  static Result<SpillFile> make(const std::string& folder, std::size_t buffer_bytes = 1 << 16);
  SpillFile(SpillFile&& other) noexcept;
  SpillFile& operator=(SpillFile&& other) noexcept;
  ~SpillFile();

  std::uint64_t size() const { return written_ + buffer_.size(); }

  // Io when the disk is full or broken; then everything after fails too.
  Result<void> append(std::string_view bytes) {
    if (buffer_.size() + bytes.size() > limit_) {
      if (auto done = flush(); !done) return done;
      if (bytes.size() > limit_) return write(bytes);
    }
    buffer_.append(bytes);
    return {};
  }
  Result<void> flush();

  // Requires: flushed, and [offset, offset + size) was written.
  Result<void> read_at(std::uint64_t offset, std::size_t size, char* into) const;

 private:
  SpillFile(int fd, std::string folder, std::size_t limit)
      : fd_(fd), folder_(std::move(folder)), limit_(limit) {}
  Result<void> write(std::string_view bytes);

  int fd_ = -1;
  std::string folder_;
  std::size_t limit_;
  std::uint64_t written_ = 0;
  std::string buffer_;
};

// Reads a spill file from its begin to its end, block by block.
class SpillReader {
 public:
  explicit SpillReader(const SpillFile& file, std::size_t block_bytes = std::size_t{1} << 20)
      : file_(&file), block_bytes_(block_bytes) {}

  bool at_end() const { return at_ == block_.size() && read_ == file_->size(); }
  std::uint64_t offset() const { return read_ - (block_.size() - at_); }

  // The next `size` bytes; valid until the next call. Requires: they are there.
  Result<std::string_view> take(std::size_t size);

 private:
  const SpillFile* file_;
  std::size_t block_bytes_;
  std::string block_;
  std::size_t at_ = 0;
  std::uint64_t read_ = 0;  // bytes of the file that block_ reaches to
};

}  // namespace whocites::storage::detail
