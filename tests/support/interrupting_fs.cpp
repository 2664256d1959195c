// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/interrupting_fs.h"

#include <utility>

namespace whocites::testing {
namespace {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

thread_local bool is_acting = false;

class WatchedSequential final : public rocksdb::FSSequentialFileOwnerWrapper {
 public:
  WatchedSequential(InterruptingFileSystem& files, std::unique_ptr<rocksdb::FSSequentialFile> file)
      : FSSequentialFileOwnerWrapper(std::move(file)), files_(files) {}
  IOStatus Read(std::size_t n, const IOOptions& options, rocksdb::Slice* result, char* scratch,
                IODebugContext* context) override {
    files_.met();
    return target()->Read(n, options, result, scratch, context);
  }

 private:
  InterruptingFileSystem& files_;
};

class WatchedRandomAccess final : public rocksdb::FSRandomAccessFileOwnerWrapper {
 public:
  WatchedRandomAccess(InterruptingFileSystem& files,
                      std::unique_ptr<rocksdb::FSRandomAccessFile> file)
      : FSRandomAccessFileOwnerWrapper(std::move(file)), files_(files) {}
  IOStatus Read(std::uint64_t offset, std::size_t n, const IOOptions& options,
                rocksdb::Slice* result, char* scratch, IODebugContext* context) const override {
    files_.met();
    return target()->Read(offset, n, options, result, scratch, context);
  }

 private:
  InterruptingFileSystem& files_;
};

class WatchedWritable final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  WatchedWritable(InterruptingFileSystem& files, std::unique_ptr<rocksdb::FSWritableFile> file)
      : FSWritableFileOwnerWrapper(std::move(file)), files_(files) {}
  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  IODebugContext* context) override {
    files_.met();
    return target()->Append(data, options, context);
  }
  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo&, IODebugContext* context) override {
    return Append(data, options, context);
  }
  // Nobody takes the machine's power, and syncing would take its time.
  IOStatus Sync(const IOOptions&, IODebugContext*) override {
    files_.met();
    return IOStatus::OK();
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* context) override {
    return Sync(options, context);
  }
  // Room in advance changes nothing; on a disk in memory taking it is the most work.
  void PrepareWrite(std::size_t, std::size_t, const IOOptions&, IODebugContext*) override {}

 private:
  InterruptingFileSystem& files_;
};

}  // namespace

void InterruptingFileSystem::interrupt_once(Whose whose, std::uint64_t n, std::function<void()> act,
                                            std::string file) {
  const std::lock_guard lock(mutex_);
  mine_ = std::this_thread::get_id();
  of(whose) = {std::move(act), std::move(file), n, 0, true, true};
}

void InterruptingFileSystem::interrupt_every(std::uint64_t n, std::function<void()> act) {
  const std::lock_guard lock(mutex_);
  mine_ = {};
  of(Whose::Others) = {std::move(act), "", n, 0, false, true};
}

void InterruptingFileSystem::stop() {
  const std::lock_guard lock(mutex_);
  for (Interruption& one : interruptions_) one.counts = false;
}

std::uint64_t InterruptingFileSystem::calls(Whose whose) const {
  const std::lock_guard lock(mutex_);
  return interruptions_[static_cast<std::size_t>(whose)].calls;
}

void InterruptingFileSystem::met(const std::string& file) {
  if (is_acting) return;
  std::function<void()> act;
  {
    const std::lock_guard lock(mutex_);
    Interruption& one = of(mine_ == std::this_thread::get_id() ? Whose::Mine : Whose::Others);
    if (!one.counts || file.find(one.file) == std::string::npos) return;
    ++one.calls;
    if (one.n == 0 || (one.once ? one.calls != one.n : one.calls % one.n != 0)) return;
    act = one.act;
  }
  is_acting = true;
  act();
  is_acting = false;
}

IOStatus InterruptingFileSystem::NewSequentialFile(
    const std::string& file, const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSSequentialFile>* result, Context* context) {
  met(file);
  Status done = target()->NewSequentialFile(file, options, result, context);
  if (done.ok()) *result = std::make_unique<WatchedSequential>(*this, std::move(*result));
  return done;
}

IOStatus InterruptingFileSystem::NewRandomAccessFile(
    const std::string& file, const rocksdb::FileOptions& options,
    std::unique_ptr<rocksdb::FSRandomAccessFile>* result, Context* context) {
  met(file);
  Status done = target()->NewRandomAccessFile(file, options, result, context);
  if (done.ok()) *result = std::make_unique<WatchedRandomAccess>(*this, std::move(*result));
  return done;
}

IOStatus InterruptingFileSystem::NewWritableFile(const std::string& file,
                                                 const rocksdb::FileOptions& options,
                                                 std::unique_ptr<rocksdb::FSWritableFile>* result,
                                                 Context* context) {
  met(file);
  Status done = target()->NewWritableFile(file, options, result, context);
  if (done.ok()) *result = std::make_unique<WatchedWritable>(*this, std::move(*result));
  return done;
}

IOStatus InterruptingFileSystem::FileExists(const std::string& file, const Options& options,
                                            Context* context) {
  met(file);
  return target()->FileExists(file, options, context);
}

IOStatus InterruptingFileSystem::GetChildren(const std::string& folder, const Options& options,
                                             std::vector<std::string>* names, Context* context) {
  met(folder);
  return target()->GetChildren(folder, options, names, context);
}

IOStatus InterruptingFileSystem::GetFileSize(const std::string& file, const Options& options,
                                             std::uint64_t* size, Context* context) {
  met(file);
  return target()->GetFileSize(file, options, size, context);
}

IOStatus InterruptingFileSystem::DeleteFile(const std::string& file, const Options& options,
                                            Context* context) {
  met(file);
  return target()->DeleteFile(file, options, context);
}

IOStatus InterruptingFileSystem::RenameFile(const std::string& from, const std::string& to,
                                            const Options& options, Context* context) {
  met(from);
  return target()->RenameFile(from, to, options, context);
}

IOStatus InterruptingFileSystem::LinkFile(const std::string& from, const std::string& to,
                                          const Options& options, Context* context) {
  met(from);
  return target()->LinkFile(from, to, options, context);
}

}  // namespace whocites::testing
