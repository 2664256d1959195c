// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>

#include "storage/store.h"

namespace whocites {

// Which entries of a store's log count: those up to a moment that no later one withdrew.
struct View {
  BatchId last{UINT32_MAX};     // later ones are not seen
  std::set<BatchId> withdrawn;  // by a Forget or an Undo that itself still stands

  bool sees(BatchId batch) const { return batch <= last && !withdrawn.contains(batch); }
};

// What the store knows now, or, with `as_of`, what it knew then: entries made later are not seen,
// and neither is their withdrawing of earlier ones. O(withdrawals), with `as_of` O(log).
Result<View> load_view(const Store& store, std::optional<Timestamp> as_of = std::nullopt);
// What the store knew right after the entry `last`; nothing with 0. O(withdrawals).
Result<View> load_view_after(const Store& store, BatchId last);

// What a view leaves of one node's assertions, merged; absent when nothing is left. The node is
// seen by itself, whatever was decided to be the same as it.
std::optional<Node> resolve(const StoredNode& stored, const View& view);

// What a view leaves of a citation: absent without evidence, whatever judgements there are.
std::optional<Citation> resolve(Citation stored, const View& view);

}  // namespace whocites
