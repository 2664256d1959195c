// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rocksdb/db.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "storage/store.h"

// Opening and closing the database of a store; what else is in its folder is at store_folder.h.
namespace whocites::storage::detail {

enum Family : std::size_t { kTables, kNodes, kKeys, kNames, kWords, kCites, kCitedBy };
inline constexpr std::array<std::string_view, 7> kFamilyNames{
    "default", "nodes", "keys", "name_hashes", "words", "cites_lists", "cited_by_lists"};
// Those of format 1 that later ones have no more.
inline constexpr std::array<std::string_view, 3> kFormat1FamilyNames{"names", "cites", "cited_by"};

// Whether rows of the family are found by the first four bytes of their keys.
inline bool has_prefix_extractor(Family family) {
  return family == kNodes || family == kCites || family == kCitedBy;
}

// An open database; closes it when destroyed.
class RocksDbFiles {
 public:
  // For reading, beside a process that may create, fill, compact, purge or open the store
  // meanwhile: as it was at one moment of the opening. What the other one's work brings about is
  // tried again, for a minute; then Io.
  static Result<std::unique_ptr<RocksDbFiles>> open(const std::string& path, OpenMode mode);
  ~RocksDbFiles();
  RocksDbFiles(const RocksDbFiles&) = delete;
  RocksDbFiles& operator=(const RocksDbFiles&) = delete;

  rocksdb::DB& db() const { return *db_; }
  rocksdb::ColumnFamilyHandle* family(Family which) const { return families_[which]; }
  const std::string& path() const { return path_; }

  // For tables that are written apart and ingested: as compact as those at the bottom.
  rocksdb::Options table_options(Family which) const;
  // Where they are written; removed with all that is in it when the store is opened for writing.
  std::string loading_folder() const { return path_ + "/loading"; }
  bool read_only() const { return read_only_; }

  // The families of an older format, while there are some.
  rocksdb::ColumnFamilyHandle* leftover(std::string_view name) const;

  // False only after rewrite() failed half-way.
  bool is_open() const { return db_ != nullptr; }

  // Whether nobody made or dropped a file of it since it was opened for reading. A writer's always.
  bool is_latest() const;

  // Whether a write failed. Nothing may be written then until the store is opened again: RocksDB
  // may have half of the failed write in its log, and with assertions, as in Debian, it ends the
  // process at the next one.
  bool has_failed() const { return has_failed_; }
  void set_failed() { has_failed_ = true; }

  // Moves what stands in the log into tables.
  void flush();

  // Rewrites every table and the manifest, so that deleted bytes are gone from the folder.
  Result<void> rewrite();

 private:
  RocksDbFiles(std::string path, bool read_only) : path_(std::move(path)), read_only_(read_only) {}
  static Result<std::unique_ptr<RocksDbFiles>> open_once(const std::string& path, OpenMode mode);
  Result<void> open_db();
  Result<void> open_for_reading();
  Result<void> migrate();
  Result<void> drop_leftovers();
  void close_db();

  std::string path_;
  bool read_only_;
  bool has_failed_ = false;
  std::string opened_state_;  // of the folder, when it was opened for reading
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> families_;   // in the order of Family
  std::vector<rocksdb::ColumnFamilyHandle*> leftovers_;  // of an older format
};

// Fills the families that format 1 did not have from those that it had. Can be repeated. Memory:
// O(store), as the import of format 1 had.
Result<void> fill_from_format_1(const RocksDbFiles& files);

// RocksDB's word for what went wrong, as ours. Requires: !status.ok().
Error to_error(const rocksdb::Status& status, const std::string& path);

}  // namespace whocites::storage::detail
