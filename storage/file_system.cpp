// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/file_system.h"

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>
#include <rocksdb/system_clock.h>

namespace whocites::storage::detail {
namespace {

class Environment final : public rocksdb::EnvWrapper {
 public:
  Environment(const std::shared_ptr<rocksdb::FileSystem>& files,
              std::shared_ptr<rocksdb::SystemClock> clock)
      : EnvWrapper(rocksdb::NewCompositeEnv(files)) {
    file_system_ = files;
    if (clock) system_clock_ = std::move(clock);
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
  return replacement() ? replacement().get() : rocksdb::Env::Default();
}

}  // namespace whocites::storage::detail
