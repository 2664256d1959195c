// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fault_fs.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace whocites::testing {
namespace {

namespace fs = std::filesystem;

std::string folder_of(const std::string& file) {
  return fs::path(file).lexically_normal().parent_path().string();
}

// The last bytes of the file, from `begin` on, become zeros; its length stays.
void blank(const std::string& file, std::uint64_t begin) {
  const std::uint64_t length = fs::file_size(file);
  fs::resize_file(file, begin);
  fs::resize_file(file, length);
}

}  // namespace

std::string_view name_of(DiskCall call) {
  static constexpr std::array<std::string_view, kDiskCalls> kNames{
      "create", "append", "sync", "rename", "link", "delete", "sync of a folder", "read"};
  return kNames[static_cast<std::size_t>(call)];
}

class WatchedWritableFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  WatchedWritableFile(FaultFileSystem& disk, std::shared_ptr<FaultFileSystem::Written> written,
                      std::unique_ptr<rocksdb::FSWritableFile> file)
      : FSWritableFileOwnerWrapper(std::move(file)), disk_(disk), written_(std::move(written)) {}

  using Status = rocksdb::IOStatus;
  using Options = rocksdb::IOOptions;
  using Context = rocksdb::IODebugContext;

  Status Append(const rocksdb::Slice& data, const Options& options, Context* context) override {
    const std::lock_guard lock(disk_.mutex_);
    if (Status met = disk_.meet(DiskCall::Append); !met.ok()) {
      // A disk that fills up takes the beginning of what it is given.
      if (disk_.kind_ == FaultFileSystem::Kind::Full && data.size() > 1) {
        const rocksdb::Slice half(data.data(), data.size() / 2);
        if (target()->Append(half, options, context).ok()) written_->length += half.size();
      }
      return met;
    }
    Status done = target()->Append(data, options, context);
    if (done.ok()) written_->length += data.size();
    return done;
  }
  Status Append(const rocksdb::Slice& data, const Options& options,
                const rocksdb::DataVerificationInfo&, Context* context) override {
    return Append(data, options, context);
  }
  Status Truncate(std::uint64_t size, const Options& options, Context* context) override {
    const std::lock_guard lock(disk_.mutex_);
    if (disk_.is_off()) return Status::IOError("the power is off");
    Status done = target()->Truncate(size, options, context);
    if (done.ok()) written_->length = size;
    return done;
  }
  // The machine itself is not asked to sync: it keeps its power, and would take its time.
  Status Sync(const Options&, Context*) override {
    const std::lock_guard lock(disk_.mutex_);
    if (Status met = disk_.meet(DiskCall::Sync); !met.ok()) return met;
    written_->synced = written_->length;
    return Status::OK();
  }
  Status Fsync(const Options& options, Context* context) override { return Sync(options, context); }
  // Room in advance changes nothing that is kept; on a disk in memory taking it is the most work.
  void PrepareWrite(std::size_t, std::size_t, const Options&, Context*) override {}

 private:
  FaultFileSystem& disk_;
  std::shared_ptr<FaultFileSystem::Written> written_;
};

class WatchedDirectory final : public rocksdb::FSDirectoryWrapper {
 public:
  WatchedDirectory(FaultFileSystem& disk, std::string name,
                   std::unique_ptr<rocksdb::FSDirectory> directory)
      : FSDirectoryWrapper(std::move(directory)), disk_(disk), name_(std::move(name)) {}

  rocksdb::IOStatus Fsync(const rocksdb::IOOptions&, rocksdb::IODebugContext*) override {
    const std::lock_guard lock(disk_.mutex_);
    if (auto met = disk_.meet(DiskCall::SyncFolder); !met.ok()) return met;
    disk_.folder_synced(name_);
    return rocksdb::IOStatus::OK();
  }
  rocksdb::IOStatus FsyncWithDirOptions(const rocksdb::IOOptions& options,
                                        rocksdb::IODebugContext* context,
                                        const rocksdb::DirFsyncOptions&) override {
    return Fsync(options, context);
  }

