// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/error.h"

// Backups of a store on disk: a folder that holds several, each of which can be restored by its
// number. Backups of one store share the tables that did not change, so that a further one costs
// only what is new. What a purge removes stays in the backups that were made before it.
//
// Thread rule: one call at a time on one folder of backups.
namespace whocites {

struct Backup {
  std::uint32_t id = 0;       // counts from 1; never reused
  bool is_damaged = false;    // files are missing; nothing else is known then
  Timestamp time;             // when it was made
  std::uint64_t bytes = 0;    // what it takes when restored; some is shared with other backups
  std::uint32_t format = 0;   // of the store
  std::uint32_t entries = 0;  // of the store's log
};

// Adds a backup of the store in the folder `store` to `folder`, which is made when there is none;
// then deletes the oldest so that `keep` are left. The store is locked against other writers
// meanwhile, readers are not disturbed. Checksums of the store are verified first and those of the
// backup afterwards, so that a damaged store never pushes out good backups: O(store) to read,
// O(what is new) to write. On failure the folder has the backups it had.
//
// Locked and NotFound as when opening to write; Damaged when bytes of the store, or of tables in
// `folder` that the new backup would share, are wrong; BadRequest when `folder` holds something
// else, or backups of another store (of one with another first entry in its log), or `keep` is 0;
// Io when the disk refuses.
Result<Backup> create_backup(const std::string& store, const std::string& folder,
                             std::optional<std::uint32_t> keep = std::nullopt);

// The backups in `folder`, ascending. NotFound when there is no such folder, BadRequest when it
// holds no backups of a store. O(files); checksums are not read.
Result<std::vector<Backup>> list_backups(const std::string& folder);

// Restores a backup, or the newest, as a new store in the folder `target`, which must not exist
// or be empty: first into the folder "TARGET.restoring" beside it, where checksums are verified
// and the store is opened; then it is renamed. So `target` is the whole store or not there; what a
// restore that was cut short left behind, the next one removes. O(store).
//
// NotFound when there is no such folder or backup; BadRequest when `target` is taken; Locked when
// another process is restoring there; Damaged when bytes of the backup are wrong or its format is
// newer than this program; Io when the disk refuses.
Result<Backup> restore_backup(const std::string& folder, const std::string& target,
                              std::optional<std::uint32_t> id = std::nullopt);

}  // namespace whocites
