// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rocksdb/iterator.h>

#include <memory>
#include <string_view>

namespace whocites::storage::detail {

// Goes through a family's rows in the order of their keys, from one that is wanted to the next:
// over what lies between by single steps while they are few, else by a seek. So many questions in
// ascending order share one iterator and the block that it stands in.
class RowWalk {
 public:
  explicit RowWalk(std::unique_ptr<rocksdb::Iterator> rows) : rows_(std::move(rows)) {}

  // Moves forward to the first row of which the key is not less than `key`; stays where that is
  // so already. Requires: `key` is not less than in earlier calls.
  void to(std::string_view key) {
    constexpr int kSteps = 4;  // to the next key that are cheaper than a seek
    for (int step = 0; has_begun_ && step < kSteps; ++step) {
      if (!valid() || this->key() >= key) return;
      rows_->Next();
    }
    if (has_begun_ && (!valid() || this->key() >= key)) return;
    has_begun_ = true;
    rows_->Seek({key.data(), key.size()});
  }
  void next() { rows_->Next(); }

  // Whether it stands at a row. The views live until it moves.
  bool valid() const { return rows_->Valid(); }
  std::string_view key() const { return {rows_->key().data(), rows_->key().size()}; }
  std::string_view value() const { return {rows_->value().data(), rows_->value().size()}; }
  // Whether valid() is false because the rows could not be read.
  rocksdb::Status status() const { return rows_->status(); }

 private:
  std::unique_ptr<rocksdb::Iterator> rows_;
  bool has_begun_ = false;
};

}  // namespace whocites::storage::detail
