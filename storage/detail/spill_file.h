// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace whocites::storage::detail {

// How much the spill files that share it may hold in memory. Any thread.
class SpillMemory {
 public:
  explicit SpillMemory(std::uint64_t limit) : limit_(limit) {}
  SpillMemory(const SpillMemory&) = delete;
  SpillMemory& operator=(const SpillMemory&) = delete;

  // False, and nothing is taken, when that is more than is left.
  bool take(std::uint64_t bytes);
  void give_back(std::uint64_t bytes) { used_ -= bytes; }
  // What is held already stays; SpillFile::move_to_disk() makes room.
  void set_limit(std::uint64_t limit) { limit_ = limit; }
  bool is_exceeded() const { return used_ > limit_; }

 private:
  std::atomic<std::uint64_t> limit_;
  std::atomic<std::uint64_t> used_ = 0;
};

// Bytes that are needed again later in the run and may be too many to be held. They stay in memory
// while there is some for them; the rest is in a file without a name, which is gone when the
// process is, however that ends, and which is not made before it is needed. Written first, then
// read. One thread at a time; read_at() on several while nobody writes.
class SpillFile {
 public:
  // In `folder`, which must exist by the time of the first write to disk. Beside what `memory`
  // grants (null: nothing) one block is held.
  explicit SpillFile(std::string folder, std::size_t block_bytes = 1 << 16,
                     SpillMemory* memory = nullptr)
      : folder_(std::move(folder)),
        block_bytes_(block_bytes),
        fill_(block_bytes),
        memory_(memory) {}
  SpillFile(SpillFile&& other) noexcept;
  SpillFile& operator=(SpillFile&& other) noexcept;
  ~SpillFile();

  std::uint64_t size() const { return blocks_.size() * block_bytes_ - (block_bytes_ - fill_); }

  // Io when the folder cannot be written, the disk is full or broken; then everything after fails.
  Result<void> append(std::string_view bytes) {
    if (bytes.size() > block_bytes_ - fill_) return append_slowly(bytes);
    std::memcpy(last_ + fill_, bytes.data(), bytes.size());
    fill_ += bytes.size();
    return {};
  }

  // Requires: [offset, offset + size) was written, and not dropped; else Io.
  Result<void> read_at(std::uint64_t offset, std::size_t size, char* into) const;

  // The bytes from `offset` to the end of their block when they are in memory; else empty. Valid
  // until the next write, move_to_disk() or drop_before().
  std::string_view held_at(std::uint64_t offset) const;

  // Gives back the memory of all blocks but the last. Io as append().
  Result<void> move_to_disk();
  // Of the blocks before `offset`, which are not read again.
  void drop_before(std::uint64_t offset);

 private:
  using Block = std::unique_ptr<char[]>;
  Result<void> append_slowly(std::string_view bytes);
  Result<void> seal();
  Result<void> write_block(std::size_t number);
  void release(std::size_t number);

  int fd_ = -1;
  std::string folder_;
  std::size_t block_bytes_;
  std::vector<Block> blocks_;  // null: on disk, at the same offset, or dropped
  std::size_t granted_ = 0;    // blocks that memory_ granted
  std::size_t dropped_ = 0;    // blocks that were dropped, the first ones
  char* last_ = nullptr;       // the block that is being filled
  std::size_t fill_;           // bytes in it
  SpillMemory* memory_;
};

// Reads a spill file from its begin to its end, block by block.
class SpillReader {
 public:
  explicit SpillReader(const SpillFile& file, std::size_t block_bytes = std::size_t{1} << 20)
      : file_(&file), block_bytes_(block_bytes) {}
  // Drops what it has read.
  static SpillReader once(SpillFile& file) {
    SpillReader reader(file);
    reader.dropped_ = &file;
    return reader;
  }

  bool at_end() const { return rest_.empty() && read_ == file_->size(); }
  std::uint64_t offset() const { return read_ - rest_.size(); }

  // The next `size` bytes; valid until the next call. Requires: they are there.
  Result<std::string_view> take(std::size_t size) {
    if (rest_.size() < size) {
      if (auto done = fill(size); !done) return fail(std::move(done.error()));
    }
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }

 private:
  Result<void> fill(std::size_t size);

  const SpillFile* file_;
  SpillFile* dropped_ = nullptr;
  std::size_t block_bytes_;
  std::string block_;
  std::string_view rest_;  // the end of block_, or of a block that the file holds
  bool is_of_block_ = false;
  std::uint64_t read_ = 0;  // bytes of the file that rest_ reaches to
};

}  // namespace whocites::storage::detail
