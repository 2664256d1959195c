// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/circles.h"

#include <algorithm>
#include <array>
#include <bit>
#include <span>
#include <tuple>

#include "graph/algorithms/detail/components.h"

namespace whocites {
namespace {

using detail::Components;

// Up to this many members every one of them is tried; in a larger circle the search goes on while
// it has looked at fewer citations than kLoopBudget.
constexpr std::size_t kAlwaysExact = 2'000;
constexpr std::uint64_t kLoopBudget = 50'000'000;

// Searches inside one circle after another, with arrays that are made once.
class LoopSearch {
 public:
  LoopSearch(const CitationGraph& graph, const Components& components, const Work& work)
      : graph_(graph),
        components_(components),
        work_(work),
        seen_by_(graph.vertex_count(), 0),
        via_(graph.vertex_count(), 0) {}

  void find(Circle& circle) {
    if (circle.members.size() == 1) {
      const VertexId alone = circle.members.front();
      circle.shortest_loop = {graph_.find_edge(alone, alone)};
    } else if (!find_pair(circle)) {
      find_longer(circle);
    }
  }

 private:
  bool find_pair(Circle& circle) const {
    for (const VertexId member : circle.members) {
      for (const CitationGraph::Arc arc : graph_.out_arcs(member)) {
        if (arc.vertex <= member || !is_inside(arc.vertex, member)) continue;
        const EdgeId back = graph_.find_edge(arc.vertex, member);
        if (back.value == graph_.edge_count()) continue;
        circle.shortest_loop = {arc.edge, back};
        return true;
      }
    }
    return false;
  }

  bool is_inside(VertexId vertex, VertexId member) const {
    return components_.of_vertex[vertex.value] == components_.of_vertex[member.value];
  }

  // Tries each member as the lowest of a loop, each time only for one shorter than the best.
  void find_longer(Circle& circle) {
    constexpr std::size_t kShortestPossible = 3;
    std::uint64_t looked_at = 0;
    for (const VertexId member : circle.members) {
      if (circle.shortest_loop.size() == kShortestPossible || work_.is_stopped()) return;
      if (circle.members.size() > kAlwaysExact && looked_at >= kLoopBudget) {
        circle.loop_is_shortest = false;
        return;
      }
      looked_at += search_from(member, circle.shortest_loop);
    }
  }

  // Breadth-first among the members above `start`, until it is cited or `best` cannot be bettered.
  std::uint64_t search_from(VertexId start, std::vector<EdgeId>& best) {
    const std::size_t longest = best.empty() ? kAllCircles : best.size() - 1;
    ++stamp_;
    queue_.assign(1, start);
    std::uint64_t looked_at = 0;
    std::size_t level_end = 1;
    std::size_t length = 1;  // of a loop that the next citation closes
    for (std::size_t head = 0; head < queue_.size(); ++head) {
      if (head == level_end) {
        level_end = queue_.size();
        ++length;
      }
      if (length > longest) break;
      const VertexId vertex = queue_[head];
      for (const CitationGraph::Arc arc : graph_.out_arcs(vertex)) {
        ++looked_at;
        if (arc.vertex == start) {
          if (vertex == start) continue;
          best = path_to(vertex, start);
          best.push_back(arc.edge);
          return looked_at;
        }
        if (arc.vertex < start || seen_by_[arc.vertex.value] == stamp_) continue;
        if (!is_inside(arc.vertex, start)) continue;
        seen_by_[arc.vertex.value] = stamp_;
        via_[arc.vertex.value] = arc.edge.value;
        queue_.push_back(arc.vertex);
      }
    }
    return looked_at;
  }

  std::vector<EdgeId> path_to(VertexId vertex, VertexId start) const {
    std::vector<EdgeId> path;
    for (; vertex != start; vertex = graph_.citing(path.back())) {
      path.emplace_back(via_[vertex.value]);
    }
    std::reverse(path.begin(), path.end());
    return path;
  }

  const CitationGraph& graph_;
  const Components& components_;
  const Work& work_;
  std::vector<std::uint32_t> seen_by_;  // the number of the search that saw a vertex last
  std::vector<std::uint32_t> via_;
  std::vector<VertexId> queue_;
  std::uint32_t stamp_ = 0;
};

// Sixty-four counters side by side: plane p holds the bit 2^p of each.
class Counters {
 public:
  void count(std::uint64_t which) {
    for (std::size_t plane = 0; which != 0; ++plane) {
      const std::uint64_t carry = planes_[plane] & which;
      planes_[plane] ^= which;
      which = carry;
    }
  }
  std::uint64_t of(std::size_t which) const {
    std::uint64_t sum = 0;
    for (std::size_t plane = planes_.size(); plane-- > 0;) {
      sum = 2 * sum + (planes_[plane] >> which & 1);
    }
    return sum;
  }

