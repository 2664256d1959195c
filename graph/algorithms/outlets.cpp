// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/outlets.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <tuple>

namespace whocites {
namespace {

constexpr std::uint32_t kNone = SourceGraph::kNone;

// Vertices by their group, as rows: those of group g are order[begin[g]] … order[begin[g + 1] - 1].
struct Grouped {
  std::vector<std::uint32_t> begin;
  std::vector<std::uint32_t> order;
};

Grouped group_vertices(const std::vector<std::uint32_t>& group, std::size_t group_count) {
  Grouped grouped;
  grouped.begin.assign(group_count + 1, 0);
  for (const std::uint32_t g : group) ++grouped.begin[g + 1];
  std::partial_sum(grouped.begin.begin(), grouped.begin.end(), grouped.begin.begin());
  std::vector<std::uint32_t> next = grouped.begin;
  grouped.order.resize(group.size());
  for (std::uint32_t v = 0; v < group.size(); ++v) grouped.order[next[group[v]]++] = v;
  return grouped;
}

// The counters of the outlet that is counted just now, one for each outlet that it may cite.
class CounterRow {
 public:
  explicit CounterRow(std::size_t group_count)
      : counters_(group_count), touched_(group_count + 1) {}

  // Without branches: whether an outlet is met for the first time is nothing to foretell.
  void count(std::uint32_t citing, std::uint32_t to) {
    Counter& counter = counters_[to];
    touched_[touched_count_] = to;
    touched_count_ += counter.citations == 0 ? 1 : 0;
    ++counter.citations;
    counter.citing += counter.last_citing != citing ? 1 : 0;
    counter.last_citing = citing;
  }

  // Appends what was counted, ascending by cited outlet, and starts anew.
  void move_to(std::uint32_t from, std::vector<OutletPair>& pairs) {
    // Going through all counters beats sorting once a fair part of them was used.
    if (touched_count_ * 8 > counters_.size()) {
      touched_count_ = 0;
      for (std::uint32_t to = 0; to < counters_.size(); ++to) {
        touched_[touched_count_] = to;
        touched_count_ += counters_[to].citations != 0 ? 1 : 0;
      }
    } else {
      std::sort(touched_.begin(), touched_.begin() + static_cast<std::ptrdiff_t>(touched_count_));
    }
    for (std::size_t i = 0; i < touched_count_; ++i) {
      Counter& counter = counters_[touched_[i]];
      pairs.push_back({from, touched_[i], counter.citations, counter.citing});
      counter = {};
    }
    touched_count_ = 0;
  }

