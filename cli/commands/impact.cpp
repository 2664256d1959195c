// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/impact.h"

#include <algorithm>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/page.h"
#include "cli/shown.h"
#include "cli/whole_graph.h"

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
  Result<WholeGraph> whole = WholeGraph::open(session, arguments);
  if (!whole) return fail(whole.error());
  const Result<Node> node = whole->find(arguments.positional.front());
  if (!node) return fail(node.error());
  if (auto loaded = whole->load(); !loaded) return fail(loaded.error());
  const VertexId source = whole->vertex(*node);
  const auto found = whole->ask(
      "withdrawing", [&](const Work& work) { return impact(whole->structure(), source, work); });
  if (!found) return fail(found.error());
  Answer answer;
  const auto vertex_of = [](const Affected& affected) { return affected.vertex; };
  const Result<Page> page =
      page_of(session, kUsualRows, found->affected.size(),
              by_vertex_in(whole->reader(), whole->graph(), found->affected, vertex_of), answer);
  if (!page) return fail(page.error());
  const auto affected = std::span(found->affected).subspan(page->begin, page->size());

  Shown shown(whole->graph());
  shown.add(source);
  for (const Affected& row : affected) shown.add(row.vertex);
  if (wants_picture(arguments)) shown.add_between();
  if (auto read = shown.read(whole->reader()); !read) return fail(read.error());
  answer.table.columns = {"loses", "name", "key", "kind", "outlet", "date", "steps"};
  for (const Affected& row : affected) {
    const Node& at = shown.node(row.vertex);
    const Result<Cell> outlet = outlet_cell(whole->reader(), at);
    if (!outlet) return fail(outlet.error());
    answer.table.add({std::string(row.loses_only_source ? "only source" : "one of several"),
                      label_of(at), at.key, std::string(name_of(at.kind)), *outlet,
                      date_cell(at.facts.date), number_cell(row.distance)},
                     at.key);
  }
  answer.remarks.push_back(verdict(printable(label_of(*node)), *found));
  add_remarks(shown, *node, *found, answer);
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
      .long_work = true,
      .run = run_impact,
  };
}

}  // namespace whocites::cli
