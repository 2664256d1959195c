// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "graph/graph_walk.h"

// What reference managers hold of a graph: its articles and publications.
namespace whocites::render {

struct Reference {
  const Node* node = nullptr;
  std::string whole;               // name of the outlet or periodical; empty: not known
  std::vector<std::string> cites;  // keys of the references that it cites, each once
};

// Visits the articles and publications, which live until the visitor returns; it returns false to
// stop. Holds one bit of each node, and the name of each node that others are part of.
Result<void> visit_references(const GraphWalk& walk,
                              const std::function<bool(const Reference& reference)>& visit);

// Lines for a reference's free field, as Zotero keeps what it has no field for: its notes, and
// "cites: KEY" of each reference that it cites; no line end in any.
std::vector<std::string> note_lines(const Reference& reference);
// The same after "whocites-key: KEY" and "whocites-outlet: KEY", for formats without a field for
// the keys. A reader that knows them gets the nodes under the keys that they had.
std::vector<std::string> keyed_note_lines(const GraphWalk& walk, const Reference& reference);

// "2021-03-04T…" as the parts of the calendar that are known of its start.
std::vector<int> date_parts(const PartialDate& date);

}  // namespace whocites::render
