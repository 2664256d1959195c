// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "storage/backup.h"
#include "storage/detail/backup_folder.h"
#include "storage/detail/encoding.h"
#include "storage/detail/rocksdb_files.h"
#include "storage/store.h"

namespace whocites {
namespace {

namespace fs = std::filesystem;
using namespace storage::detail;  // NOLINT: this file is a part of the same adapter

Result<void> check_target(const std::string& target) {
  std::error_code failure;
  const fs::file_status there = fs::symlink_status(target, failure);
  if (!fs::exists(there)) return {};
  if (fs::is_directory(there) && fs::is_empty(target, failure)) return {};
  return fail(ErrorCode::BadRequest, "'" + target + "' exists, and nothing is overwritten",
              "restore to another place, or move that one away first");
}

// The folder beside the target that a store is restored into. It holds a lock file, which tells
// what it is and whether somebody is at work in it, and the store to be. Removed at the end.
class Workshop {
 public:
  static Result<std::unique_ptr<Workshop>> enter(const std::string& target) {
    std::unique_ptr<Workshop> workshop(new Workshop(target + ".restoring"));
    if (auto ready = workshop->prepare(); !ready) return fail(ready.error());
    return workshop;
  }
  ~Workshop() {
    std::error_code ignored;
    if (lock_ >= 0) fs::remove_all(path_, ignored);
    if (lock_ >= 0) ::close(lock_);
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;

  std::string store() const { return path_ + "/store"; }

 private:
  explicit Workshop(std::string path) : path_(std::move(path)) {}

  Result<void> prepare() {
    const std::string lock_file = path_ + "/RESTORING";
    std::error_code failure;
    const bool ours = !fs::exists(path_, failure) || fs::exists(lock_file, failure) ||
                      (fs::is_directory(path_, failure) && fs::is_empty(path_, failure));
    if (!ours) {
      return fail(ErrorCode::BadRequest, "'" + path_ + "' is in the way and no leftover of mine",
                  "move it away, or restore to another place");
    }
    fs::create_directories(path_, failure);
    const int fd = ::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0) {
      return fail(ErrorCode::Io, "cannot write '" + lock_file + "': " + std::strerror(errno));
    }
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
      ::close(fd);
      return fail(ErrorCode::Locked, "another process is restoring into '" + path_ + "'",
                  "wait until it is done");
    }
    lock_ = fd;
    fs::remove_all(store(), failure);  // of a restore that was cut short
    fs::create_directory(store(), failure);
    if (failure) {
      return fail(ErrorCode::Io, "cannot create '" + store() + "': " + failure.message());
    }
    return {};
  }

  std::string path_;
  int lock_ = -1;
};

Error damaged(const Backup& backup, const std::string& folder, const std::string& why) {
  return {ErrorCode::Damaged,
          "backup " + std::to_string(backup.id) + " in '" + folder + "' is damaged" + why,
          std::nullopt,
          "'whocites backup " + folder + " --list' shows others; restore one with --id"};
}

// The one asked for, else the newest. A damaged newest one is no reason to silently take an older.
Result<Backup> choose(const std::vector<Backup>& backups, std::optional<std::uint32_t> id,
                      const std::string& folder) {
  if (backups.empty()) return fail(ErrorCode::NotFound, "there are no backups in '" + folder + "'");
  const auto at = id ? std::find_if(backups.begin(), backups.end(),
                                    [&](const Backup& backup) { return backup.id == *id; })
                     : backups.end() - 1;
  if (at == backups.end()) {
    return fail(ErrorCode::NotFound,
                "there is no backup " + std::to_string(*id) + " in '" + folder + "'",
                "'whocites backup " + folder + " --list' lists them");
  }
  if (at->is_damaged) {
    return fail(damaged(*at, folder, ""));
  }
  if (at->format > kFormatVersion) {
    return fail(ErrorCode::Damaged,
                "backup " + std::to_string(at->id) + " in '" + folder + "' has format " +
                    std::to_string(at->format) + ", and this whocites knows formats up to " +
                    std::to_string(kFormatVersion),
                "restore it with the whocites that made it, or a newer one");
  }
  return *at;
}

Result<void> write_marker(const std::string& path, const std::string& marker) {
  const std::string file = path + "/WHOCITES";
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  const bool written =
      fd >= 0 && ::write(fd, marker.data(), marker.size()) == static_cast<ssize_t>(marker.size());
  const bool synced = written && ::fsync(fd) == 0;
  if (fd >= 0) ::close(fd);
  if (synced && sync_folder(path)) return {};
  return fail(ErrorCode::Io, "cannot write '" + file + "': " + std::strerror(errno));
}

// That what was restored opens, as long as it was, and that every byte is as it was written. The
// engine has compared the files with those that were backed up.
Result<void> check_store(const std::string& path, const Backup& backup, const std::string& folder) {
  {
    const auto store = open_rocksdb_store(path, OpenMode::Read);
    if (!store && store.error().code == ErrorCode::Io) return fail(store.error());
    if (!store) return fail(damaged(backup, folder, ": " + store.error().message));
    if ((*store)->next_batch().value - 1 != backup.entries) {
      return fail(damaged(backup, folder,
                          ": its log should have " + std::to_string(backup.entries) + " entries"));
    }
  }
  const auto files = RocksDbFiles::open(path, OpenMode::Read);
  if (!files) return fail(files.error());
  const rocksdb::Status status = (*files)->db().VerifyChecksum();
  if (!status.ok()) return fail(damaged(backup, folder, ": " + status.ToString()));
  return {};
}

Result<void> move_to(const std::string& from, const std::string& target) {
  if (::rename(from.c_str(), target.c_str()) != 0) {
    return fail(ErrorCode::Io, "cannot make '" + target + "': " + std::strerror(errno));
  }
  const fs::path above = fs::absolute(target).lexically_normal().parent_path();
  if (sync_folder(above)) return {};
  return fail(ErrorCode::Io, "cannot write '" + above.string() + "': " + std::strerror(errno));
}

}  // namespace

Result<Backup> restore_backup(const std::string& folder, const std::string& target,
                              std::optional<std::uint32_t> id) {
  // Without a trailing slash, which would put the workshop inside the target.
  fs::path path = fs::path(target).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  if (auto free = check_target(path); !free) return fail(free.error());
  auto engine = open_backups(folder);
  if (!engine) return fail(engine.error());
  const Result<std::vector<Backup>> backups = backups_in(**engine, folder);
  if (!backups) return fail(backups.error());
  const Result<Backup> backup = choose(*backups, id, folder);
  if (!backup) return backup;
  const auto workshop = Workshop::enter(path);
  if (!workshop) return fail(workshop.error());
  const std::string store = (*workshop)->store();
  rocksdb::BackupInfo info;
  rocksdb::Status status = (*engine)->GetBackupInfo(backup->id, &info);
  if (status.ok())
    status = (*engine)->RestoreDBFromBackup(rocksdb::RestoreOptions(), backup->id, store, store);
  // Its threads may still copy files after one failed, into what is about to be removed.
  engine->reset();
  if (status.IsCorruption()) return fail(damaged(*backup, folder, ": a checksum is wrong"));
  if (!status.ok()) return fail(backup_error(status, folder));
  const std::optional<BackupNote> note = decode_note(info.app_metadata);
  if (auto written = write_marker(store, note->marker); !written) return fail(written.error());
  if (auto sound = check_store(store, *backup, folder); !sound) return fail(sound.error());
  if (auto moved = move_to(store, path); !moved) return fail(moved.error());
  return *backup;
}

}  // namespace whocites
