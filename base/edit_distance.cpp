// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/edit_distance.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/text.h"

namespace whocites {
namespace {

constexpr std::size_t kWordBits = 64;

// All cells of a row at once, a bit for each character of `b`: a row differs from the one before
// it, and a cell from its neighbour, by -1, 0 or 1. Names follow Hyyrö's. Requires: ASCII, and b
// has 1 to 64 characters.
std::size_t word_distance(std::string_view a, std::string_view b) {
  std::array<std::uint64_t, 128> places{};  // where in b a character stands
  for (std::size_t j = 0; j < b.size(); ++j) {
    places[static_cast<unsigned char>(b[j])] |= std::uint64_t{1} << j;
  }
  const std::uint64_t last = std::uint64_t{1} << (b.size() - 1);
  std::uint64_t up = ~std::uint64_t{0};  // VP: the cell is one more than that above it
  std::uint64_t down = 0;                // VN: one less
  std::uint64_t same = 0;                // D0: the cell is that to the upper left of it
  std::uint64_t here_before = 0;
  std::size_t distance = b.size();
  for (const char c : a) {
    const std::uint64_t here = places[static_cast<unsigned char>(c)];
    const std::uint64_t swapped = ((~same & here) << 1) & here_before;
    same = (((here & up) + up) ^ up) | here | down | swapped;
    std::uint64_t right_up = down | ~(same | up);  // HP, HN: the same along the row
    std::uint64_t right_down = same & up;
    distance += (right_up & last) != 0 ? 1 : 0;
    distance -= (right_down & last) != 0 ? 1 : 0;
    right_up = right_up << 1 | 1;
    right_down <<= 1;
    up = right_down | ~(same | right_up);
    down = right_up & same;
    here_before = here;
  }
  return distance;
}

// Row by row, but only the cells within `band` of the diagonal: the others are over the limit.
// The rows before the first two are never read, because a swap needs two characters of each text.
template <class Char>
std::size_t banded_distance(std::basic_string_view<Char> a, std::basic_string_view<Char> b,
                            std::size_t band) {
  const std::size_t width = b.size() + 2;
  const std::size_t over = band + 1;
  thread_local std::vector<std::size_t> cells;
  cells.assign(3 * width, over);
  std::size_t *before = cells.data(), *previous = before + width, *current = previous + width;
  for (std::size_t j = 0; j <= std::min(b.size(), band); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t first = i > band ? i - band : 1;
    const std::size_t last = std::min(b.size(), i + band);
    current[first - 1] = first == 1 ? std::min(i, over) : over;
    std::size_t best = current[first - 1];
    for (std::size_t j = first; j <= last; ++j) {
      const bool same = a[i - 1] == b[j - 1];
      std::size_t cost = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + !same});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost = std::min(cost, before[j - 2] + 1);
      }
      current[j] = std::min(cost, over);
      best = std::min(best, current[j]);
    }
    current[last + 1] = over;
    if (best == over) return over;
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

std::size_t over_limit(std::size_t distance, std::size_t limit) {
  return distance > limit ? limit + 1 : distance;
}

template <class Char>
std::size_t limited_distance(std::basic_string_view<Char> a, std::basic_string_view<Char> b,
                             std::size_t limit) {
  if (a.size() < b.size()) std::swap(a, b);
  if (a.size() - b.size() > limit) return limit + 1;
  while (!b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (b.empty()) return a.size();
  if constexpr (sizeof(Char) == 1) {
    if (b.size() <= kWordBits) return over_limit(word_distance(a, b), limit);
  }
  return banded_distance(a, b, std::min(limit, a.size()));
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a == b) return 0;
  // A character is one to four bytes, so lengths this far apart need no decoding.
  const std::size_t shorter = std::min(a.size(), b.size());
  const std::size_t longer = std::max(a.size(), b.size());
  if (longer / 4 > shorter && longer / 4 - shorter > limit) return limit + 1;
  if (is_ascii(a) && is_ascii(b)) return limited_distance(a, b, limit);
  return limited_distance<char32_t>(to_characters(a), to_characters(b), limit);
}

}  // namespace whocites
