// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/trace.h"

#include <algorithm>
#include <tuple>

#include "graph/algorithms/detail/chain_counts.h"
#include "graph/algorithms/detail/components.h"
#include "graph/algorithms/detail/flat_search.h"
#include "graph/algorithms/detail/time_search.h"

namespace whocites {
namespace {

using detail::CappedNumber;
using detail::Components;
using detail::FlatSearch;

ChainCount to_chain_count(const CappedNumber& count) { return {count.digits(), count.is_capped()}; }

// Of a component: how many chains lead there, and which component was the last to hand its number
// on, so that several citations between two of them count once.
struct Stage {
  CappedNumber count;
  std::uint32_t last = Components::kNone;
};

// Hands the count of a component to those that it cites. False when there are none.
bool hand_on(const CitationGraph& graph, const Components& components, std::uint32_t component,
             std::vector<Stage>& stages) {
  bool leads_out = false;
  for (const VertexId member : components.members(component)) {
    for (const VertexId cited : graph.cites(member)) {
      const std::uint32_t other = components.of_vertex[cited.value];
      if (other == component) continue;
      leads_out = true;
      Stage& stage = stages[other];
      if (stage.last == component) continue;
      stage.last = component;
      stage.count.add(stages[component].count);
    }
  }
  return leads_out;
}

End make_end(const CitationGraph& graph, std::span<const VertexId> members,
             const CappedNumber& count) {
  End end;
  end.shape = detail::is_circular(graph, members) ? EndShape::CircularOrigin : EndShape::Origin;
  end.members.assign(members.begin(), members.end());
  end.chain_count = to_chain_count(count);
  return end;
}

// The member that was found first: nearest and, among the nearest, by the lowest edge ids.
VertexId nearest(const std::vector<VertexId>& members, const std::vector<std::uint32_t>& rank) {
  return *std::min_element(members.begin(), members.end(),
                           [&](VertexId a, VertexId b) { return rank[a.value] < rank[b.value]; });
}

std::vector<std::uint32_t> ranks(const FlatSearch& search, std::size_t vertex_count) {
  std::vector<std::uint32_t> rank(vertex_count, FlatSearch::kNone);
  for (std::uint32_t i = 0; i < search.order.size(); ++i) rank[search.order[i].value] = i;
  return rank;
}

void sort_ends(std::vector<End>& ends) {
  std::sort(ends.begin(), ends.end(), [](const End& a, const End& b) {
    return std::tuple(a.chain.size(), a.members.front()) <
           std::tuple(b.chain.size(), b.members.front());
  });
}

bool is_certain(const SourceGraph& graph, VertexId start, const std::vector<EdgeId>& chain) {
  VertexId at = start;
  for (const EdgeId edge : chain) {
    const VertexId cited = graph.graph().cited(edge);
    if (in_time(graph, at, cited) != InTime::Certain) return false;
    at = cited;
  }
  return true;
}

// Ends that some chain leads to for certain. The others are left as they are.
void find_certain(const SourceGraph& graph, VertexId start, std::vector<End>& ends,
                  const Work& work) {
  const auto is_certain_step = [&](VertexId citing, EdgeId, VertexId cited) {
    return in_time(graph, citing, cited) == InTime::Certain;
  };
  const FlatSearch search =
      detail::search_cited(graph.graph(), std::span(&start, 1), is_certain_step, work);
  if (work.is_stopped()) return;
  const auto rank = ranks(search, graph.vertex_count());
  for (End& end : ends) {
    const VertexId member = nearest(end.members, rank);
    if (!search.reached(member)) continue;
    end.in_time = InTime::Certain;
    if (!is_certain(graph, start, end.chain)) end.chain = search.path_to(graph.graph(), member);
  }
}

void find_possible(const SourceGraph& graph, VertexId start, std::vector<End>& ends,
                   const Work& work) {
  const detail::TimeSearch search = detail::search_in_time(graph, start, work);
  if (work.is_stopped()) return;
  for (End& end : ends) {
    if (end.in_time == InTime::Certain) continue;
    const auto member = std::find_if(end.members.begin(), end.members.end(),
                                     [&](VertexId vertex) { return search.reached[vertex.value]; });
    if (member == end.members.end()) {
      end.in_time = InTime::Impossible;
    } else if (!detail::fits_in_time(graph, start, end.chain)) {
      end.chain = search.path_to(graph.graph(), *member);
    }
  }
}

void find_forward(const SourceGraph& graph, Trace& traced, const Work& work) {
  Pace pace(work, traced.reached.size());
  for (const TracedVertex& reached : traced.reached) {
    if (!pace.goes_on()) return;
    std::uint32_t edge = graph.graph().first_edge(reached.vertex).value;
    for (const VertexId cited : graph.graph().cites(reached.vertex)) {
      const EdgeId here(edge++);
      if (in_time(graph, reached.vertex, cited) != InTime::Impossible) continue;
      ++traced.forward_count;
      traced.forward.push_back(here);
    }
  }
  std::sort(traced.forward.begin(), traced.forward.end());
  if (traced.forward.size() > kMostForward) traced.forward.resize(kMostForward);
}

}  // namespace

Trace trace(const CitationGraph& graph, VertexId start, const Work& work) {
  Trace result;
  result.start = start;
  const FlatSearch search = detail::search_cited(graph, std::span(&start, 1), work.stage(0, 0.3));
  if (work.is_stopped()) return result;
  std::vector<bool> part(graph.vertex_count(), false);
  result.reached.reserve(search.order.size());
  for (const VertexId vertex : search.order) {
    part[vertex.value] = true;
    const std::uint32_t via = search.via[vertex.value];
    result.reached.push_back(
        {vertex, search.distance[vertex.value],
         via == FlatSearch::kNone ? std::nullopt : std::optional(EdgeId(via))});
  }

  // The start's component has the highest number and every step leads to a lower one, so when a
  // component's turn comes its count is complete.
  const Components components = detail::components_of(graph, part, work.stage(0.3, 0.6));
  if (work.is_stopped()) return result;
  std::vector<Stage> stages(components.count());
  stages[components.of_vertex[start.value]].count = CappedNumber(1);
  CappedNumber total;
  const auto rank = ranks(search, graph.vertex_count());
  const Work rest = work.stage(0.6, 1);
  Pace pace(rest, components.count());
  for (auto c = static_cast<std::uint32_t>(components.count()); c-- > 0 && pace.goes_on();) {
    if (hand_on(graph, components, c, stages)) continue;
    total.add(stages[c].count);
    End end = make_end(graph, components.members(c), stages[c].count);
    end.chain = search.path_to(graph, nearest(end.members, rank));
    result.ends.push_back(std::move(end));
  }
  result.chain_count = to_chain_count(total);
  sort_ends(result.ends);
  return result;
}

Trace trace(const SourceGraph& graph, VertexId start, const Work& work) {
  Trace result = trace(graph.graph(), start, work.stage(0, 0.6));
  if (work.is_stopped()) return result;
  find_certain(graph, start, result.ends, work.stage(0.6, 0.7));
  const bool all_certain = std::all_of(result.ends.begin(), result.ends.end(), [](const End& end) {
    return end.in_time == InTime::Certain;
  });
  if (!all_certain) find_possible(graph, start, result.ends, work.stage(0.7, 0.9));
  sort_ends(result.ends);
  find_forward(graph, result, work.stage(0.9, 1));
  return result;
}

std::string_view name_of(EndClass end_class) {
  return kEndClasses[static_cast<std::size_t>(end_class)].name;
}

std::string_view meaning_of(EndClass end_class) {
  return kEndClasses[static_cast<std::size_t>(end_class)].meaning;
}

EndClass classify(const SourceGraph& graph, EndShape shape, VertexId member) {
  if (shape == EndShape::CircularOrigin) return EndClass::CircularOrigin;
  if (graph.is_unresolved(member)) return EndClass::Unresolved;
  switch (graph.kind(member)) {
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
