// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/whole_picture.h"

#include <algorithm>

#include "graph/algorithms/collapse.h"

namespace whocites::cli {
namespace {

// Reads the names of what is left of a graph, and the citations that are drawn one by one.
Result<render::Fitted> read_collapsed(const Reader& reader, const SourceGraph& graph,
                                      const Collapsed& collapsed,
                                      const render::DrawOptions& drawing) {
  std::vector<NodeId> leaders;
  for (const CollapsedGroup& group : collapsed.groups) leaders.push_back(graph.node(group.leader));
  std::vector<CitationId> single;
  for (const CollapsedLine& line : collapsed.lines) {
    const auto is_single = [&](std::uint32_t place) {
      return collapsed.groups[place].sort == CollapsedGroup::Sort::Single;
    };
    if (line.citations != 1 || !is_single(line.from) || !is_single(line.to)) continue;
    const auto [from, to] = graph.graph().ends(line.first);
    single.push_back({graph.node(from), graph.node(to), graph.citation(line.first).relation});
  }
  Result<Network> read = reader.excerpt(leaders, single);
  if (!read) return fail(read.error());
  const auto citation_of = [&](EdgeId edge) -> const Citation* {
    const auto [from, to] = graph.graph().ends(edge);
    const auto citing = read->vertex_of(graph.node(from));
    const auto cited = read->vertex_of(graph.node(to));
    if (!citing || !cited) return nullptr;
    for (EdgeId at = read->graph.find_edge(*citing, *cited);
         at.value < read->citations.size() && read->graph.ends(at) == std::pair(*citing, *cited);
         ++at.value) {
      if (read->citation(at).relation == graph.citation(edge).relation) return &read->citation(at);
    }
    return nullptr;
  };
  return render::fitted(graph, collapsed, read->nodes, citation_of, drawing);
}

}  // namespace

Result<std::optional<render::Fitted>> whole_picture(const Session& session, const Reader& reader,
                                                    const render::DrawOptions& drawing) {
  const Result<Filter> filter = session.filter(reader);
  if (!filter) return fail(filter.error());
  const Result<SourceGraph> graph = session.source_graph(reader, *filter);
  if (!graph) return fail(graph.error());
  if (graph->vertex_count() <= drawing.max_nodes) return std::nullopt;
  const Collapsed collapsed = collapse(*graph, render::collapse_options(drawing.max_nodes));
  if (collapsed.groups.size() == collapsed.vertex_count) return std::nullopt;

  Result<render::Fitted> read = read_collapsed(reader, *graph, collapsed, drawing);
  if (!read) return fail(read.error());
  return std::move(*read);
}

Result<render::Fitted> part_picture(const Reader& reader, const SourceGraph& graph,
                                    const std::vector<VertexId>& keep,
                                    const render::DrawOptions& drawing) {
  CollapseOptions options = render::collapse_options(drawing.max_nodes);
  options.keep = keep;
  // Enough that little of what is kept stands alone, also in a small picture.
  constexpr std::size_t kBeside = 20;
  options.most_outlets = std::max(options.most_outlets, std::min(kBeside, drawing.max_nodes / 2));
  return read_collapsed(reader, graph, collapse(graph, options), drawing);
}

Result<render::Fitted> outlet_picture(const Reader& reader, const SourceGraph& graph, Level level,
                                      const render::DrawOptions& drawing) {
  CollapseOptions options = render::collapse_options(drawing.max_nodes);
  options.only_outlets = true;
  options.level = level;
  const Collapsed collapsed = collapse(graph, options);
  Result<render::Fitted> picture = read_collapsed(reader, graph, collapsed, drawing);
  if (!picture) return picture;
  picture->options.notes = drawing.notes;
  if (collapsed.dropped_groups != 0 || collapsed.dropped_citations != 0) {
    picture->options.notes.push_back(
        "The " + std::to_string(collapsed.groups.size()) + " with most citations, of " +
        std::to_string(collapsed.groups.size() + collapsed.dropped_groups) + "; " +
        std::to_string(collapsed.dropped_citations) +
        " citations are not drawn. See more with --max-nodes N.");
  }
  return picture;
}

}  // namespace whocites::cli
