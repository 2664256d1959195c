// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/store.h"

namespace whocites::storage::detail {

// Whether `changes` keeps the rules that Store::commit states: ids are the next ones or exist,
// keys are free, nothing is empty that must not be. BadRequest naming the first rule broken.
// O(changes), with a look-up for each old node named.
Result<void> check(const Store& store, const Changes& changes);
Result<void> check(const Store& store, const Store::Purge& request);

}  // namespace whocites::storage::detail
