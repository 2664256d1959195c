// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/model.h"

namespace whocites {

// Which part of the graph a question looks at. The default sees everything but rejected citations.
struct Filter {
  std::vector<Kind> kinds = {};          // empty: all
  std::vector<Relation> relations = {};  // empty: all
  std::vector<NodeId> outlets = {};      // empty: all; else these outlets and what is part of them
  std::optional<Timestamp> since = {};   // publication date not before
  std::optional<Timestamp> until = {};   // publication date not after
  bool include_undated = false;          // with since/until: keep what has no date
  double min_confidence = 0;
  bool include_rejected = false;
  std::optional<Timestamp> as_of = {};  // what the store knew then (time of import)
  friend bool operator==(const Filter&, const Filter&) = default;
};

// Whether the node passes kinds, outlets, since and until. A date interval passes if all of it
// does; an outlet, person or organization has no publication date and passes since/until.
bool admits(const Filter& filter, const Node& node);
// Whether the citation passes relations, min_confidence and include_rejected.
bool admits(const Filter& filter, const Citation& citation);

}  // namespace whocites
