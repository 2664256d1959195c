// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/model.h"
#include "graph/text_sketch.h"
#include "storage/store.h"

namespace whocites::storage::detail {

// Of those who have a band only the first are looked at: what thousands have is a notice that
// stands under every article of a site, or a story of which the first prints are enough.
inline constexpr std::size_t kMostHolders = 16;

// To how many prints an article is tied: so that those of one text stay one group when one of them
// is taken back, purged or parted from the others.
inline constexpr std::size_t kMostTies = 3;

// The first nodes of the store that have each of the sketch's bands, as often as they share one.
Result<std::vector<NodeId>> sharing_bands(const Store& store, const TextSketch& sketch);

// Tells, of the articles that share bands with one, which have its text. Prints of one text share
// many of them, so those that share most are compared, and only a few.
class PrintSearch {
 public:
  // What is known of an article that is not the asked one; absent when nothing is seen of it. It is
  // asked of a few articles again and again, so the last sketches are kept.
  using FactsOf = std::function<Result<std::optional<NodeFacts>>(NodeId id)>;
  explicit PrintSearch(FactsOf facts_of) : facts_of_(std::move(facts_of)) {}

  struct Print {
    NodeId node;
    double part = 0;  // shared_part()
    TextSketch sketch;
  };
  // The `count` best prints among `holders`, where each stands as often as it shares a band; the
  // best first, of equals the lowest. Candidates that `passes` is false of are passed over.
  using Passes = std::function<Result<bool>(NodeId id)>;
  Result<std::vector<Print>> best_of(const TextSketch& sketch, std::vector<NodeId> holders,
                                     std::size_t count, const Passes& passes);

 private:
  Result<const TextSketch*> sketch_of(NodeId id);  // null: it has none

  FactsOf facts_of_;
  std::map<NodeId, std::optional<TextSketch>> sketches_;
};

// That `node` and the print that was found for it are of one text, with the passage that both have,
// from the text of `node` when that is at hand (else empty).
IdentityDecision one_text(NodeId node, const PrintSearch::Print& found, std::string_view text);
// The part in common, in percent, that the reason of such a decision tells; 0 of any other reason.
int part_told(std::string_view reason);

}  // namespace whocites::storage::detail
