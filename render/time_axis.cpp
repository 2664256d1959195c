// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/time_axis.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include <graphviz/cgraph.h>

#include "base/text.h"
#include "graph/algorithms/timeline.h"
#include "render/attributes.h"
#include "render/frame_writer.h"
#include "render/label.h"

namespace whocites::render {
namespace {

constexpr double kHeadSize = 11;
constexpr double kPointsPerInch = 72;

// Where a date stands among others: by when it ends, so that "2009-02" comes after all its days.
struct Column {
  Period last_day;
  Period period;
  friend auto operator<=>(const Column&, const Column&) = default;
};

std::optional<Column> column_of(const Node& node, PeriodLength length) {
  if (!node.facts.date) return std::nullopt;
  const DateSpan span{node.facts.date->earliest(), node.facts.date->latest()};
  return Column{period_of({span.latest, span.latest}, PeriodLength::Day), period_of(span, length)};
}

// Of one period the latest day counts, lest one period make several columns.
std::map<Period, Period> last_days(const Network& network, const std::vector<bool>& drawn,
                                   PeriodLength length) {
  std::map<Period, Period> last;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (!drawn[i]) continue;
    const std::optional<Column> column = column_of(network.nodes[i], length);
    if (!column) continue;
    const auto [at, is_new] = last.try_emplace(column->period, column->last_day);
    at->second = std::max(at->second, column->last_day);
  }
  return last;
}

// "2009-02-08"; where days are columns "within 2009-02".
std::string name_of(const Period& period, PeriodLength length) {
  const bool is_vague = (length == PeriodLength::Day && period.day == 0) ||
                        (length == PeriodLength::Month && period.month == 0) ||
                        period.last_year > period.year;
  return (is_vague ? "within " : "") + to_string(period);
}

std::string axis_name(std::size_t column) { return " axis " + std::to_string(column); }

Agnode_t* axis_node(Agraph_t& graph, std::size_t column, bool make) {
  return agnode(&graph, axis_name(column).data(), make ? 1 : 0);
}

double number_in(Agnode_t* node, const char* attribute) {
  const char* text = agget(node, const_cast<char*>(attribute));
  return text == nullptr ? 0 : std::strtod(text, nullptr);
}
// From side to side, in points.
struct Extent {
  double left = 0;
  double right = 0;
};

// Of each step, whose nodes have the same middle; not narrower than the head of its column.
std::vector<Extent> extents_of(Agraph_t& graph, const TimeColumns& columns) {
  const std::vector<Agnode_t*> nodes = nodes_of(graph, columns);
  std::vector<Extent> extents(columns.first_step.back());
  for (std::size_t v = 0; v < nodes.size(); ++v) {
    if (nodes[v] == nullptr) continue;
    Extent& extent = extents[columns.step[v]];
    const double middle = number_in(nodes[v], "pos");
    const double half = std::max(number_in(nodes[v], "width") * kPointsPerInch,
                                 head_width(columns, columns.step[v])) /
                        2;
    const bool is_first = extent.right == extent.left;
    extent.left = is_first ? middle - half : std::min(extent.left, middle - half);
    extent.right = is_first ? middle + half : std::max(extent.right, middle + half);
  }
  return extents;
}

// How many steps from the left of its column each node stands: right of all that it cites there,
// where the column is wide enough for that and they do not cite one another in a circle.
class Steps {
 public:
  Steps(const CitationGraph& graph, const TimeColumns& columns, std::size_t most)
      : graph_(graph), columns_(columns), most_(most), step_(columns.of_node.size(), kUnknown) {}

  std::vector<std::size_t> take() {
    for (std::uint32_t v = 0; v < step_.size(); ++v) {
      if (columns_.of_node[v]) place(VertexId(v));
    }
    std::replace(step_.begin(), step_.end(), kUnknown, std::size_t{0});
    return std::move(step_);
  }

