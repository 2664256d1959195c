// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/outlets.h"

#include "cli/commands/parts.h"

namespace whocites::cli {
namespace {

Result<int> run_outlets(Session& session, const Arguments&) {
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  const Result<Network> network = reader->network(*filter);
  if (!network) return fail(network.error());
  const auto name = [&](const std::optional<VertexId>& outlet) -> Cell {
    if (!outlet) return std::monostate{};
    return label_of(network->node(*outlet));
  };
  const auto key = [&](const std::optional<VertexId>& outlet) {
    return outlet ? network->node(*outlet).key : std::string();
  };
  Answer answer;
  answer.table.columns = {"citing_outlet", "cited_outlet", "citations",
                          "citing_nodes",  "citing_key",   "cited_key"};
  answer.table.hidden = {"citing_key", "cited_key"};
  std::uint64_t without = 0;
  for (const OutletCitations& row : outlet_citations(*network)) {
    if (!row.from || !row.to) without += row.citation_count;
    answer.table.add(
        {name(row.from), name(row.to), number_cell(row.citation_count),
         number_cell(row.article_count), text_cell(key(row.from)), text_cell(key(row.to))},
        key(row.from) + "#" + key(row.to));
  }
  if (without != 0) {
    answer.remarks.push_back(counted(without, "citation has", "citations have") +
                             " an end of which no outlet is known (left blank)");
  }
  answer.nothing = "no citations";
  return session.print(std::move(answer));
}

}  // namespace

Command describe_outlets() {
  return {
      .name = "outlets",
      .group = "Ask",
      .arguments = "",
      .summary = "which outlet cites which, counted; articles count for their outlet",
      .filters = true,
      .run = run_outlets,
  };
}

}  // namespace whocites::cli
