// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "cli/shown.h"
#include "cli/whole_graph.h"

namespace whocites {
struct Corroboration;
struct Trace;
}  // namespace whocites

// Pictures of all that a question about nodes reached, however much that is.
namespace whocites::cli {

// What a question reached, and what of it its picture must show as it is.
struct Reached {
  std::vector<VertexId> vertices;  // the nearest first, each once
  // What was asked about and found, with the chains to it, the most important first: of more than a
  // third of what a picture holds the rest may be collapsed too.
  std::vector<VertexId> findings;
};

// Where chains end, and by which way each is reached. O(what was reached), here and below.
Reached what_to_draw(const SourceGraph& graph, const Trace& traced);
// What hangs on what, and the chains that do not hang on one another.
Reached what_to_draw(const SourceGraph& graph, const Corroboration& found);

// Sets the answer's network, and what its drawing has to say of it: what was reached, collapsed
// when it is more than --max-nodes; for --format dot the nearest kMostDrawn. Returns what is shown
// as it is, on which the findings can then be marked (cli/drawing.h). O(graph) when something is
// collapsed; of the store only what is drawn is read.
Result<Shown> draw_reached(const Arguments& arguments, const WholeGraph& whole,
                           const Reached& reached, Answer& answer);

}  // namespace whocites::cli
