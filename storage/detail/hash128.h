// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <cstring>
#include <string_view>

// Hashes that tell contents apart, and sums of them that do not depend on the order in which the
// contents came: two collections of n different items have the same sum with a chance of about
// 2^-128. Not against somebody who builds collisions on purpose.
namespace whocites::storage::detail {

struct Hash128 {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  friend auto operator<=>(const Hash128&, const Hash128&) = default;

  // Adds to a sum, modulo 2^64 in either half: an item that is there twice counts twice.
  Hash128& operator+=(const Hash128& other) {
    low += other.low;
    high += other.high;
    return *this;
  }
};

// A bijection in which each bit of the input moves about half of the output's. Source: Steele, Lea
// and Flood, "Fast Splittable Pseudorandom Number Generators", 2014 (the finalizer of SplitMix64).
inline std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31);
}

// Takes numbers in, in order.
class Hasher128 {
 public:
  Hasher128& add(std::uint64_t number) {
    state_.low = mix(state_.low ^ number);
    state_.high = mix(state_.high + number * 0x9E3779B97F4A7C15U);
    return *this;
  }
  Hasher128& add(const Hash128& hash) { return add(hash.low).add(hash.high); }
  Hasher128& add(std::string_view bytes) {
    add(bytes.size());
    for (; bytes.size() >= 8; bytes.remove_prefix(8)) {
      std::uint64_t number = 0;
      std::memcpy(&number, bytes.data(), 8);
      add(number);
    }
    std::uint64_t rest = 0;
    if (!bytes.empty()) std::memcpy(&rest, bytes.data(), bytes.size());
    return add(rest);
  }
  Hash128 hash() const { return {mix(state_.low + 1), mix(state_.high + 2)}; }

 private:
  Hash128 state_{0x243F6A8885A308D3U, 0x13198A2E03707344U};  // digits of pi
};

inline Hash128 hash_of(std::string_view bytes) { return Hasher128().add(bytes).hash(); }

}  // namespace whocites::storage::detail
