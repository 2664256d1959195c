// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "graph/filter.h"
#include "storage/reader.h"

namespace whocites::cli {

// What --about TEXT finds, as 'search' does but for misspellings: best matches first.
struct About {
  std::vector<NodeId> nodes;
  std::string cut;  // what to say when more answer to the text than --most allows; else empty
};

// --about and --most, for a question about all `what` ("articles") that a text finds.
std::vector<Option> about_options(std::string_view help);

// Requires: --about was given. BadRequest when --most is no number from 1 to 1,000,000.
Result<About> nodes_about(const Reader& reader, const Filter& filter, const Arguments& arguments);

}  // namespace whocites::cli
