// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rocksdb/file_system.h>
#include <rocksdb/system_clock.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

// A disk beneath RocksDB that breaks when a test says so.
namespace whocites::testing {

// The calls that change a disk, and reading.
enum class DiskCall : std::uint8_t { Create, Append, Sync, Rename, Link, Delete, SyncFolder, Read };
inline constexpr std::size_t kDiskCalls = 8;
std::string_view name_of(DiskCall call);

// The machine's clock, but nobody sleeps by it: RocksDB lets a second go by after each failure.
class SleeplessClock final : public rocksdb::SystemClockWrapper {
 public:
  // One for the process, which RocksDB's timer and cache go on using.
  static const std::shared_ptr<rocksdb::SystemClock>& shared() {
    static const std::shared_ptr<rocksdb::SystemClock> clock = std::make_shared<SleeplessClock>();
    return clock;
  }
  SleeplessClock() : SystemClockWrapper(rocksdb::SystemClock::Default()) {}
  const char* Name() const override { return "SleeplessClock"; }
  void SleepForMicroseconds(int) override {}
};

// Passes everything on to the machine's files, and counts. The n-th call of those that change the
// disk (or the n-th read) can be made to fail, once or from then on; or the power goes at it: then
// no later call has any effect, and lose_unsynced() leaves on the disk what a power cut may leave.
//
// What a power cut may leave: of each file what was synced, and any part of what was appended
// since, torn at any byte, or zeros in its place; of the changes to a folder (create, rename,
// link, delete) those made before its last sync, and the first few of those since, in order.
// Files that were there before, and those not written through here, count as synced.
class FaultFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  // NoMoreFiles: without room for another file, as when a disk has no inodes left.
  enum class Kind : std::uint8_t { Once, FromThenOn, Full, NoMoreFiles, PowerCut };

  explicit FaultFileSystem(std::string scratch);

  // Begins to count anew. `n` counts from 1; 0: nothing fails. `reads`: count reads instead.
  void fail_at(std::uint64_t n, Kind kind, bool reads = false);
  std::uint64_t calls() const;   // of the counted sort since fail_at()
  bool has_failed() const;       // whether the n-th call came
  DiskCall failed_call() const;  // what it was; only after has_failed()
  std::uint64_t count(DiskCall call) const;
  // The n of those counted calls that came right after one of the sort `before`.
  std::vector<std::uint64_t> calls_after(DiskCall before) const;

  // The power goes now. Requires: fail_at(0, Kind::PowerCut) before.
  void cut_power();
  // After a PowerCut, with all databases closed.
  void lose_unsynced(std::mt19937_64& random);

  const char* Name() const override { return "FaultFileSystem"; }
  using Status = rocksdb::IOStatus;
  using Options = rocksdb::IOOptions;
  using Context = rocksdb::IODebugContext;
  Status NewSequentialFile(const std::string& file, const rocksdb::FileOptions& options,
                           std::unique_ptr<rocksdb::FSSequentialFile>* result,
                           Context* context) override;
  Status NewRandomAccessFile(const std::string& file, const rocksdb::FileOptions& options,
                             std::unique_ptr<rocksdb::FSRandomAccessFile>* result,
                             Context* context) override;
  Status NewWritableFile(const std::string& file, const rocksdb::FileOptions& options,
                         std::unique_ptr<rocksdb::FSWritableFile>* result,
                         Context* context) override;
  Status ReopenWritableFile(const std::string& file, const rocksdb::FileOptions& options,
                            std::unique_ptr<rocksdb::FSWritableFile>* result,
                            Context* context) override;
  Status NewDirectory(const std::string& name, const Options& options,
                      std::unique_ptr<rocksdb::FSDirectory>* result, Context* context) override;
  Status DeleteFile(const std::string& file, const Options& options, Context* context) override;
  Status RenameFile(const std::string& from, const std::string& to, const Options& options,
                    Context* context) override;
  Status LinkFile(const std::string& from, const std::string& to, const Options& options,
                  Context* context) override;

 private:
  friend class WatchedWritableFile;
  friend class WatchedDirectory;
  friend class WatchedSequentialFile;
  friend class WatchedRandomAccessFile;

  struct Written {  // one file's bytes, whatever its names are
    std::uint64_t length = 0;
    std::uint64_t synced = 0;
  };
  struct FolderChange {
    std::string folder;
    std::function<void()> undo;
  };

  Status meet(DiskCall call);
  bool is_off() const;
  std::string keep_aside(const std::string& file, bool is_overwritten = false);
  void note(const std::string& file, std::function<void()> undo);
  void folder_synced(const std::string& folder);
  void restore(const std::string& aside, const std::string& file);

  mutable std::recursive_mutex mutex_;
  std::string scratch_;
  std::uint64_t fail_at_ = 0;
  Kind kind_ = Kind::Once;
  bool reads_ = false;
  std::uint64_t calls_ = 0;
  bool has_failed_ = false;
  DiskCall failed_call_ = DiskCall::Create;
  std::uint64_t counts_[kDiskCalls] = {};
  std::vector<DiskCall> counted_;  // what the counted calls were
  std::uint64_t next_aside_ = 0;
  std::map<std::string, std::shared_ptr<Written>> written_;
  std::vector<FolderChange> unsynced_;
};

}  // namespace whocites::testing
