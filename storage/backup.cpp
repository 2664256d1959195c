// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/backup.h"

#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "storage/detail/backup_folder.h"
#include "storage/detail/file_system.h"
#include "storage/detail/rocksdb_files.h"
#include "storage/store.h"

namespace whocites {
namespace {

namespace fs = std::filesystem;
using namespace storage::detail;  // NOLINT: this file is a part of the same adapter

// What stays the same of a store's first entry, whatever is purged; a restored store has it too.
Result<std::string> origin_of(const Store& store) {
  const Result<std::optional<Batch>> first = store.batch(BatchId(1));
  if (!first) return fail(first.error());
  if (!*first) return std::string();
  std::string text = to_string((*first)->time) + "\n" + (*first)->who + "\n";
  for (const SourceFile& source : (*first)->sources) text += source.digest + "\n";
  return sha256_hex(text);
}

Result<BackupNote> note_of(const Store& store, const std::string& path) {
  BackupNote note;
  std::ifstream marker(path + "/WHOCITES", std::ios::binary);
  std::getline(marker, note.marker);
  note.marker += '\n';
  const std::optional<std::uint32_t> format = format_in(note.marker);
  if (!format) return fail(ErrorCode::Damaged, "'" + path + "/WHOCITES' cannot be read");
  note.format = *format;
  note.entries = store.next_batch().value - 1;
  const Result<std::string> origin = origin_of(store);
  if (!origin) return fail(origin.error());
  note.origin = *origin;
  return note;
}

// Backups go into a folder that is new or empty, or has backups of the same store.
Result<void> check_folder(const std::string& folder, const std::string& origin) {
  std::error_code failure;
  if (!fs::exists(folder, failure)) return {};
  if (fs::is_directory(folder, failure) && fs::is_empty(folder, failure)) return {};
  const auto engine = open_backups(folder);
  if (!engine) return fail(engine.error());
  if (auto known = backups_in(**engine, folder); !known) return fail(known.error());
  std::vector<rocksdb::BackupInfo> backups;
  (*engine)->GetBackupInfo(&backups);
  for (const rocksdb::BackupInfo& backup : backups) {
    const std::string other = decode_note(backup.app_metadata)->origin;
    if (other.empty() || origin.empty() || other == origin) continue;
    return fail(ErrorCode::BadRequest, "'" + folder + "' holds backups of another store",
                "name a folder of its own");
  }
  return {};
}

// Removes the folders that it made, unless they are to stay.
class MadeFolder {
 public:
  explicit MadeFolder(const std::string& path) : path_(path) {
    std::error_code failure;
    made_ = !fs::exists(path, failure);
    fs::create_directories(path, failure);
    error_ = failure;
  }
  ~MadeFolder() {
    std::error_code ignored;
    if (made_) fs::remove_all(path_, ignored);
  }
  MadeFolder(const MadeFolder&) = delete;
  MadeFolder& operator=(const MadeFolder&) = delete;

  const std::error_code& error() const { return error_; }
  void stays() {
    if (made_) sync_folder(fs::absolute(path_).lexically_normal().parent_path());
    made_ = false;
  }

 private:
  std::string path_;
  bool made_ = false;
  std::error_code error_;
};

Result<std::uint32_t> add_backup(rocksdb::BackupEngine& engine, rocksdb::DB& db,
                                 const BackupNote& note, const std::string& folder) {
  rocksdb::CreateBackupOptions options;
  options.flush_before_backup = true;  // tables are shared with later backups, logs are not
  rocksdb::BackupID id = 0;
  rocksdb::Status status = engine.CreateNewBackupWithMetadata(options, &db, encode(note), &id);
  if (!status.ok()) return fail(backup_error(status, folder));
  // Tables that were there already were not read: one that has rotted would be in this one too.
  status = engine.VerifyBackup(id, /*verify_with_checksum=*/true);
  if (status.ok()) return id;
  engine.DeleteBackup(id);
  return fail(backup_error(status, folder));
}

}  // namespace

Result<Backup> create_backup(const std::string& store, const std::string& folder,
                             std::optional<std::uint32_t> keep) {
  if (keep == 0) return fail(ErrorCode::BadRequest, "at least one backup must be kept");
  // Opened as a store first, for that finishes a purge that was cut short.
  Result<std::unique_ptr<Store>> opened = open_rocksdb_store(store, OpenMode::WriteExisting);
  if (!opened) return fail(opened.error());
  const Result<BackupNote> note = note_of(**opened, store);
  if (!note) return fail(note.error());
  if (auto fit = check_folder(folder, note->origin); !fit) return fail(fit.error());
  opened->reset();
  const auto files = RocksDbFiles::open(store, OpenMode::WriteExisting);
  if (!files) return fail(files.error());
  rocksdb::Status status = (*files)->db().VerifyChecksum();
  if (!status.ok()) return fail(to_error(status, store));
  MadeFolder made(folder);
  if (made.error()) {
    return fail(ErrorCode::Io, "cannot create '" + folder + "': " + made.error().message());
  }
  rocksdb::BackupEngine* raw = nullptr;
  status = rocksdb::BackupEngine::Open(engine_options(folder), environment(), &raw);
  const std::unique_ptr<rocksdb::BackupEngine> engine(raw);
  if (!status.ok()) return fail(backup_error(status, folder));
  const Result<std::uint32_t> id = add_backup(*engine, (*files)->db(), *note, folder);
  if (!id) return fail(id.error());
  made.stays();
  if (keep) status = engine->PurgeOldBackups(*keep);
  if (!status.ok()) return fail(backup_error(status, folder));
  const Result<std::vector<Backup>> backups = backups_in(*engine, folder);
  if (!backups) return fail(backups.error());
  for (const Backup& backup : *backups) {
    if (backup.id == *id) return backup;
  }
  return fail(ErrorCode::Damaged, "the backup in '" + folder + "' cannot be read back");
}

Result<std::vector<Backup>> list_backups(const std::string& folder) {
  const auto engine = open_backups(folder);
  if (!engine) return fail(engine.error());
  return backups_in(**engine, folder);
}

}  // namespace whocites
