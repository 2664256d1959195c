// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "storage/direct_citations.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

// Names the row: who cites, or is cited, how, and through what.
std::string cursor_of(const Node& far, Relation relation, const Node* through) {
  const std::string cursor = far.key + "#" + std::string(name_of(relation));
  return through == nullptr ? cursor : cursor + "#" + through->key;
}

// The citations that the cursor may name. Keys may hold what stands between the parts.
Result<std::vector<CitationId>> named_by(const Reader& reader, const Node& node,
                                         Direction direction, const std::string& cursor) {
  std::vector<CitationId> found;
  const auto node_with = [&](const std::string& key) -> Result<std::optional<NodeId>> {
    const Result<std::optional<NodeId>> id = reader.store().find_key(key);
    if (!id || !*id) return id;
    const Result<std::optional<Node>> shown = reader.node(**id);
    if (!shown) return fail(shown.error());
    return *shown && (*shown)->key == key ? *id : std::nullopt;
  };
  for (std::size_t at = cursor.find('#'); at != std::string::npos; at = cursor.find('#', at + 1)) {
    const std::size_t end = cursor.find('#', at + 1);
    const auto relation = relation_named(cursor.substr(at + 1, end - at - 1));
    if (!relation) continue;
    const Result<std::optional<NodeId>> far = node_with(cursor.substr(0, at));
    if (!far) return fail(far.error());
    Result<std::optional<NodeId>> near = node.id;
    if (end != std::string::npos) near = node_with(cursor.substr(end + 1));
    if (!near) return fail(near.error());
    if (!*far || !*near || (end != std::string::npos && **near == node.id)) continue;
    if (direction == Direction::Cites) found.push_back({**near, **far, *relation});
    if (direction == Direction::CitedBy) found.push_back({**far, **near, *relation});
  }
  std::sort(found.begin(), found.end());
  return found;
}

// All citations, or, where rows are cut, the page that is asked for.
Result<Network> read_citations(const Session& session, const Reader& reader, const Node& node,
                               Direction direction, const Filter& filter, Answer& answer) {
  if (!session.cuts_rows()) return direct_citations(reader, node, direction, filter);
  PageRequest request;
  request.limit = session.limit().value_or(UINT64_MAX);
  std::vector<std::optional<CitationId>> begins{std::nullopt};
  if (const std::optional<std::string> cursor = session.after()) {
    const auto named = named_by(reader, node, direction, *cursor);
    if (!named) return fail(named.error());
    begins.assign(named->begin(), named->end());
  }
  for (const std::optional<CitationId>& after : begins) {
    request.after = after;
    Result<std::optional<CitationPage>> page =
        direct_citations(reader, node, direction, filter, request);
    if (!page) return fail(page.error());
    if (!*page) continue;
    answer.rest = Answer::Rest{(*page)->more, (*page)->left};
    return std::move((*page)->network);
  }
  return fail(session.no_such_row());
}

Result<int> ask(Session& session, const Arguments& arguments, Direction direction) {
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  const Result<Node> node = find_node(*reader, arguments.positional.front());
  if (!node) return fail(node.error());
  Answer answer;
  Result<Network> network = read_citations(session, *reader, *node, direction, *filter, answer);
  if (!network) return fail(network.error());
  const bool forward = direction == Direction::Cites;
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
    Cell through;
    if (!own) through = label_of(near);
    answer.table.add({far.key, name_cell(far), std::string(name_of(far.kind)),
                      outlet_cell(*network, far), date_cell(far.facts.date),
                      std::string(name_of(citation.relation)), confidence_cell(citation),
                      text_cell(best_evidence(citation)), verdict_cell(citation), through},
                     cursor_of(far, citation.relation, own ? nullptr : &near));
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
