// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/backup_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "base/text.h"
#include "storage/detail/file_system.h"

namespace whocites::storage::detail {
namespace {

namespace fs = std::filesystem;

std::optional<std::uint32_t> number_in(std::string_view digits) {
  std::uint32_t number = 0;
  const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failure != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

// The value of the line that begins with `name` and a space; empty when there is none.
std::string_view value_of(std::string_view text, std::string_view name) {
  for (std::string_view line : split(text, '\n')) {
    if (line.starts_with(name) && line.substr(name.size()).starts_with(' ')) {
      return line.substr(name.size() + 1);
    }
  }
  return {};
}

Error no_backups(const std::string& folder) {
  return {ErrorCode::BadRequest, "'" + folder + "' holds no backups of a whocites store",
          std::nullopt, "'whocites backup FOLDER' makes one, in a folder of its own"};
}

Result<Backup> describe(const rocksdb::BackupInfo& info, const std::string& folder) {
  const std::optional<BackupNote> note = decode_note(info.app_metadata);
  if (!note) {
    return fail(ErrorCode::Damaged,
                "backup " + std::to_string(info.backup_id) + " in '" + folder +
                    "' does not say which store it is of",
                "it is damaged, or was not made by whocites");
  }
  Backup backup;
  backup.id = info.backup_id;
  backup.time = Timestamp(std::chrono::seconds(info.timestamp));
  backup.bytes = info.size;
  backup.format = note->format;
  backup.entries = note->entries;
  return backup;
}

}  // namespace

std::string encode(const BackupNote& note) {
  std::string text = note.marker + "entries " + std::to_string(note.entries) + "\n";
  if (!note.origin.empty()) text += "origin " + note.origin + "\n";
  return text + "sha256 " + sha256_hex(text) + "\n";
}

std::optional<BackupNote> decode_note(std::string_view text) {
  const std::size_t end = text.rfind("sha256 ");
  if (end == text.npos || !text.ends_with('\n')) return std::nullopt;
  const std::string_view body = text.substr(0, end);
  if (value_of(text.substr(end), "sha256") != sha256_hex(body)) return std::nullopt;
  const std::string_view marker = body.substr(0, body.find('\n') + 1);
  const std::optional<std::uint32_t> format = format_in(marker);
  const std::optional<std::uint32_t> entries = number_in(value_of(body, "entries"));
  if (!format || !entries) return std::nullopt;
  return BackupNote{std::string(marker), *format, *entries, std::string(value_of(body, "origin"))};
}

std::optional<std::uint32_t> format_in(std::string_view marker) {
  constexpr std::string_view kBefore = "whocites store, format ";
  if (!marker.starts_with(kBefore) || !marker.ends_with('\n')) return std::nullopt;
  marker.remove_prefix(kBefore.size());
  marker.remove_suffix(1);
  return number_in(marker);
}

rocksdb::BackupEngineOptions engine_options(const std::string& folder) {
  rocksdb::BackupEngineOptions options(folder);
  options.backup_env = environment();
  options.share_table_files = true;
  options.share_files_with_checksum = true;
  options.sync = true;
  options.max_background_operations = 2;
  return options;
}

Result<std::unique_ptr<rocksdb::BackupEngineReadOnly>> open_backups(const std::string& folder) {
  std::error_code failure;
  if (!fs::exists(folder, failure)) {
    return fail(ErrorCode::NotFound, "there is no folder '" + folder + "'",
                "'whocites backup FOLDER' makes it");
  }
  if (!fs::is_directory(folder + "/meta", failure)) return fail(no_backups(folder));
  rocksdb::BackupEngineReadOnly* opened = nullptr;
  const rocksdb::IOStatus status =
      rocksdb::BackupEngineReadOnly::Open(engine_options(folder), environment(), &opened);
  std::unique_ptr<rocksdb::BackupEngineReadOnly> engine(opened);
  if (!status.ok()) return fail(backup_error(status, folder));
  return engine;
}

Result<std::vector<Backup>> backups_in(const rocksdb::BackupEngineReadOnlyBase& engine,
                                       const std::string& folder) {
  std::vector<Backup> backups;
  std::vector<rocksdb::BackupInfo> whole;
  engine.GetBackupInfo(&whole);
  for (const rocksdb::BackupInfo& info : whole) {
    const Result<Backup> backup = describe(info, folder);
    if (!backup) return fail(backup.error());
    backups.push_back(*backup);
  }
  std::vector<rocksdb::BackupID> damaged;
  engine.GetCorruptedBackups(&damaged);
  for (rocksdb::BackupID id : damaged) {
    Backup backup;
    backup.id = id;
    backup.is_damaged = true;
    backups.push_back(backup);
  }
  std::sort(backups.begin(), backups.end(),
            [](const Backup& a, const Backup& b) { return a.id < b.id; });
  return backups;
}

Error backup_error(const rocksdb::Status& status, const std::string& folder) {
  const std::string text = status.ToString();
  if (status.IsNoSpace() || text.find("No space left") != std::string::npos) {
    return {ErrorCode::Io, "the disk is full: " + text, std::nullopt,
            "make room and run the command again"};
  }
  if (status.IsIOError() && !status.IsPathNotFound()) {
    return {ErrorCode::Io, "the backups in '" + folder + "' cannot be used: " + text, std::nullopt,
            "check the folder's permissions and the disk"};
  }
  return {ErrorCode::Damaged, "a backup in '" + folder + "' is damaged: " + text, std::nullopt,
          "'whocites backup --list' shows the others; make new ones in another folder"};
}

bool sync_folder(const std::string& path) {
  const int folder = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return false;
  const bool synced = ::fsync(folder) == 0;
  ::close(folder);
  return synced;
}

}  // namespace whocites::storage::detail
