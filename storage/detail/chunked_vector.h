// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace whocites::storage::detail {

// A list that grows without moving what it holds: never more than one block larger than that,
// where a std::vector needs three times as much while it grows.
template <class T>
class ChunkedVector {
 public:
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T& operator[](std::size_t at) { return blocks_[at / kBlock][at % kBlock]; }
  const T& operator[](std::size_t at) const { return blocks_[at / kBlock][at % kBlock]; }

  void push_back(const T& value) {
    if (size_ == blocks_.size() * kBlock) {
      blocks_.push_back(std::make_unique_for_overwrite<T[]>(kBlock));
    }
    blocks_[size_ / kBlock][size_ % kBlock] = value;
    ++size_;
  }
  // Keeps its memory.
  void clear() { size_ = 0; }
  std::size_t memory_bytes() const { return blocks_.size() * kBlock * sizeof(T); }

 private:
  static constexpr std::size_t kBlock = 1 << 16;
  std::vector<std::unique_ptr<T[]>> blocks_;
  std::size_t size_ = 0;
};

}  // namespace whocites::storage::detail
