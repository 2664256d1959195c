// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "graph/network.h"
#include "render/dot_graph.h"
#include "render/format.h"

// Where the page draws what. Placed here and not in the browser, so that a page opens at once and
// shows everybody the same.
namespace whocites::render {

struct PagePoint {
  double x = 0;
  double y = 0;  // downwards
};

// In points: the middle of a node and its size.
struct PagePlace {
  PagePoint middle;
  double width = 0;
  double height = 0;
};

struct PageLayout {
  bool boxes = true;                             // else marks too small to hold their labels
  std::vector<std::optional<PagePlace>> places;  // by vertex; absent: not drawn (drawn_nodes())
  std::vector<Line> lines;                       // lines_of()
  // By line: where it begins, the control points of its quadratic B-spline, where it ends. Empty:
  // it goes straight from node to node.
  std::vector<std::vector<PagePoint>> routes;
  std::vector<std::optional<PagePoint>> words;  // by line: where its words stand; absent: none
};

// Up to this many nodes are drawn as boxes in layers, by dot, which takes half a second for so many
// and a minute for four times as many; and up to this many lines with them, beyond which the lines
// of layers are a thicket in which nobody follows one.
inline constexpr std::size_t kMostBoxes = 400;
inline constexpr std::size_t most_box_lines(std::size_t nodes) { return 120 + 2 * nodes; }

// Layers from whoever cites to what is cited, or, of more than can be read as boxes, a map on which
// those that cite one another lie close together: Hu's multilevel force-directed placement, whose
// chance has a fixed seed. The same network gives the same layout with the same Graphviz.
// BadRequest when Graphviz fails. Source: Gansner et al., A Technique for Drawing Directed Graphs,
// 1993; Hu, Efficient and High Quality Force-Directed Graph Drawing, 2005.
[[nodiscard]] Result<PageLayout> lay_out_page(const Network& network, const DrawOptions& options);

}  // namespace whocites::render
