// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "graph/source_graph.h"

namespace whocites::testing {

// All that a SourceGraph tells, a line for each vertex and each edge.
inline std::string brief(const SourceGraph& graph) {
  std::string text;
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    const VertexId vertex(v);
    const auto date = graph.date(vertex);
    const auto whole = graph.part_of(vertex);
    text += std::to_string(graph.node(vertex).value) + " " +
            std::string(name_of(graph.kind(vertex))) + (graph.is_unresolved(vertex) ? "?" : "") +
            (date ? " " + to_string(date->earliest) + "/" + to_string(date->latest) : "") +
            (whole ? " < " + std::to_string(graph.node(*whole).value) : "") + "\n";
  }
  for (std::uint32_t e = 0; e < graph.edge_count(); ++e) {
    const auto [from, to] = graph.graph().ends(EdgeId(e));
    const CitationClass& about = graph.citation(EdgeId(e));
    text += std::to_string(graph.node(from).value) + " " + std::string(name_of(about.relation)) +
            " " + std::to_string(graph.node(to).value) + " " + std::to_string(about.confidence) +
            (about.rejected ? " rejected\n" : "\n");
  }
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    for (const VertexId from : graph.graph().cited_by(VertexId(v))) {
      text += std::to_string(graph.node(VertexId(v)).value) + " <- " +
              std::to_string(graph.node(from).value) + "\n";
    }
  }
  return text;
}

}  // namespace whocites::testing
