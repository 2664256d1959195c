// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/shown.h"
#include "graph/algorithms/corroborate.h"

namespace whocites::cli {

// What a corroboration comes to, in lines for a person, safe for a terminal: the verdict, what it
// leaves open, what to check next. Requires: what `found` names was added to `shown` and read.
std::vector<std::string> words_about(const Shown& shown, const SourceGraph& graph,
                                     const Corroboration& found);

}  // namespace whocites::cli
