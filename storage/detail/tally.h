// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "storage/detail/hash128.h"

namespace whocites::storage::detail {

// Compares two collections of rows of which neither fits into memory, in whatever order they come.
// First all rows of both are counted; if they disagree, collect() is called and all rows are given
// again, of which a few ranges are kept and compared one by one.
class Tally {
 public:
  using Item = std::array<std::uint32_t, 4>;

  void left(const Item& item) { take(sides_[0], item); }
  void right(const Item& item) { take(sides_[1], item); }

  bool agrees() const { return sides_[0].ranges == sides_[1].ranges; }

  // How many ranges differ, of kRanges.
  std::size_t differing() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < kRanges; ++i) count += differs(i) ? 1 : 0;
    return count;
  }

  // From now on items are kept, those of the first differing ranges.
  void collect() {
    wanted_.assign(kRanges, false);
    for (std::size_t i = 0, left = kCollected; i < kRanges && left > 0; ++i) {
      if (!differs(i)) continue;
      wanted_[i] = true;
      --left;
    }
  }

  // Of the kept items those that only one side has: left, right.
  std::pair<std::vector<Item>, std::vector<Item>> differences() {
    std::pair<std::vector<Item>, std::vector<Item>> only;
    for (Side& side : sides_) std::sort(side.kept.begin(), side.kept.end());
    const std::vector<Item>& left = sides_[0].kept;
    const std::vector<Item>& right = sides_[1].kept;
    std::set_difference(left.begin(), left.end(), right.begin(), right.end(),
                        std::back_inserter(only.first));
    std::set_difference(right.begin(), right.end(), left.begin(), left.end(),
                        std::back_inserter(only.second));
    return only;
  }

  static constexpr std::size_t kRanges = std::size_t{1} << 14;
  static constexpr std::size_t kCollected = 8;

 private:
  struct Range {
    Hash128 sum;
    std::uint64_t count = 0;
    friend bool operator==(const Range&, const Range&) = default;
  };
  struct Side {
    std::vector<Range> ranges = std::vector<Range>(kRanges);
    std::vector<Item> kept;
  };

  bool differs(std::size_t range) const {
    return sides_[0].ranges[range] != sides_[1].ranges[range];
  }
  void take(Side& side, const Item& item) {
    const Hash128 hash = Hasher128()
                             .add((std::uint64_t{item[0]} << 32) | item[1])
                             .add((std::uint64_t{item[2]} << 32) | item[3])
                             .hash();
    const std::size_t place = hash.high % kRanges;
    if (!wanted_.empty()) {
      if (wanted_[place]) side.kept.push_back(item);
      return;
    }
    side.ranges[place].sum += hash;
    ++side.ranges[place].count;
  }

  std::array<Side, 2> sides_;
  std::vector<bool> wanted_;  // by range; empty while counting
};

}  // namespace whocites::storage::detail
