// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/rocksdb_files.h"

#include <fcntl.h>
#include <rocksdb/cache.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/listener.h>
#include <rocksdb/options.h>
#include <rocksdb/slice_transform.h>
#include <rocksdb/table.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdarg>
#include <filesystem>
#include <fstream>
#include <thread>

#include "storage/detail/encoding.h"
#include "storage/detail/file_system.h"
#include "storage/detail/graph_folder.h"
#include "storage/detail/manifest.h"
#include "storage/detail/store_folder.h"

namespace whocites::storage::detail {
namespace {

namespace fs = std::filesystem;

// Somebody who writes leaves gaps between changes of the manifest that are far longer than an
// opening takes; a machine that does much else may need many tries to hit one.
constexpr std::chrono::seconds kLongestOpening{60};
constexpr std::chrono::milliseconds kLongestPause{50};

// RocksDB's own log would be written by readers too, and would keep names after a purge.
class SilentLogger final : public rocksdb::Logger {
 public:
  using rocksdb::Logger::Logv;
  void Logv(const char*, va_list) override {}
};

// After a full disk RocksDB 7.8 tries by itself to go on, in a thread that sleeps between tries,
// and closing waits for the end of it: for ever, when the attempt ended with another error. Here
// the caller has been told and tries again on a store opened anew; nothing is left for such a
// thread.
class NoRecoveryOfItsOwn final : public rocksdb::EventListener {
 public:
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason, rocksdb::Status,
                            bool* auto_recovery) override {
    *auto_recovery = false;
  }
};

rocksdb::Options database_options() {
  rocksdb::Options options;
  options.env = environment();
  options.info_log = std::make_shared<SilentLogger>();
  options.max_background_jobs = 2;
  // All families share the log; without a cap one idle family would pin it for ever.
  options.max_total_wal_size = std::uint64_t{64} << 20;
  options.max_open_files = -1;  // a reader holds its files open, so a compaction cannot take them
  options.max_bgerror_resume_count = 0;  // what failed is for the caller to try again
  options.listeners.push_back(std::make_shared<NoRecoveryOfItsOwn>());
  options.paranoid_checks = true;
  // Else each family that has tables starts sixteen threads to open its few.
  options.max_file_opening_threads = 1;
  options.skip_stats_update_on_db_open = true;
  options.max_manifest_file_size = std::size_t{4} << 20;
  return options;
}

// `is_bottom`: for a table that is written to be the largest.
rocksdb::ColumnFamilyOptions family_options(Family which, bool is_bottom = false) {
  static const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(std::size_t{64} << 20);
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  // A question looks for rows that lie far apart, and takes a block apart for each of most; for
  // nodes most of all.
  const bool is_sought = has_prefix_extractor(which);
  table.block_size = which == kNodes ? 7 * 1024 : is_sought ? 8 * 1024 : 16 * 1024;
  table.format_version = 5;
  table.cache_index_and_filter_blocks = true;
  // Of a large table a question reads one part of the index and of the filter, not all.
  table.index_type = rocksdb::BlockBasedTableOptions::kTwoLevelIndexSearch;
  table.partition_filters = true;
  table.metadata_block_size = 4096;
  table.pin_l0_filter_and_index_blocks_in_cache = true;
  // Only where a table may lack what others have: nearly every number up to the last is a node's,
  // and most of what is asked for is in the largest table, which goes without.
  const bool is_filtered = which == kKeys || which == kCites || which == kCitedBy;
  if (is_filtered && !is_bottom) table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  table.whole_key_filtering = which == kKeys;
  rocksdb::ColumnFamilyOptions options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  options.compression = rocksdb::kLZ4Compression;
  options.bottommost_compression = rocksdb::kZSTD;
  options.level_compaction_dynamic_level_bytes = true;
  options.optimize_filters_for_hits = true;
  options.write_buffer_size = std::size_t{32} << 20;
  if (has_prefix_extractor(which)) {
    options.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(4));
  }
  return options;
}

// Where ZSTD finds as much with less searching than at its usual level 3: lists and keys are packed
// already, and what repeats in them is near. Of a million articles these take 0.1 % less room.
int level_of_finished_tables(Family which) {
  switch (which) {
    case kKeys:
    case kWords:
      return 1;
    case kCites:
    case kCitedBy:
      return 2;
    default:
      return 3;
  }
}

std::vector<rocksdb::ColumnFamilyDescriptor> family_descriptors() {
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (std::size_t i = 0; i < kFamilyNames.size(); ++i) {
    descriptors.emplace_back(std::string(kFamilyNames[i]), family_options(static_cast<Family>(i)));
  }
  return descriptors;
}

std::string process_name(pid_t pid) {
  std::ifstream in("/proc/" + std::to_string(pid) + "/comm");
  std::string name;
  std::getline(in, name);
  return name.empty() ? std::string() : " (" + name + ")";
}

