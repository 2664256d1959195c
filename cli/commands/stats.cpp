// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/parts.h"
#include "cli/long_work.h"
#include "storage/contents.h"

namespace whocites::cli {
namespace {

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

struct Counted {
  Contents contents;
  std::uint64_t batches = 0;  // that stand
};

Result<Counted> count(const Session& session, const Reader& reader, const Filter& filter,
                      const Work& work) {
  Filter everything;
  everything.include_rejected = true;
  const Result<SourceGraph> whole =
      session.source_graph(reader, everything, {}, work.stage(0, 0.4));
  if (!whole) return fail(whole.error());
  const Result<Contents> contents =
      count_contents(reader, *whole, filtered(*whole, filter), work.stage(0.4, 1));
  if (!contents) return fail(contents.error());
  Counted counted{*contents};
  const auto tally = [&](const Batch& batch) {
    counted.batches += reader.view().sees(batch.id) ? 1 : 0;
    return true;
  };
  if (auto done = reader.store().scan_batches(tally); !done) return fail(done.error());
  return counted;
}

Result<int> run_stats(Session& session, const Arguments& arguments) {
  if (arguments.has("sizes")) return print_sizes(session);
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  Result<Filter> filter = session.filter(*reader);
  if (!filter) return fail(filter.error());
  filter->include_rejected = true;
  const auto counted = do_long_work(session, arguments, "counting", [&](const Work& work) {
    return count(session, *reader, *filter, work);
  });
  if (!counted) return fail(counted.error());
  Answer answer;
  answer.table.columns = {"what", "count"};
  const auto add = [&](std::string what, std::uint64_t number) {
    answer.table.add({std::move(what), number_cell(number)});
  };
  const Contents& contents = counted->contents;
  add("nodes", contents.nodes);
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (contents.of_kind[i] != 0) add(std::string(kKinds[i].plural), contents.of_kind[i]);
  }
  add("unresolved names", contents.unresolved);
  add("articles without a date", contents.undated_articles);
  add("citations", contents.citations);
  for (std::size_t i = 0; i < kRelations.size(); ++i) {
    const std::uint64_t number = contents.of_relation[i];
    if (number != 0) add("citations: " + std::string(kRelations[i].name), number);
  }
  add("pieces of evidence", contents.evidence);
  add("confirmed citations", contents.confirmed);
  add("rejected citations", contents.rejected);
  add("batches that stand", counted->batches);
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
      .is_drawn = false,
      .long_work = true,
      .run = run_stats,
  };
}

}  // namespace whocites::cli