 private:
  static constexpr std::size_t kUnknown = SIZE_MAX;
  static constexpr std::size_t kBegun = SIZE_MAX - 1;  // its circle is being gone through

  struct Level {
    VertexId vertex;
    std::size_t next = 0;
  };

  // Depth first, on a stack of its own: chains may be long.
  void place(VertexId start) {
    if (step_[start.value] != kUnknown) return;
    std::vector<Level> levels{{start}};
    step_[start.value] = kBegun;
    while (!levels.empty()) {
      Level& level = levels.back();
      const auto cited = graph_.cites(level.vertex);
      if (level.next == cited.size()) {
        step_[level.vertex.value] = after_cited(level.vertex);
        levels.pop_back();
        continue;
      }
      const VertexId vertex = cited[level.next++];
      if (!is_beside(level.vertex, vertex) || step_[vertex.value] != kUnknown) continue;
      step_[vertex.value] = kBegun;
      levels.push_back({vertex});
    }
  }

  bool is_beside(VertexId one, VertexId other) const {
    return columns_.of_node[one.value] == columns_.of_node[other.value];
  }

  std::size_t after_cited(VertexId vertex) const {
    std::size_t step = 0;
    for (const VertexId cited : graph_.cites(vertex)) {
      const std::size_t other = step_[cited.value];
      if (!is_beside(vertex, cited) || other == kBegun || other == kUnknown) continue;
      step = std::max(step, other + 1);
    }
    return std::min(step, most_ - 1);
  }

  const CitationGraph& graph_;
  const TimeColumns& columns_;
  std::size_t most_;
  std::vector<std::size_t> step_;
};

void add_steps(const CitationGraph& graph, TimeColumns& columns) {
  const std::size_t count = columns.names.size();
  const std::size_t most = std::max<std::size_t>(2, kMostSteps / std::max<std::size_t>(1, count));
  columns.step = Steps(graph, columns, most).take();
  std::vector<std::size_t> wide(count, 1);
  for (std::size_t v = 0; v < columns.of_node.size(); ++v) {
    if (!columns.of_node[v]) continue;
    std::size_t& width = wide[*columns.of_node[v]];
    width = std::max(width, columns.step[v] + 1);
  }
  columns.first_step.assign(1, 0);
  for (const std::size_t width : wide) {
    columns.first_step.push_back(columns.first_step.back() + width);
  }
  for (std::size_t v = 0; v < columns.of_node.size(); ++v) {
    if (columns.of_node[v]) columns.step[v] += columns.first_step[*columns.of_node[v]];
  }
}

}  // namespace

TimeColumns time_columns(const Network& network, const std::vector<bool>& drawn) {
  std::map<Period, Period> last;
  PeriodLength length = PeriodLength::Year;
  for (const PeriodLength tried : {PeriodLength::Day, PeriodLength::Month, PeriodLength::Year}) {
    last = last_days(network, drawn, tried);
    length = tried;
    if (last.size() <= kMostColumns) break;
  }
  std::vector<Column> order;
  for (const auto& [period, day] : last) order.push_back({day, period});
  std::sort(order.begin(), order.end());

  TimeColumns columns;
  columns.of_node.resize(drawn.size());
  std::map<Period, std::size_t> place;
  const auto is_undated = [&](std::size_t i) { return drawn[i] && !network.nodes[i].facts.date; };
  for (std::size_t i = 0; i < drawn.size(); ++i) columns.first_is_undated |= is_undated(i);
  if (columns.first_is_undated) columns.names.emplace_back("no date known");
  for (const Column& column : order) {
    place[column.period] = columns.names.size();
    columns.names.push_back(name_of(column.period, length));
  }
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (!drawn[i]) continue;
    const std::optional<Column> column = column_of(network.nodes[i], length);
    columns.of_node[i] = column ? place.at(column->period) : 0;
  }
  add_steps(network.graph, columns);
  return columns;
}

