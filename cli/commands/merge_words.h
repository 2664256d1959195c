// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "cli/session.h"
#include "storage/merge.h"

// What `merge` and the import of a case share.
namespace whocites::cli {

// "colleague.db" of "/home/ana/colleague.db/": a path says too much about a machine.
std::string store_name(const std::string& path);

// The store that batches are brought into. A dry run also works where there is none yet; then it is
// `scratch`.
Result<Store*> store_to_merge_into(Session& session, bool dry_run, std::unique_ptr<Store>& scratch);

// A row for each value that both stores have, and what to do about them.
void add_conflicts(const MergeResult& result, Answer& answer);

// What a dry run would bring.
void remark_batches(const Session& session, const std::vector<Batch>& batches);

// "3 batches from case.zip as 4-6, 12 new keys".
std::string brought_words(const MergeResult& result, const std::string& name, bool dry_run);

}  // namespace whocites::cli
