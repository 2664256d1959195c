// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/collapse.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "graph/algorithms/detail/components.h"
#include "graph/algorithms/outlets.h"

namespace whocites {
namespace {

using Sort = CollapsedGroup::Sort;

constexpr std::uint32_t kNone = SourceGraph::kNone;

// Which vertex leads the group of each; kNone for those that are left out.
class Grouping {
 public:
  Grouping(const SourceGraph& graph, const CollapseOptions& options)
      : graph_(graph),
        options_(options),
        leader_(graph.vertex_count(), kNone),
        sort_(graph.vertex_count(), Sort::Single),
        kept_(graph.vertex_count()) {
    for (const VertexId vertex : options.keep) kept_[vertex.value] = true;
    begin_again();
    vertex_count_ = group_count_;
  }

  std::size_t vertex_count() const { return vertex_count_; }
  std::size_t group_count() const { return group_count_; }
  const std::vector<std::uint32_t>& leaders() const { return leader_; }
  Sort sort_of(std::uint32_t leader) const { return sort_[leader]; }
  bool is_kept(std::uint32_t vertex) const { return kept_[vertex]; }

  void join_circles() {
    const detail::Components parts = detail::components_of(graph_.graph());
    for (std::uint32_t part = 0; part < parts.count(); ++part) {
      if (parts.members(part).size() < 2) continue;
      std::vector<std::uint32_t> members;
      for (const VertexId member : parts.members(part)) {
        if (!kept_[member.value]) members.push_back(member.value);
      }
      join(members, most_cited(members), Sort::Circle);
    }
  }

  void join_leaves() {
    std::map<std::pair<std::uint32_t, bool>, std::vector<std::uint32_t>> leaves;
    for (std::uint32_t v = 0; v < leader_.size(); ++v) {
      if (leader_[v] != v || sort_[v] != Sort::Single || kept_[v]) continue;
      const auto cites = graph_.graph().cites(VertexId(v));
      const auto cited_by = graph_.graph().cited_by(VertexId(v));
      if (cites.empty() == cited_by.empty()) continue;
      const std::uint32_t hub = only_group(cites.empty() ? cited_by : cites);
      if (hub != kNone) leaves[{hub, cites.empty()}].push_back(v);
    }
    for (const auto& [where, members] : leaves) {
      // The hub itself may have become a leaf of another one.
      if (leader_[where.first] != where.first) continue;
      std::vector<std::uint32_t> single;
      for (const std::uint32_t v : members) {
        if (leader_[v] == v && sort_[v] == Sort::Single) single.push_back(v);
      }
      if (single.size() > 1) join(single, single.front(), Sort::Leaves);
    }
  }

  void join_outlets() {
    begin_again();
    const std::vector<std::uint32_t> outlet = outlets_of(graph_, options_.level);
    std::vector<bool> leads(leader_.size());
    group_count_ = 0;
    for (std::uint32_t v = 0; v < leader_.size(); ++v) {
      if (options_.only_outlets && outlet[v] == kNone) leader_[v] = kNone;
      if (leader_[v] == kNone) continue;
      if (!kept_[v] && outlet[v] != kNone && !kept_[outlet[v]]) leader_[v] = outlet[v];
      group_count_ += !leads[leader_[v]];
      leads[leader_[v]] = true;
      if (leader_[v] != v) sort_[leader_[v]] = Sort::Outlet;
    }
  }

 private:
  void begin_again() {
    group_count_ = 0;
    for (std::uint32_t v = 0; v < leader_.size(); ++v) {
      const bool there = kept_[v] || !graph_.graph().cites(VertexId(v)).empty() ||
                         !graph_.graph().cited_by(VertexId(v)).empty();
      leader_[v] = there ? v : kNone;
      sort_[v] = Sort::Single;
      group_count_ += there;
    }
  }

  void join(const std::vector<std::uint32_t>& members, std::uint32_t leader, Sort sort) {
    if (members.size() < 2) return;
    for (const std::uint32_t member : members) leader_[member] = leader;
    sort_[leader] = sort;
    group_count_ -= members.size() - 1;
  }

