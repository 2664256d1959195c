// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/merge.h"

#include <filesystem>

#include "base/text.h"
#include "cli/commands/parts.h"

namespace whocites::cli {
namespace {

constexpr std::size_t kListedBatches = 20;

// "colleague.db" of "/home/ana/colleague.db/": a path says too much about a machine.
std::string store_name(const std::string& path) {
  const std::filesystem::path clean = std::filesystem::path(path).lexically_normal();
  return (clean.has_filename() ? clean : clean.parent_path()).filename().string();
}

// A dry run also works where there is no store yet.
Result<Store*> store_to_merge_into(Session& session, bool dry_run,
                                   std::unique_ptr<Store>& scratch) {
  if (!dry_run) return session.store_to_write();
  Result<Store*> store = session.store_to_read();
  if (store || store.error().code != ErrorCode::NotFound) return store;
  scratch = make_memory_store();
  return scratch.get();
}

void remark_batches(const Session& session, const std::vector<Batch>& batches) {
  for (std::size_t i = 0; i < batches.size() && i < kListedBatches; ++i) {
    const Batch& batch = batches[i];
    session.remark("would come: batch " + std::to_string(batch.origin->batch.value) + " of " +
                   printable(batch.who) + ", " + to_string(batch.origin->time) + ": " +
                   printable(batch.summary));
  }
  if (batches.size() > kListedBatches) {
    session.remark("and " + counted(batches.size() - kListedBatches, "more batch", "more batches"));
  }
}

std::string summary_line(const MergeResult& result, const std::string& name, bool dry_run) {
  std::string line = dry_run ? "would merge " : "merged ";
  line += counted(result.batches.size(), "batch", "batches") + " from " + printable(name);
  if (!result.batches.empty() && !dry_run) {
    line += " as " + std::to_string(result.batches.front().id.value);
    if (result.batches.size() > 1) line += "-" + std::to_string(result.batches.back().id.value);
  }
  line += ", " + counted(result.new_nodes, "new key", "new keys");
  line += "; " + counted(result.known, "batch was", "batches were") + " here already; ";
  return line + counted(result.conflict_count, "conflict", "conflicts");
}

Result<int> run_merge(Session& session, const Arguments& arguments) {
  const std::string& path = arguments.positional.front();
  const bool dry_run = arguments.has("dry-run");
  const auto theirs = open_rocksdb_store(path, OpenMode::Read);
  if (!theirs) return fail(theirs.error());
  std::unique_ptr<Store> scratch;
  const Result<Store*> ours = store_to_merge_into(session, dry_run, scratch);
  if (!ours) return fail(ours.error());
  MergeOptions options;
  options.name = arguments.has("name") ? arguments.text("name") : store_name(path);
  options.now = Session::now();
  options.dry_run = dry_run;
  const Result<MergeResult> result = merge_store(**ours, **theirs, options);
  if (!result) return fail(result.error());
  Answer answer;
  answer.table.columns = {"key", "field", "ours", "theirs"};
  for (const MergeConflict& conflict : result->conflicts) {
    answer.table.add({conflict.key, conflict.field, conflict.ours, conflict.theirs},
                     conflict.key + "#" + conflict.field);
  }
  if (dry_run) remark_batches(session, result->batches);
  answer.remarks.push_back(summary_line(*result, options.name, dry_run));
  if (result->conflict_count != 0) {
    answer.remarks.push_back(
        "both values are kept; what was merged is the later and is seen. "
        "'set', 'confirm', 'reject' or 'undo BATCH' decide otherwise");
  }
  return session.print(std::move(answer));
}

}  // namespace

Command describe_merge() {
  return {
      .name = "merge",
      .group = "Bring in",
      .arguments = "OTHER.db",
      .summary = "bring the batches of another store into this one; list conflicts",
      .options = {{"dry-run", "", "show what would come, and store nothing"},
                  {"name", "TEXT", "what the log calls the other store, if not by its folder"},
                  {"no-sync", "", "faster; what was stored last may be lost if the power fails"}},
      .min_positional = 1,
      .max_positional = 1,
      .run = run_merge,
  };
}

}  // namespace whocites::cli
