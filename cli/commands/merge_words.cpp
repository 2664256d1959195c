// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/merge_words.h"

#include <filesystem>

#include "base/text.h"
#include "cli/commands/parts.h"

namespace whocites::cli {
namespace {

constexpr std::size_t kListedBatches = 20;

}  // namespace

std::string store_name(const std::string& path) {
  const std::filesystem::path clean = std::filesystem::path(path).lexically_normal();
  return (clean.has_filename() ? clean : clean.parent_path()).filename().string();
}

Result<Store*> store_to_merge_into(Session& session, bool dry_run,
                                   std::unique_ptr<Store>& scratch) {
  if (!dry_run) return session.store_to_write();
  Result<Store*> store = session.store_to_read();
  if (store || store.error().code != ErrorCode::NotFound) return store;
  scratch = make_memory_store();
  return scratch.get();
}

void add_conflicts(const MergeResult& result, Answer& answer) {
  answer.table.columns = {"key", "field", "ours", "theirs"};
  for (const MergeConflict& conflict : result.conflicts) {
    answer.table.add({conflict.key, conflict.field, conflict.ours, conflict.theirs},
                     conflict.key + "#" + conflict.field);
  }
  if (result.conflict_count == 0) return;
  answer.remarks.push_back(
      "both values are kept; what was merged is the later and is seen. "
      "'set', 'confirm', 'reject' or 'undo BATCH' decide otherwise");
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

std::string brought_words(const MergeResult& result, const std::string& name, bool dry_run) {
  std::string line =
      counted(result.batches.size(), "batch", "batches") + " from " + printable(name);
  if (!result.batches.empty() && !dry_run) {
    line += " as " + std::to_string(result.batches.front().id.value);
    if (result.batches.size() > 1) line += "-" + std::to_string(result.batches.back().id.value);
  }
  return line + ", " + counted(result.new_nodes, "new key", "new keys");
}

}  // namespace whocites::cli
