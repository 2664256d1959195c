// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/file_system.h"

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

namespace whocites::storage::detail {
namespace {

std::unique_ptr<rocksdb::Env>& replacement() {
  static std::unique_ptr<rocksdb::Env> env;
  return env;
}

}  // namespace

void use_file_system(std::shared_ptr<rocksdb::FileSystem> files) {
  replacement() = files ? rocksdb::NewCompositeEnv(files) : nullptr;
}

rocksdb::Env* environment() {
  return replacement() ? replacement().get() : rocksdb::Env::Default();
}

}  // namespace whocites::storage::detail
