// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/packed_lists.h"

#include <algorithm>
#include <memory>
#include <queue>

#include "storage/detail/encoding.h"

namespace whocites::storage::detail {
namespace {

std::string_view view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }
rocksdb::Slice slice(std::string_view bytes) { return {bytes.data(), bytes.size()}; }

std::string list_key(std::string_view prefix, BatchId batch) {
  std::string key(prefix);
  key += be32(batch.value);
  return key;
}

}  // namespace

// A place in one list. A list of a single piece is held; a longer one is read piece by piece.
class PackedLists::Cursor {
 public:
  Cursor(std::string_view value, std::optional<Code> after)
      : held_(std::make_unique<std::string>(value)), piece_(*held_, true), after_(after) {}
  Cursor(std::unique_ptr<rocksdb::Iterator> rows, std::string list, std::optional<Code> after)
      : rows_(std::move(rows)), list_(std::move(list)), after_(after) {
    // The piece that holds the first code wanted is the last that begins at or before it.
    const std::string wanted = after ? list_ + code_suffix(*after + 1) : list_;
    rows_->SeekForPrev(wanted);
    open_piece();
  }

  // Moves to the next code after `after`; false at the end.
  bool next() {
    while (true) {
      if (piece_.next(code_)) {
        if (!after_ || code_ > *after_) return true;
        continue;
      }
      if (!piece_.ok() || !rows_ || piece_.is_last()) return false;
      rows_->Next();
      open_piece();
    }
  }
  Code code() const { return code_; }
  bool ok() const { return piece_.ok() && (!rows_ || rows_->status().ok()); }
  const rocksdb::Iterator* rows() const { return rows_.get(); }

 private:
  void open_piece() {
    const bool there = rows_->Valid() && view(rows_->key()).starts_with(list_);
    piece_ = there ? PieceReader(view(rows_->value()), rows_->key().size() == list_.size())
                   : PieceReader();
  }

  std::unique_ptr<std::string> held_;
  std::unique_ptr<rocksdb::Iterator> rows_;
  std::string list_;
  PieceReader piece_;
  std::optional<Code> after_;
  Code code_ = 0;
};

Error PackedLists::damaged() const {
  return {ErrorCode::Damaged,
          "the store '" + files_.path() + "' is damaged: a list in '" +
              std::string(kFamilyNames[family_]) + "' has bytes that make no sense",
          std::nullopt, "restore the folder from a copy, or import the sources again"};
}

Result<void> PackedLists::sound(const rocksdb::Status& status) const {
  if (status.ok()) return {};
  return fail(to_error(status, files_.path()));
}

std::unique_ptr<rocksdb::Iterator> PackedLists::iterator(std::string_view prefix) const {
  rocksdb::ReadOptions options;
  const bool has_prefix = prefix.size() == 4 && has_prefix_extractor(family_);
  options.total_order_seek = !has_prefix;
  options.prefix_same_as_start = has_prefix;
  if (prefix.empty()) {
    options.fill_cache = false;
    options.readahead_size = std::size_t{2} << 20;
  }
  return std::unique_ptr<rocksdb::Iterator>(
      files_.db().NewIterator(options, files_.family(family_)));
}

RowWalk PackedLists::walk() const {
  rocksdb::ReadOptions options;
  options.total_order_seek = true;
  options.fill_cache = false;
  return RowWalk(
      std::unique_ptr<rocksdb::Iterator>(files_.db().NewIterator(options, files_.family(family_))));
}

Result<void> PackedLists::heads(RowWalk& rows, std::string_view prefix, const BatchFilter& counts,
                                const HeadVisitor& visit) const {
  rows.to(prefix);
  while (rows.valid() && rows.key().starts_with(prefix)) {
    const PieceReader piece(rows.value(), true);
    if (rows.key().size() != prefix.size() + 4 || !piece.ok()) return fail(damaged());
    const BatchId batch(read_be32(rows.key(), prefix.size()));
    if (counts(batch)) {
      const Result<bool> go_on = visit(batch, rows.value());
      if (!go_on) return fail(go_on.error());
      if (!*go_on) return {};
    }
    if (piece.is_last()) {
      rows.next();
    } else {
      rows.to(list_key(prefix, BatchId(batch.value + 1)));
    }
  }
  return sound(rows.status());
}

Result<void> PackedLists::scan(std::string_view prefix, std::optional<Code> after,
                               const BatchFilter& counts, const CodeVisitor& visit) const {
  RowWalk rows(iterator(prefix));
  return scan(rows, prefix, after, counts, visit);
}

