// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/rocksdb_store.h"

#include <rocksdb/metadata.h>
#include <rocksdb/table_properties.h>

#include <array>
#include <filesystem>
#include <set>

#include "storage/graph_file.h"

namespace whocites::storage::detail {
namespace {

namespace fs = std::filesystem;

// The families' own names are of the format, not for people.
constexpr std::array<std::string_view, kFamilyNames.size()> kPartNames{
    "log, decisions, texts", "nodes", "keys", "names", "words", "cites", "cited_by"};

// Rows as they were written, those that hide older ones included. RocksDB's own estimate is of no
// use here: opening does not read what it rests on.
std::optional<std::uint64_t> count_rows(rocksdb::DB& db, rocksdb::ColumnFamilyHandle* handle) {
  rocksdb::TablePropertiesCollection tables;
  std::uint64_t rows = 0;
  if (!db.GetPropertiesOfAllTables(handle, &tables).ok() ||
      !db.GetIntProperty(handle, "rocksdb.num-entries-active-mem-table", &rows)) {
    return std::nullopt;
  }
  for (const auto& [name, table] : tables) rows += table->num_entries;
  return rows;
}

// The tables of one family; their file names go into `counted`.
PartSize family_size(const RocksDbFiles& files, std::size_t family,
                     std::set<std::string>& counted) {
  rocksdb::ColumnFamilyHandle* handle = files.family(static_cast<Family>(family));
  rocksdb::ColumnFamilyMetaData tables;
  files.db().GetColumnFamilyMetaData(handle, &tables);
  for (const rocksdb::LevelMetaData& level : tables.levels) {
    for (const rocksdb::SstFileMetaData& table : level.files) {
      counted.insert(fs::path(table.name).filename().string());
    }
  }
  return {std::string(kPartNames[family]), tables.size, count_rows(files.db(), handle)};
}

// The tables of each family, then what is committed and not yet in tables, then the manifest,
// derived files and tables that a reader may still need. Files that vanish meanwhile are nothing.
std::vector<PartSize> part_sizes(const RocksDbFiles& files) {
  std::vector<PartSize> parts;
  std::set<std::string> counted;
  for (std::size_t family = 0; family < kFamilyNames.size(); ++family) {
    parts.push_back(family_size(files, family, counted));
  }
  PartSize log{"log of writes", 0, std::nullopt};
  PartSize others{"other files", 0, std::nullopt};
  PartSize graph{"derived graph", 0, std::nullopt};
  std::error_code failure;
  for (const fs::directory_entry& entry : fs::directory_iterator(files.path(), failure)) {
    if (counted.contains(entry.path().filename().string())) continue;
    const std::uintmax_t bytes = entry.is_regular_file(failure) ? entry.file_size(failure) : 0;
    if (failure) continue;
    const bool is_graph = entry.path().filename().native().starts_with(kGraphFileName);
    (is_graph ? graph : entry.path().extension() == ".log" ? log : others).bytes += bytes;
  }
  if (graph.bytes != 0) parts.push_back(std::move(graph));
  parts.push_back(std::move(log));
  parts.push_back(std::move(others));
  return parts;
}

}  // namespace

Result<std::vector<PartSize>> RocksDbStore::sizes() const {
  if (!files_->is_open()) return fail(closed());
  return part_sizes(*files_);
}

// Opening has read the manifest and the log of writes, checksums included.
Result<void> RocksDbStore::check_files() const {
  if (!files_->is_open()) return fail(closed());
  const rocksdb::Status status = files_->db().VerifyChecksum();
  if (!status.ok()) return fail(to_error(status, files_->path()));
  return {};
}

Result<void> RocksDbStore::scan_names(const HashVisitor& visit) const {
  const std::size_t size = name_hash("").size();
  return scan(kNames, "", [&](std::string_view key, std::string_view) -> Result<bool> {
    if (key.size() != size + 4) return fail(damaged("a name"));
    return visit(key.substr(0, size), NodeId(read_be32(key, size)));
  });
}

Result<void> RocksDbStore::compact() {
  if (auto ready = writable(); !ready) return ready;
  return files_->rewrite();
}

}  // namespace whocites::storage::detail
