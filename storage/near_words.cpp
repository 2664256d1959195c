// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/near_words.h"

#include <algorithm>

#include "base/text.h"

namespace whocites::storage::detail {
namespace {

constexpr char32_t kLastCharacter = 0x10FFFF;
// Stands for any character that the word does not have.
constexpr char32_t kOther = kLastCharacter + 1;

std::optional<char32_t> after_character(char32_t character) {
  if (character >= kLastCharacter) return std::nullopt;
  return character == 0xD7FF ? 0xE000 : character + 1;  // surrogates are no characters
}

}  // namespace

NearWords::NearWords(std::string_view word, std::size_t edits)
    : wanted_(to_characters(word)), letters_(wanted_), edits_(edits) {
  std::sort(letters_.begin(), letters_.end());
  letters_.erase(std::unique(letters_.begin(), letters_.end()), letters_.end());
  Row first(wanted_.size() + 1);
  for (std::size_t i = 0; i < first.size(); ++i) {
    first[i] = static_cast<std::uint8_t>(std::min(i, edits_ + 1));
  }
  rows_.push_back(std::move(first));
}

// Fills rows_[depth + 1] as the state after `character`.
void NearWords::enter(std::size_t depth, char32_t character) {
  if (rows_.size() < depth + 2) rows_.resize(depth + 2, Row(wanted_.size() + 1));
  if (entered_.size() < depth + 1) entered_.resize(depth + 1);
  entered_[depth] = character;
  const Row& before = rows_[depth];
  Row& row = rows_[depth + 1];
  const auto limited = [&](std::size_t cost) {
    return static_cast<std::uint8_t>(std::min(cost, edits_ + 1));
  };
  row[0] = limited(depth + 1);
  for (std::size_t j = 1; j < row.size(); ++j) {
    std::size_t cost = before[j - 1] + std::size_t{wanted_[j - 1] != character};
    cost = std::min({cost, before[j] + std::size_t{1}, row[j - 1] + std::size_t{1}});
    const bool swapped =
        depth > 0 && j > 1 && wanted_[j - 2] == character && wanted_[j - 1] == entered_[depth - 1];
    if (swapped) cost = std::min(cost, rows_[depth - 1][j - 2] + std::size_t{1});
    row[j] = limited(cost);
  }
}

bool NearWords::is_alive(const Row& row) const {
  return std::any_of(row.begin(), row.end(), [&](std::uint8_t cost) { return cost <= edits_; });
}

bool NearWords::allows(std::size_t depth, char32_t character) {
  enter(depth, character);
  return is_alive(rows_[depth + 1]);
}

std::optional<char32_t> NearWords::least(std::size_t depth, std::optional<char32_t> after) {
  const std::optional<char32_t> from = after ? after_character(*after) : std::optional(U'\1');
  if (!from) return std::nullopt;
  if (allows(depth, kOther)) return from;  // then any is
  for (auto at = std::lower_bound(letters_.begin(), letters_.end(), *from); at != letters_.end();
       ++at) {
    if (allows(depth, *at)) return *at;
  }
  return std::nullopt;
}

// Extends the first `depth` characters to the least accepted word that begins with them, or to
// less where any character could follow.
void NearWords::complete(std::size_t depth) {
  while (rows_[depth].back() > edits_ && !allows(depth, kOther)) {
    const std::optional<char32_t> next = least(depth, std::nullopt);
    if (!next) break;
    enter(depth, *next);
    ++depth;
  }
  entered_.resize(depth);
}

std::string NearWords::first() {
  complete(0);
  return to_utf8(entered_);
}

NearWords::Step NearWords::step(std::string_view word) {
  const std::u32string characters = to_characters(word);
  std::size_t depth = 0;
  while (depth < characters.size()) {
    enter(depth, characters[depth]);
    if (!is_alive(rows_[depth + 1])) break;
    ++depth;
  }
  Step step;
  const bool whole = depth == characters.size();
  if (whole && rows_[depth].back() <= edits_) step.distance = rows_[depth].back();
  // The next word goes on from this one, or has a greater character in place of one of its own.
  std::optional<char32_t> next;
  if (whole) {
    next = least(depth, std::nullopt);
  } else {
    next = least(depth, characters[depth]);
  }
  while (!next && depth > 0) {
    --depth;
    next = least(depth, characters[depth]);
  }
  if (!next) return step;
  enter(depth, *next);
  complete(depth + 1);
  step.next = to_utf8(entered_);
  return step;
}

}  // namespace whocites::storage::detail
