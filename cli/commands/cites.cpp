// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "cli/commands/parts.h"
#include "storage/direct_citations.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

Result<int> ask(Session& session, const Arguments& arguments, Direction direction) {
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  const Result<Node> node = find_node(*reader, arguments.positional.front());
  if (!node) return fail(node.error());
  Result<Network> network = direct_citations(*reader, *node, direction, *filter);
  if (!network) return fail(network.error());
  const bool forward = direction == Direction::Cites;
  Answer answer;
  answer.table.columns = {"key",      "name",       "kind",     "outlet",  "date",
                          "relation", "confidence", "evidence", "verdict", "through"};
  answer.table.below = {"evidence"};
  answer.tree.push_back(printable(label_of(*node)));
  for (const Citation& citation : network->citations) {
    const Node& near = network->node(*network->vertex_of(forward ? citation.from : citation.to));
    const VertexId far_vertex = *network->vertex_of(forward ? citation.to : citation.from);
    const Node& far = network->node(far_vertex);
    // Of an outlet its own citations, and those of what it published, which are labelled.
    const bool own = near.id == node->id;
    if (!own && near.part_of != node->id) continue;
    const Result<Cell> outlet = outlet_cell(*reader, far);
    if (!outlet) return fail(outlet.error());
    Cell through;
    if (!own) through = label_of(near);
    answer.table.add(
        {far.key, name_cell(far), std::string(name_of(far.kind)), *outlet,
         date_cell(far.facts.date), std::string(name_of(citation.relation)),
         confidence_cell(citation), text_cell(best_evidence(citation)), verdict_cell(citation),
         through},
        far.key + "#" + std::string(name_of(citation.relation)) + (own ? "" : "#" + near.key));
    answer.tree.push_back((forward ? "→ " : "← ") + printable(full_label(*network, far_vertex)) +
                          "  (" + std::string(name_of(citation.relation)) + ")" +
                          (own ? "" : ", through " + printable(label_of(near))));
  }
  answer.nothing =
      forward ? "cites nothing, as far as this store knows" : "cited by nothing in this store";
  answer.drawing.emphasised = {*network->vertex_of(node->id)};
  answer.network = std::move(*network);
  return session.print(std::move(answer));
}

Result<int> run_cites(Session& session, const Arguments& arguments) {
  return ask(session, arguments, Direction::Cites);
}
Result<int> run_cited_by(Session& session, const Arguments& arguments) {
  return ask(session, arguments, Direction::CitedBy);
}

}  // namespace

Command describe_cites() {
  return {
      .name = "cites",
      .group = "Ask",
      .arguments = "X",
      .summary = "what X cites; of an outlet also what its articles cite",
      .min_positional = 1,
      .max_positional = 1,
      .filters = true,
      .run = run_cites,
  };
}

Command describe_cited_by() {
  return {
      .name = "cited-by",
      .group = "Ask",
      .arguments = "X",
      .summary = "who cites X; of an outlet also who cites its articles",
      .min_positional = 1,
      .max_positional = 1,
      .filters = true,
      .run = run_cited_by,
  };
}

}  // namespace whocites::cli
