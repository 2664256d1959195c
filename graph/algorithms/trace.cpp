// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/trace.h"

#include <algorithm>
#include <tuple>

#include <boost/multiprecision/cpp_int.hpp>

#include "graph/algorithms/detail/breadth_first.h"
#include "graph/algorithms/detail/components.h"

namespace whocites {
namespace {

using detail::BreadthFirst;
using detail::Components;

// Fixed width keeps memory in proportion to the graph; exact counts would need a bit a vertex for
// each vertex. Two numbers below the cap cannot overflow it: 2 × 10^100 < 2^512.
using BigCount = boost::multiprecision::uint512_t;

const BigCount& count_cap() {
  static const BigCount cap = boost::multiprecision::pow(BigCount(10), 100);
  return cap;
}

void add_capped(BigCount& sum, const BigCount& more) {
  sum = std::min<BigCount>(sum + more, count_cap());
}

ChainCount to_chain_count(const BigCount& count) { return {count.str(), count == count_cap()}; }

// The components that some citation leads to out of this one; each once, ascending.
std::vector<std::uint32_t> successors_of(const CitationGraph& graph, const Components& components,
                                         std::uint32_t component) {
  std::vector<std::uint32_t> successors;
  for (const VertexId member : components.members[component]) {
    for (const VertexId cited : graph.cites(member)) {
      const std::uint32_t other = components.of_vertex[cited.value];
      if (other != component) successors.push_back(other);
    }
  }
  std::sort(successors.begin(), successors.end());
  successors.erase(std::unique(successors.begin(), successors.end()), successors.end());
  return successors;
}

End make_end(const CitationGraph& graph, const BreadthFirst& search,
             const std::vector<VertexId>& members, const std::vector<std::uint32_t>& rank,
             const BigCount& count) {
  End end;
  end.shape = detail::is_circular(graph, members) ? EndShape::CircularOrigin : EndShape::Origin;
  end.members = members;
  // Found first means nearest and, among the nearest, by the lowest edge ids.
  const VertexId nearest =
      *std::min_element(members.begin(), members.end(),
                        [&](VertexId a, VertexId b) { return rank[a.value] < rank[b.value]; });
  end.chain = search.path_to(nearest);
  end.chain_count = to_chain_count(count);
  return end;
}

}  // namespace

Trace trace(const CitationGraph& graph, VertexId start) {
  Trace result;
  result.start = start;
  BreadthFirst search(graph, Follow::Cites);
  search.run(std::span(&start, 1), kNoDepthLimit);

  std::vector<bool> part(graph.vertex_count(), false);
  std::vector<std::uint32_t> rank(graph.vertex_count(), 0);
  for (const VertexId vertex : search.order()) {
    part[vertex.value] = true;
    rank[vertex.value] = static_cast<std::uint32_t>(result.reached.size());
    const std::uint32_t distance = search.distance(vertex);
    const auto via = distance > 0 ? std::optional(search.via(vertex).edge) : std::nullopt;
    result.reached.push_back({vertex, distance, via});
  }

  // The start's component has the highest number and every step leads to a lower one, so when a
  // component's turn comes its count is complete.
  const Components components = detail::components_of(graph, part);
  std::vector<BigCount> count(components.count());
  count[components.of_vertex[start.value]] = 1;
  BigCount total = 0;
  for (auto c = static_cast<std::uint32_t>(components.count()); c-- > 0;) {
    const auto successors = successors_of(graph, components, c);
    for (const std::uint32_t successor : successors) add_capped(count[successor], count[c]);
    if (!successors.empty()) continue;
    add_capped(total, count[c]);
    result.ends.push_back(make_end(graph, search, components.members[c], rank, count[c]));
  }
  result.chain_count = to_chain_count(total);
  std::sort(result.ends.begin(), result.ends.end(), [](const End& a, const End& b) {
    return std::tuple(a.chain.size(), a.members.front()) <
           std::tuple(b.chain.size(), b.members.front());
  });
  return result;
}

std::string_view name_of(EndClass end_class) {
  return kEndClasses[static_cast<std::size_t>(end_class)].name;
}

std::string_view meaning_of(EndClass end_class) {
  return kEndClasses[static_cast<std::size_t>(end_class)].meaning;
}

EndClass classify(const Network& network, const End& end) {
  if (end.shape == EndShape::CircularOrigin) return EndClass::CircularOrigin;
  const Node& node = network.node(end.members.front());
  if (node.facts.unresolved) return EndClass::Unresolved;
  switch (node.kind) {
    case Kind::Article:
    case Kind::Outlet:
      return EndClass::DeadEnd;
    case Kind::Publication:
    case Kind::Person:
    case Kind::Organization:
      break;
  }
  return EndClass::PrimarySource;
}

}  // namespace whocites
