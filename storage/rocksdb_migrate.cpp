// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <rocksdb/write_batch.h>

#include <deque>
#include <map>

#include "storage/detail/encoding.h"
#include "storage/detail/packed_lists.h"
#include "storage/detail/rocksdb_files.h"
#include "storage/detail/rocksdb_store.h"

// Format 1 held one row for each name (names: name · 00 · node), citation (cites: from · to ·
// relation · batch, with an EvidenceList; cited_by: to · from · relation) and part (default: 'p' ·
// whole · part). Nodes, keys and the log were as they are. The citing direction and the assertions
// tell everything that is indexed now.
namespace whocites::storage::detail {
namespace {

std::string_view view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

class Migration {
 public:
  explicit Migration(const RocksDbFiles& files) : files_(files) {}

  Result<void> run() {
    if (auto done = read_assertions(); !done) return done;
    if (auto done = read_citations(); !done) return done;
    if (auto done = put_lists(kWords, Column::None, words_); !done) return done;
    if (auto done = put_lists(kTables, Column::None, parts_); !done) return done;
    if (auto done = put_lists(kCites, Column::Evidence, cites_); !done) return done;
    if (auto done = put_lists(kCitedBy, Column::None, cited_by_); !done) return done;
    rows_.DeleteRange(files_.family(kTables), "p", "q");
    return write();
  }

 private:
  // By prefix and batch; each list is met in the order of its codes.
  using Lists = std::map<std::pair<std::string, BatchId>, std::map<Code, std::string_view>>;

  Error damaged() const {
    return {ErrorCode::Damaged, "it has bytes that make no sense", std::nullopt,
            "restore the folder from a copy, or import the sources again"};
  }

  template <class Visit>
  Result<void> scan(rocksdb::ColumnFamilyHandle* family, const Visit& visit) {
    if (family == nullptr) return {};
    rocksdb::ReadOptions options;
    options.total_order_seek = true;
    const std::unique_ptr<rocksdb::Iterator> rows(files_.db().NewIterator(options, family));
    for (rows->SeekToFirst(); rows->Valid(); rows->Next()) {
      if (!visit(view(rows->key()), view(rows->value()))) return fail(damaged());
    }
    if (!rows->status().ok()) return fail(to_error(rows->status(), files_.path()));
    return {};
  }

  Result<void> read_assertions() {
    return scan(files_.family(kNodes), [&](std::string_view key, std::string_view value) {
      if (key.size() != 8) return false;
      const NodeId node(read_be32(key));
      const BatchId batch(read_be32(key, 4));
      if (batch.value == 0) return true;
      const std::optional<Assertion> assertion = decode_assertion(value, batch);
      if (!assertion) return false;
      for (const std::string& name : index_names(assertion->facts)) {
        rows_.Put(files_.family(kNames), name_key(name, node), {});
      }
      for (const std::string& word : index_words(assertion->facts)) {
        words_[{word_prefix(word), batch}][node.value];
      }
      if (assertion->part_of) parts_[{part_prefix(*assertion->part_of), batch}][node.value];
      return true;
    });
  }

  Result<void> read_citations() {
    rocksdb::ColumnFamilyHandle* old = files_.leftover("cites");
    return scan(old, [&](std::string_view key, std::string_view value) {
      if (key.size() != 13) return false;
      const NodeId from(read_be32(key));
      const NodeId to(read_be32(key, 4));
      const auto relation = static_cast<Relation>(key[8]);
      const BatchId batch(read_be32(key, 9));
      Citation citation;
      if (name_of(relation) == "unknown" || !decode_evidence(value, batch, citation)) return false;
      if (!citation.judgements.empty()) {
        rows_.Put(files_.family(kTables), judgement_key(from, to, relation, batch),
                  encode({}, citation.judgements));
        rows_.Put(files_.family(kTables), judged_key(to, from, relation), {});
      }
      if (citation.evidence.empty()) return true;
      cites_[{be32(from.value), batch}][code_of({to, relation})] =
          bytes_.emplace_back(encode(citation.evidence, {}));
      cited_by_[{be32(to.value), batch}][code_of({from, relation})];
      return true;
    });
  }

  Result<void> put_lists(Family family, Column column, const Lists& all) {
    const PackedLists lists(files_, family, column);
    std::vector<ListEntry> entries;
    for (const auto& [list, codes] : all) {
      entries.clear();
      for (const auto& [code, evidence] : codes) {
        entries.push_back({.code = code, .evidence = evidence});
      }
      lists.put(rows_, list.first, list.second, entries, {});
      if (rows_.GetDataSize() < kChunk) continue;
      if (auto written = write(); !written) return written;
    }
    return {};
  }

  // Not logged: the caller flushes before it relies on what was written.
  Result<void> write() {
    rocksdb::WriteOptions options;
    options.disableWAL = true;
    const rocksdb::Status status = files_.db().Write(options, &rows_);
    rows_.Clear();
    if (!status.ok()) return fail(to_error(status, files_.path()));
    return {};
  }

  static constexpr std::size_t kChunk = std::size_t{4} << 20;

  const RocksDbFiles& files_;
  rocksdb::WriteBatch rows_;
  Lists words_, parts_, cites_, cited_by_;
  std::deque<std::string> bytes_;  // the evidence that the lists' views are of
};

}  // namespace

Result<void> fill_from_format_1(const RocksDbFiles& files) { return Migration(files).run(); }

}  // namespace whocites::storage::detail
