// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/legend.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include <graphviz/cgraph.h>

#include "base/text.h"
#include "render/attributes.h"
#include "render/groups.h"
#include "render/label.h"
#include "render/style.h"

namespace whocites::render {
namespace {

// All lengths are points.
constexpr double kPointsPerInch = 72;
constexpr double kRow = 24;     // from one legend row to the next
constexpr double kSample = 38;  // width of a sample
constexpr double kGap = 7;      // from a sample to its words
constexpr double kBetweenItems = 20;
constexpr double kPadding = 12;
constexpr double kLeastWidth = 440;  // of the legend, under a narrow picture
constexpr double kMostWidth = 900;
constexpr double kTextSize = 10;
constexpr double kTitleSize = 17;
// Mean advance of DejaVu Sans, in parts of the size; bold is wider. A little more than measured,
// so that neighbours never touch.
constexpr double kAdvance = 0.59;
constexpr double kBoldAdvance = 0.72;

double text_width(std::string_view text, double size) {
  return static_cast<double>(display_width(text)) * size * kAdvance + 4;
}

struct Box {
  double left = 0, bottom = 0, right = 0, top = 0;
};

// Attributes carry lengths as text, with a point as decimal sign whatever the locale.
std::string inches(double points) { return number_text(points / kPointsPerInch); }
std::string point(double x, double y) { return number_text(x) + "," + number_text(y); }

Box bounds_of(Agraph_t* graph) {
  Box box;
  const char* text = agget(graph, const_cast<char*>("bb"));
  if (text != nullptr) {
    const auto parts = split(text, ',');
    std::array<double*, 4> sides{&box.left, &box.bottom, &box.right, &box.top};
    for (std::size_t i = 0; i < sides.size() && i < parts.size(); ++i) {
      *sides[i] = std::strtod(std::string(parts[i]).c_str(), nullptr);
    }
  }
  return box;
}

// One entry of the legend: what it looks like, and what it means.
struct Item {
  enum class Sample { None, Node, Line, Group } sample = Sample::None;
  std::string words;
  Kind kind = Kind::Article;
  bool unresolved = false;
  bool emphasised = false;
  LineLook look = {};
};

void add_node_items(std::vector<Item>& items, const Network& network, const DrawOptions& options,
                    Grouping grouping) {
  const std::vector<bool> drawn = drawn_nodes(network, options);
  const auto first_drawn = [&](auto&& test) -> const Node* {
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      if (drawn[i] && test(network.nodes[i])) return &network.nodes[i];
    }
    return nullptr;
  };
  for (const KindName& row : kKinds) {
    if (first_drawn([&](const Node& n) { return n.kind == row.kind && !n.facts.unresolved; })) {
      items.push_back({Item::Sample::Node, std::string(row.name), row.kind});
    }
  }
  const std::vector<bool> is_group = groups_of(network).is_group;
  if (grouping == Grouping::Frames &&
      std::find(is_group.begin(), is_group.end(), true) != is_group.end()) {
    items.push_back({Item::Sample::Group, "frame: all from the one named in it"});
  }
  if (const Node* node = first_drawn([](const Node& n) { return n.facts.unresolved; })) {
    items.push_back({Item::Sample::Node, "dashed: a name not identified", node->kind, true});
  }
  if (!options.emphasised.empty()) {
    const Kind kind = network.node(options.emphasised.front()).kind;
    items.push_back({Item::Sample::Node, "heavy outline: asked about", kind, false, true});
  }
}

Item line_item(std::string words, LineLook look) {
  return {Item::Sample::Line, std::move(words), {}, false, false, look};
}

void add_relation_items(std::vector<Item>& items, const Network& network) {
  std::set<Relation> relations;
  for (const Citation& citation : network.citations) relations.insert(citation.relation);
  const std::optional<Relation> silent = silent_relation(network);
  for (const Relation relation : relations) {
    std::string words(verb_of(relation));
    if (relations.size() > 1 && relation == silent) words += " (arrows without a word)";
    items.push_back(line_item(std::move(words), {.relation = relation}));
  }
}

void add_mark_items(std::vector<Item>& items, const Network& network, const DrawOptions& options) {
  const auto first = [&](auto&& test) -> const Citation* {
    const auto found = std::find_if(network.citations.begin(), network.citations.end(), test);
    return found != network.citations.end() ? &*found : nullptr;
  };
  const auto is_doubtful = [](const Citation& citation) {
    return !is_rejected(citation) && confidence_of(citation) < kLowConfidence;
  };
  if (const Citation* doubtful = first(is_doubtful)) {
    items.push_back(line_item("thin and pale: doubtful (confidence under 0.5)",
                              {.relation = doubtful->relation, .low_confidence = true}));
  }
  if (const Citation* rejected = first(is_rejected)) {
    items.push_back(line_item("grey, struck out: rejected by a person",
                              {.relation = rejected->relation, .rejected = true}));
  }
  if (!options.highlighted.empty()) {
    const Relation relation = network.citation(options.highlighted.front()).relation;
    items.push_back(
        line_item("heavy line: highlighted", {.relation = relation, .highlighted = true}));
  }
  if (first(is_confirmed) != nullptr) {
    items.push_back({Item::Sample::None, "✓ confirmed by a person"});
  }
}

// Places samples and words by hand, from left to right and from the top down.
class Writer {
 public:
  explicit Writer(Agraph_t* graph) : graph_(graph) {}

