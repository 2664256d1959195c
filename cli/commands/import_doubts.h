// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/error.h"
#include "cli/session.h"
#include "storage/store.h"

namespace whocites::cli {

// A remark on a name that nothing is known of, with what it may be.
void remark_unresolved(const Session& session, const NodeFacts& facts);

// Remarks on what of an import needs a person's eye: text that was left out, and names that nothing
// is known of, with what they may be; sources without a name and linked pages are only counted.
// `changes` may be stored in `store` already, or not.
Result<void> remark_doubts(const Session& session, const Changes& changes, const Store& store);

}  // namespace whocites::cli
