// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/store.h"

// Brings the batches of another store into this one. Since a store holds assertions and overwrites
// none, merging is replaying: each batch of the other store becomes one batch here, with who,
// what, sources, evidence, judgements, decisions and kept texts as they were. Nodes are the same
// when their keys are. A batch that the other store withdrew is withdrawn here too, for the entry
// that does it is replayed as well.
//
// The time of a merged batch is that of the merge, so that `as_of` still tells what this store
// knew then; Batch::origin says from where it came and when it was made.
//
// A batch is not brought twice. It is known here when a batch of this store, made here or merged,
// has the same time of making, person, action, sources and counts, and says the same of the same
// keys; so merging A into B and B into A afterwards adds to A only what B itself made. When a purge
// removed a part of one of the two, the rest is compared: what was purged here does not come back
// with a batch that is here already (it does with one that is not).
//
// The articles that came are compared with those that were here: where they are prints of one text
// and nobody, here or there, said a word on it, a last batch, an import without sources, says so.
// It is of this store alone until it is merged elsewhere. A merge that fails before it leaves it
// out, and the next does not make up for it.
//
// Not brought: log entries of purges, which removed nothing here, and keys that no batch speaks of.
namespace whocites {

// Both stores have a value where only one can be seen. Both are kept; the merged one is the later
// and so the one that is seen, until a batch says otherwise.
struct MergeConflict {
  std::string key;  // of a node; of a citation "FROM relation TO"; of a decision "A = B"
  std::string
      field;  // "kind", "title", "date", "language", "country", "part_of", "judgement", "same"
  std::string ours;
  std::string theirs;
  friend bool operator==(const MergeConflict&, const MergeConflict&) = default;
};

struct MergeOptions {
  std::string name;      // what to call the other store in the log
  Timestamp now;         // the time of the merged batches
  std::string who;       // who merges; of the batch that says which texts are one
  bool dry_run = false;  // tell what would come, and store nothing
  // How many assertions and pieces of evidence are held in memory at once, unless one batch has
  // more: a batch is put together whole.
  std::size_t window = std::size_t{1} << 20;
  std::size_t max_conflicts = 10000;  // the others are counted only
};

struct MergeResult {
  std::vector<Batch> batches;            // as stored here, ascending
  std::uint64_t known = 0;               // batches that were here already
  std::uint64_t new_nodes = 0;           // keys that were not
  std::optional<Batch> compared;         // the batch that says which texts are one; not in batches
  std::uint64_t prints = 0;              // articles that it says have the text of another one
  std::vector<MergeConflict> conflicts;  // of what came, in order of their nodes
  std::uint64_t conflict_count = 0;
};

// Merges `theirs` into `ours`. Each batch is durable or absent, as with Store::commit; when a
// merge is cut short or fails, those that came before stay, and the next merge goes on after them.
// Fails as the two stores do.
//
// Time: `theirs` is read once for each `window` and once or twice before, with a look-up in `ours`
// for each node; `ours` is read once when it may have some of the batches already. Memory: the
// window or the largest batch (about 1.1 kB for each of its citations), 20 bytes for each node of
// either store, some hundred bytes for each batch of both, and, only where there were purges, 16
// bytes for each assertion and piece of evidence of batches that may be known.
Result<MergeResult> merge_store(Store& ours, const Store& theirs, const MergeOptions& options);

}  // namespace whocites