  void add(const Item& item, double left, double y) {
    switch (item.sample) {
      case Item::Sample::None:
        break;
      case Item::Sample::Node:
        add_sample_node(item, left + kSample / 2, y);
        break;
      case Item::Sample::Group:
        add_sample_group(left + kSample / 2, y);
        break;
      case Item::Sample::Line:
        add_sample_line(item, left, y);
        break;
    }
    const double words_left = left + (item.sample == Item::Sample::None ? 0 : kSample + kGap);
    const double width = text_width(item.words, kTextSize);
    Attributes(add_node(words_left + width / 2, y, width, kRow))
        .set("shape", "plaintext")
        .set("label", plain_text(item.words) + "\\l")
        .set("fontsize", number_text(kTextSize));
  }

  void add_frame(const Box& box) {
    Agraph_t* frame = agsubg(graph_, const_cast<char*>("cluster legend"), 1);
    Attributes(frame)
        .set("bb", point(box.left, box.bottom) + "," + point(box.right, box.top))
        .set("label", "")
        .set("style", "rounded")
        .set("color", kGroupBorder)
        .set("tooltip", "legend");
  }

  // Centred lines, the last one ending at `bottom`.
  void add_title(const std::vector<std::string>& lines, double x, double bottom) {
    const double line_height = kTitleSize * 1.3;
    const double height = line_height * static_cast<double>(lines.size());
    std::string html;
    double width = 0;
    for (const std::string& line : lines) {
      if (!html.empty()) html += "<BR/>";
      html += "<B>" + html_text(line) + "</B>";
      width = std::max(width, static_cast<double>(display_width(line)) * kTitleSize * kBoldAdvance);
    }
    Attributes(add_node(x, bottom + height / 2, width, height))
        .set("shape", "plaintext")
        .set_html("label", html)
        .set("fontsize", number_text(kTitleSize))
        .set("tooltip", "title");
  }

