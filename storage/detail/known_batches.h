// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "storage/detail/batch_content.h"

namespace whocites::storage::detail {

// What merging needs to know of two stores before it begins.
struct MergePlan {
  std::vector<Batch> log;                      // of the other store
  std::vector<std::optional<BatchId>> places;  // by batch of the other store: which one it is here
  StoreContent theirs;                         // weights and decisions of the other store
};

// Finds the batches of `theirs` that `ours` has already; see storage/merge.h for what makes two the
// same. O(theirs), and O(ours) when some entries of the two logs are alike.
Result<MergePlan> compare_logs(const Store& ours, const Store& theirs);

}  // namespace whocites::storage::detail