 private:
  struct Counter {
    std::uint32_t citations = 0;
    std::uint32_t citing = 0;
    std::uint32_t last_citing = kNone;  // a vertex's citations come together
  };
  std::vector<Counter> counters_;
  std::vector<std::uint32_t> touched_;  // the first touched_count_; one more as room to write
  std::size_t touched_count_ = 0;
};

// Which vertices something else counts for: owners, whatever their kind.
std::vector<bool> that_have_parts(const std::vector<VertexId>& stands_for) {
  std::vector<bool> has_parts(stands_for.size(), false);
  for (std::uint32_t v = 0; v < stands_for.size(); ++v) {
    if (stands_for[v].value != v) has_parts[stands_for[v].value] = true;
  }
  return has_parts;
}

// The end of the pairs when `from` never cites `to`.
std::vector<OutletPair>::const_iterator find_pair(const OutletMatrix& matrix, std::uint32_t from,
                                                  std::uint32_t to) {
  const auto begin = matrix.pairs.begin() + matrix.row_begin[from];
  const auto end = matrix.pairs.begin() + matrix.row_begin[from + 1];
  const auto at = std::lower_bound(
      begin, end, to, [](const OutletPair& pair, std::uint32_t key) { return pair.to < key; });
  return at == end || at->to != to ? matrix.pairs.end() : at;
}

// By citations, most first; of as many the one that comes first in the matrix.
bool cites_more(const OutletMatrix& matrix, std::uint32_t a, std::uint32_t b) {
  const std::uint32_t in_a = matrix.pairs[a].citation_count;
  const std::uint32_t in_b = matrix.pairs[b].citation_count;
  return in_a != in_b ? in_a > in_b : a < b;
}

}  // namespace

std::vector<std::uint32_t> outlets_of(const SourceGraph& graph, Level level) {
  assert(level != Level::Article && "articles have no outlet matrix");
  const std::vector<VertexId> stands_for = representatives(graph, level);
  const std::vector<bool> has_parts = that_have_parts(stands_for);
  std::vector<std::uint32_t> outlets(stands_for.size(), kNone);
  for (std::uint32_t v = 0; v < outlets.size(); ++v) {
    const VertexId whole = stands_for[v];
    const Kind kind = graph.kind(whole);
    const bool owns = level == Level::Owner && has_parts[whole.value] &&
                      (kind == Kind::Organization || kind == Kind::Person);
    if (kind == Kind::Outlet || owns) outlets[v] = whole.value;
  }
  return outlets;
}

std::uint32_t OutletMatrix::citations(std::uint32_t from, std::uint32_t to) const {
  const auto at = find_pair(*this, from, to);
  return at == pairs.end() ? 0 : at->citation_count;
}

OutletMatrix outlet_citations(const SourceGraph& graph, Level level, const Work& work) {
  OutletMatrix matrix;
  std::vector<std::uint32_t> group = outlets_of(graph, level);
  std::vector<std::uint32_t> number(group.size(), kNone);
  for (std::uint32_t v = 0; v < group.size(); ++v) {
    if (group[v] != v) continue;
    number[v] = static_cast<std::uint32_t>(matrix.outlets.size());
    matrix.outlets.emplace_back(v);
  }
  const auto without = static_cast<std::uint32_t>(matrix.outlets.size());
  for (std::uint32_t& g : group) g = g == kNone ? without : number[g];

  const Grouped grouped = group_vertices(group, without + 1);
  CounterRow counters(without + 1);
  Pace pace(work, grouped.order.size());
  for (std::uint32_t from = 0; from <= without && !work.is_stopped(); ++from) {
    matrix.row_begin.push_back(static_cast<std::uint32_t>(matrix.pairs.size()));
    for (std::uint32_t i = grouped.begin[from]; i < grouped.begin[from + 1] && pace.goes_on();
         ++i) {
      const std::uint32_t citing = grouped.order[i];
      for (const VertexId cited : graph.graph().cites(VertexId(citing))) {
        counters.count(citing, group[cited.value]);
      }
    }
    counters.move_to(from, matrix.pairs);
  }
  matrix.row_begin.push_back(static_cast<std::uint32_t>(matrix.pairs.size()));
  return matrix;
}

std::vector<std::uint32_t> most_citing_pairs(const OutletMatrix& matrix, std::size_t limit) {
  std::vector<std::uint32_t> order(matrix.pairs.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto before = [&](std::uint32_t a, std::uint32_t b) { return cites_more(matrix, a, b); };
  if (limit < order.size()) {
    const auto cut = order.begin() + static_cast<std::ptrdiff_t>(limit);
    std::nth_element(order.begin(), cut, order.end(), before);
    order.resize(limit);
  }
  std::sort(order.begin(), order.end(), before);
  return order;
}

std::optional<std::size_t> rank_of_pair(const OutletMatrix& matrix, std::uint32_t from,
                                        std::uint32_t to) {
  const auto at = find_pair(matrix, from, to);
  if (at == matrix.pairs.end()) return std::nullopt;
  const auto place = static_cast<std::uint32_t>(at - matrix.pairs.begin());
  std::size_t before = 0;
  for (std::uint32_t i = 0; i < matrix.pairs.size(); ++i) {
    before += cites_more(matrix, i, place) ? 1 : 0;
  }
  return before;
}

std::vector<OutletTotal> outlet_totals(const OutletMatrix& matrix) {
  std::vector<OutletTotal> totals(matrix.outlets.size() + 1);
  const auto without = static_cast<std::uint32_t>(matrix.outlets.size());
  for (std::uint32_t i = 0; i <= without; ++i) totals[i].outlet = i;
  for (const OutletPair& pair : matrix.pairs) {
    totals[pair.from].cites += pair.citation_count;
    totals[pair.to].cited += pair.citation_count;
    if (pair.from == pair.to) {
      totals[pair.from].cites_itself += pair.citation_count;
      continue;
    }
    if (pair.to != without) ++totals[pair.from].cited_outlets;
    if (pair.from != without) ++totals[pair.to].citing_outlets;
  }
  totals.pop_back();
  std::erase_if(totals, [](const OutletTotal& t) { return t.cites == 0 && t.cited == 0; });
  std::stable_sort(totals.begin(), totals.end(),
                   [](const OutletTotal& a, const OutletTotal& b) { return a.cites > b.cites; });
  return totals;
}

}  // namespace whocites