 private:
  std::array<std::uint64_t, 33> planes_{};  // vertices are fewer than 2^32
};

constexpr std::size_t kWords = 4;
using Bits = std::array<std::uint64_t, kWords>;  // one for each of up to 256 circles

void unite(Bits& bits, const Bits& more) {
  for (std::size_t w = 0; w < kWords; ++w) bits[w] |= more[w];
}

// Counts, for as many circles as Bits has, the vertices that lead to them: a bit for each circle is
// handed from each component to those that cite it. Citations lead to lower numbers, so going up
// the numbers every component has all its bits before it hands them on.
void count_reach(const CitationGraph& graph, const Components& components, std::span<Circle> batch,
                 const Work& work) {
  std::vector<Bits> leads_to(components.count(), Bits{});
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const VertexId member = batch[i].members.front();
    leads_to[components.of_vertex[member.value]][i / 64] |= std::uint64_t{1} << i % 64;
  }
  std::array<Counters, kWords> counters;
  Pace pace(work, components.count());
  for (std::uint32_t c = 0; c < components.count() && pace.goes_on(); ++c) {
    Bits& bits = leads_to[c];
    const auto members = components.members(c);
    for (const VertexId member : members) {
      for (const VertexId cited : graph.cites(member)) {
        unite(bits, leads_to[components.of_vertex[cited.value]]);
      }
    }
    for (std::size_t w = 0; w < kWords; ++w) {
      for (std::size_t i = 0; bits[w] != 0 && i < members.size(); ++i) counters[w].count(bits[w]);
    }
  }
  if (work.is_stopped()) return;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    batch[i].reach = counters[i / 64].of(i % 64) - batch[i].members.size();
  }
}

// The components that are circles: the largest first, then by lowest member.
std::vector<std::uint32_t> circular_components(const CitationGraph& graph,
                                               const Components& components) {
  std::vector<std::uint32_t> circular;
  std::vector<bool> cites_itself(components.count(), false);
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    if (detail::cites_itself(graph, VertexId(v))) cites_itself[components.of_vertex[v]] = true;
  }
  for (std::uint32_t c = 0; c < components.count(); ++c) {
    if (cites_itself[c] || components.members(c).size() > 1) circular.push_back(c);
  }
  std::sort(circular.begin(), circular.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto of_a = components.members(a);
    const auto of_b = components.members(b);
    return std::tuple(of_b.size(), of_a.front()) < std::tuple(of_a.size(), of_b.front());
  });
  return circular;
}

}  // namespace

Circles circles(const CitationGraph& graph, std::size_t most, const Work& work) {
  const Components components = detail::components_of(graph, work.stage(0, 0.3));
  if (work.is_stopped()) return {};
  const std::vector<std::uint32_t> circular = circular_components(graph, components);
  Circles found;
  found.count = circular.size();
  for (const std::uint32_t c : circular) found.member_count += components.members(c).size();
  if (circular.empty()) return found;

  LoopSearch search(graph, components, work);
  const auto chosen = std::span(circular).first(std::min(most, circular.size()));
  for (std::size_t i = 0; i < chosen.size() && !work.is_stopped(); ++i) {
    const std::uint32_t c = chosen[i];
    work.tell(0.3 + 0.3 * static_cast<double>(i) / static_cast<double>(chosen.size()));
    Circle& circle = found.largest.emplace_back();
    circle.members.assign(components.members(c).begin(), components.members(c).end());
    search.find(circle);
  }
  constexpr std::size_t kBatch = 64 * kWords;
  for (std::size_t first = 0; first < found.largest.size(); first += kBatch) {
    const std::size_t size = std::min(kBatch, found.largest.size() - first);
    const auto share = [&](std::size_t at) {
      return 0.6 + 0.4 * static_cast<double>(at) / static_cast<double>(found.largest.size());
    };
    count_reach(graph, components, std::span(found.largest).subspan(first, size),
                work.stage(share(first), share(first + size)));
  }
  std::stable_sort(
      found.largest.begin(), found.largest.end(), [](const Circle& a, const Circle& b) {
        return std::tuple(b.members.size(), b.reach) < std::tuple(a.members.size(), a.reach);
      });
  return found;
}

}  // namespace whocites