Result<void> PackedLists::scan(RowWalk& rows, std::string_view prefix, std::optional<Code> after,
                               const BatchFilter& counts, const CodeVisitor& visit) const {
  std::vector<Cursor> cursors;
  const auto open = [&](BatchId batch, std::string_view value) -> Result<bool> {
    if (PieceReader(value, true).is_last()) {
      cursors.emplace_back(value, after);
    } else {
      cursors.emplace_back(iterator(prefix), list_key(prefix, batch), after);
    }
    return true;
  };
  if (auto done = heads(rows, prefix, counts, open); !done) return done;
  const auto later = [](const Cursor* a, const Cursor* b) { return a->code() > b->code(); };
  std::priority_queue<Cursor*, std::vector<Cursor*>, decltype(later)> queue(later);
  const auto advance = [&](Cursor& cursor) -> Result<void> {
    if (cursor.next()) {
      queue.push(&cursor);
      return {};
    }
    if (cursor.ok()) return {};
    if (cursor.rows() != nullptr && !cursor.rows()->status().ok()) {
      return sound(cursor.rows()->status());
    }
    return fail(damaged());
  };
  for (Cursor& cursor : cursors) {
    if (auto done = advance(cursor); !done) return done;
  }
  std::optional<Code> visited;
  while (!queue.empty()) {
    Cursor& first = *queue.top();
    queue.pop();
    if (visited != first.code() && !visit(first.code())) return {};
    visited = first.code();
    if (auto done = advance(first); !done) return done;
  }
  return {};
}

Result<bool> PackedLists::contains(rocksdb::Iterator& rows, std::string_view list,
                                   Code code) const {
  rows.SeekForPrev(std::string(list) + code_suffix(code));
  if (auto fine = sound(rows.status()); !fine) return fail(fine.error());
  if (!rows.Valid() || !view(rows.key()).starts_with(list)) return fail(damaged());
  PieceReader piece(view(rows.value()), rows.key().size() == list.size());
  Code at = 0;
  while (piece.next(at)) {
    if (at >= code) return at == code;
  }
  if (!piece.ok()) return fail(damaged());
  return false;
}

Result<std::uint64_t> PackedLists::count(std::string_view prefix, const BatchFilter& counts) const {
  std::optional<BatchId> longest;
  std::uint64_t total = 0;
  std::size_t lists = 0;
  const auto measure = [&](BatchId batch, std::string_view value) -> Result<bool> {
    const std::uint64_t length = PieceReader(value, true).total();
    ++lists;
    if (length > total) {
      total = length;
      longest = batch;
    }
    return true;
  };
  RowWalk heads_at(iterator(prefix));
  if (auto done = heads(heads_at, prefix, counts, measure); !done) return fail(done.error());
  if (lists <= 1) return total;
  const auto others = [&](BatchId batch) { return batch != longest && counts(batch); };
  const std::string list = list_key(prefix, *longest);
  const auto rows = iterator(prefix);
  std::optional<Error> failure;
  const auto add_new = [&](Code code) {
    const Result<bool> known = contains(*rows, list, code);
    if (!known) failure = known.error();
    if (known && !*known) ++total;
    return known.has_value();
  };
  if (auto done = scan(prefix, std::nullopt, others, add_new); !done) return fail(done.error());
  if (failure) return fail(*failure);
  return total;
}

Result<void> PackedLists::visit_piece(BatchId batch, std::string_view value, bool is_first,
                                      const EntryVisitor& visit) const {
  PieceReader piece(value, is_first);
  std::vector<ListEntry> entries(piece.ok() ? piece.left() : 0);
  for (ListEntry& entry : entries) {
    if (!piece.next(entry.code)) break;
  }
  if (column_ == Column::Evidence && piece.ok() && piece.begin_column()) {
    for (ListEntry& entry : entries) {
      if (!piece.next_evidence(entry)) break;
    }
  }
  if (!piece.ok()) return fail(damaged());
  for (const ListEntry& entry : entries) {
    if (auto done = visit(batch, entry); !done) return done;
  }
  return {};
}

Result<void> PackedLists::entries(std::string_view prefix, const EntryVisitor& visit) const {
  const auto rows = iterator(prefix);
  for (rows->Seek(slice(prefix)); rows->Valid(); rows->Next()) {
    const std::string_view key = view(rows->key());
    if (!key.starts_with(prefix)) break;
    if (key.size() != prefix.size() + 4 && key.size() != prefix.size() + 9) return fail(damaged());
    auto done = visit_piece(BatchId(read_be32(key, prefix.size())), view(rows->value()),
                            key.size() == prefix.size() + 4, visit);
    if (!done) return done;
  }
  return sound(rows->status());
}

Result<void> PackedLists::find(RowWalk& rows, std::string_view prefix, std::span<const Code> codes,
                               const EntryVisitor& visit) const {
  const auto wanted = [&](BatchId batch, const ListEntry& entry) -> Result<void> {
    if (!std::binary_search(codes.begin(), codes.end(), entry.code)) return {};
    return visit(batch, entry);
  };
  const auto look = [&](BatchId batch, std::string_view value) -> Result<bool> {
    Result<void> done;
    if (PieceReader(value, true).is_last()) {
      done = visit_piece(batch, value, true, wanted);
    } else {
      done = find_in_pieces(prefix, batch, codes, wanted);
    }
    if (!done) return fail(done.error());
    return true;
  };
  return heads(
      rows, prefix, [](BatchId) { return true; }, look);
}

