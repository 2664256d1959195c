// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rocksdb/status.h>
#include <rocksdb/utilities/backup_engine.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/backup.h"

// What making and restoring backups share: RocksDB's BackupEngine on a folder, and the note that
// each backup carries.
namespace whocites::storage::detail {

// Lines of text kept with each backup as the engine's application metadata:
//   whocites store, format 1     the store's marker file, as it was
//   entries 12                   of the store's log
//   origin <64 hex digits>       tells stores apart, see origin_of(); absent for an empty store
//   sha256 <64 hex digits>       of the lines above: the engine does not check its metadata
struct BackupNote {
  std::string marker;  // with its line end
  std::uint32_t format = 0;
  std::uint32_t entries = 0;
  std::string origin;
};
std::string encode(const BackupNote& note);
std::optional<BackupNote> decode_note(std::string_view text);

// The format that a marker's one line states; absent when it states none.
std::optional<std::uint32_t> format_in(std::string_view marker);

rocksdb::BackupEngineOptions engine_options(const std::string& folder);

// What `folder` holds, read without changing anything: NotFound when it is not there, BadRequest
// when it is no folder of backups.
Result<std::unique_ptr<rocksdb::BackupEngineReadOnly>> open_backups(const std::string& folder);

// All of them, ascending by id. Damaged when one says nothing of a store.
Result<std::vector<Backup>> backups_in(const rocksdb::BackupEngineReadOnlyBase& engine,
                                       const std::string& folder);

// RocksDB's word for what went wrong with backups. Requires: !status.ok().
Error backup_error(const rocksdb::Status& status, const std::string& folder);

// The whole of what a folder's file lists changed is on disk. True when that worked.
bool sync_folder(const std::string& path);

}  // namespace whocites::storage::detail
