// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/time_placement.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include <graphviz/cgraph.h>

#include "render/attributes.h"
#include "render/label.h"

namespace whocites::render {
namespace {

constexpr double kGap = 14;  // between the nodes of a step
constexpr double kBetweenSteps = 70;
constexpr double kLaneHeight = 70;  // about what a node and its gap take
constexpr double kLaneWidth = 230;  // and a step
constexpr double kArrow = 7.5;      // its length
constexpr int kSweeps = 12;

struct Place {
  Agnode_t* node = nullptr;
  std::size_t step = 0;
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  std::vector<std::size_t> beside = {};  // what it cites and what cites it
};

std::string point(double x, double y) { return number_text(x) + "," + number_text(y); }

// By step, then as they were made.
class Places {
 public:
  Places(Agraph_t& graph, const TimeColumns& columns) : columns_(columns) {
    const std::vector<Agnode_t*> nodes = nodes_of(graph, columns);
    steps_.resize(columns.first_step.back());
    for (std::size_t v = 0; v < nodes.size(); ++v) {
      if (nodes[v] == nullptr) continue;
      place_of_[nodes[v]] = places_.size();
      steps_[columns.step[v]].push_back(places_.size());
      places_.push_back({nodes[v], columns.step[v], 0, 0, points_in(nodes[v], "width"),
                         points_in(nodes[v], "height")});
    }
    each_line([&](Agedge_t*, std::size_t from, std::size_t to) {
      if (from == to) return;
      places_[from].beside.push_back(to);
      places_[to].beside.push_back(from);
    });
  }

  void place() {
    for (std::vector<std::size_t>& step : steps_) spread(step);
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
      for (std::size_t i = 0; i < steps_.size(); ++i) {
        order(steps_[sweep % 2 == 0 ? i : steps_.size() - 1 - i]);
      }
    }
    double x = 0;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      double width = head_width(columns_, i);
      for (const std::size_t at : steps_[i]) width = std::max(width, places_[at].width);
      for (const std::size_t at : steps_[i]) places_[at].x = x + width / 2;
      x += width + kBetweenSteps;
    }
  }

  void write_nodes(Agraph_t& graph) const {
    double left = 0, bottom = 0, right = 0, top = 0;
    for (const Place& place : places_) {
      Attributes(place.node).set("pos", point(place.x, place.y));
      left = std::min(left, place.x - place.width / 2);
      right = std::max(right, place.x + place.width / 2);
      bottom = std::min(bottom, place.y - place.height / 2 - kGap);
      top = std::max(top, place.y + place.height / 2 + kGap);
    }
    Attributes(&graph).set("bb", point(left, bottom) + "," + point(right, top));
  }

  void write_lines() {
    std::vector<Line> lines;
    each_line([&](Agedge_t* edge, std::size_t from, std::size_t to) {
      lines.push_back({edge, from, to, side(from, to), side(to, from)});
    });
    share_sides(lines);
    for (const Line& line : lines) write(line);
  }

 private:
  struct Line {
    Agedge_t* edge;
    std::size_t from;
    std::size_t to;
    double leaves;  // by which side: -1 left, 1 right
    double enters;
    double leaves_at = 0;  // how far above the middle
    double enters_at = 0;
  };

  static double points_in(Agnode_t* node, const char* attribute) {
    const char* text = agget(node, const_cast<char*>(attribute));
    return text == nullptr ? 0 : 72 * std::strtod(text, nullptr);
  }

  template <class Visit>
  void each_line(const Visit& visit) const {
    for (const Place& place : places_) {
      Agraph_t* root = agroot(place.node);
      for (Agedge_t* edge = agfstout(root, place.node); edge != nullptr;
           edge = agnxtout(root, edge)) {
        visit(edge, place_of_.at(place.node), place_of_.at(aghead(edge)));
      }
    }
  }

  // Below one another around the middle.
  void spread(const std::vector<std::size_t>& step) {
    double height = -kGap;
    for (const std::size_t at : step) height += places_[at].height + kGap;
    double y = height / 2;
    for (const std::size_t at : step) {
      places_[at].y = y - places_[at].height / 2;
      y -= places_[at].height + kGap;
    }
  }

  void order(std::vector<std::size_t>& step) {
    std::map<std::size_t, double> wanted;
    for (const std::size_t at : step) {
      const Place& place = places_[at];
      double sum = 0;
      for (const std::size_t other : place.beside) sum += places_[other].y;
      wanted[at] = place.beside.empty() ? place.y : sum / static_cast<double>(place.beside.size());
    }
    std::stable_sort(step.begin(), step.end(),
                     [&](std::size_t a, std::size_t b) { return wanted[a] > wanted[b]; });
    move_apart(step, wanted);
  }

