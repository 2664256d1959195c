// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/time_axis.h"

#include <algorithm>
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

double x_of(Agnode_t* node) {
  const char* place = agget(node, const_cast<char*>("pos"));
  return place == nullptr ? 0 : std::strtod(place, nullptr);
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
  return columns;
}

// A node is held in its column by lines that nobody sees, from the column before and to the one
// after. (Subgraphs with rank=same would say so outright, but Graphviz 2.42 frees something twice
// when it gives up such a layout.)
void add_columns(Agraph_t& graph, const TimeColumns& columns,
                 const std::function<Agnode_t*(VertexId)>& node_of) {
  const auto tie = [&](Agnode_t* from, Agnode_t* to, const char* weight) {
    Agedge_t* step = agedge(&graph, from, to, const_cast<char*>("axis"), 1);
    Attributes(step).set("style", "invis").set("weight", weight);
  };
  std::vector<Agnode_t*> axis;
  for (std::size_t i = 0; i < columns.names.size(); ++i) {
    axis.push_back(axis_node(graph, i, true));
    const TextBlock head{{columns.names[i]}, kHeadSize, true};
    Attributes(axis.back())
        .set("style", "invis")
        .set("label", "")
        .set("width", number_text(width_of(head) / kPointsPerInch))
        .set("height", "0.01")
        .set("fixedsize", "true");
    if (i > 0) tie(axis[i - 1], axis[i], "100");
  }
  for (std::size_t v = 0; v < columns.of_node.size(); ++v) {
    if (!columns.of_node[v]) continue;
    const std::size_t column = *columns.of_node[v];
    Agnode_t* node = node_of(VertexId(static_cast<std::uint32_t>(v)));
    // A pull, where only one side holds it; none where both do, so that lines are free to order it.
    const bool is_between = column > 0 && column + 1 < axis.size();
    const char* pull = is_between ? "0" : "1";
    if (column > 0) tie(axis[column - 1], node, pull);
    if (column + 1 < axis.size()) tie(node, axis[column + 1], pull);
  }
}

void add_column_heads(FrameWriter& writer, Agraph_t& graph, const TimeColumns& columns,
                      Box& picture) {
  const double bottom = picture.bottom;
  const double top = picture.top + kHeadSize * 2.2;
  for (std::size_t i = 0; i < columns.names.size(); ++i) {
    Agnode_t* axis = axis_node(graph, i, false);
    if (axis == nullptr) continue;
    const TextBlock head{{columns.names[i]}, kHeadSize, true, false, Align::Centre};
    writer.add_text(head, {x_of(axis), top - 2}, "column of time");
    Agnode_t* next = i + 1 < columns.names.size() ? axis_node(graph, i + 1, false) : nullptr;
    if (next != nullptr) writer.add_guide((x_of(axis) + x_of(next)) / 2, bottom, top);
  }
  picture.top = top;
}

}  // namespace whocites::render
