// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/file_system.h"

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>
#include <rocksdb/system_clock.h>

namespace whocites::storage::detail {
namespace {

using Status = rocksdb::IOStatus;
using Options = rocksdb::IOOptions;
using Context = rocksdb::IODebugContext;

// What a TakingIn knows of its thread.
struct Taking {
  bool is_active = false;
  bool has_failed = false;

  Status seen(Status read) {
    if (is_active && !read.ok()) has_failed = true;
    return read;
  }
  Status may_write() const {
    return is_active && has_failed ? Status::IOError("a table could not be read") : Status::OK();
  }
};
thread_local Taking taking;

class WatchedReads final : public rocksdb::FSRandomAccessFileOwnerWrapper {
 public:
  using FSRandomAccessFileOwnerWrapper::FSRandomAccessFileOwnerWrapper;
  Status Read(std::uint64_t offset, std::size_t n, const Options& options, rocksdb::Slice* result,
              char* scratch, Context* context) const override {
    return taking.seen(target()->Read(offset, n, options, result, scratch, context));
  }
  Status MultiRead(rocksdb::FSReadRequest* requests, std::size_t count, const Options& options,
                   Context* context) override {
    Status done = taking.seen(target()->MultiRead(requests, count, options, context));
    for (std::size_t i = 0; i < count; ++i) taking.seen(requests[i].status);
    return done;
  }
};

class CarefulFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  using FileSystemWrapper::FileSystemWrapper;
  const char* Name() const override { return "CarefulFileSystem"; }
  // Only files that are opened to be taken in need to be watched.
  Status NewRandomAccessFile(const std::string& file, const rocksdb::FileOptions& options,
                             std::unique_ptr<rocksdb::FSRandomAccessFile>* result,
                             Context* context) override {
    Status done = taking.seen(target()->NewRandomAccessFile(file, options, result, context));
    if (done.ok() && taking.is_active) *result = std::make_unique<WatchedReads>(std::move(*result));
    return done;
  }
  Status LinkFile(const std::string& from, const std::string& to, const Options& options,
                  Context* context) override {
    if (Status may = taking.may_write(); !may.ok()) return may;
    return target()->LinkFile(from, to, options, context);
  }
  Status DeleteFile(const std::string& file, const Options& options, Context* context) override {
    return taking.is_active ? Status::OK() : target()->DeleteFile(file, options, context);
  }
};

class Environment final : public rocksdb::EnvWrapper {
 public:
  Environment(const std::shared_ptr<rocksdb::FileSystem>& files,
              std::shared_ptr<rocksdb::SystemClock> clock)
      : Environment(std::make_shared<CarefulFileSystem>(files)) {
    if (clock) system_clock_ = std::move(clock);
  }

 private:
  explicit Environment(const std::shared_ptr<CarefulFileSystem>& files)
      : EnvWrapper(rocksdb::NewCompositeEnv(files)) {
    file_system_ = files;
  }
};

std::unique_ptr<rocksdb::Env>& replacement() {
  static std::unique_ptr<rocksdb::Env> env;
  return env;
}

}  // namespace

void use_file_system(std::shared_ptr<rocksdb::FileSystem> files,
                     std::shared_ptr<rocksdb::SystemClock> clock) {
  replacement() = files ? std::make_unique<Environment>(files, std::move(clock)) : nullptr;
}

rocksdb::Env* environment() {
  // Never destroyed: RocksDB's threads may outlive what is.
  static auto* const machine = new Environment(rocksdb::FileSystem::Default(), nullptr);
  return replacement() ? replacement().get() : machine;
}

TakingIn::TakingIn() { taking = {true, false}; }
TakingIn::~TakingIn() { taking = {}; }

}  // namespace whocites::storage::detail
