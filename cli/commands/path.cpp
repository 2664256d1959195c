// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/path.h"

#include "base/text.h"
#include "cli/commands/parts.h"
#include "storage/neighborhood.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

constexpr std::size_t kMostPaths = 1000;

void add_path(const Network& network, const std::vector<EdgeId>& path, std::size_t number,
              Answer& answer) {
  std::int64_t step = 0;
  for (EdgeId edge : path) {
    const auto [from, to] = network.graph.ends(edge);
    const Citation& citation = network.citation(edge);
    ++step;
    answer.table.add({number_cell(number), step, full_label(network, from),
                      std::string(name_of(citation.relation)), full_label(network, to),
                      confidence_cell(citation), text_cell(best_evidence(citation)),
                      network.node(from).key, network.node(to).key},
                     std::to_string(number) + "." + std::to_string(step));
    if (step == 1) answer.tree.push_back(printable(full_label(network, from)));
    answer.tree.push_back(std::string(2 * static_cast<std::size_t>(step), ' ') +
                          std::string(verb_of(citation.relation)) + " " +
                          printable(full_label(network, to)));
  }
}

Result<int> run_path(Session& session, const Arguments& arguments) {
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  const Result<Node> from = find_node(*reader, arguments.positional[0]);
  if (!from) return fail(from.error());
  const Result<Node> to = find_node(*reader, arguments.positional[1]);
  if (!to) return fail(to.error());
  NeighborhoodOptions options;
  options.filter = *filter;
  Result<Network> network = neighborhood(*reader, {from->id}, options);
  if (!network) return fail(network.error());
  Answer answer;
  answer.table.columns = {"path",       "step",     "from",     "relation", "to",
                          "confidence", "evidence", "from_key", "to_key"};
  answer.table.below = {"evidence"};
  answer.table.hidden = {"from_key", "to_key"};
  const std::optional<VertexId> target = network->vertex_of(to->id);
  std::vector<EdgeId> edges;
  if (target) {
    const VertexId start = *network->vertex_of(from->id);
    const std::size_t most = arguments.has("all-shortest") ? kMostPaths : 1;
    const ShortestPaths found = all_shortest_paths(network->graph, start, *target, most);
    for (std::size_t i = 0; i < found.paths.size(); ++i) {
      add_path(*network, found.paths[i], i + 1, answer);
      edges.insert(edges.end(), found.paths[i].begin(), found.paths[i].end());
    }
    if (found.cut && most > 1) answer.remarks.push_back("there are more paths than these");
  }
  if (from->id == to->id) {
    answer.nothing = "that is one and the same node";
  } else {
    answer.nothing = printable(label_of(*from)) + " does not draw on " + printable(label_of(*to)) +
                     ", as far as this store knows";
    const Result<Network> back = neighborhood(*reader, {to->id}, options);
    if (!back) return fail(back.error());
    if (edges.empty() && back->vertex_of(from->id)) {
      answer.nothing += "; but the other way round: whocites path '" + printable(to->key) + "' '" +
                        printable(from->key) + "'";
    }
  }
  // Only the way itself is drawn.
  std::vector<VertexId> vertices{*network->vertex_of(from->id)};
  for (EdgeId edge : edges) {
    vertices.push_back(network->graph.ends(edge).first);
    vertices.push_back(network->graph.ends(edge).second);
  }
  answer.network = subnetwork(*network, vertices, &edges);
  answer.drawing.emphasised = {*answer.network->vertex_of(from->id)};
  if (const auto end = answer.network->vertex_of(to->id)) {
    answer.drawing.emphasised.push_back(*end);
  }
  return session.print(std::move(answer));
}

}  // namespace

Command describe_path() {
  return {
      .name = "path",
      .group = "Ask",
      .arguments = "A B",
      .summary = "the shortest chain by which A draws on B",
      .options = {{"all-shortest", "", "every shortest chain"}},
      .min_positional = 2,
      .max_positional = 2,
      .filters = true,
      .run = run_path,
  };
}

}  // namespace whocites::cli
