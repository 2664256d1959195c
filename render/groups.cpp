// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/groups.h"

namespace whocites::render {
namespace {

constexpr int kUnseen = -1;
constexpr int kOnPath = -2;

// Walks outwards from `start` until something whose depth is known, then gives depths on the way
// back. `depth` is kUnseen, kOnPath, or the number of groups around a vertex.
void settle(VertexId start, Groups& groups, std::vector<int>& depth) {
  std::vector<VertexId> path;
  std::optional<VertexId> at = start;
  while (at && depth[at->value] == kUnseen) {
    depth[at->value] = kOnPath;
    path.push_back(*at);
    at = groups.whole[at->value];
  }
  if (at && depth[at->value] == kOnPath) groups.whole[path.back().value].reset();
  for (; !path.empty(); path.pop_back()) {
    std::optional<VertexId>& whole = groups.whole[path.back().value];
    if (whole && depth[whole->value] >= kMaxDepth) whole.reset();
    depth[path.back().value] = whole ? depth[whole->value] + 1 : 0;
  }
}

}  // namespace

Groups groups_of(const Network& network) {
  const std::size_t count = network.nodes.size();
  Groups groups{std::vector<std::optional<VertexId>>(count), std::vector<bool>(count)};
  for (std::size_t i = 0; i < count; ++i) {
    if (network.nodes[i].part_of) groups.whole[i] = network.vertex_of(*network.nodes[i].part_of);
  }
  std::vector<int> depth(count, kUnseen);
  for (std::size_t i = 0; i < count; ++i) {
    settle(VertexId(static_cast<std::uint32_t>(i)), groups, depth);
  }
  for (const auto& whole : groups.whole) {
    if (whole) groups.is_group[whole->value] = true;
  }
  return groups;
}

std::vector<bool> framed_groups(const Groups& groups, const std::vector<bool>& drawn) {
  // What is drawn counts once for each group around it: a frame that held only one other frame
  // would be drawn around the same things.
  std::vector<std::size_t> direct(drawn.size());  // drawn parts, and groups that have some
  std::vector<bool> holds(drawn.begin(), drawn.end());
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (!drawn[i]) continue;
    if (groups.is_group[i]) ++direct[i];
    bool is_new = true;  // the chain above is counted once for each branch
    for (std::optional<VertexId> at = groups.whole[i]; at && is_new; at = groups.whole[at->value]) {
      ++direct[at->value];
      is_new = !holds[at->value];
      holds[at->value] = true;
    }
  }
  std::vector<bool> framed(drawn.size());
  for (std::size_t i = 0; i < drawn.size(); ++i) framed[i] = direct[i] > 1;
  return framed;
}

}  // namespace whocites::render
