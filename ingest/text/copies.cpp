// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/copies.h"

#include <algorithm>

namespace whocites::ingest::text {

void CopyFinder::add(const TextSketch& sketch) {
  const auto index = static_cast<std::uint32_t>(sketches_.size());
  for (const std::uint32_t hash : sketch.hashes) holders_[hash].push_back(index);
  sketches_.push_back(sketch);
}

std::vector<CopyFinder::Match> CopyFinder::matches(const TextSketch& sketch) const {
  constexpr std::size_t kFewestCommon = 4;  // hashes; fewer are chance
  std::unordered_map<std::uint32_t, std::size_t> common;
  for (const std::uint32_t hash : sketch.hashes) {
    const auto found = holders_.find(hash);
    if (found == holders_.end()) continue;
    for (const std::uint32_t text : found->second) ++common[text];
  }
  std::vector<Match> matches;
  for (const auto& [text, count] : common) {
    if (count < kFewestCommon) continue;
    const double part = shared_part(sketch, sketches_[text]);
    if (part >= kCopyPart) matches.push_back({text, part});
  }
  std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return a.part != b.part ? a.part > b.part : a.text < b.text;
  });
  return matches;
}

}  // namespace whocites::ingest::text
