// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/symbol_table.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace whocites::storage::detail {
namespace {

constexpr std::size_t kFirstSlots = 1 << 12;
constexpr std::uint64_t kHighHalf = 0xFFFFFFFF00000000;

std::uint64_t slot_of(const TextHash& hash, Symbol symbol) {
  return (hash.high & kHighHalf) | (std::uint64_t{symbol} + 1);
}

}  // namespace

TextHash hash_of(std::string_view text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  return {hash.low64, hash.high64};
}

SymbolTable::SymbolTable() : slots_(kFirstSlots), mask_(kFirstSlots - 1) {}

SymbolTable::Interned SymbolTable::intern(const TextHash& hash) {
  std::uint64_t at = hash.low & mask_;
  for (; slots_[at] != 0; at = (at + 1) & mask_) {
    const std::uint64_t slot = slots_[at];
    if ((slot & kHighHalf) != (hash.high & kHighHalf)) continue;
    const Symbol symbol = symbol_in(slot);
    if (hashes_[symbol] == hash) return {symbol, false};
  }
  const auto symbol = static_cast<Symbol>(hashes_.size());
  slots_[at] = slot_of(hash, symbol);
  hashes_.push_back(hash);
  if (hashes_.size() * 3 > slots_.size() * 2) grow();
  return {symbol, true};
}

std::optional<Symbol> SymbolTable::find(const TextHash& hash) const {
  for (std::uint64_t at = hash.low & mask_; slots_[at] != 0; at = (at + 1) & mask_) {
    const std::uint64_t slot = slots_[at];
    if ((slot & kHighHalf) != (hash.high & kHighHalf)) continue;
    const Symbol symbol = symbol_in(slot);
    if (hashes_[symbol] == hash) return symbol;
  }
  return std::nullopt;
}

void SymbolTable::clear() {
  slots_.assign(slots_.size(), 0);
  hashes_.clear();
}

void SymbolTable::grow() {
  slots_.assign(slots_.size() * 2, 0);
  mask_ = slots_.size() - 1;
  for (std::size_t i = 0; i < hashes_.size(); ++i) {
    std::uint64_t at = hashes_[i].low & mask_;
    while (slots_[at] != 0) at = (at + 1) & mask_;
    slots_[at] = slot_of(hashes_[i], static_cast<Symbol>(i));
  }
}

std::size_t SymbolTable::memory_bytes() const {
  return slots_.capacity() * sizeof(slots_[0]) + hashes_.memory_bytes();
}

}  // namespace whocites::storage::detail
