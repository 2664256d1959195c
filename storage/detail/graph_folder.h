// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.h"

namespace whocites::storage::detail {

// Where a store keeps its derived graph.
std::string graph_file_path(const std::string& folder);

// Removes the graph and what processes that ended while they wrote one left behind. Who is writing
// one meanwhile finds that it is gone, and does without. Io when one cannot be removed.
Result<void> remove_graph_files(const std::string& folder);
// The leftovers only.
Result<void> remove_unfinished_graph_files(const std::string& folder);

}  // namespace whocites::storage::detail
