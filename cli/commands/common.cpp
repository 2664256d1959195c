// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/common.h"

#include <algorithm>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/page.h"
#include "cli/shown.h"
#include "cli/whole_graph.h"

namespace whocites::cli {
namespace {

// One side of the question, and its citations of what both share.
struct Side {
  const Node& node;
  std::vector<VertexId> vertices;
};

// The first citation between some of the side's vertices and `shared`.
EdgeId citation_of(const CitationGraph& graph, const Side& side, VertexId shared, Follow follow) {
  for (const VertexId vertex : side.vertices) {
    const EdgeId edge =
        follow == Follow::Cites ? graph.find_edge(vertex, shared) : graph.find_edge(shared, vertex);
    if (edge.value != graph.edge_count()) return edge;
  }
  return EdgeId(static_cast<std::uint32_t>(graph.edge_count()));
}

// What few others cite (or what cites few others) tells more than what everybody does.
void rarest_first(const CitationGraph& graph, Follow follow, std::vector<VertexId>& vertices) {
  const auto links = [&](VertexId vertex) {
    return follow == Follow::Cites ? graph.cited_by(vertex).size() : graph.cites(vertex).size();
  };
  std::stable_sort(vertices.begin(), vertices.end(),
                   [&](VertexId a, VertexId b) { return links(a) < links(b); });
}

std::string verdict(const Side& a, const Side& b, std::size_t count, Follow follow) {
  const std::string both = printable(label_of(a.node)) + " and " + printable(label_of(b.node));
  if (follow == Follow::Cites) {
    if (count == 0) return both + " cite nothing in common, as far as this store knows";
    return both + " both cite " + counted(count, "node", "nodes") +
           (count > 1 ? "; first what the fewest cite" : "");
  }
  if (count == 0) return "nothing in this store cites both " + both;
  return counted(count, "node cites", "nodes cite") + " both " + both +
         (count > 1 ? "; first what cites the fewest" : "");
}

Result<Answer> answer_of(const Session& session, const WholeGraph& whole, Follow follow,
                         const Side& a, const Side& b) {
  const SourceGraph& graph = whole.graph();
  Result<std::vector<VertexId>> found = whole.ask("comparing", [&](const Work& work) {
    return in_common(graph.graph(), a.vertices, b.vertices, follow, work);
  });
  if (!found) return fail(found.error());
  const std::vector<VertexId>& both = *found;
  rarest_first(graph.graph(), follow, *found);
  Answer answer;
  const auto itself = [](VertexId vertex) { return vertex; };
  const Result<Page> page = page_of(session, kUsualRows, both.size(),
                                    by_vertex_in(whole.reader(), graph, both, itself), answer);
  if (!page) return fail(page.error());
  std::vector<EdgeId> edges;
  for (std::size_t i = page->begin; i < page->end; ++i) {
    edges.push_back(citation_of(graph.graph(), a, both[i], follow));
    edges.push_back(citation_of(graph.graph(), b, both[i], follow));
  }
  std::vector<VertexId> sides{*graph.vertex_of(a.node.id), *graph.vertex_of(b.node.id)};
  const Result<Shown> shown = Shown::make(whole.reader(), graph, sides, edges);
  if (!shown) return fail(shown.error());

  answer.table.columns = node_columns({follow == Follow::Cites ? "cited_by" : "cites", "a_relation",
                                       "b_relation", "a_evidence", "b_evidence"});
  answer.table.below = {"a_evidence", "b_evidence"};
  for (std::size_t i = page->begin; i < page->end; ++i) {
    const std::size_t at = 2 * (i - page->begin);
    const Citation& of_a = shown->citation(edges[at]);
    const Citation& of_b = shown->citation(edges[at + 1]);
    const std::size_t links = follow == Follow::Cites ? graph.graph().cited_by(both[i]).size()
                                                      : graph.graph().cites(both[i]).size();
    std::vector<Cell> cells = shown->cells(both[i]);
    cells.insert(cells.end(), {number_cell(links), std::string(name_of(of_a.relation)),
                               std::string(name_of(of_b.relation)), text_cell(best_evidence(of_a)),
                               text_cell(best_evidence(of_b))});
    answer.table.add(std::move(cells), shown->node(both[i]).key);
  }
  if (both.empty()) {
    answer.nothing = verdict(a, b, 0, follow);
  } else {
    answer.remarks.push_back(verdict(a, b, both.size(), follow));
  }
  answer.network = shown->network();
  answer.drawing.emphasised = {shown->in_network(sides[0]), shown->in_network(sides[1])};
  return answer;
}

Result<int> run_common(Session& session, const Arguments& arguments) {
  Result<WholeGraph> whole = WholeGraph::open(session, arguments);
  if (!whole) return fail(whole.error());
  const Result<Node> a = whole->find(arguments.positional[0]);
  if (!a) return fail(a.error());
  const Result<Node> b = whole->find(arguments.positional[1]);
  if (!b) return fail(b.error());
  if (a->id == b->id) {
    return fail(ErrorCode::BadRequest, "that is one and the same node",
                "'whocites cites' and 'cited-by' tell about one");
  }
  if (auto loaded = whole->load(); !loaded) return fail(loaded.error());
  const Side side_a{*a, with_parts(whole->graph(), a->id)};
  const Side side_b{*b, with_parts(whole->graph(), b->id)};
  const Follow follow = arguments.has("cited-by") ? Follow::CitedBy : Follow::Cites;
  Result<Answer> answer = answer_of(session, *whole, follow, side_a, side_b);
  if (!answer) return fail(answer.error());
  return session.print(std::move(*answer));
}

}  // namespace

Command describe_common() {
  return {
      .name = "common",
      .group = "Ask",
      .arguments = "A B",
      .summary = "what both cite; of outlets, what their articles do",
      .options = {{"cited-by", "", "instead: what cites both"}},
      .min_positional = 2,
      .max_positional = 2,
      .filters = true,
      .long_work = true,
      .run = run_common,
  };
}

}  // namespace whocites::cli
