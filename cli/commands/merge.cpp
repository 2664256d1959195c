// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/merge.h"

#include "cli/commands/merge_words.h"
#include "cli/commands/parts.h"

namespace whocites::cli {
namespace {

std::string summary_line(const MergeResult& result, const std::string& name, bool dry_run) {
  return (dry_run ? "would merge " : "merged ") + brought_words(result, name, dry_run) + "; " +
         counted(result.known, "batch was", "batches were") + " here already; " +
         counted(result.conflict_count, "conflict", "conflicts");
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
  options.who = Session::who();
  options.dry_run = dry_run;
  const Result<MergeResult> result = merge_store(**ours, **theirs, options);
  if (!result) return fail(result.error());
  Answer answer;
  answer.remarks.push_back(summary_line(*result, options.name, dry_run));
  add_conflicts(*result, answer);
  if (dry_run) remark_batches(session, result->batches);
  tell_prints(session, result->prints);
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
