// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/rocksdb_store.h"

namespace whocites::storage::detail {
namespace {

constexpr std::size_t kPrefixBytes = 6;  // of a row of bands: 'm', part, hash

}  // namespace

Result<std::vector<NodeId>> RocksDbStore::find_band(Band band, std::size_t limit) const {
  std::vector<NodeId> found;
  if (limit == 0) return found;
  const auto add = [&](std::string_view key, std::string_view) -> Result<bool> {
    if (key.size() != kPrefixBytes + 4) return fail(damaged("a band"));
    found.emplace_back(read_be32(key, kPrefixBytes));
    return found.size() < limit;
  };
  if (auto done = scan(kTables, band_prefix(band), add); !done) return fail(done.error());
  return found;
}

Result<void> RocksDbStore::scan_bands(const BandVisitor& visit) const {
  return scan(kTables, "m", [&](std::string_view key, std::string_view) -> Result<bool> {
    if (key.size() != kPrefixBytes + 4) return fail(damaged("a band"));
    const Band part = static_cast<unsigned char>(key[1]);
    return visit((part << 32) | read_be32(key, 2), NodeId(read_be32(key, kPrefixBytes)));
  });
}

Result<void> RocksDbStore::load_bands() {
  const Result<std::optional<std::string>> end = get(kTables, kBandsEnd);
  if (!end) return fail(end.error());
  if (*end && (*end)->size() != 4) return fail(damaged("a counter"));
  if (*end) bands_end_ = BatchId(read_be32(**end));
  return files_->read_only() || bands_end_ == next_batch_ ? Result<void>() : add_bands();
}

// What was written by programs that knew no bands. Rows that are there already do not change, so
// that whatever interrupts this, it is done again.
Result<void> RocksDbStore::add_bands() {
  constexpr std::size_t kChunk = std::size_t{4} << 20;
  rocksdb::WriteBatch rows;
  const auto write_rows = [&](bool sync) -> Result<void> {
    rocksdb::WriteOptions options;
    options.sync = sync;
    const rocksdb::Status status = files_->db().Write(options, &rows);
    rows.Clear();
    if (status.ok()) return {};
    files_->set_failed();
    return fail(to_error(status, files_->path()));
  };
  Result<void> written;
  const auto add = [&](const StoredNode& node) {
    for (const Assertion& assertion : node.assertions) {
      if (assertion.batch < bands_end_) continue;
      for (const Band band : index_bands(assertion.facts)) {
        put(rows, kTables, band_key(band, node.id));
      }
    }
    if (rows.GetDataSize() >= kChunk) written = write_rows(false);
    return written.has_value();
  };
  if (auto done = scan_nodes(NodeId(0), add); !done) return done;
  if (!written) return written;
  put(rows, kTables, kBandsEnd, be32(next_batch_.value));
  if (auto done = write_rows(options_.sync); !done) return done;
  bands_end_ = next_batch_;
  return {};
}

}  // namespace whocites::storage::detail