// Who holds RocksDB's lock. Never asked while this process itself holds it: closing any descriptor
// of the file would release the process's own lock (POSIX fcntl locks belong to the process).
Error locked_error(const rocksdb::Status& status, const std::string& path) {
  Error error{ErrorCode::Locked, "", std::nullopt,
              "wait until it is done; questions work meanwhile"};
  if (status.ToString().find("current process") != std::string::npos) {
    error.message = "this process already has the store '" + path + "' open for writing";
    return error;
  }
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  const int fd = ::open((path + "/LOCK").c_str(), O_RDWR | O_CLOEXEC);
  const bool known = fd >= 0 && ::fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  if (fd >= 0) ::close(fd);
  error.message = "the store '" + path + "' is being written by " +
                  (known ? "process " + std::to_string(lock.l_pid) + process_name(lock.l_pid)
                         : std::string("another process"));
  return error;
}

bool is_lock_failure(const rocksdb::Status& status) {
  const std::string text = status.ToString();
  return status.IsIOError() && (text.find("While lock file") != std::string::npos ||
                                text.find("lock hold by current process") != std::string::npos);
}

// Which families of an older format a database still has. None when it cannot be told: opening
// then says why.
std::vector<std::string_view> leftovers_in(const rocksdb::Options& options,
                                           const std::string& path) {
  std::vector<std::string> names;
  std::vector<std::string_view> found;
  if (!rocksdb::DB::ListColumnFamilies(options, path, &names).ok()) return found;
  for (std::string_view old : kFormat1FamilyNames) {
    if (std::find(names.begin(), names.end(), old) != names.end()) found.push_back(old);
  }
  return found;
}

}  // namespace

Error to_error(const rocksdb::Status& status, const std::string& path) {
  const std::string text = status.ToString();
  if (is_lock_failure(status)) return locked_error(status, path);
  if (status.IsNoSpace() || text.find("No space left") != std::string::npos) {
    return {ErrorCode::Io, "the disk that holds '" + path + "' is full", std::nullopt,
            "make room and run the command again; nothing that was acknowledged is lost"};
  }
  if (status.IsIOError() && !status.IsPathNotFound()) {
    return {ErrorCode::Io, "the store '" + path + "' cannot be used: " + text, std::nullopt,
            "check the folder's permissions and the disk"};
  }
  return {ErrorCode::Damaged, "the store '" + path + "' is damaged: " + text, std::nullopt,
          "restore the folder from a copy, or import the sources again"};
}

// RocksDB reads the manifest first and the logs after it. What a writer moves from a log into a
// table in between is in neither, and is silently missing; so what was opened counts only when the
// manifest is still the one that was there before. And a file that the writer removes meanwhile,
// needed or not, is an error, as is a folder that becomes a store while it is looked at; so an
// error counts only when nothing has changed.
Result<std::unique_ptr<RocksDbFiles>> RocksDbFiles::open(const std::string& path, OpenMode mode) {
  if (mode != OpenMode::Read) return open_once(path, mode);
  const auto give_up = std::chrono::steady_clock::now() + kLongestOpening;
  for (std::chrono::milliseconds pause{1};; pause = std::min(pause * 2, kLongestPause)) {
    const FolderState before = folder_state(path);
    {
      Result<std::unique_ptr<RocksDbFiles>> files = open_once(path, mode);
      const FolderState after = folder_state(path);
      if (files && after.written == before.written) {
        (*files)->opened_state_ = before.written;
        return files;
      }
      if (!files && after == before) return files;
    }
    if (std::chrono::steady_clock::now() > give_up) break;
    std::this_thread::sleep_for(pause);
  }
  return fail(ErrorCode::Io, "the store '" + path + "' kept changing while it was opened",
              "try again when less is written");
}

Result<std::unique_ptr<RocksDbFiles>> RocksDbFiles::open_once(const std::string& path,
                                                              OpenMode mode) {
  if (auto ready = prepare_folder(path, mode); !ready) return fail(ready.error());
  const Result<std::optional<std::uint32_t>> version = read_marker(path);
  if (!version) return fail(version.error());
  if (*version != kFormatVersion) {
    RocksDbFiles older(path, false);
    Result<void> migrated = older.open_db();
    if (migrated) migrated = older.migrate();
    if (!migrated) {
      Error error = migrated.error();
      error.message = "the store '" + path + "' has an older format and could not be brought to " +
                      "format " + std::to_string(kFormatVersion) + ": " + error.message;
      return fail(error);
    }
  }
  std::unique_ptr<RocksDbFiles> files(new RocksDbFiles(path, mode == OpenMode::Read));
  if (auto opened = files->open_db(); !opened) return fail(opened.error());
  return files;
}

RocksDbFiles::~RocksDbFiles() { close_db(); }