  // As near to where they want to be as can be without touching, in this order: pools of those that
  // push one another lie around the mean of what they want.
  void move_apart(const std::vector<std::size_t>& step, std::map<std::size_t, double>& wanted) {
    struct Pool {
      double sum;
      double count;
    };
    std::vector<Pool> pools;
    std::vector<double> below;  // of each, how far it stands below the first when they touch
    double offset = 0;
    for (std::size_t i = 0; i < step.size(); ++i) {
      if (i > 0) offset += (places_[step[i - 1]].height + places_[step[i]].height) / 2 + kGap;
      below.push_back(offset);
      pools.push_back({wanted[step[i]] + offset, 1});
      while (pools.size() > 1) {
        const Pool last = pools.back();
        Pool& before = pools[pools.size() - 2];
        if (before.sum / before.count > last.sum / last.count) break;
        before.sum += last.sum;
        before.count += last.count;
        pools.pop_back();
      }
    }
    std::size_t i = 0;
    for (const Pool& pool : pools) {
      for (double n = 0; n < pool.count; ++n, ++i) {
        places_[step[i]].y = pool.sum / pool.count - below[i];
      }
    }
  }

  // By which side a line to `other` leaves; in one step by the right.
  double side(std::size_t at, std::size_t other) const {
    return places_[other].step < places_[at].step ? -1 : 1;
  }

  // Lines at one side of a node begin or end there one below the other, as their other ends lie.
  void share_sides(std::vector<Line>& lines) const {
    struct End {
      double other;
      double* height;
    };
    std::map<std::pair<std::size_t, double>, std::vector<End>> sides;
    for (Line& line : lines) {
      sides[{line.from, line.leaves}].push_back({places_[line.to].y, &line.leaves_at});
      sides[{line.to, line.enters}].push_back({places_[line.from].y, &line.enters_at});
    }
    for (auto& [at, ends] : sides) {
      std::stable_sort(ends.begin(), ends.end(),
                       [](const End& a, const End& b) { return a.other > b.other; });
      const double room = places_[at.first].height * 0.7;
      const double step = std::min(12.0, room / static_cast<double>(ends.size()));
      for (std::size_t i = 0; i < ends.size(); ++i) {
        *ends[i].height =
            step * (static_cast<double>(ends.size() - 1) / 2 - static_cast<double>(i));
      }
    }
  }

  void write(const Line& line) const {
    const Place& from = places_[line.from];
    const Place& to = places_[line.to];
    const double x1 = from.x + line.leaves * from.width / 2;
    const double y1 = from.y + line.leaves_at;
    const double tip = to.x + line.enters * to.width / 2;
    const double x2 = tip + line.enters * kArrow;
    const double y2 = to.y + line.enters_at;
    const double reach = std::max(kBetweenSteps / 2, std::abs(x2 - x1) * 0.4);
    const double c1 = x1 + line.leaves * reach;
    const double c2 = x2 + line.enters * reach;
    Attributes attributes(line.edge);
    attributes.set("pos", "e," + point(tip, y2) + " " + point(x1, y1) + " " + point(c1, y1) + " " +
                              point(c2, y2) + " " + point(x2, y2));
    const char* label = agget(line.edge, const_cast<char*>("label"));
    if (label == nullptr || *label == '\0') return;
    attributes.set("lp", point((x1 + 3 * c1 + 3 * c2 + x2) / 8, (y1 + y2) / 2 + 6));
  }

  const TimeColumns& columns_;
  std::vector<Place> places_;
  std::map<Agnode_t*, std::size_t> place_of_;
  std::vector<std::vector<std::size_t>> steps_;
};

}  // namespace

TimeColumns shortened(const Network& network, TimeColumns columns) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t v = 0; v < columns.of_node.size(); ++v) {
    if (columns.of_node[v]) order.push_back(v);
  }
  const auto date = [&](std::uint32_t v) {
    const auto& known = network.nodes[v].facts.date;
    return known ? known->latest() : Timestamp();
  };
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(columns.step[a], date(a)) < std::pair(columns.step[b], date(b));
  });
  const double count = static_cast<double>(order.size());
  const auto most =
      static_cast<std::size_t>(std::max(6.0, std::sqrt(count * kLaneWidth / kLaneHeight)));
  TimeColumns result = columns;
  std::size_t next = 0;
  std::size_t in_step = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool is_new = i > 0 && columns.step[order[i]] != columns.step[order[i - 1]];
    if (is_new || in_step == most) {
      ++next;
      in_step = 0;
    }
    if (i == 0 || columns.of_node[order[i]] != columns.of_node[order[i - 1]]) {
      result.first_step[*columns.of_node[order[i]]] = next;
    }
    result.step[order[i]] = next;
    ++in_step;
  }
  result.first_step.back() = next + 1;
  return result;
}

void place_in_columns(Agraph_t& graph, const TimeColumns& columns) {
  Places places(graph, columns);
  places.place();
  places.write_nodes(graph);
  places.write_lines();
}

}  // namespace whocites::render
