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

// While one lives, RocksDB on this thread does what it should when a call fails while it takes
// tables in (7.8 does not):
// - It deletes the tables when their entry in the manifest could not be synced. The entry may be
//   there all the same, and the database would not open without them. So no file is deleted; those
//   that nobody needs are removed when the store is next opened for writing.
// - It takes a table whose first or last key could not be read for one without keys, in which
//   nothing is found. So after a failed read no file is linked; a table is read before that.
class TakingIn {
 public:
  TakingIn();
  ~TakingIn();
  TakingIn(const TakingIn&) = delete;
  TakingIn& operator=(const TakingIn&) = delete;
};

}  // namespace whocites::storage::detail