Result<void> RocksDbFiles::open_db() {
  if (read_only_) return open_for_reading();
  if (auto sound = check_manifest(path_); !sound) return sound;
  rocksdb::Options options = database_options();
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  // RocksDB tells its own locks by the path: two spellings of one would both be let in.
  std::error_code failure;
  const fs::path folder = fs::canonical(path_, failure);
  const std::string name = failure ? path_ : folder.string();
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors = family_descriptors();
  for (std::string_view leftover : leftovers_in(options, name)) {
    descriptors.emplace_back(std::string(leftover), rocksdb::ColumnFamilyOptions());
  }
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status = rocksdb::DB::Open(options, name, descriptors, &families_, &db);
  db_.reset(db);
  if (!status.ok()) return fail(to_error(status, path_));
  fs::remove_all(loading_folder(), failure);
  if (auto removed = remove_unfinished_graph_files(path_); !removed) return removed;
  leftovers_.assign(families_.begin() + kFamilyNames.size(), families_.end());
  families_.resize(kFamilyNames.size());
  // An earlier format's families outlive their migration only when that was interrupted.
  const Result<std::optional<std::uint32_t>> version = read_marker(path_);
  if (version && *version == kFormatVersion) return drop_leftovers();
  return {};
}

rocksdb::ColumnFamilyHandle* RocksDbFiles::leftover(std::string_view name) const {
  for (rocksdb::ColumnFamilyHandle* handle : leftovers_) {
    if (handle->GetName() == name) return handle;
  }
  return nullptr;
}

// The old families go only after the marker says that they are not needed, so that whatever
// interrupts this, opening again does the rest.
Result<void> RocksDbFiles::migrate() {
  for (std::size_t i = 0; i < kFamilyNames.size(); ++i) {
    const auto which = static_cast<Family>(i);
    if (which == kTables || which == kNodes || which == kKeys) continue;
    rocksdb::Status status = db_->DropColumnFamily(families_[i]);
    if (status.ok()) status = db_->DestroyColumnFamilyHandle(families_[i]);
    if (status.ok()) {
      const std::string name(kFamilyNames[i]);
      status = db_->CreateColumnFamily(family_options(which), name, &families_[i]);
    }
    if (!status.ok()) return fail(to_error(status, path_));
  }
  if (auto filled = fill_from_format_1(*this); !filled) return filled;
  const rocksdb::Status flushed = db_->Flush({}, families_);
  if (!flushed.ok()) return fail(to_error(flushed, path_));
  if (auto marked = write_marker(path_); !marked) return marked;
  return drop_leftovers();
}

Result<void> RocksDbFiles::drop_leftovers() {
  for (rocksdb::ColumnFamilyHandle* handle : leftovers_) {
    rocksdb::Status status = db_->DropColumnFamily(handle);
    if (!status.ok()) return fail(to_error(status, path_));
    db_->DestroyColumnFamilyHandle(handle);
  }
  leftovers_.clear();
  return {};
}

Result<void> RocksDbFiles::open_for_reading() {
  if (auto sound = check_manifest(path_); !sound) return sound;
  rocksdb::DB* db = nullptr;
  const rocksdb::Status status = rocksdb::DB::OpenForReadOnly(
      database_options(), path_, family_descriptors(), &families_, &db);
  db_.reset(db);
  if (status.ok()) return {};
  // Nothing was ever written to a store whose families are not all made.
  const bool half_made = status.ToString().find("Column family not found") != std::string::npos;
  return fail(half_made ? no_store(path_) : to_error(status, path_));
}

void RocksDbFiles::close_db() {
  if (!db_) return;
  for (rocksdb::ColumnFamilyHandle* handle : families_) db_->DestroyColumnFamilyHandle(handle);
  for (rocksdb::ColumnFamilyHandle* handle : leftovers_) db_->DestroyColumnFamilyHandle(handle);
  families_.clear();
  leftovers_.clear();
  db_->Close();
  db_.reset();
}

rocksdb::Options RocksDbFiles::table_options(Family which) const {
  rocksdb::Options options(database_options(), family_options(which, true));
  options.compression = options.bottommost_compression;
  options.compression_opts.level = level_of_finished_tables(which);
  return options;
}

bool RocksDbFiles::is_latest() const {
  return !read_only_ || folder_state(path_).written == opened_state_;
}

void RocksDbFiles::flush() { db_->Flush({}, families_); }

Result<void> RocksDbFiles::rewrite() {
  rocksdb::CompactRangeOptions everything;
  everything.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  rocksdb::Status status = db_->Flush({}, families_);
  for (rocksdb::ColumnFamilyHandle* handle : families_) {
    if (status.ok()) status = db_->CompactRange(everything, handle, nullptr, nullptr);
  }
  if (!status.ok()) return fail(to_error(status, path_));
  // The manifest still tells the first and last keys of the tables that are gone; opening writes
  // a new one, and closing leaves no log behind that was not flushed.
  close_db();
  if (auto opened = open_db(); !opened) return opened;
  // Else the files that are gone may be there again when the power fails.
  std::unique_ptr<rocksdb::Directory> folder;
  status = environment()->NewDirectory(path_, &folder);
  if (status.ok()) status = folder->Fsync();
  if (!status.ok()) return fail(to_error(status, path_));
  return {};
}

}  // namespace whocites::storage::detail