  std::uint32_t most_cited(const std::vector<std::uint32_t>& members) const {
    const auto most = std::max_element(members.begin(), members.end(), [&](auto a, auto b) {
      return graph_.graph().cited_by(VertexId(a)).size() <
             graph_.graph().cited_by(VertexId(b)).size();
    });
    return most == members.end() ? kNone : *most;
  }

  // The group that all of these are in; kNone when there are several.
  std::uint32_t only_group(std::span<const VertexId> vertices) const {
    const std::uint32_t first = leader_[vertices.front().value];
    const bool same = std::all_of(vertices.begin(), vertices.end(),
                                  [&](VertexId vertex) { return leader_[vertex.value] == first; });
    return same ? first : kNone;
  }

  const SourceGraph& graph_;
  const CollapseOptions& options_;
  std::vector<std::uint32_t> leader_;
  std::vector<Sort> sort_;
  std::vector<bool> kept_;
  std::size_t vertex_count_ = 0;
  std::size_t group_count_ = 0;
};

// Numbers the groups by their leaders.
struct Places {
  std::vector<std::uint32_t> of_vertex;  // kNone: left out
  std::vector<CollapsedGroup> groups;
};

Places places_of(const Grouping& grouping) {
  const std::vector<std::uint32_t>& leader = grouping.leaders();
  std::vector<std::uint64_t> count(leader.size());
  for (std::uint32_t v = 0; v < leader.size(); ++v) {
    if (leader[v] == kNone) continue;
    const bool is_the_outlet = leader[v] == v && grouping.sort_of(v) == Sort::Outlet;
    if (!is_the_outlet) ++count[leader[v]];
  }
  Places places;
  places.of_vertex.assign(leader.size(), kNone);
  std::vector<std::uint32_t> number(leader.size(), kNone);
  for (std::uint32_t v = 0; v < leader.size(); ++v) {
    if (count[v] == 0) continue;
    number[v] = static_cast<std::uint32_t>(places.groups.size());
    places.groups.push_back({grouping.sort_of(v), VertexId(v), count[v]});
  }
  for (std::uint32_t v = 0; v < leader.size(); ++v) {
    if (leader[v] != kNone) places.of_vertex[v] = number[leader[v]];
  }
  return places;
}

// Each citation between two groups counted, group by group, in a flat row of counters.
std::vector<CollapsedLine> lines_between(const CitationGraph& graph, const Places& places) {
  const std::size_t count = places.groups.size();
  std::vector<std::uint32_t> begin(count + 1);
  for (const std::uint32_t place : places.of_vertex) {
    if (place != kNone) ++begin[place + 1];
  }
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
  std::vector<std::uint32_t> member(begin.back());
  for (std::uint32_t v = 0; v < places.of_vertex.size(); ++v) {
    if (places.of_vertex[v] != kNone) member[next[places.of_vertex[v]]++] = v;
  }
  std::vector<CollapsedLine> lines;
  std::vector<CollapsedLine> row(count);
  std::vector<std::uint32_t> touched;
  for (std::uint32_t from = 0; from < count; ++from) {
    touched.clear();
    for (std::uint32_t i = begin[from]; i < begin[from + 1]; ++i) {
      const VertexId citing(member[i]);
      EdgeId edge = graph.first_edge(citing);
      for (const VertexId cited : graph.cites(citing)) {
        const std::uint32_t to = places.of_vertex[cited.value];
        if (to != kNone && to != from) {
          if (row[to].citations++ == 0) {
            touched.push_back(to);
            row[to].first = edge;
          }
        }
        ++edge.value;
      }
    }
    std::sort(touched.begin(), touched.end());
    for (const std::uint32_t to : touched) {
      lines.push_back({from, to, row[to].citations, row[to].first});
      row[to].citations = 0;
    }
  }
  return lines;
}

// Leaves the kept groups and `most` others: those with most citations to or from kept ones, then
// with most citations.
void drop_groups(const Grouping& grouping, std::size_t most, Collapsed& collapsed) {
  const auto is_kept = [&](std::uint32_t place) {
    return grouping.is_kept(collapsed.groups[place].leader.value);
  };
  std::vector<std::uint32_t> order(collapsed.groups.size());
  std::iota(order.begin(), order.end(), 0U);
  most += static_cast<std::size_t>(std::count_if(order.begin(), order.end(), is_kept));
  if (collapsed.groups.size() <= most) return;
  // With what is kept, and with all.
  using Weight = std::pair<std::uint64_t, std::uint64_t>;
  std::vector<Weight> citations(collapsed.groups.size());
  const auto count = [&](std::uint32_t place, std::uint32_t other, std::uint64_t number) {
    citations[place].second += number;
    if (is_kept(other)) citations[place].first += number;
  };
  for (const CollapsedLine& line : collapsed.lines) {
    count(line.from, line.to, line.citations);
    count(line.to, line.from, line.citations);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return is_kept(a) != is_kept(b) ? is_kept(a) : citations[a] > citations[b];
  });
  std::vector<std::uint32_t> place(collapsed.groups.size(), kNone);
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i < most) place[order[i]] = 0;
  }
  std::vector<CollapsedGroup> left;
  for (std::uint32_t i = 0; i < place.size(); ++i) {
    if (place[i] == kNone) continue;
    place[i] = static_cast<std::uint32_t>(left.size());
    left.push_back(collapsed.groups[i]);
  }
  collapsed.dropped_groups = collapsed.groups.size() - left.size();
  collapsed.groups = std::move(left);
  std::erase_if(collapsed.lines, [&](CollapsedLine& line) {
    const bool falls = place[line.from] == kNone || place[line.to] == kNone;
    if (falls) collapsed.dropped_citations += line.citations;
    line.from = place[line.from];
    line.to = place[line.to];
    return falls;
  });
}

