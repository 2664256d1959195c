// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "cli/session.h"

// The part of the graph that `render` and `export` hand on.
namespace whocites::cli {

// --depth and --direction.
std::vector<Option> selection_options();

struct Selection {
  Network network;
  std::vector<VertexId> named;
};

// The nodes that the arguments name, with what they draw on or what draws on them, after the
// options above and the filters; everything when none is named.
Result<Selection> select(const Session& session, const Reader& reader, const Arguments& arguments);

}  // namespace whocites::cli
