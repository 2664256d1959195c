// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "cli/commands/parts.h"

namespace whocites::cli {
namespace {

struct Counts {
  std::map<Kind, std::uint64_t> kinds;
  std::map<Relation, std::uint64_t> relations;
  std::uint64_t unresolved = 0;
  std::uint64_t undated = 0;
  std::uint64_t evidence = 0;
  std::uint64_t confirmed = 0;
  std::uint64_t rejected = 0;
};

Counts count(const Network& network) {
  Counts counts;
  for (const Node& node : network.nodes) {
    ++counts.kinds[node.kind];
    if (node.facts.unresolved) ++counts.unresolved;
    if (node.kind == Kind::Article && !node.facts.date) ++counts.undated;
  }
  for (const Citation& citation : network.citations) {
    ++counts.relations[citation.relation];
    counts.evidence += citation.evidence.size();
    if (is_confirmed(citation)) ++counts.confirmed;
    if (is_rejected(citation)) ++counts.rejected;
  }
  return counts;
}

// Apart from the counts, since it reads no row: the whole graph need not be loaded for it.
Result<int> print_sizes(Session& session) {
  const Result<Store*> store = session.store_to_read();
  if (!store) return fail(store.error());
  const Result<std::vector<PartSize>> parts = (*store)->sizes();
  if (!parts) return fail(parts.error());
  Answer answer;
  answer.table.columns = {"part", "bytes", "rows"};
  std::uint64_t all = 0;
  for (const PartSize& part : *parts) {
    answer.table.add(
        {part.name, number_cell(part.bytes), part.rows ? number_cell(*part.rows) : Cell()});
    all += part.bytes;
  }
  answer.table.add({"all", number_cell(all), Cell()});
  return session.print(std::move(answer));
}

Result<int> run_stats(Session& session, const Arguments& arguments) {
  if (arguments.has("sizes")) return print_sizes(session);
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  filter->include_rejected = true;
  const Result<Network> network = reader->network(*filter);
  if (!network) return fail(network.error());
  const Counts counts = count(*network);
  std::uint64_t batches = 0;
  const auto tally = [&](const Batch& batch) {
    batches += reader->view().sees(batch.id) ? 1 : 0;
    return true;
  };
  if (auto done = reader->store().scan_batches(tally); !done) return fail(done.error());
  Answer answer;
  answer.table.columns = {"what", "count"};
  const auto add = [&](std::string what, std::uint64_t number) {
    answer.table.add({std::move(what), number_cell(number)});
  };
  add("nodes", network->nodes.size());
  for (const auto& [kind, number] : counts.kinds) add(std::string(plural_of(kind)), number);
  add("unresolved names", counts.unresolved);
  add("articles without a date", counts.undated);
  add("citations", network->citations.size());
  for (const auto& [relation, number] : counts.relations) {
    add("citations: " + std::string(name_of(relation)), number);
  }
  add("pieces of evidence", counts.evidence);
  add("confirmed citations", counts.confirmed);
  add("rejected citations", counts.rejected);
  add("batches that stand", batches);
  return session.print(std::move(answer));
}

}  // namespace

Command describe_stats() {
  return {
      .name = "stats",
      .group = "Ask",
      .arguments = "",
      .summary = "how much of what the store holds",
      .options = {{"sizes", "", "instead, what each part of the store takes on disk"}},
      .filters = true,
      .run = run_stats,
  };
}

}  // namespace whocites::cli