 private:
  FaultFileSystem& disk_;
  std::string name_;
};

class WatchedSequentialFile final : public rocksdb::FSSequentialFileOwnerWrapper {
 public:
  WatchedSequentialFile(FaultFileSystem& disk, std::unique_ptr<rocksdb::FSSequentialFile> file)
      : FSSequentialFileOwnerWrapper(std::move(file)), disk_(disk) {}
  rocksdb::IOStatus Read(std::size_t n, const rocksdb::IOOptions& options, rocksdb::Slice* result,
                         char* scratch, rocksdb::IODebugContext* context) override {
    if (auto met = disk_.meet(DiskCall::Read); !met.ok()) return met;
    return target()->Read(n, options, result, scratch, context);
  }

 private:
  FaultFileSystem& disk_;
};

class WatchedRandomAccessFile final : public rocksdb::FSRandomAccessFileOwnerWrapper {
 public:
  WatchedRandomAccessFile(FaultFileSystem& disk, std::unique_ptr<rocksdb::FSRandomAccessFile> file)
      : FSRandomAccessFileOwnerWrapper(std::move(file)), disk_(disk) {}
  rocksdb::IOStatus Read(std::uint64_t offset, std::size_t n, const rocksdb::IOOptions& options,
                         rocksdb::Slice* result, char* scratch,
                         rocksdb::IODebugContext* context) const override {
    if (auto met = disk_.meet(DiskCall::Read); !met.ok()) return met;
    return target()->Read(offset, n, options, result, scratch, context);
  }
  rocksdb::IOStatus MultiRead(rocksdb::FSReadRequest* requests, std::size_t count,
                              const rocksdb::IOOptions& options,
                              rocksdb::IODebugContext* context) override {
    if (auto met = disk_.meet(DiskCall::Read); !met.ok()) return met;
    return target()->MultiRead(requests, count, options, context);
  }

 private:
  FaultFileSystem& disk_;
};

FaultFileSystem::FaultFileSystem(std::string scratch)
    : FileSystemWrapper(rocksdb::FileSystem::Default()), scratch_(std::move(scratch)) {
  fs::create_directories(scratch_);
}

void FaultFileSystem::fail_at(std::uint64_t n, Kind kind, bool reads) {
  const std::lock_guard lock(mutex_);
  fail_at_ = n;
  kind_ = kind;
  reads_ = reads;
  calls_ = 0;
  counted_.clear();
  has_failed_ = false;
  std::fill(std::begin(counts_), std::end(counts_), 0);
  written_.clear();
  unsynced_.clear();
}

std::uint64_t FaultFileSystem::calls() const {
  const std::lock_guard lock(mutex_);
  return calls_;
}

bool FaultFileSystem::has_failed() const {
  const std::lock_guard lock(mutex_);
  return has_failed_;
}

DiskCall FaultFileSystem::failed_call() const {
  const std::lock_guard lock(mutex_);
  return failed_call_;
}

std::uint64_t FaultFileSystem::count(DiskCall call) const {
  const std::lock_guard lock(mutex_);
  return counts_[static_cast<std::size_t>(call)];
}

void FaultFileSystem::cut_power() {
  const std::lock_guard lock(mutex_);
  has_failed_ = true;
}

bool FaultFileSystem::is_off() const { return has_failed_ && kind_ == Kind::PowerCut; }

// Counts the call; what it comes to. A full disk still renames and deletes.
rocksdb::IOStatus FaultFileSystem::meet(DiskCall call) {
  const std::lock_guard lock(mutex_);
  if (is_off()) return Status::IOError("the power is off");
  ++counts_[static_cast<std::size_t>(call)];
  const bool is_file = call == DiskCall::Create;
  const bool can_fail = kind_ == Kind::NoMoreFiles ? is_file
                        : kind_ == Kind::Full      ? is_file || call == DiskCall::Append
                                                   : true;
  const bool counts = (call == DiskCall::Read) == reads_ && can_fail;
  if (!counts) return Status::OK();
  ++calls_;
  counted_.push_back(call);
  const bool is_later = has_failed_ && kind_ != Kind::Once;
  if (calls_ != fail_at_ && !is_later) return Status::OK();
  if (!has_failed_) failed_call_ = call;
  has_failed_ = true;
  if (kind_ == Kind::Full || kind_ == Kind::NoMoreFiles) {
    return Status::NoSpace("No space left on device");
  }
  return Status::IOError("fault injected: " + std::string(name_of(call)));
}

