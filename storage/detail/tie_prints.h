// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "storage/store.h"

namespace whocites::storage::detail {

// For articles that came into the store without being compared with it (a merge): the decisions,
// undecided so far, that they are prints of one text with others, of each at most kMostTies. No
// text is at hand, so no passage is told. `ids` ascend without repeats. O(ids).
Result<std::vector<IdentityDecision>> find_ties(const Store& store, const std::vector<NodeId>& ids);

}  // namespace whocites::storage::detail
