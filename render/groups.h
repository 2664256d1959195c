// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "graph/network.h"

namespace whocites::render {

// Who contains whom in a picture. A group is a node of which another is a part.
struct Groups {
  std::vector<std::optional<VertexId>> whole;  // by vertex: the group that it is drawn in
  std::vector<bool> is_group;                  // by vertex
};

// Groups by Node::part_of. Where that goes round in a circle, or deeper than kMaxDepth, the chain
// is cut: something must be outermost, and Graphviz recurses over nested groups. O(nodes).
Groups groups_of(const Network& network);

// By vertex: whether it is a group that holds at least two of what is drawn, itself counted, frames
// in it too. A frame around one thing says no more than a name in that thing's label. O(nodes).
std::vector<bool> framed_groups(const Groups& groups, const std::vector<bool>& drawn);

inline constexpr int kMaxDepth = 4;

}  // namespace whocites::render