std::vector<std::uint64_t> FaultFileSystem::calls_after(DiskCall before) const {
  const std::lock_guard lock(mutex_);
  std::vector<std::uint64_t> found;
  for (std::size_t i = 1; i < counted_.size(); ++i) {
    if (counted_[i - 1] == before && counted_[i] != before) found.push_back(i + 1);
  }
  return found;
}

rocksdb::IOStatus FaultFileSystem::NewSequentialFile(
    const std::string& file, const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSSequentialFile>* result, Context* context) {
  Status done = target()->NewSequentialFile(file, options, result, context);
  if (done.ok()) *result = std::make_unique<WatchedSequentialFile>(*this, std::move(*result));
  return done;
}

rocksdb::IOStatus FaultFileSystem::NewRandomAccessFile(
    const std::string& file, const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSRandomAccessFile>* result, Context* context) {
  Status done = target()->NewRandomAccessFile(file, options, result, context);
  if (done.ok()) *result = std::make_unique<WatchedRandomAccessFile>(*this, std::move(*result));
  return done;
}

rocksdb::IOStatus FaultFileSystem::NewWritableFile(const std::string& file,
                                                   const rocksdb::FileOptions& options,
                                                   std::unique_ptr<rocksdb::FSWritableFile>* result,
                                                   Context* context) {
  const std::lock_guard lock(mutex_);
  if (Status met = meet(DiskCall::Create); !met.ok()) return met;
  const std::string aside = keep_aside(file, true);
  const auto before = written_.contains(file) ? written_[file] : nullptr;
  Status done = target()->NewWritableFile(file, options, result, context);
  if (!done.ok()) return done;
  note(file, [this, file, aside, before] {
    restore(aside, file);
    before ? void(written_[file] = before) : void(written_.erase(file));
  });
  written_[file] = std::make_shared<Written>();
  *result = std::make_unique<WatchedWritableFile>(*this, written_[file], std::move(*result));
  return done;
}

rocksdb::IOStatus FaultFileSystem::ReopenWritableFile(
    const std::string& file, const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSWritableFile>* result, Context* context) {
  const std::lock_guard lock(mutex_);
  if (is_off()) return Status::IOError("the power is off");
  const bool was_there = fs::exists(file);
  Status done = target()->ReopenWritableFile(file, options, result, context);
  if (!done.ok()) return done;
  if (!was_there) note(file, [this, file] { restore("", file); });
  if (!written_.contains(file)) {
    const std::uint64_t length = fs::file_size(file);
    written_[file] = std::make_shared<Written>(Written{length, length});
  }
  *result = std::make_unique<WatchedWritableFile>(*this, written_[file], std::move(*result));
  return done;
}

rocksdb::IOStatus FaultFileSystem::NewDirectory(const std::string& name, const Options& options,
                                                std::unique_ptr<rocksdb::FSDirectory>* result,
                                                Context* context) {
  Status done = target()->NewDirectory(name, options, result, context);
  const std::string folder = fs::path(name + "/").lexically_normal().parent_path().string();
  if (done.ok()) *result = std::make_unique<WatchedDirectory>(*this, folder, std::move(*result));
  return done;
}

