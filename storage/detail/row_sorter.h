// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/detail/spill_file.h"

namespace whocites::storage::detail {

// Brings rows into the order of their keys; what does not fit into its memory is sorted by runs,
// which are merged at the end (Knuth, vol. 3, 5.4). Rows of equal keys keep their order.
class RowSorter {
 public:
  RowSorter(std::string folder, std::size_t memory_bytes)
      : folder_(std::move(folder)), memory_bytes_(memory_bytes) {}

  // Io when a run cannot be written. Requires: a key that is not empty.
  Result<void> add(std::string_view key, std::string_view value);

  // Visits all rows, and forgets them. The views live until `visit` returns; its failure ends it.
  using Visitor = std::function<Result<void>(std::string_view key, std::string_view value)>;
  Result<void> finish(const Visitor& visit);

 private:
  struct Row {
    std::uint64_t prefix;  // the key's first eight bytes: most comparisons need no more
    std::uint64_t begin;   // in bytes_
    std::uint32_t key_size;
    std::uint32_t value_size;
  };
  std::string_view key_of(const Row& row) const {
    return std::string_view(bytes_).substr(row.begin, row.key_size);
  }
  void sort();
  Result<void> spill();
  Result<void> merge(const Visitor& visit);

  std::string folder_;
  std::size_t memory_bytes_;
  std::string bytes_;
  std::vector<Row> rows_;
  std::vector<SpillFile> runs_;
};

}  // namespace whocites::storage::detail
