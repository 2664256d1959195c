// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/page.h"

#include <algorithm>

namespace whocites::cli {

Result<Page> page_of(const Session& session, std::uint64_t usual, std::size_t count,
                     const RowOfCursor& row_of, Answer& answer) {
  Page page;
  if (const std::optional<std::string> cursor = session.after()) {
    const Result<std::optional<std::size_t>> row = row_of(*cursor);
    if (!row) return fail(row.error());
    if (!*row || **row >= count) return fail(session.no_such_row());
    page.begin = **row + 1;
  }
  const std::uint64_t limit = session.limit().value_or(usual);
  page.end =
      page.begin + static_cast<std::size_t>(std::min<std::uint64_t>(limit, count - page.begin));
  answer.rest = Answer::Rest{page.end < count, count - page.end};
  return page;
}

RowOfCursor by_vertex(const Reader& reader, const SourceGraph& graph,
                      std::function<std::optional<std::size_t>(VertexId)> row_of) {
  return [&reader, &graph, row_of = std::move(row_of)](
             const std::string& cursor) -> Result<std::optional<std::size_t>> {
    const Result<std::optional<VertexId>> vertex = vertex_with_key(reader, graph, cursor);
    if (!vertex) return fail(vertex.error());
    return *vertex ? row_of(**vertex) : std::nullopt;
  };
}

std::vector<std::pair<std::string, std::string>> parted(const std::string& cursor) {
  std::vector<std::pair<std::string, std::string>> ways;
  for (std::size_t at = cursor.find('#'); at != std::string::npos; at = cursor.find('#', at + 1)) {
    ways.emplace_back(cursor.substr(0, at), cursor.substr(at + 1));
  }
  return ways;
}

Result<std::optional<VertexId>> vertex_with_key(const Reader& reader, const SourceGraph& graph,
                                                const std::string& key) {
  const Result<std::optional<NodeId>> node = reader.store().find_key(key);
  if (!node) return fail(node.error());
  return *node ? graph.vertex_of(**node) : std::nullopt;
}

Result<std::optional<EdgeId>> edge_at(const Reader& reader, const SourceGraph& graph,
                                      const std::string& cursor) {
  const std::size_t last = cursor.rfind('#');
  if (last == std::string::npos) return std::nullopt;
  const std::optional<Relation> relation = relation_named(cursor.substr(last + 1));
  if (!relation) return std::nullopt;
  for (const auto& [citing, cited] : parted(cursor.substr(0, last))) {
    const Result<std::optional<VertexId>> from = vertex_with_key(reader, graph, citing);
    if (!from) return fail(from.error());
    const Result<std::optional<VertexId>> to = vertex_with_key(reader, graph, cited);
    if (!to) return fail(to.error());
    if (!*from || !*to) continue;
    for (EdgeId edge = graph.graph().find_edge(**from, **to);
         edge.value < graph.edge_count() && graph.graph().ends(edge) == std::pair(**from, **to);
         ++edge.value) {
      if (graph.citation(edge).relation == *relation) return edge;
    }
  }
  return std::nullopt;
}

}  // namespace whocites::cli
