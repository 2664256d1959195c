// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace whocites::ingest {

// Many names of many owners (outlets, nodes), for finding those that are similar to another name:
// what a misspelt one may mean. After ready() the constant functions may run in parallel.
class NameIndex {
 public:
  struct Alike {
    std::uint32_t owner = 0;
    double score = 0;  // 1: the same words; see name_index.cpp for the measure
    friend bool operator==(const Alike&, const Alike&) = default;
  };

  NameIndex();
  NameIndex(NameIndex&&) noexcept;
  NameIndex& operator=(NameIndex&&) noexcept;
  ~NameIndex();

  // An owner may have several names. A name without a letter or digit is left out.
  void add(std::uint32_t owner, std::string_view name);
  // Counts how often each word occurs. To be called after the last add(), before alike().
  void ready();

  // The owners of names that are at least 0.65 similar, each with its best name's score; best
  // first, equal ones by owner; at most `limit`. O(names that share letters with `name`).
  std::vector<Alike> alike(std::string_view name, std::size_t limit) const;

 private:
  struct Content;
  std::unique_ptr<Content> content_;
};

}  // namespace whocites::ingest
