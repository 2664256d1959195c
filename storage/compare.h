// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "base/parallel.h"
#include "storage/view.h"

namespace whocites {

enum class Change : std::uint8_t {
  Came,    // seen after, not before
  Went,    // seen before, not after: its batch was taken back
  Judged,  // a citation that is seen both times, on which the last word of a person differs
};

struct NodeChange {
  NodeId node;
  Change change = Change::Came;
  friend bool operator==(const NodeChange&, const NodeChange&) = default;
};

struct CitationChange {
  NodeId from;
  NodeId to;
  Relation relation = Relation::Mentions;
  Change change = Change::Came;
  std::optional<Verdict> before = {};  // of Judged ones; absent: nobody had judged
  std::optional<Verdict> after = {};
  friend bool operator==(const CitationChange&, const CitationChange&) = default;
};

struct Differences {
  std::vector<NodeChange> nodes;          // ascending
  std::vector<CitationChange> citations;  // by (from, to, relation)
  friend bool operator==(const Differences&, const Differences&) = default;
};

// What two views of one log show differently. Nodes and citations are taken as they are stored,
// before those that were decided to be the same are shown as one; a citation is seen when some
// evidence of it and both its ends are. What was purged is in neither. Reads names of nodes and
// the index of citations, of evidence only that of judged ones: O(store), or O(log) when no entry
// is seen by just one of the views. Two bits a node, and the answer. Interrupted when the work is
// stopped.
Result<Differences> compare(const Store& store, const View& before, const View& after,
                            const Work& work = {});

}  // namespace whocites
