// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "ingest/text/sketch.h"

namespace whocites::ingest::text {

// Texts of which at least this part stands in the other are prints of one text. Half a text and
// more in common is beyond what two authors quote of the same speech.
inline constexpr double kCopyPart = 0.5;

// Finds near-duplicates among the texts that it was given: an index from the sketches' hashes to
// the texts, so that asking costs what the asked one has in common with others. Not to be shared
// between threads.
class CopyFinder {
 public:
  struct Match {
    std::size_t text = 0;  // the how-manieth that was added
    double part = 0;       // shared_part()
  };

  void add(const TextSketch& sketch);
  // The texts of which `sketch` is a print, the one most alike first, at least kCopyPart alike.
  std::vector<Match> matches(const TextSketch& sketch) const;

 private:
  std::vector<TextSketch> sketches_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> holders_;  // hash → texts
};

}  // namespace whocites::ingest::text
