// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/print_search.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tuple>

#include "base/text.h"

namespace whocites::storage::detail {
namespace {

constexpr std::size_t kMostCompared = 8;
constexpr std::size_t kMostKept = 4096;       // sketches, of some 400 bytes
constexpr std::size_t kLongestPassage = 600;  // bytes
constexpr std::string_view kAbout = "about ";
constexpr std::string_view kInCommon = "% of the shorter text stands in the other one";

struct Candidate {
  NodeId node;
  std::size_t bands;
};

// Those that share most bands, of equals the lowest.
std::vector<Candidate> likeliest(std::vector<NodeId> holders) {
  std::sort(holders.begin(), holders.end());
  std::vector<Candidate> candidates;
  for (const NodeId node : holders) {
    if (candidates.empty() || candidates.back().node != node) candidates.push_back({node, 0});
    ++candidates.back().bands;
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.bands > b.bands; });
  return candidates;
}

}  // namespace

Result<std::vector<NodeId>> sharing_bands(const Store& store, const TextSketch& sketch) {
  std::vector<NodeId> sharing;
  for (const Band band : bands_of(sketch)) {
    const Result<std::vector<NodeId>> holders = store.find_band(band, kMostHolders);
    if (!holders) return fail(holders.error());
    sharing.insert(sharing.end(), holders->begin(), holders->end());
  }
  return sharing;
}

Result<std::vector<PrintSearch::Print>> PrintSearch::best_of(const TextSketch& sketch,
                                                             std::vector<NodeId> holders,
                                                             std::size_t count,
                                                             const Passes& passes) {
  std::vector<Print> prints;
  std::size_t compared = 0;
  for (const Candidate& candidate : likeliest(std::move(holders))) {
    if (compared == kMostCompared) break;
    const Result<bool> passed = passes(candidate.node);
    if (!passed) return fail(passed.error());
    if (!*passed) continue;
    const Result<const TextSketch*> other = sketch_of(candidate.node);
    if (!other) return fail(other.error());
    if (*other == nullptr) continue;
    ++compared;
    const double part = shared_part(sketch, **other);
    if (are_prints(sketch, **other, part)) prints.push_back({candidate.node, part, **other});
  }
  std::sort(prints.begin(), prints.end(), [](const Print& a, const Print& b) {
    return std::tuple(-a.part, a.node) < std::tuple(-b.part, b.node);
  });
  if (prints.size() > count) prints.resize(count);
  return prints;
}

Result<const TextSketch*> PrintSearch::sketch_of(NodeId id) {
  auto at = sketches_.find(id);
  if (at == sketches_.end()) {
    const Result<std::optional<NodeFacts>> facts = facts_of_(id);
    if (!facts) return fail(facts.error());
    if (sketches_.size() >= kMostKept) sketches_.clear();
    at = sketches_.emplace(id, *facts ? sketch_in(**facts) : std::nullopt).first;
  }
  return at->second ? &*at->second : nullptr;
}

IdentityDecision one_text(NodeId node, const PrintSearch::Print& found, std::string_view text) {
  IdentityDecision decision{{}, node, found.node, true, {}, Sameness::Text};
  decision.reason = kAbout;
  decision.reason += std::to_string(std::lround(found.part * 100));
  decision.reason += kInCommon;
  const std::optional<Stretch> stretch = shared_stretch(text, found.sketch);
  if (!stretch) return decision;
  const std::string_view words = text.substr(stretch->begin, stretch->end - stretch->begin);
  decision.reason += ": \"" + collapse_space(to_valid_utf8(words.substr(0, kLongestPassage)));
  decision.reason += words.size() > kLongestPassage ? "\u2026\"" : "\"";
  return decision;
}

int part_told(std::string_view reason) {
  if (!reason.starts_with(kAbout)) return 0;
  reason.remove_prefix(kAbout.size());
  int part = 0;
  const auto [end, error] = std::from_chars(reason.data(), reason.data() + reason.size(), part);
  if (error != std::errc()) return 0;
  reason.remove_prefix(static_cast<std::size_t>(end - reason.data()));
  return reason.starts_with(kInCommon) ? part : 0;
}

}  // namespace whocites::storage::detail
