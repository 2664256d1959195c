// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "storage/view.h"

namespace whocites::storage::detail {

// Sets of nodes that grow together (union-find; ways are not shortened by rank, sets are small).
class NodeGroups {
 public:
  using Group = std::vector<std::uint32_t>;  // ascending

  // Those that decisions of one sort join, as Reader::same_as() has it: of each pair the last word
  // that is seen.
  static Result<NodeGroups> read(const Store& store, const View& view, Sameness of);

  void join(std::uint32_t a, std::uint32_t b) { above_[root(b)] = root(a); }
  std::vector<Group> take();  // in the order of their roots

 private:
  std::uint32_t root(std::uint32_t node);

  std::map<std::uint32_t, std::uint32_t> above_;
};

}  // namespace whocites::storage::detail