rocksdb::IOStatus FaultFileSystem::DeleteFile(const std::string& file, const Options& options,
                                              Context* context) {
  const std::lock_guard lock(mutex_);
  if (Status met = meet(DiskCall::Delete); !met.ok()) return met;
  const std::string aside = keep_aside(file);
  const auto before = written_.contains(file) ? written_[file] : nullptr;
  Status done = target()->DeleteFile(file, options, context);
  if (!done.ok()) return done;
  note(file, [this, file, aside, before] {
    restore(aside, file);
    if (before) written_[file] = before;
  });
  written_.erase(file);
  return done;
}

rocksdb::IOStatus FaultFileSystem::RenameFile(const std::string& from, const std::string& to,
                                              const Options& options, Context* context) {
  const std::lock_guard lock(mutex_);
  if (Status met = meet(DiskCall::Rename); !met.ok()) return met;
  const std::string aside = keep_aside(to);
  const auto before = written_.contains(to) ? written_[to] : nullptr;
  Status done = target()->RenameFile(from, to, options, context);
  if (!done.ok()) return done;
  note(to, [this, from, to, aside, before] {
    fs::rename(to, from);
    if (written_.contains(to)) written_[from] = written_[to];
    restore(aside, to);
    before ? void(written_[to] = before) : void(written_.erase(to));
  });
  if (written_.contains(from)) {
    written_[to] = written_[from];
    written_.erase(from);
  } else {
    written_.erase(to);
  }
  return done;
}

rocksdb::IOStatus FaultFileSystem::LinkFile(const std::string& from, const std::string& to,
                                            const Options& options, Context* context) {
  const std::lock_guard lock(mutex_);
  if (Status met = meet(DiskCall::Link); !met.ok()) return met;
  Status done = target()->LinkFile(from, to, options, context);
  if (!done.ok()) return done;
  note(to, [this, to] {
    restore("", to);
    written_.erase(to);
  });
  if (written_.contains(from)) written_[to] = written_[from];
  return done;
}

// Keeps the bytes of a file that is about to lose its name; empty when there is none.
std::string FaultFileSystem::keep_aside(const std::string& file, bool is_overwritten) {
  if (kind_ != Kind::PowerCut || !fs::exists(file)) return {};
  const std::string aside = scratch_ + "/" + std::to_string(next_aside_++);
  if (is_overwritten) {
    fs::copy_file(file, aside);
  } else {
    fs::create_hard_link(file, aside);
  }
  return aside;
}

void FaultFileSystem::restore(const std::string& aside, const std::string& file) {
  fs::remove(file);
  if (aside.empty()) return;
  fs::create_directories(folder_of(file));  // it may be gone by another way than through here
  fs::rename(aside, file);
}

void FaultFileSystem::note(const std::string& file, std::function<void()> undo) {
  if (kind_ == Kind::PowerCut) unsynced_.push_back({folder_of(file), std::move(undo)});
}

void FaultFileSystem::folder_synced(const std::string& folder) {
  std::erase_if(unsynced_, [&](const FolderChange& change) { return change.folder == folder; });
}

void FaultFileSystem::lose_unsynced(std::mt19937_64& random) {
  const std::lock_guard lock(mutex_);
  if (!is_off()) throw std::logic_error("the power is still on");
  // Mostly the harshest: none of the changes to the folder came to the disk.
  const std::size_t kept = random() % 2 == 0 ? 0 : random() % (unsynced_.size() + 1);
  while (unsynced_.size() > kept) {
    unsynced_.back().undo();
    unsynced_.pop_back();
  }
  for (const auto& [file, written] : written_) {
    if (!fs::exists(file)) continue;
    const std::uint64_t fresh = written->length - std::min(written->length, written->synced);
    const std::uint64_t torn =
        written->synced + (random() % 2 == 0 || fresh == 0 ? 0 : random() % (fresh + 1));
    // RocksDB takes a manifest that ends in zeros for damaged.
    const bool may_blank = file.find("MANIFEST") == std::string::npos;
    if (may_blank && random() % 4 == 0 && fs::file_size(file) > torn) {
      blank(file, torn);
    } else if (fs::file_size(file) > torn) {
      fs::resize_file(file, torn);
    }
  }
}

}  // namespace whocites::testing
