// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/core.h"

#include <algorithm>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/page.h"
#include "cli/shown.h"
#include "cli/whole_graph.h"

namespace whocites::cli {
namespace {

std::string verdict(const std::vector<std::uint32_t>& core,
                    const std::vector<VertexId>& innermost_first) {
  const std::uint32_t innermost = core[innermost_first.front().value];
  const auto inside = std::count(core.begin(), core.end(), innermost);
  if (innermost == 0) return "nothing here is tied to anything else";
  return "the innermost core: " + counted(static_cast<std::uint64_t>(inside), "node", "nodes") +
         ", each tied at least " + counted(innermost, "time", "times") +
         " to others of them, citing or cited";
}

Result<int> run_core(Session& session, const Arguments& arguments) {
  const Result<WholeGraph> whole = WholeGraph::open_and_load(session, arguments);
  if (!whole) return fail(whole.error());
  const CitationGraph& graph = whole->structure();
  const auto core =
      whole->ask("taking cores apart", [&](const Work& work) { return core_numbers(graph, work); });
  if (!core) return fail(core.error());
  const std::vector<VertexId> order = innermost_first(*core);
  Answer answer;
  const auto itself = [](VertexId vertex) { return vertex; };
  const Result<Page> page =
      page_of(session, kFewRows, order.size(),
              by_vertex_in(whole->reader(), whole->graph(), order, itself), answer);
  if (!page) return fail(page.error());
  const auto rows = std::span(order).subspan(page->begin, page->size());
  const Result<Shown> shown =
      Shown::make(whole->reader(), whole->graph(), {rows.begin(), rows.end()});
  if (!shown) return fail(shown.error());

  answer.table.columns = node_columns({"core", "cites", "cited_by"});
  for (const VertexId row : rows) {
    std::vector<Cell> cells = shown->cells(row);
    cells.insert(cells.end(),
                 {number_cell((*core)[row.value]), number_cell(graph.cites(row).size()),
                  number_cell(graph.cited_by(row).size())});
    answer.table.add(std::move(cells), shown->node(row).key);
  }
  answer.nothing = "the store is empty, or the filter leaves nothing";
  if (!order.empty()) answer.remarks.push_back(verdict(*core, order));
  return session.print(std::move(answer));
}

}  // namespace

Command describe_core() {
  return {
      .name = "core",
      .group = "Ask",
      .arguments = "",
      .summary = "the most tightly knit part: who cites and is cited among themselves",
      .filters = true,
      .is_drawn = false,
      .long_work = true,
      .run = run_core,
  };
}

}  // namespace whocites::cli
