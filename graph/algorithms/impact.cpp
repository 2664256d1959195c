// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/impact.h"

#include <algorithm>
#include <tuple>

namespace whocites {
namespace {

constexpr std::uint32_t kUntouched = 0xFFFFFFFF;

// What reaches the source, nearest first, the source itself at the beginning.
std::vector<VertexId> drawing_on(const CitationGraph& graph, VertexId source,
                                 std::vector<std::uint32_t>& distance, const Work& work) {
  Pace pace(work, graph.vertex_count());
  std::vector<VertexId> order{source};
  distance[source.value] = 0;
  for (std::size_t head = 0; head < order.size() && pace.goes_on(); ++head) {
    const std::uint32_t next = distance[order[head].value] + 1;
    for (const VertexId citing : graph.cited_by(order[head])) {
      if (distance[citing.value] != kUntouched) continue;
      distance[citing.value] = next;
      order.push_back(citing);
    }
  }
  return order;
}

}  // namespace

Impact impact(const CitationGraph& graph, VertexId source, const Work& work) {
  std::vector<std::uint32_t> distance(graph.vertex_count(), kUntouched);
  const std::vector<VertexId> touched = drawing_on(graph, source, distance, work.stage(0, 0.5));
  if (work.is_stopped()) return {};
  std::vector<bool> keeps(graph.vertex_count(), false);
  std::vector<VertexId> queue;
  const auto keep = [&](VertexId vertex) {
    if (vertex == source || keeps[vertex.value]) return;
    keeps[vertex.value] = true;
    queue.push_back(vertex);
  };
  const Work rest = work.stage(0.5, 1);
  Pace pace(rest, touched.size());
  for (const VertexId vertex : touched) {
    if (!pace.goes_on()) return {};
    const auto cited = graph.cites(vertex);
    const bool has_another = std::any_of(cited.begin(), cited.end(), [&](VertexId other) {
      return distance[other.value] == kUntouched;
    });
    if (has_another) keep(vertex);
  }
  for (std::size_t head = 0; head < queue.size() && !work.is_stopped(); ++head) {
    const VertexId vertex = queue[head];
    for (const VertexId citing : graph.cited_by(vertex)) keep(citing);
  }

  Impact result;
  for (const VertexId vertex : touched) {
    if (vertex == source) continue;
    const bool only = !keeps[vertex.value];
    result.affected.push_back({vertex, distance[vertex.value], only});
    if (only) ++result.only_count;
  }
  std::sort(result.affected.begin(), result.affected.end(),
            [](const Affected& a, const Affected& b) {
              return std::tuple(b.loses_only_source, a.distance, a.vertex) <
                     std::tuple(a.loses_only_source, b.distance, b.vertex);
            });
  return result;
}

}  // namespace whocites
