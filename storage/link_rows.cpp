// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/link_rows.h"

#include <algorithm>

namespace whocites::storage::detail {
namespace {

constexpr std::size_t kMostLinks = 0xFFFFFFFE;

// One of each, with the best confidence.
void unite(std::vector<Store::Link>& row) {
  std::sort(row.begin(), row.end(), [](const Store::Link& a, const Store::Link& b) {
    return a.to != b.to ? a.to < b.to : a.confidence > b.confidence;
  });
  const auto same = [](const Store::Link& a, const Store::Link& b) { return a.to == b.to; };
  row.erase(std::unique(row.begin(), row.end(), same), row.end());
}

}  // namespace

std::uint32_t CitationClasses::find(const CitationClass& one) {
  const auto [at, fresh] = numbers_.try_emplace(one, static_cast<std::uint32_t>(list_.size()));
  if (fresh) list_.push_back(one);
  return at->second;
}

Result<LinkRows> LinkRows::read(const Store& store, const View& view, CitationClasses& classes,
                                const Work& work) {
  LinkRows rows(store.next_node());
  const std::uint32_t end = store.next_node().value;
  std::uint32_t next = 0;     // the first node whose row has not begun
  std::optional<BatchId> of;  // the batch of what is in the row
  bool is_united = true;
  const auto begin_rows = [&](std::uint32_t until) {
    if (!is_united) unite(rows.row_);
    for (const Store::Link& link : rows.row_) rows.push(link, classes);
    rows.row_.clear();
    of.reset();
    is_united = true;
    for (; next < until; ++next) {
      rows.begin_[next] = static_cast<std::uint32_t>(rows.to_.size());
    }
  };
  bool fits = true;
  Pace pace(work);
  const auto add = [&](NodeId from, BatchId batch, std::span<const Store::Link> links) {
    if (from.value >= end || !view.sees(batch)) return true;
    if (from.value + 1 != next) begin_rows(from.value + 1);
    if (of && *of != batch) is_united = false;
    of = batch;
    rows.row_.insert(rows.row_.end(), links.begin(), links.end());
    fits = rows.to_.size() + rows.row_.size() <= kMostLinks;
    return fits && pace.goes_on();
  };
  if (auto done = store.scan_links(add); !done) return fail(done.error());
  if (!fits) {
    return fail(ErrorCode::BadRequest, "the store has more citations than fit into one graph",
                "such a question takes at most 4,294,967,294");
  }
  if (work.is_stopped()) return interrupted();
  begin_rows(end + 1);
  return rows;
}

bool LinkRows::contains(NodeId from, const Adjacent& to, const CitationClasses& classes) const {
  for (std::uint32_t at = begin(from.value); at < begin(from.value + 1); ++at) {
    const Link link = (*this)[at];
    if (link.to != to.peer.value) continue;
    if (classes.list()[link.edge_class].relation == to.relation) return true;
  }
  return false;
}

void LinkRows::push(const Store::Link& link, CitationClasses& classes) {
  if (link.to.peer.value == 0 || link.to.peer.value + std::size_t{1} >= begin_.size()) return;
  const std::uint32_t edge_class = classes.of(link.to.relation, link.confidence);
  to_.push_back(link.to.peer.value);
  if (wide_.empty() && edge_class < 256) {
    narrow_.push_back(static_cast<std::uint8_t>(edge_class));
    return;
  }
  if (wide_.empty()) {
    for (std::size_t i = 0; i < narrow_.size(); ++i) wide_.push_back(narrow_[i]);
    narrow_.clear();
  }
  wide_.push_back(edge_class);
}

}  // namespace whocites::storage::detail
