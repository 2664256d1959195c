// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/records.h"

namespace whocites {

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

// Whether the two are prints of one text: at least half of the shorter one stands in the longer
// one, which is more than two authors quote of the same speech, and makes at least a fifth of it,
// so that a digest of many stories is not a print of each. `part` is what shared_part() gives of
// them.
bool are_prints(const TextSketch& a, const TextSketch& b, double part);

// What an index finds prints by: the shingles are dealt into kBands parts by their hashes, and of
// each part the smallest hash is a band. Two texts have a band in common as often as a shingle of
// either is one of both: prints that are just alike enough share four of them on average, and 99 of
// 100 such pairs share one. Source: Li, Owen & Zhang 2012, "One permutation hashing".
inline constexpr std::size_t kBands = 24;
using Band = std::uint64_t;  // number of the part << 32 | hash
// Ascending; a part that the sketch has no hash of gives none, which befalls 2 of 100.
std::vector<Band> bands_of(const TextSketch& sketch);

// The property of an article that holds its sketch, in the text formats' records and in a store.
inline constexpr std::string_view kSketchProperty = "text-sketch";
Property property_of(const TextSketch& sketch);
std::optional<TextSketch> sketch_in(const NodeFacts& facts);  // absent: none, or not one of ours
// Gives the article the sketch of its text, by which other prints of it are found; none when the
// text is too short.
void keep_sketch(NodeRecord& article);

// The longest stretch of `text` that stands in the text of the sketch too, as far as the sketch's
// samples tell: bytes [begin, end), from the first to the last of those that lie near each other.
// Absent when it holds fewer than two of them. O(bytes).
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};
std::optional<Stretch> shared_stretch(std::string_view text, const TextSketch& sketch);

}  // namespace whocites
