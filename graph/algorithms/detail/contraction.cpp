// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/detail/contraction.h"

#include <algorithm>

namespace whocites::detail {
namespace {

// The vertices of the part, those of one group together.
struct ByGroup {
  std::vector<std::uint32_t> begin;
  std::vector<VertexId> member;
};

ByGroup sort_by_group(std::span<const VertexId> part, const Contraction& contraction) {
  ByGroup sorted;
  sorted.begin.assign(contraction.group_count() + std::size_t{1}, 0);
  for (const VertexId vertex : part) ++sorted.begin[contraction.group[vertex.value] + 1];
  for (std::uint32_t g = 0; g < contraction.group_count(); ++g) {
    sorted.begin[g + 1] += sorted.begin[g];
  }
  sorted.member.resize(part.size());
  std::vector<std::uint32_t> next(sorted.begin.begin(), sorted.begin.end() - 1);
  for (const VertexId vertex : part) {
    sorted.member[next[contraction.group[vertex.value]]++] = vertex;
  }
  return sorted;
}

// Groups are numbered by their leaders, ascending.
void number_groups(std::span<const VertexId> part, const std::vector<VertexId>& leader_of,
                   Contraction& contraction) {
  const std::size_t count = leader_of.size();
  std::vector<bool> leads(count, false);
  for (const VertexId vertex : part) leads[leader_of[vertex.value].value] = true;
  std::vector<std::uint32_t> number(count, Contraction::kNone);
  for (std::uint32_t v = 0; v < count; ++v) {
    if (!leads[v]) continue;
    number[v] = contraction.group_count();
    contraction.leader.emplace_back(v);
  }
  contraction.group.assign(count, Contraction::kNone);
  for (const VertexId vertex : part) {
    contraction.group[vertex.value] = number[leader_of[vertex.value].value];
  }
}

}  // namespace

Origins origins_of(const CitationGraph& graph, const Components& components) {
  Origins origins;
  origins.of_vertex.assign(graph.vertex_count(), Components::kNone);
  for (std::uint32_t c = 0; c < components.count(); ++c) {
    if (leads_out(graph, components, c)) continue;
    const auto members = components.members(c);
    origins.members.emplace_back(members.begin(), members.end());
  }
  std::sort(origins.members.begin(), origins.members.end());
  for (std::uint32_t o = 0; o < origins.members.size(); ++o) {
    for (const VertexId member : origins.members[o]) origins.of_vertex[member.value] = o;
  }
  return origins;
}

std::vector<bool> Contraction::targets() const {
  std::vector<bool> marks(graph.vertex_count(), false);
  std::fill(marks.begin() + group_count(), marks.end(), true);
  return marks;
}

Contraction contract(const CitationGraph& graph, std::span<const VertexId> part,
                     const std::vector<VertexId>& leader_of, const Origins& origins,
                     const Work& work) {
  Contraction contraction;
  number_groups(part, leader_of, contraction);
  const ByGroup sorted = sort_by_group(part, contraction);
  const std::size_t vertex_count = contraction.group_count() + origins.members.size();
  std::vector<CitationGraph::Edge> edges;
  std::vector<std::uint32_t> seen_by(vertex_count, Contraction::kNone);
  std::vector<std::uint32_t> cited_groups;
  Pace pace(work, contraction.group_count());
  for (std::uint32_t g = 0; g < contraction.group_count(); ++g) {
    if (!pace.goes_on()) return {};
    cited_groups.clear();
    const auto cite = [&](std::uint32_t other) {
      if (other == g || seen_by[other] == g) return;
      seen_by[other] = g;
      cited_groups.push_back(other);
    };
    for (std::uint32_t at = sorted.begin[g]; at < sorted.begin[g + 1]; ++at) {
      const VertexId member = sorted.member[at];
      for (const VertexId cited : graph.cites(member)) cite(contraction.group[cited.value]);
      const std::uint32_t origin = origins.of_vertex[member.value];
      if (origin != Components::kNone) cite(contraction.vertex_of_origin(origin).value);
    }
    std::sort(cited_groups.begin(), cited_groups.end());
    for (const std::uint32_t other : cited_groups) edges.emplace_back(VertexId(g), VertexId(other));
  }
  contraction.graph = CitationGraph(vertex_count, std::move(edges));
  return contraction;
}

}  // namespace whocites::detail
