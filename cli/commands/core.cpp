// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/core.h"

#include <algorithm>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/commands/windows.h"
#include "cli/shown.h"

namespace whocites::cli {
namespace {

constexpr std::uint64_t kUsualRows = 20;

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
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  Answer answer;
  const Result<Window> window = Window::make(arguments, kUsualRows, answer);
  if (!window) return fail(window.error());
  const Result<SourceGraph> graph = session.source_graph(*reader, *filter);
  if (!graph) return fail(graph.error());
  const std::vector<std::uint32_t> core = core_numbers(graph->graph());
  const std::vector<VertexId> order = innermost_first(core);
  std::vector<VertexId> rows;
  for (std::size_t i = window->first; i < window->end(order.size()); ++i) rows.push_back(order[i]);
  const Result<Shown> shown = Shown::make(*reader, *graph, rows);
  if (!shown) return fail(shown.error());

  answer.table.columns = node_columns({"core", "cites", "cited_by"});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<Cell> cells = shown->cells(rows[i]);
    cells.insert(cells.end(), {number_cell(core[rows[i].value]),
                               number_cell(graph->graph().cites(rows[i]).size()),
                               number_cell(graph->graph().cited_by(rows[i]).size())});
    answer.table.add(std::move(cells), std::to_string(window->first + i + 1));
  }
  answer.nothing = "the store is empty, or the filter leaves nothing";
  if (!order.empty()) answer.remarks.push_back(verdict(core, order));
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
      .run = run_core,
  };
}

}  // namespace whocites::cli