// Leaves the `most` lines with most citations, of each group at least its widest, and what joins
// two that are kept: a chain that was found is of such lines.
void drop_lines(const Grouping& grouping, std::size_t most, Collapsed& collapsed) {
  std::vector<CollapsedLine>& lines = collapsed.lines;
  if (lines.size() <= most) return;
  std::vector<CollapsedLine> order = lines;
  std::stable_sort(order.begin(), order.end(), [](const CollapsedLine& a, const CollapsedLine& b) {
    return a.citations > b.citations;
  });
  std::vector<bool> joined(collapsed.groups.size());
  std::vector<CollapsedLine> left;
  for (const CollapsedLine& line : order) {
    const bool stays = grouping.is_kept(collapsed.groups[line.from].leader.value) &&
                       grouping.is_kept(collapsed.groups[line.to].leader.value);
    if (!stays && left.size() >= most && joined[line.from] && joined[line.to]) {
      collapsed.dropped_citations += line.citations;
      continue;
    }
    joined[line.from] = joined[line.to] = true;
    left.push_back(line);
  }
  std::sort(left.begin(), left.end(), [](const CollapsedLine& a, const CollapsedLine& b) {
    return std::pair(a.from, a.to) < std::pair(b.from, b.to);
  });
  lines = std::move(left);
}

}  // namespace

Collapsed collapse(const SourceGraph& graph, const CollapseOptions& options) {
  Grouping grouping(graph, options);
  const std::size_t most = options.most_groups;
  bool by_outlet = false;
  const bool is_near = grouping.group_count() <= kFarTooLarge * most && !options.only_outlets;
  if (grouping.group_count() > most && is_near) {
    grouping.join_circles();
    if (grouping.group_count() > most) grouping.join_leaves();
  }
  if (grouping.group_count() > most || options.only_outlets) {
    grouping.join_outlets();
    by_outlet = true;
  }
  Collapsed collapsed;
  collapsed.vertex_count = grouping.vertex_count();
  const Places places = places_of(grouping);
  collapsed.lines = lines_between(graph.graph(), places);
  collapsed.groups = places.groups;
  if (by_outlet) {
    drop_groups(grouping, options.most_outlets, collapsed);
    drop_lines(grouping, options.lines_per_group * options.most_outlets, collapsed);
  }
  for (const CollapsedGroup& group : collapsed.groups) {
    collapsed.circles += group.sort == Sort::Circle;
    collapsed.leaves += group.sort == Sort::Leaves;
    collapsed.outlets += group.sort == Sort::Outlet;
  }
  return collapsed;
}

}  // namespace whocites
