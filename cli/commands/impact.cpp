// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/impact.h"

#include <algorithm>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/shown.h"
#include "storage/search.h"

namespace whocites::cli {
namespace {

std::string verdict(const std::string& name, const Impact& found) {
  if (found.affected.empty()) {
    return "Nothing in this store draws on " + name + ": nothing falls with it.";
  }
  const std::uint64_t others = found.affected.size() - found.only_count;
  std::string text = "If " + name + " is withdrawn, ";
  if (found.only_count == 0) {
    text += "nothing loses its only source";
  } else {
    text += counted(found.only_count, "node loses its only source", "nodes lose their only source");
  }
  if (others == 0) return text + ".";
  return text + (found.only_count == 0 ? "; " : ", and ") +
         counted(others, "node loses one of several", "nodes lose one of several") + ".";
}

void add_remarks(const Shown& shown, const Node& node, const Impact& found, Answer& answer) {
  if (found.affected.empty()) return;
  answer.remarks.push_back(
      "only source: every chain back from it, to whatever origin, passes what is withdrawn");
  const VertexId first = found.affected.front().vertex;
  if (!shown.has(first)) return;
  const std::string key = shell_word(shown.node(first).key);
  answer.remarks.push_back("check next: how the first of them uses it: " +
                           printable("whocites path " + key + " " + shell_word(node.key)));
}

Result<int> run_impact(Session& session, const Arguments& arguments) {
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  const Result<Node> node = find_node(*reader, arguments.positional.front());
  if (!node) return fail(node.error());
  const Result<SourceGraph> graph = session.source_graph(*reader, *filter, {node->id});
  if (!graph) return fail(graph.error());
  const VertexId source = *graph->vertex_of(node->id);
  const Impact found = impact(graph->graph(), source);
  const auto row_of = [&](VertexId vertex) {
    return static_cast<std::size_t>(
        std::find_if(found.affected.begin(), found.affected.end(),
                     [&](const Affected& affected) { return affected.vertex == vertex; }) -
        found.affected.begin());
  };
  const Result<RowRange> rows =
      rows_to_read(*reader, *graph, arguments, found.affected.size(), kUsualRows, row_of);
  if (!rows) return fail(rows.error());
  const auto affected = std::span(found.affected).subspan(rows->begin, rows->end - rows->begin);

  Shown shown(*graph);
  shown.add(source);
  for (const Affected& row : affected) shown.add(row.vertex);
  if (wants_picture(arguments)) shown.add_between();
  if (auto read = shown.read(*reader); !read) return fail(read.error());
  Answer answer;
  answer.table.columns = {"loses", "name", "key", "kind", "outlet", "date", "steps"};
  answer.usual_limit = kUsualRows;
  for (const Affected& row : affected) {
    const Node& at = shown.node(row.vertex);
    const Result<Cell> outlet = outlet_cell(*reader, at);
    if (!outlet) return fail(outlet.error());
    answer.table.add({std::string(row.loses_only_source ? "only source" : "one of several"),
                      label_of(at), at.key, std::string(name_of(at.kind)), *outlet,
                      date_cell(at.facts.date), number_cell(row.distance)},
                     at.key);
  }
  answer.remarks.push_back(verdict(printable(label_of(*node)), found));
  add_remarks(shown, *node, found, answer);
  answer.drawing.emphasised = {shown.in_network(source)};
  answer.network = shown.take();
  return session.print(std::move(answer));
}

}  // namespace

Command describe_impact() {
  return {
      .name = "impact",
      .group = "Ask",
      .arguments = "X",
      .summary = "what loses its only source, or one of several, if X is withdrawn",
      .min_positional = 1,
      .max_positional = 1,
      .filters = true,
      .run = run_impact,
  };
}

}  // namespace whocites::cli
