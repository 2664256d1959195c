// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "cli/shown.h"
#include "graph/algorithms/corroborate.h"

namespace whocites::cli {

// How many prints of a text are named where there are more.
inline constexpr std::size_t kMostPrintsNamed = 3;

// What a choke point or an origin is called: by its name, or where it is a print, and nothing says
// which print the others have the text from, "one text (A, B)". Not yet safe for a terminal.
// Requires: `vertex` and the first kMostPrintsNamed of its prints were read.
std::string text_or_label(const Shown& shown, const Corroboration& found, VertexId vertex);

// What a corroboration comes to, in lines for a person, safe for a terminal: the verdict, what it
// leaves open, what to check next. Requires: what `found` names was added to `shown` and read.
std::vector<std::string> words_about(const Shown& shown, const SourceGraph& graph,
                                     const Corroboration& found);

// Which of the prints on the chains came first: "of which A of 2021-03-03 is the earliest known
// print"; "and it is not known which came first". Not yet safe for a terminal.
std::string order_of(const Shown& shown, const PrintSet& prints);
// "; not compared: B, undated, which may be earlier": prints that are on no chain. Empty when dates
// put all of them after the first.
std::string maybe_before(const Shown& shown, const SourceGraph& graph, const PrintSet& prints);

}  // namespace whocites::cli
