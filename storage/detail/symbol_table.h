// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "storage/detail/chunked_vector.h"

namespace whocites::storage::detail {

// 128 bits of XXH3. Texts of one hash are taken for one text: among a billion different ones the
// chance that any two share it is below 10^-20.
struct TextHash {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  friend bool operator==(const TextHash&, const TextHash&) = default;
};
TextHash hash_of(std::string_view text);

// Counts from 0 in the order of first use.
using Symbol = std::uint32_t;

// Numbers the different texts of an input without holding them: 16 bytes a text and, on average,
// 12 for the table that finds it. Open addressing with linear probing (Knuth, vol. 3, 6.4).
class SymbolTable {
 public:
  SymbolTable();

  // The text's number, and whether it is a new one.
  struct Interned {
    Symbol symbol;
    bool is_new;
  };
  Interned intern(const TextHash& hash);
  std::optional<Symbol> find(const TextHash& hash) const;
  // Most of what intern() takes is waiting for memory, twice. These fetch it ahead: first the place
  // where `hash` belongs, and when that has come, the text that is there.
  void prefetch(const TextHash& hash) const { __builtin_prefetch(&slots_[hash.low & mask_]); }
  void prefetch_text(const TextHash& hash) const {
    const std::uint64_t slot = slots_[hash.low & mask_];
    if (slot != 0) __builtin_prefetch(&hashes_[symbol_in(slot)]);
  }

  // Keeps its memory.
  void clear();

  std::size_t size() const { return hashes_.size(); }
  const TextHash& hash_at(std::size_t symbol) const { return hashes_[symbol]; }
  std::size_t memory_bytes() const;

 private:
  // High half: bits of the hash; low half: symbol + 1; 0: vacant.
  static Symbol symbol_in(std::uint64_t slot) { return static_cast<Symbol>(slot) - 1; }
  void grow();

  std::vector<std::uint64_t> slots_;
  ChunkedVector<TextHash> hashes_;
  std::uint64_t mask_;
};

}  // namespace whocites::storage::detail
