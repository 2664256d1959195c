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
bool admits_citation(const Filter& filter, const CitationClass& about) {
  return lists(filter.relations, about.relation) && about.confidence >= filter.min_confidence &&
         (filter.include_rejected || !about.rejected);
}

class Admission {
 public:
  Admission(const SourceGraph& graph, const Filter& filter) : graph_(graph), filter_(filter) {
    for (const CitationClass& about : graph.columns().classes) {
      admitted_classes_.push_back(admits_citation(filter, about));
    }
  }

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
  bool citation(EdgeId edge) const { return admits_citation(filter_, graph_.citation(edge)); }

 private:
  const SourceGraph& graph_;
  const Filter& filter_;
  std::vector<std::uint8_t> admitted_classes_;
};

// Whether it can be seen without a look at any vertex or edge that the filter leaves all.
bool leaves_all(const SourceGraph& graph, const Filter& filter) {
  if (!filter.kinds.empty() || !filter.outlets.empty() || filter.since || filter.until)
    return false;
  const auto& classes = graph.columns().classes;
  return std::all_of(classes.begin(), classes.end(),
                     [&](const CitationClass& about) { return admits_citation(filter, about); });
}

}  // namespace

Selection selected(const SourceGraph& graph, const Filter& filter,
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
  for (std::uint32_t v = 0; v < count; ++v) {
    if (!possible[v]) continue;
    for (const CitationGraph::Arc arc : graph.graph().out_arcs(VertexId(v))) {
      const std::uint32_t to = arc.vertex.value;
      if (!possible[to] || (!inside[v] && !inside[to]) || !admission.citation(arc.edge)) continue;
      taken[arc.edge.value] = true;
      shown[v] = shown[to] = true;
    }
  }
  // An outlet is shown with its articles even when its kind was not asked for.
  const std::vector<bool> admitted = shown;
  for (std::uint32_t v = 0; v < count; ++v) {
    const auto whole = graph.part_of(VertexId(v));
    if (admitted[v] && whole) shown[whole->value] = true;
  }
  return {std::move(shown), std::move(taken)};
}

SourceGraph filtered(const SourceGraph& graph, const Filter& filter,
                     const std::vector<NodeId>& keep) {
  if (leaves_all(graph, filter)) return graph;
  const auto [vertices, edges] = selected(graph, filter, keep);
  const auto has_all = [](const std::vector<bool>& marks) {
    return std::find(marks.begin(), marks.end(), false) == marks.end();
  };
  if (has_all(vertices) && has_all(edges)) return graph;
  return induced(graph, vertices, edges);
}

}  // namespace whocites
