// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "graph/network.h"
#include "render/attributes.h"
#include "render/dot_graph.h"
#include "render/format.h"

namespace whocites::render {

// One entry of the legend: what it looks like, and what it means.
struct LegendItem {
  enum class Sample : std::uint8_t { None, Node, Arrow, Group, Badge } sample = Sample::None;
  std::string words;
  NodeLook node = {};
  LineLook line = {};
  MarkKind mark = MarkKind::Asked;
};

// Of kinds, frames and outlines; of relations and other lines; of badges: only what occurs.
std::vector<LegendItem> node_items(const Network& network, const DrawOptions& options,
                                   Grouping grouping);
std::vector<LegendItem> line_items(const Network& network, const DrawOptions& options);
std::vector<LegendItem> mark_items(const DrawOptions& options);

}  // namespace whocites::render
