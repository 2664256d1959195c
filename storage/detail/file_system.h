// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

namespace rocksdb {
class Env;
class FileSystem;
class SystemClock;
}  // namespace rocksdb

// The file system beneath RocksDB, so that tests can put one in between that fails or loses what
// was not synced.
namespace whocites::storage::detail {

// From now on this process's databases are opened through `files` and wait by `clock`; nullptr: the
// machine's own. Requires: no store is open, and no other thread opens one.
void use_file_system(std::shared_ptr<rocksdb::FileSystem> files,
                     std::shared_ptr<rocksdb::SystemClock> clock = nullptr);

// What to open databases and write tables with; lives until the next use_file_system().
rocksdb::Env* environment();

}  // namespace whocites::storage::detail
