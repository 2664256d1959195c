// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "graph/algorithms/path.h"
#include "storage/neighborhood.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

Result<Follow> direction_option(const Arguments& arguments) {
  if (!arguments.has("direction")) return Follow::Both;
  const std::string name = arguments.text("direction");
  if (name == "both") return Follow::Both;
  if (name == "cites") return Follow::Cites;
  if (name == "cited-by") return Follow::CitedBy;
  return fail(ErrorCode::BadRequest,
              "--direction takes cites, cited-by or both, not '" + name + "'");
}

// The asked one, what goes both ways with it, and in words on which side is what.
void draw_around(const Network& network, VertexId start, std::uint64_t depth,
                 render::DrawOptions& drawing) {
  const auto cites = network.graph.cites(start);
  const auto cited_by = network.graph.cited_by(start);
  const auto different = [&](std::span<const VertexId> vertices) {
    const std::set<VertexId> others(vertices.begin(), vertices.end());
    return others.size() - others.count(start);
  };
  drawing.title = "Who is around " + label_of(network.node(start)) + "?";
  drawing.subtitle = "It cites " + std::to_string(different(cites)) + " and is cited by " +
                     std::to_string(different(cited_by)) + " of those drawn";
  if (depth > 1) drawing.subtitle += ", which are all within " + std::to_string(depth) + " steps";
  drawing.subtitle += ".";
  drawing.emphasised = {start};
  drawing.marks.push_back({start, render::MarkKind::Asked, ""});
  for (const CitationGraph::Arc arc : network.graph.out_arcs(start)) {
    const EdgeId back = network.graph.find_edge(arc.vertex, start);
    const bool is_back = back.value < network.citations.size() &&
                         network.graph.ends(back) == std::pair(arc.vertex, start);
    if (!is_back || arc.vertex == start) continue;
    drawing.marks.push_back({arc.vertex, render::MarkKind::Loop, "CITES IT AND IS CITED"});
    drawing.looping.push_back(arc.edge);
    drawing.looping.push_back(back);
  }
}

Result<int> run_neighbors(Session& session, const Arguments& arguments) {
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  const Result<Follow> follow = direction_option(arguments);
  if (!follow) return fail(follow.error());
  const Result<std::optional<std::uint64_t>> depth = arguments.number("depth");
  if (!depth) return fail(depth.error());
  const Result<Node> node = find_node(*reader, arguments.positional.front());
  if (!node) return fail(node.error());
  NeighborhoodOptions options;
  options.cites = *follow != Follow::CitedBy;
  options.cited_by = *follow != Follow::Cites;
  options.depth = depth->value_or(1);
  options.filter = *filter;
  options.evidence = session.draws();
  Result<Network> network = neighborhood(*reader, {node->id}, options);
  if (!network) return fail(network.error());
  const VertexId start = *network->vertex_of(node->id);
  const auto limit =
      static_cast<std::uint32_t>(std::min<std::uint64_t>(*options.depth, kNoDepthLimit));
  Answer answer;
  answer.table.columns = {"key", "name", "kind", "outlet", "date", "distance"};
  for (const ReachedVertex& reached : reach(network->graph, {&start, 1}, limit, *follow)) {
    const Node& other = network->node(reached.vertex);
    answer.tree.push_back(std::string(2 * reached.distance, ' ') +
                          printable(full_label(*network, reached.vertex)));
    if (reached.vertex == start) continue;
    answer.table.add({other.key, name_cell(other), std::string(name_of(other.kind)),
                      outlet_cell(*network, other), date_cell(other.facts.date),
                      number_cell(reached.distance)});
  }
  answer.nothing = "no neighbors";
  draw_around(*network, start, *options.depth, answer.drawing);
  answer.network = std::move(*network);
  return session.print(std::move(answer));
}

}  // namespace

Command describe_neighbors() {
  return {
      .name = "neighbors",
      .group = "Ask",
      .arguments = "X",
      .summary = "all within some steps of X, nearest first",
      .options = {{"depth", "N", "steps (default: 1)"},
                  {"direction", "WHICH", "cites, cited-by or both (default: both)"}},
      .min_positional = 1,
      .max_positional = 1,
      .filters = true,
      .run = run_neighbors,
  };
}

}  // namespace whocites::cli
