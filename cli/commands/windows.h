// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>
#include <vector>

#include "cli/session.h"
#include "graph/source_graph.h"

namespace whocites::cli {

// The vertices that a node counts for in a question about citations: itself, and of an outlet
// also what it published. Ascending. Empty when the graph lacks it. O(vertices) for an outlet.
std::vector<VertexId> with_parts(const SourceGraph& graph, NodeId node);

// Which rows of a long list are to be made, counted from 0: those that --limit and --after ask
// for, that of --after before them and one more behind them, by which Session::print() tells
// whether there are more. The cursor of a row is its number, counted from 1.
struct Window {
  std::size_t first = 0;
  std::size_t last = std::numeric_limits<std::size_t>::max();

  static Result<Window> make(const Arguments& arguments, std::uint64_t usual_limit, Answer& answer);
  std::size_t end(std::size_t row_count) const { return row_count < last ? row_count : last; }
};

}  // namespace whocites::cli