// Of a list of several pieces only those are read that may hold one of the codes.
Result<void> PackedLists::find_in_pieces(std::string_view prefix, BatchId batch,
                                         std::span<const Code> codes,
                                         const EntryVisitor& visit) const {
  const std::string list = list_key(prefix, batch);
  const auto rows = iterator(prefix);
  while (!codes.empty()) {
    rows->SeekForPrev(list + code_suffix(codes.front()));
    if (auto fine = sound(rows->status()); !fine) return fine;
    if (!rows->Valid() || !view(rows->key()).starts_with(list)) return fail(damaged());
    const bool is_first = rows->key().size() == list.size();
    PieceReader piece(view(rows->value()), is_first);
    Code last = 0;
    while (piece.next(last)) continue;
    if (!piece.ok()) return fail(damaged());
    // A code between this piece and the next is in neither; this one may have been visited already.
    if (codes.front() <= last) {
      auto done = visit_piece(batch, view(rows->value()), is_first, visit);
      if (!done) return done;
    }
    const auto rest = std::upper_bound(codes.begin() + 1, codes.end(), last);
    codes = codes.subspan(static_cast<std::size_t>(rest - codes.begin()));
  }
  return {};
}

Result<void> PackedLists::scan_all(std::size_t prefix_size, bool codes_only,
                                   const RowVisitor& visit) const {
  const auto rows = iterator("");
  for (rows->SeekToFirst(); rows->Valid(); rows->Next()) {
    const std::string_view key = view(rows->key());
    if (key.size() != prefix_size + 4 && key.size() != prefix_size + 9) return fail(damaged());
    const std::string_view prefix = key.substr(0, prefix_size);
    const BatchId batch(read_be32(key, prefix_size));
    const bool is_first = key.size() == prefix_size + 4;
    bool wanted = true;
    if (codes_only) {
      PieceReader piece(view(rows->value()), is_first);
      ListEntry entry;
      while (wanted && piece.next(entry.code)) {
        const Result<bool> go_on = visit(prefix, batch, entry);
        if (!go_on) return fail(go_on.error());
        wanted = *go_on;
      }
      if (!piece.ok()) return fail(damaged());
    } else {
      const auto pass = [&](BatchId, const ListEntry& entry) -> Result<void> {
        if (!wanted) return {};
        const Result<bool> go_on = visit(prefix, batch, entry);
        if (!go_on) return fail(go_on.error());
        wanted = *go_on;
        return {};
      };
      if (auto done = visit_piece(batch, view(rows->value()), is_first, pass); !done) return done;
    }
    if (!wanted) return {};
  }
  return sound(rows->status());
}

Result<void> PackedLists::scan_pieces(std::size_t prefix_size, const PieceVisitor& visit) const {
  const auto rows = iterator("");
  for (rows->SeekToFirst(); rows->Valid(); rows->Next()) {
    const std::string_view key = view(rows->key());
    if (key.size() != prefix_size + 4 && key.size() != prefix_size + 9) return fail(damaged());
    PieceReader piece(view(rows->value()), key.size() == prefix_size + 4);
    if (!piece.ok()) return fail(damaged());
    const Result<bool> go_on =
        visit(key.substr(0, prefix_size), BatchId(read_be32(key, prefix_size)), piece);
    if (!go_on) return fail(go_on.error());
    if (!*go_on) return {};
  }
  return sound(rows->status());
}

void PackedLists::put(rocksdb::WriteBatch& rows, std::string_view prefix, BatchId batch,
                      std::span<const ListEntry> entries,
                      std::span<const SourceFile> sources) const {
  const std::string list = list_key(prefix, batch);
  encode_list(entries, column_, sources, [&](std::string_view suffix, std::string_view value) {
    rows.Put(files_.family(family_), list + std::string(suffix), slice(value));
  });
}

Result<void> PackedLists::erase(rocksdb::WriteBatch& rows, std::string_view prefix, BatchId batch,
                                const std::set<Code>& codes,
                                std::span<const SourceFile> sources) const {
  const std::string list = list_key(prefix, batch);
  std::vector<ListEntry> kept;
  std::vector<std::unique_ptr<std::string>> bytes;  // the entries' evidence
  const auto keep = [&](BatchId, const ListEntry& entry) -> Result<void> {
    if (codes.contains(entry.code)) return {};
    kept.push_back(entry);
    bytes.push_back(std::make_unique<std::string>(entry.evidence));
    kept.back().evidence = *bytes.back();
    return {};
  };
  const auto at = iterator(prefix);
  for (at->Seek(list); at->Valid() && view(at->key()).starts_with(list); at->Next()) {
    const bool is_first = at->key().size() == list.size();
    if (auto read = visit_piece(batch, view(at->value()), is_first, keep); !read) return read;
    rows.Delete(files_.family(family_), at->key());
  }
  if (auto fine = sound(at->status()); !fine) return fine;
  put(rows, prefix, batch, kept, sources);
  return {};
}

}  // namespace whocites::storage::detail
