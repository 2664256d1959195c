// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "storage/detail/hash128.h"
#include "storage/store.h"

// What the batches of a store say, in a form that two stores can compare: by keys instead of ids.
namespace whocites::storage::detail {

struct BatchContent {
  Hash128 sum;                 // of its items
  std::vector<Hash128> items;  // only when asked for
};

// What the first reading of a whole store finds.
struct StoreContent {
  std::vector<std::uint64_t> weights;       // by batch: how much it says, in items about
  std::vector<BatchContent> batches;        // by batch; empty for those not wanted
  std::vector<IdentityDecision> decisions;  // by batch, in the order in which they were made
};

struct ContentRequest {
  std::vector<bool> wanted;  // by batch; those past its end are not wanted
  bool keep_items = false;
};

// Reads the store once: O(store), with 16 bytes in memory for each node.
//
// An item is the smallest thing that a purge may remove: what a batch says of one node, that it is
// a part of another, one suggestion, one piece of evidence or judgement, one decision, one text.
Result<StoreContent> content_of(const Store& store, const ContentRequest& request);

}  // namespace whocites::storage::detail
