// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/import_inputs.h"
#include "cli/session.h"

namespace whocites::cli {

// Brings the batches of a case that `bundle` made (is_case) into the store, and tells of it; the
// exit code. Unreadable, and nothing is stored, when anything in the case is not as it was made.
Result<int> import_case(Session& session, const Arguments& arguments, const ImportInput& input);

}  // namespace whocites::cli