double head_width(const TimeColumns& columns, std::size_t step) {
  const auto after = std::upper_bound(columns.first_step.begin(), columns.first_step.end(), step);
  const auto column = static_cast<std::size_t>(after - columns.first_step.begin()) - 1;
  const auto steps = static_cast<double>(*after - columns.first_step[column]);
  return width_of(TextBlock{{columns.names[column]}, kHeadSize, true}) / steps;
}

// cgraph walks nodes in the order in which they were made: that of the vertices.
std::vector<Agnode_t*> nodes_of(Agraph_t& graph, const TimeColumns& columns) {
  std::vector<Agnode_t*> nodes(columns.of_node.size(), nullptr);
  Agnode_t* node = agfstnode(&graph);
  for (std::size_t v = 0; v < nodes.size(); ++v) {
    if (!columns.of_node[v]) continue;
    nodes[v] = node;
    node = agnxtnode(&graph, node);
  }
  return nodes;
}

// Each rank of dot is a step, tied together by a node that nobody sees; a chain of these holds the
// steps apart. Lines against time must not pull at that.
void add_columns(Agraph_t& graph, const TimeColumns& columns) {
  const std::vector<Agnode_t*> nodes = nodes_of(graph, columns);
  Attributes(&graph).set("rankdir", "RL");
  const std::size_t steps = columns.first_step.back();
  std::vector<Agraph_t*> ranks;
  for (std::size_t i = 0; i < steps; ++i) {
    ranks.push_back(agsubg(&graph, axis_name(i).data(), 1));
    Attributes(ranks.back()).set("rank", "same");
    Agnode_t* axis = agsubnode(ranks.back(), axis_node(graph, i, true), 1);
    Attributes(axis)
        .set("style", "invis")
        .set("label", "")
        .set("width", number_text(head_width(columns, i) / kPointsPerInch))
        .set("height", "0.01")
        .set("fixedsize", "true");
    if (i == 0) continue;
    Agedge_t* apart = agedge(&graph, axis, axis_node(graph, i - 1, false), nullptr, 1);
    Attributes(apart).set("style", "invis").set("weight", "0");
  }
  std::map<Agnode_t*, std::size_t> step_of;
  for (std::size_t v = 0; v < nodes.size(); ++v) {
    if (nodes[v] == nullptr) continue;
    step_of[nodes[v]] = columns.step[v];
    agsubnode(ranks[columns.step[v]], nodes[v], 1);
  }
  for (Agnode_t* node : nodes) {
    if (node == nullptr) continue;
    for (Agedge_t* edge = agfstout(&graph, node); edge != nullptr; edge = agnxtout(&graph, edge)) {
      const std::size_t from = step_of.at(node);
      const std::size_t to = step_of.at(aghead(edge));
      // Into the underside, lest two that cite each other have a single line.
      const bool is_second = from < to && agedge(&graph, aghead(edge), node, nullptr, 0) != nullptr;
      Attributes(edge).set("tailport", "").set("headport", is_second ? "s" : "");
      if (from <= to) Attributes(edge).set("constraint", "false");
    }
  }
}

void add_column_heads(FrameWriter& writer, Agraph_t& graph, const TimeColumns& columns,
                      Box& picture) {
  const double bottom = picture.bottom;
  const double top = picture.top + kHeadSize * 2.2;
  const std::vector<Extent> steps = extents_of(graph, columns);
  for (std::size_t i = 0; i < columns.names.size(); ++i) {
    const Extent& first = steps[columns.first_step[i]];
    const Extent& last = steps[columns.first_step[i + 1] - 1];
    const TextBlock head{{columns.names[i]}, kHeadSize, true, false, Align::Centre};
    writer.add_text(head, {(first.left + last.right) / 2, top - 2}, "column of time");
    if (i + 1 == columns.names.size()) continue;
    writer.add_guide((last.right + steps[columns.first_step[i + 1]].left) / 2, bottom, top);
  }
  picture.top = top;
}

}  // namespace whocites::render
