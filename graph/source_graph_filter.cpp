// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "graph/source_graph.h"

namespace whocites {
namespace {

template <class T>
bool lists(const std::vector<T>& values, const T& value) {
  return values.empty() || std::find(values.begin(), values.end(), value) != values.end();
}

// admits() of filter.h, for columns.
class Admission {
 public:
  Admission(const SourceGraph& graph, const Filter& filter) : graph_(graph), filter_(filter) {}

  bool anywhere(VertexId vertex) const {
    const Kind kind = graph_.kind(vertex);
    if (!lists(filter_.kinds, kind)) return false;
    if (!filter_.since && !filter_.until) return true;
    if (kind != Kind::Article && kind != Kind::Publication) return true;
    const auto date = graph_.date(vertex);
    if (!date) return filter_.include_undated;
    return (!filter_.since || date->earliest >= *filter_.since) &&
           (!filter_.until || date->latest <= *filter_.until);
  }
  bool inside(VertexId vertex) const {
    if (lists(filter_.outlets, graph_.node(vertex))) return true;
    const auto whole = graph_.part_of(vertex);
    return whole && lists(filter_.outlets, graph_.node(*whole));
  }
  bool citation(EdgeId edge) const {
    const CitationClass& about = graph_.citation(edge);
    return lists(filter_.relations, about.relation) && about.confidence >= filter_.min_confidence &&
           (filter_.include_rejected || !about.rejected);
  }

 private:
  const SourceGraph& graph_;
  const Filter& filter_;
};

}  // namespace

SourceGraph filtered(const SourceGraph& graph, const Filter& filter,
                     const std::vector<NodeId>& keep) {
  const Admission admission(graph, filter);
  const auto count = static_cast<std::uint32_t>(graph.vertex_count());
  std::vector<bool> possible(count, false);
  std::vector<bool> inside(count, false);
  for (std::uint32_t v = 0; v < count; ++v) {
    possible[v] = admission.anywhere(VertexId(v));
    inside[v] = possible[v] && admission.inside(VertexId(v));
  }
  for (const NodeId node : keep) {
    const auto vertex = graph.vertex_of(node);
    if (vertex) possible[vertex->value] = inside[vertex->value] = true;
  }
  std::vector<bool> shown = inside;
  std::vector<bool> taken(graph.edge_count(), false);
  std::size_t taken_count = 0;
  for (std::uint32_t v = 0; v < count; ++v) {
    if (!possible[v]) continue;
    for (const CitationGraph::Arc arc : graph.graph().out_arcs(VertexId(v))) {
      const std::uint32_t to = arc.vertex.value;
      if (!possible[to] || (!inside[v] && !inside[to]) || !admission.citation(arc.edge)) continue;
      taken[arc.edge.value] = true;
      ++taken_count;
      shown[v] = shown[to] = true;
    }
  }
  // An outlet is shown with its articles even when its kind was not asked for.
  const std::vector<bool> admitted = shown;
  for (std::uint32_t v = 0; v < count; ++v) {
    const auto whole = graph.part_of(VertexId(v));
    if (admitted[v] && whole) shown[whole->value] = true;
  }
  const bool all_shown = std::find(shown.begin(), shown.end(), false) == shown.end();
  if (all_shown && taken_count == graph.edge_count()) return graph;
  return induced(graph, shown, taken);
}

}  // namespace whocites
