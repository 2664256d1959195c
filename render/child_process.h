// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "base/error.h"

namespace whocites::render {

// What `work` returns, computed by a copy of this process (fork), so that work which does not end,
// or which ends the process, as Graphviz's layouts may, costs no more than its time.
// - TimedOut after `limit`: the copy is killed. Io when it ended without an answer, or when there
//   can be no copy.
// - The copy has none of the other threads: `work` must not wait for them, and what it changes in
//   memory stays in the copy. Whoever calls holds the locks that the work would take.
// - What it prints goes nowhere. It ends with this process.
[[nodiscard]] Result<std::string> in_child(std::chrono::milliseconds limit,
                                           const std::function<Result<std::string>()>& work);

}  // namespace whocites::render
