// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "base/text.h"
#include "cli/commands/parts.h"

namespace whocites::cli {
namespace {

// "colleague.db, batch 12 of 2024-03-01T09:00:00Z" for a merged one; else empty.
Cell origin_cell(const Batch& batch) {
  if (!batch.origin) return {};
  return batch.origin->store + ", batch " + std::to_string(batch.origin->batch.value) + " of " +
         to_string(batch.origin->time);
}

Result<int> run_log(Session& session, const Arguments&) {
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  std::map<BatchId, BatchId> withdrawn_by;
  std::vector<Batch> entries;
  const auto collect = [&](const Batch& batch) {
    if (batch.id > reader->view().last) return false;
    entries.push_back(batch);
    if (batch.target && reader->view().sees(batch.id)) withdrawn_by[*batch.target] = batch.id;
    return true;
  };
  if (auto done = reader->store().scan_batches(collect); !done) return fail(done.error());
  Answer answer;
  answer.table.columns = {"batch",    "time",          "who",    "action",  "nodes",   "citations",
                          "rejected", "taken_back_by", "origin", "summary", "sources", "sha256"};
  for (auto batch = entries.rbegin(); batch != entries.rend(); ++batch) {
    Cell taken_back;
    if (const auto by = withdrawn_by.find(batch->id); by != withdrawn_by.end()) {
      taken_back = number_cell(by->second.value);
    }
    std::vector<std::string> sources;
    std::vector<std::string> digests;
    for (const SourceFile& source : batch->sources) {
      sources.push_back(source.name);
      digests.push_back(source.digest);
    }
    const std::string summary = batch->summary.empty() ? "(removed by a purge)" : batch->summary;
    answer.table.add({number_cell(batch->id.value), to_string(batch->time), text_cell(batch->who),
                      std::string(name_of(batch->action)), number_cell(batch->node_count),
                      number_cell(batch->citation_count), number_cell(batch->rejected_count),
                      taken_back, origin_cell(*batch), summary, sources, digests});
  }
  answer.table.below = {"summary", "origin"};
  answer.table.hidden = {"sources", "sha256"};
  answer.nothing = "the log is empty";
  return session.print(std::move(answer));
}

}  // namespace

Command describe_log() {
  return {
      .name = "log",
      .group = "Decide",
      .arguments = "",
      .summary = "imports and decisions, newest first",
      .options = {{"as-of", "DATE", "the log as it was then"}},
      .run = run_log,
  };
}

}  // namespace whocites::cli
