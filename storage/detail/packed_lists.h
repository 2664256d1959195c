// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rocksdb/write_batch.h>

#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "storage/detail/posting_list.h"
#include "storage/detail/rocksdb_files.h"
#include "storage/detail/row_walk.h"

namespace whocites::storage::detail {

// The packed lists of one family (posting_list.h): under each prefix one list for each batch. A
// question sees them as one. Thread rule: the store's.
class PackedLists {
 public:
  PackedLists(const RocksDbFiles& files, Family family, Column column)
      : files_(files), family_(family), column_(column) {}

  // The distinct codes in the lists of the batches that `counts`, ascending from after `after`.
  using CodeVisitor = std::function<bool(Code code)>;
  Result<void> scan(std::string_view prefix, std::optional<Code> after, const BatchFilter& counts,
                    const CodeVisitor& visit) const;

  // For calls of what takes a walk, of which the prefixes must ascend.
  RowWalk walk() const;
  Result<void> scan(RowWalk& rows, std::string_view prefix, std::optional<Code> after,
                    const BatchFilter& counts, const CodeVisitor& visit) const;

  // How many scan() would visit. Reads no piece but the first of the longest list.
  Result<std::uint64_t> count(std::string_view prefix, const BatchFilter& counts) const;

  // Every entry of every list, by batch and code; the views live until `visit` returns.
  using EntryVisitor = std::function<Result<void>(BatchId batch, const ListEntry& entry)>;
  Result<void> entries(std::string_view prefix, const EntryVisitor& visit) const;

  // Of every list the entries with these codes, which ascend, by batch and code.
  Result<void> find(RowWalk& rows, std::string_view prefix, std::span<const Code> codes,
                    const EntryVisitor& visit) const;

  // Every entry of the family in the order of the keys, with its prefix of `prefix_size` bytes.
  // With `codes_only` the evidence is not read.
  using RowVisitor =
      std::function<Result<bool>(std::string_view prefix, BatchId batch, const ListEntry& entry)>;
  Result<void> scan_all(std::size_t prefix_size, bool codes_only, const RowVisitor& visit) const;

  // Every piece of the family in the order of the keys, for those who read all of it and want
  // little of each: the piece is as it was stored, with none of its codes read.
  using PieceVisitor =
      std::function<Result<bool>(std::string_view prefix, BatchId batch, PieceReader& piece)>;
  Result<void> scan_pieces(std::size_t prefix_size, const PieceVisitor& visit) const;
  // What to say of a piece that cannot be read.
  Error damaged() const;

  void put(rocksdb::WriteBatch& rows, std::string_view prefix, BatchId batch,
           std::span<const ListEntry> entries, std::span<const SourceFile> sources) const;

  // Takes codes out of a batch's list; the list is written anew.
  Result<void> erase(rocksdb::WriteBatch& rows, std::string_view prefix, BatchId batch,
                     const std::set<Code>& codes, std::span<const SourceFile> sources) const;

 private:
  class Cursor;
  std::unique_ptr<rocksdb::Iterator> iterator(std::string_view prefix) const;
  using HeadVisitor = std::function<Result<bool>(BatchId batch, std::string_view value)>;
  Result<void> heads(RowWalk& rows, std::string_view prefix, const BatchFilter& counts,
                     const HeadVisitor& visit) const;
  Result<void> find_in_pieces(std::string_view prefix, BatchId batch, std::span<const Code> codes,
                              const EntryVisitor& visit) const;
  Result<void> visit_piece(BatchId batch, std::string_view value, bool is_first,
                           const EntryVisitor& visit) const;
  Result<bool> contains(rocksdb::Iterator& rows, std::string_view list, Code code) const;
  Result<void> sound(const rocksdb::Status& status) const;

  const RocksDbFiles& files_;
  Family family_;
  Column column_;
};

}  // namespace whocites::storage::detail