 private:
  // No node of the network has a name that begins with a space: shown() trims. (Nodes without a
  // name would get numbers that count on from picture to picture.)
  Agnode_t* add_node(double x, double y, double width, double height) {
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

  void add_sample_node(const Item& item, double x, double y) {
    Agnode_t* node = add_node(x, y, kSample - 6, kRow - 8);
    set_style(Attributes(node), item.kind, item.unresolved, item.emphasised);
  }

  void add_sample_group(double x, double y) {
    Attributes(add_node(x, y, kSample - 6, kRow - 8))
        .set("shape", "box")
        .set("style", "filled,rounded")
        .set("fillcolor", kGroupFill)
        .set("color", kGroupBorder);
  }

  void add_sample_line(const Item& item, double left, double y) {
    constexpr double kArrow = 7.5;  // Graphviz: 10 points at arrowsize 1
    const double tip = left + kSample;
    Agnode_t* from = add_node(left, y, 1, 1);
    Agnode_t* to = add_node(tip, y, 1, 1);
    Attributes(from).set("style", "invis");
    Attributes(to).set("style", "invis");
    Agedge_t* edge = agedge(graph_, from, to, const_cast<char*>("legend"), 1);
    const double step = (kSample - kArrow) / 3;
    Attributes(edge)
        .set("pos", "e," + point(tip, y) + " " + point(left, y) + " " + point(left + step, y) +
                        " " + point(left + 2 * step, y) + " " + point(left + 3 * step, y))
        .set("tooltip", "legend")
        .set("id", "legend" + std::to_string(++count_));
    set_style(Attributes(edge), item.look);
  }

  Agraph_t* graph_;
  int count_ = 0;
};

double width_of(const Item& item) {
  return text_width(item.words, kTextSize) +
         (item.sample == Item::Sample::None ? 0 : kSample + kGap);
}

// Items of one row, in a legend of the given inner width. A new block of items begins a new row.
using Row = std::vector<Item>;

void flow(std::vector<Row>& rows, const std::vector<Item>& items, double width) {
  double used = 0;
  for (const Item& item : items) {
    const double needed = width_of(item) + kBetweenItems;
    if (&item == items.data() || used + needed > width + kBetweenItems) {
      rows.emplace_back();
      used = 0;
    }
    rows.back().push_back(item);
    used += needed;
  }
}

double width_of(const Row& row) {
  double width = -kBetweenItems;
  for (const Item& item : row) width += width_of(item) + kBetweenItems;
  return width;
}

std::vector<Row> legend_rows(const Network& network, const DrawOptions& options, Grouping grouping,
                             double width) {
  std::vector<Item> nodes;
  std::vector<Item> lines;
  add_node_items(nodes, network, options, grouping);
  add_relation_items(lines, network);
  add_mark_items(lines, network, options);
  std::vector<Row> rows;
  if (!lines.empty()) {
    flow(rows, {{.words = "An arrow points from whoever cites to what is cited."}}, width);
  }
  flow(rows, nodes, width);
  flow(rows, lines, width);
  return rows;
}

// Returns the frame around it.
Box add_legend(Writer& writer, const Box& picture, const std::vector<Row>& rows) {
  double width = 0;
  for (const Row& row : rows) width = std::max(width, width_of(row));
  const double left = (picture.left + picture.right - width) / 2;
  const double top = picture.bottom - kRow;
  double y = top - kPadding - kRow / 2;
  for (const Row& row : rows) {
    double x = left;
    for (const Item& item : row) {
      writer.add(item, x, y);
      x += width_of(item) + kBetweenItems;
    }
    y -= kRow;
  }
  const Box frame{left - kPadding, y + kRow / 2 - kPadding, left + width + kPadding, top};
  writer.add_frame(frame);
  return frame;
}

// Returns its height.
double add_title(Writer& writer, const Box& picture, const std::string& title, double width) {
  const auto columns = static_cast<std::size_t>(width / (kTitleSize * kBoldAdvance));
  const std::vector<std::string> lines = wrap(ellipsize(shown(title), 3 * columns), columns);
  if (lines.empty()) return 0;
  writer.add_title(lines, (picture.left + picture.right) / 2, picture.top + kPadding);
  return kPadding + kTitleSize * 1.3 * static_cast<double>(lines.size());
}

}  // namespace

double add_title_and_legend(Agraph_s& graph, const Network& network, const DrawOptions& options,
                            Grouping grouping) {
  Box whole = bounds_of(&graph);
  const Box picture = whole;
  Writer writer(&graph);
  const double width =
      std::clamp(picture.right - picture.left - 2 * kPadding, kLeastWidth, kMostWidth);
  whole.top += add_title(writer, picture, options.title, width);
  if (network.nodes.empty()) {
    const Item nothing{.words = "Nothing to draw: no node matches."};
    const double middle = (picture.left + picture.right) / 2;
    writer.add(nothing, middle - width_of(nothing) / 2, picture.bottom - kRow);
  } else if (options.legend) {
    const Box legend = add_legend(writer, picture, legend_rows(network, options, grouping, width));
    whole.bottom = legend.bottom;
    whole.left = std::min(whole.left, legend.left);
    whole.right = std::max(whole.right, legend.right);
  }
  return std::max(whole.right - whole.left, whole.top - whole.bottom);
}

}  // namespace whocites::render
