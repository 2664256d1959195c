// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/circles.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <tuple>

#include "graph/algorithms/detail/breadth_first.h"
#include "graph/algorithms/detail/components.h"

namespace whocites {
namespace {

using detail::BreadthFirst;
using detail::Components;
using detail::Step;

// Up to this many members every one of them is tried; in a larger circle the search goes on while
// it has looked at fewer citations than kLoopBudget.
constexpr std::size_t kAlwaysExact = 2'000;
constexpr std::uint64_t kLoopBudget = 50'000'000;

// A circle cut out of its graph, so that a search inside it cannot leave it. Vertices and edges
// keep their order, so that "lowest" means the same in both.
struct CutOut {
  CitationGraph graph;
  std::vector<EdgeId> original;  // of each edge
};

CutOut cut_out(const CitationGraph& graph, const std::vector<VertexId>& members,
               std::vector<std::uint32_t>& local, const Components& components) {
  const std::uint32_t component = components.of_vertex[members.front().value];
  for (std::uint32_t i = 0; i < members.size(); ++i) local[members[i].value] = i;
  CutOut part;
  std::vector<CitationGraph::Edge> edges;
  for (const VertexId member : members) {
    for (const CitationGraph::Arc arc : graph.out_arcs(member)) {
      if (components.of_vertex[arc.vertex.value] != component) continue;
      part.original.push_back(arc.edge);
      edges.emplace_back(VertexId(local[member.value]), VertexId(local[arc.vertex.value]));
    }
  }
  part.graph = CitationGraph(members.size(), std::move(edges));
  return part;
}

bool has_self_citation(const CitationGraph& graph) {
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    if (detail::cites_itself(graph, VertexId(v))) return true;
  }
  return false;
}

// Searches for a shortest loop through each vertex in turn, each time only for one shorter than
// the best so far. The first search that meets the shortest length starts at the lowest vertex of
// its loop: a lower one on it would have met it before.
void find_shortest_loop(const CutOut& part, Circle& circle) {
  BreadthFirst search(part.graph, Follow::Cites);
  std::vector<EdgeId> best;
  std::uint64_t looked_at = 0;
  const auto count = static_cast<std::uint32_t>(part.graph.vertex_count());
  const std::size_t shortest_possible = has_self_citation(part.graph) ? 1 : 2;
  for (std::uint32_t v = 0; v < count && best.size() != shortest_possible; ++v) {
    if (count > kAlwaysExact && looked_at >= kLoopBudget) {
      circle.loop_is_shortest = false;
      break;
    }
    const VertexId start(v);
    const auto longest = best.empty() ? kNoDepthLimit : static_cast<std::uint32_t>(best.size() - 1);
    std::optional<Step> closing;
    search.run(std::span(&start, 1), longest, [&](const Step& step) {
      ++looked_at;
      if (step.to == start) closing = step;
      return !closing;
    });
    if (!closing) continue;
    best = search.path_to(closing->from);
    best.push_back(closing->edge);
  }
  for (const EdgeId edge : best) circle.shortest_loop.push_back(part.original[edge.value]);
}

// Counts, for up to 64 circles at once, the vertices that lead to them: a bit for each circle is
// handed from each component to those that cite it. Citations lead to lower numbers, so going up
// the numbers every component has all its bits before it hands them on.
void count_reach(const CitationGraph& graph, const Components& components,
                 std::span<Circle> batch) {
  std::vector<std::uint64_t> leads_to(components.count(), 0);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const VertexId member = batch[i].members.front();
    leads_to[components.of_vertex[member.value]] |= std::uint64_t{1} << i;
    batch[i].reach = 0;
  }
  for (std::size_t c = 0; c < components.count(); ++c) {
    std::uint64_t bits = leads_to[c];
    for (const VertexId member : components.members[c]) {
      for (const VertexId cited : graph.cites(member)) {
        bits |= leads_to[components.of_vertex[cited.value]];
      }
    }
    leads_to[c] = bits;
    for (; bits != 0; bits &= bits - 1) {
      batch[static_cast<std::size_t>(std::countr_zero(bits))].reach += components.members[c].size();
    }
  }
  for (Circle& circle : batch) circle.reach -= circle.members.size();
}

}  // namespace

std::vector<Circle> circles(const CitationGraph& graph) {
  const Components components = detail::components_of(graph);
  std::vector<Circle> found;
  for (const auto& members : components.members) {
    if (!detail::is_circular(graph, members)) continue;
    found.emplace_back();
    found.back().members = members;
  }
  std::sort(found.begin(), found.end(), [](const Circle& a, const Circle& b) {
    return std::tuple(b.members.size(), a.members.front()) <
           std::tuple(a.members.size(), b.members.front());
  });

  std::vector<std::uint32_t> local(graph.vertex_count(), 0);
  for (Circle& circle : found) {
    find_shortest_loop(cut_out(graph, circle.members, local, components), circle);
  }
  constexpr std::size_t kBatch = 64;
  for (std::size_t first = 0; first < found.size(); first += kBatch) {
    const std::size_t size = std::min(kBatch, found.size() - first);
    count_reach(graph, components, std::span(found).subspan(first, size));
  }
  return found;
}

}  // namespace whocites
