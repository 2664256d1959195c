// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whocites::storage::detail {

// The automaton that accepts what is at most `edits` edits (edit_distance) from a word, walked
// over words in byte order: of each it tells whether it is accepted and which is the next that can
// be, so that a sorted dictionary is skipped through rather than read. Its states are the rows of
// the distance table, made as they are needed. Source: Schulz & Mihov 2002, "Fast string
// correction with Levenshtein automata".
class NearWords {
 public:
  NearWords(std::string_view word, std::size_t edits);

  struct Step {
    std::optional<std::size_t> distance;  // of the word asked about; absent: too far
    std::optional<std::string> next;      // nothing between the two is accepted; absent: no more
  };
  // Nothing less than this is accepted.
  std::string first();
  // O(length of either, multiplied).
  Step step(std::string_view word);

 private:
  using Row = std::vector<std::uint8_t>;
  void enter(std::size_t depth, char32_t character);
  bool is_alive(const Row& row) const;
  // Whether a word may go on with `character` after what was entered up to `depth`.
  bool allows(std::size_t depth, char32_t character);
  // The least allowed character that is greater than `after` (absent: the least of all).
  std::optional<char32_t> least(std::size_t depth, std::optional<char32_t> after);
  void complete(std::size_t depth);

  std::u32string wanted_;
  std::u32string letters_;  // of `wanted_`, ascending, each once
  std::size_t edits_;
  std::vector<Row> rows_;   // rows_[i]: distances of the first i characters to each prefix
  std::u32string entered_;  // the characters that led to them
};

}  // namespace whocites::storage::detail
