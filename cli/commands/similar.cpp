// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/similar.h"

#include <cmath>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/page.h"
#include "cli/shown.h"
#include "cli/whole_graph.h"

namespace whocites::cli {
namespace {

Cell rounded(double number) { return std::round(number * 1000) / 1000; }

Result<SimilarOptions> options_of(const Session& session, const Arguments& arguments) {
  SimilarOptions options;
  // A later page is cut from all that are alike->
  const std::uint64_t most = session.after() ? SIZE_MAX : session.limit().value_or(kFewRows);
  options.limit = static_cast<std::size_t>(most);
  if (arguments.has("by")) {
    const std::optional<Likeness> likeness = likeness_named(arguments.text("by"));
    if (!likeness) {
      return fail(ErrorCode::BadRequest, "'" + arguments.text("by") + "' is no likeness",
                  "--by takes cocitation, coupling or adamic-adar");
    }
    options.likeness = *likeness;
  }
  const Result<std::optional<std::uint64_t>> hub = arguments.number("hub");
  if (!hub) return fail(hub.error());
  if (*hub) options.hub_limit = static_cast<std::size_t>(**hub);
  return options;
}

std::string how(Likeness likeness) {
  switch (likeness) {
    case Likeness::Cocitation:
      return "in being cited by the same ones";
    case Likeness::Coupling:
      return "in drawing on the same sources";
    case Likeness::AdamicAdar:
      return "in drawing on the same sources, rare ones counting more";
  }
  return {};
}

// What the rows share with the node, and the citations that say so.
struct SharedLinks {
  std::vector<std::vector<VertexId>> of_row;
  std::vector<VertexId> vertices;
  std::vector<EdgeId> edges;  // for a picture
};

SharedLinks shared_links(const CitationGraph& graph, VertexId vertex, std::span<const Similar> rows,
                         Likeness likeness) {
  SharedLinks links;
  for (const Similar& row : rows) {
    links.of_row.push_back(shared(graph, vertex, row.vertex, likeness));
    for (const VertexId middle : links.of_row.back()) {
      links.vertices.push_back(middle);
      if (links.edges.size() >= kMostDrawn) continue;
      for (const VertexId end : {vertex, row.vertex}) {
        links.edges.push_back(likeness == Likeness::Cocitation ? graph.find_edge(middle, end)
                                                               : graph.find_edge(end, middle));
      }
    }
  }
  return links;
}

std::vector<std::string> keys_of(const Shown& shown, const std::vector<VertexId>& vertices) {
  std::vector<std::string> keys;
  for (const VertexId vertex : vertices) keys.push_back(shown.node(vertex).key);
  return keys;
}

Result<Answer> answer_of(const Session& session, const WholeGraph& whole,
                         const Arguments& arguments, const Node& node) {
  const SourceGraph& graph = whole.graph();
  const Result<SimilarOptions> options = options_of(session, arguments);
  if (!options) return fail(options.error());
  const VertexId vertex = whole.vertex(node);
  const auto alike = whole.ask("comparing", [&](const Work& work) {
    return similar(graph.graph(), vertex, *options, work);
  });
  if (!alike) return fail(alike.error());
  Answer answer;
  const auto vertex_of = [](const Similar& one) { return one.vertex; };
  const Result<Page> page =
      page_of(session, kFewRows, alike->total,
              by_vertex_in(whole.reader(), graph, alike->found, vertex_of), answer);
  if (!page) return fail(page.error());
  const auto rows = std::span(alike->found).subspan(page->begin, page->size());
  const bool lists_shared = arguments.has("shared");
  SharedLinks links;
  if (lists_shared || wants_picture(arguments)) {
    links = shared_links(graph.graph(), vertex, rows, options->likeness);
  }
  std::vector<VertexId> vertices{vertex};
  for (const Similar& row : rows) vertices.push_back(row.vertex);
  if (lists_shared) {
    vertices.insert(vertices.end(), links.vertices.begin(), links.vertices.end());
  }
  const Result<Shown> shown = Shown::make(whole.reader(), graph, vertices, links.edges);
  if (!shown) return fail(shown.error());

  const bool weighted = options->likeness == Likeness::AdamicAdar;
  answer.table.columns = node_columns({"shared", "similarity"});
  if (weighted) answer.table.columns.push_back("weight");
  if (lists_shared) answer.table.columns.push_back("shared_keys");
  answer.table.below = {"shared_keys"};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Similar& one = rows[i];
    std::vector<Cell> cells = shown->cells(one.vertex);
    cells.insert(cells.end(), {number_cell(one.shared_count), rounded(one.cosine)});
    if (weighted) cells.push_back(rounded(one.weight));
    if (lists_shared) cells.push_back(keys_of(*shown, links.of_row[i]));
    answer.table.add(std::move(cells), shown->node(one.vertex).key);
  }
  const std::string name = printable(label_of(node));
  answer.nothing = "nothing is like " + name + " " + how(options->likeness);
  if (alike->total != 0) {
    answer.remarks.push_back(counted(alike->total, "node is", "nodes are") + " like " + name + " " +
                             how(options->likeness));
  }
  if (alike->hub_count != 0) {
    answer.remarks.push_back("passed over " + counted(alike->hub_count, "hub", "hubs") +
                             " with more than " + std::to_string(options->hub_limit) +
                             " citations (--hub N looks at larger ones)");
  }
  answer.network = shown->network();
  answer.drawing.emphasised = {shown->in_network(vertex)};
  return answer;
}

Result<int> run_similar(Session& session, const Arguments& arguments) {
  Result<WholeGraph> whole = WholeGraph::open(session, arguments);
  if (!whole) return fail(whole.error());
  const Result<Node> node = whole->find(arguments.positional.front());
  if (!node) return fail(node.error());
  if (auto loaded = whole->load(); !loaded) return fail(loaded.error());
  Result<Answer> answer = answer_of(session, *whole, arguments, *node);
  if (!answer) return fail(answer.error());
  return session.print(std::move(*answer));
}

}  // namespace

Command describe_similar() {
  return {
      .name = "similar",
      .group = "Ask",
      .arguments = "X",
      .summary = "what is cited together with X, or draws on the same sources",
      .options = {{"by", "HOW", "cocitation, coupling or adamic-adar (default: cocitation)"},
                  {"shared", "", "list what each shares with X"},
                  {"hub", "N", "pass over what has more citations (default: 100000)"}},
      .min_positional = 1,
      .max_positional = 1,
      .filters = true,
      .long_work = true,
      .run = run_similar,
  };
}

}  // namespace whocites::cli
