// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "storage/merge.h"

namespace whocites::storage::detail {

// Where `theirs` and `ours` see different values, in what the batches marked in `coming` (by the
// number of a batch of `theirs`) speak of. `decisions` are all those of `theirs`. Adds to
// `result`, of which it keeps the first `limit`. O(theirs), with look-ups in `ours`.
Result<void> find_conflicts(const Store& ours, const Store& theirs, const std::vector<bool>& coming,
                            const std::vector<IdentityDecision>& decisions, std::size_t limit,
                            MergeResult& result);

}  // namespace whocites::storage::detail
