// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/model.h"

namespace whocites::ingest::text {

// A small fingerprint of a text: of its shingles (five words in a row, without case and marks) the
// hashes that are smallest. Two texts' sketches tell about how many shingles they share, wherever
// in them and in whatever order. Source: Broder 1997, "On the resemblance and containment of
// documents", with one hash function and the k smallest values.
struct TextSketch {
  std::vector<std::uint32_t> hashes;  // ascending, distinct, at most kSketchSize
  std::uint32_t shingles = 0;         // distinct ones in the text
  friend bool operator==(const TextSketch&, const TextSketch&) = default;
};
inline constexpr std::size_t kSketchSize = 96;

// Takes a text in pieces, in order; a shingle may go across two of them. O(bytes), and memory for
// its distinct shingles, 4 bytes each.
class Sketcher {
 public:
  void add(std::string_view piece);
  // Absent for a text under 40 shingles: so few words in common are chance or a slogan.
  std::optional<TextSketch> finish();

 private:
  std::vector<std::uint64_t> last_words_;
  std::vector<std::uint32_t> hashes_;
};

// How much of the shorter text stands in the longer one, 0 … 1, as far as the sketches tell: with
// the standard error 0.05 for texts alike in length. O(kSketchSize).
double shared_part(const TextSketch& a, const TextSketch& b);

// The property of an article that holds its sketch, in the text formats' records and in a store.
inline constexpr std::string_view kSketchProperty = "text-sketch";
Property property_of(const TextSketch& sketch);
std::optional<TextSketch> sketch_in(const NodeFacts& facts);  // absent: none, or not one of ours

// The longest stretch of `text` that stands in the text of the sketch too, as far as the sketch's
// samples tell: bytes [begin, end), from the first to the last of those that lie near each other.
// Absent when it holds fewer than two of them. O(bytes).
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::optional<Stretch> shared_stretch(std::string_view text, const TextSketch& sketch);

}  // namespace whocites::ingest::text
