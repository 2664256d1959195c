// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/legend_items.h"
#include "render/theme.h"

struct Agraph_s;
struct Agnode_s;

// What stands around a picture (title, legend, heads of columns), placed by hand: nodes and lines
// of the same graph with positions, which the engine "nop2" then draws. All lengths are points.
namespace whocites::render {

struct Box {
  double left = 0, bottom = 0, right = 0, top = 0;
};
// The picture's own, once its places are in its attributes.
Box bounds_of(Agraph_s* graph);

struct Spot {
  double x = 0, y = 0;
};

enum class Align : std::uint8_t { Left, Centre };

// A block of lines of one size and colour.
struct TextBlock {
  std::vector<std::string> lines;
  double size = 10;
  bool bold = false;
  bool faint = false;
  Align align = Align::Left;
};
inline constexpr double kLineHeight = 1.3;  // in parts of the size
double width_of(const TextBlock& block);
double height_of(const TextBlock& block);
// How many columns of text of this size fit into a width.
std::size_t columns_in(double width, double size, bool bold);

class FrameWriter {
 public:
  FrameWriter(Agraph_s* graph, const Theme& theme) : graph_(graph), theme_(theme) {}

  // A sample of the legend, from `left` on, with the middle at `y`.
  void add_sample(const LegendItem& item, double left, double y);
  // The text with its upper left corner (Align::Left) or the middle of its upper edge there.
  void add_text(const TextBlock& block, Spot at, std::string_view what);
  void add_frame(const Box& box);
  // A thin dashed line from bottom to top.
  void add_guide(double x, double bottom, double top);

  static constexpr double kSampleWidth = 38;

 private:
  Agnode_s* add_node(double x, double y, double width, double height);
  void add_line(Spot from, Spot to, double arrow, const LineLook* look);

  Agraph_s* graph_;
  const Theme& theme_;
  int count_ = 0;
};

}  // namespace whocites::render
