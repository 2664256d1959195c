// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/node_outlines.h"

namespace whocites::storage::detail {
namespace {

constexpr std::uint8_t kUnresolved = SourceGraph::kUnresolvedBit;
constexpr std::size_t kMostKnownDates = std::size_t{1} << 16;

}  // namespace

Result<NodeOutlines> NodeOutlines::read(const Store& store, const View& view, const Work& work) {
  NodeOutlines outlines(store.next_node());
  std::optional<Error> failure;
  const auto add = [&](const Store::Outline& outline) {
    if (!view.sees(outline.batch)) return true;
    if (auto done = outlines.add(outline); !done) failure = done.error();
    return !failure && !work.is_stopped();
  };
  if (auto done = store.scan_outlines(add); !done) return fail(done.error());
  if (failure) return fail(*failure);
  if (work.is_stopped()) return interrupted();
  outlines.known_dates_ = {};
  return outlines;
}

// Dates come back again and again, but in a store of instants each may be another one: then some
// spans are listed more than once.
Result<std::uint32_t> NodeOutlines::date_of(std::string_view text) {
  std::string key(text);
  if (const auto at = known_dates_.find(key); at != known_dates_.end()) return at->second;
  const Result<Date> date = parse_date(text);
  if (!date) return fail(date.error());
  if (known_dates_.size() == kMostKnownDates) known_dates_.clear();
  const auto number = static_cast<std::uint32_t>(dates_.size());
  known_dates_.emplace(std::move(key), number);
  dates_.push_back({date->earliest(), date->latest()});
  return number;
}

// merge_into(), for what is kept here.
Result<void> NodeOutlines::add(const Store::Outline& outline) {
  const std::uint32_t node = outline.node.value;
  if (node >= end()) return {};
  std::uint8_t& kind = kind_[node];
  const bool is_first = kind == kUnseen;
  if (is_first) kind = kNoKind | kUnresolved;
  const std::uint8_t unresolved = outline.unresolved ? kind & kUnresolved : 0;
  std::uint8_t bare = kind & ~kUnresolved;
  const bool replaces = is_first || bare == kNoKind || !outline.unresolved;
  if (outline.kind && replaces) bare = static_cast<std::uint8_t>(*outline.kind);
  kind = bare | unresolved;
  if (outline.part_of) part_of_[node] = outline.part_of->value;
  if (outline.date.empty()) return {};
  const Result<std::uint32_t> date = date_of(outline.date);
  if (!date) return fail(date.error());
  date_[node] = *date;
  return {};
}

NodeOutlines::Outline NodeOutlines::operator[](std::uint32_t node) const {
  std::uint8_t kind = kind_[node];
  if ((kind & ~kUnresolved) == kNoKind) {
    kind = static_cast<std::uint8_t>(Kind::Publication) | (kind & kUnresolved);
  }
  return {kind, date_[node], part_of_[node]};
}

void NodeOutlines::unite(const std::vector<std::uint32_t>& group) {
  const std::uint32_t first = group.front();
  for (const std::uint32_t other : group) {
    if (date_[first] == kNone) date_[first] = date_[other];
    if (part_of_[first] == kNone) part_of_[first] = part_of_[other];
  }
}

}  // namespace whocites::storage::detail
