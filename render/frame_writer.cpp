// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/frame_writer.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include <graphviz/cgraph.h>

#include "base/text.h"
#include "render/attributes.h"
#include "render/label.h"
#include "render/picture_label.h"

namespace whocites::render {
namespace {

constexpr double kPointsPerInch = 72;
constexpr double kSampleHeight = 16;
// Mean advance of DejaVu Sans, in parts of the size; bold is wider. A little more than measured,
// so that neighbours never touch.
constexpr double kAdvance = 0.59;
constexpr double kBoldAdvance = 0.72;

// Attributes carry lengths as text, with a point as decimal sign whatever the locale.
std::string inches(double points) { return number_text(points / kPointsPerInch); }
std::string point(double x, double y) { return number_text(x) + "," + number_text(y); }
std::string point(const Spot& at) { return point(at.x, at.y); }

}  // namespace

Box bounds_of(Agraph_t* graph) {
  Box box;
  const char* text = agget(graph, const_cast<char*>("bb"));
  if (text == nullptr) return box;
  const auto parts = split(text, ',');
  std::array<double*, 4> sides{&box.left, &box.bottom, &box.right, &box.top};
  for (std::size_t i = 0; i < sides.size() && i < parts.size(); ++i) {
    *sides[i] = std::strtod(std::string(parts[i]).c_str(), nullptr);
  }
  return box;
}

double width_of(const TextBlock& block) {
  std::size_t columns = 0;
  for (const std::string& line : block.lines) columns = std::max(columns, display_width(line));
  return static_cast<double>(columns) * block.size * (block.bold ? kBoldAdvance : kAdvance) + 4;
}

double height_of(const TextBlock& block) {
  return static_cast<double>(block.lines.size()) * block.size * kLineHeight;
}

std::size_t columns_in(double width, double size, bool bold) {
  return static_cast<std::size_t>(width / (size * (bold ? kBoldAdvance : kAdvance)));
}

void FrameWriter::add_text(const TextBlock& block, Spot at, std::string_view what) {
  const bool left = block.align == Align::Left;
  std::string html;
  for (const std::string& line : block.lines) {
    const std::string text = html_text(line);
    html += block.bold ? "<B>" + text + "</B>" : text;
    if (&line != &block.lines.back()) html += "<BR/>";
  }
  const double width = width_of(block);
  // A label is centred in its node; a cell as wide as the node is not.
  if (left) {
    html =
        "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLPADDING=\"0\" CELLSPACING=\"0\"><TR><TD "
        "WIDTH=\"" +
        std::to_string(static_cast<int>(width)) + "\" ALIGN=\"LEFT\" BALIGN=\"LEFT\">" + html +
        "</TD></TR></TABLE>";
  }
  const double height = height_of(block);
  Attributes(add_node(left ? at.x + width / 2 : at.x, at.y - height / 2, width, height))
      .set("shape", "plaintext")
      .set_html("label", html)
      .set("fontsize", number_text(block.size))
      .set("fontcolor", block.faint ? theme_.faint_text : theme_.text)
      .set("tooltip", std::string(what));
}

void FrameWriter::add_frame(const Box& box) {
  Agraph_t* frame = agsubg(graph_, const_cast<char*>("cluster legend"), 1);
  Attributes(frame)
      .set("bb", point(box.left, box.bottom) + "," + point(box.right, box.top))
      .set("label", "")
      .set("style", "rounded")
      .set("color", theme_.group.line)
      .set("tooltip", "legend");
}

void FrameWriter::add_guide(double x, double bottom, double top) {
  add_line({x, bottom}, {x, top}, 0, nullptr);
}

void FrameWriter::add_sample(const LegendItem& item, double left, double y) {
  const double x = left + kSampleWidth / 2;
  switch (item.sample) {
    case LegendItem::Sample::None:
      break;
    case LegendItem::Sample::Node:
      set_style(Attributes(add_node(x, y, kSampleWidth - 6, kSampleHeight)), item.node, theme_);
      break;
    case LegendItem::Sample::Group:
      Attributes(add_node(x, y, kSampleWidth - 6, kSampleHeight))
          .set("shape", "box")
          .set("style", "filled,rounded")
          .set("fillcolor", theme_.group.fill)
          .set("color", theme_.group.line);
      break;
    case LegendItem::Sample::Badge:
      Attributes(add_node(x, y, kSampleWidth - 6, kSampleHeight - 4))
          .set("shape", "box")
          .set("style", "filled,rounded")
          .set("fillcolor", theme_.of(item.mark).fill)
          .set("color", theme_.of(item.mark).line);
      break;
    case LegendItem::Sample::Arrow:
      // Graphviz: 10 points at arrowsize 1.
      add_line({left, y}, {left + kSampleWidth, y}, 7.5, &item.line);
      break;
  }
}

// No node of the network has a name that begins with a space: shown() trims. (Nodes without a
// name would get numbers that count on from picture to picture.)
Agnode_t* FrameWriter::add_node(double x, double y, double width, double height) {
  const std::string number = std::to_string(++count_);
  Agnode_t* node = agnode(graph_, const_cast<char*>((" legend " + number).c_str()), 1);
  Attributes(node)
      .set("pos", point(x, y))
      .set("width", inches(width))
      .set("height", inches(height))
      .set("fixedsize", "true")
      .set("margin", "0")
      .set("label", "")
      .set("tooltip", "legend")
      .set("id", "legend" + number);
  return node;
}

// A straight line; with an arrow of that length at its end when it has a look.
void FrameWriter::add_line(Spot from, Spot to, double arrow, const LineLook* look) {
  Agnode_t* tail = add_node(from.x, from.y, 1, 1);
  Agnode_t* head = add_node(to.x, to.y, 1, 1);
  Attributes(tail).set("style", "invis");
  Attributes(head).set("style", "invis");
  Agedge_t* edge = agedge(graph_, tail, head, const_cast<char*>("legend"), 1);
  const Spot end{to.x - arrow, to.y};
  std::string pos = arrow > 0 ? "e," + point(to) + " " : "";
  for (const double share : {0.0, 1.0 / 3, 2.0 / 3, 1.0}) {
    pos += point(from.x + (end.x - from.x) * share, from.y + (end.y - from.y) * share);
    if (share < 1) pos += " ";
  }
  Attributes attributes(edge);
  attributes.set("pos", pos)
      .set("tooltip", "legend")
      .set("id", "legend" + std::to_string(++count_));
  if (look != nullptr) {
    set_style(attributes, *look, theme_);
  } else {
    attributes.set("color", theme_.group.line)
        .set("style", "dashed")
        .set("penwidth", "0.7")
        .set("arrowhead", "none");
  }
}

}  // namespace whocites::render
