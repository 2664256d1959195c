// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Questions about many nodes or citations at once, in the order of the rows: one iterator for all
// of them, and each block is read once. An iterator of its own for each would cost more than most
// of the rows themselves.
#include <algorithm>
#include <atomic>
#include <future>

#include "storage/detail/rocksdb_store.h"

namespace whocites::storage::detail {
namespace {

// Visits what `walk` finds of `ids`, in their order. Most of its time goes into unpacking blocks,
// so the later half is read by another thread meanwhile; `visit` is called by this one only.
template <class Id, class Found, class Walk>
Result<void> walk_by_two(std::span<const Id> ids, const Walk& walk,
                         const std::function<bool(const Found&)>& visit) {
  constexpr std::size_t kFew = 64;     // are read in little more time than a thread takes to begin
  constexpr std::size_t kMany = 8192;  // of which the later half is held at a time
  bool wanted = true;
  while (wanted && !ids.empty()) {
    const std::span<const Id> part = ids.first(std::min(ids.size(), kMany));
    ids = ids.subspan(part.size());
    const std::size_t here = part.size() < kFew ? part.size() : part.size() / 2;
    std::vector<Found> found_there;
    std::atomic<bool> stopped = false;
    const auto hold = [&](const Found& one) {
      found_there.push_back(one);
      return !stopped;
    };
    // Without a thread to be had it is done by get().
    const std::span<const Id> rest = part.subspan(here);
    std::future<Result<void>> there;
    if (!rest.empty()) there = std::async([&] { return walk(rest, hold); });
    const Result<void> done =
        walk(part.first(here), [&](const Found& one) { return wanted = visit(one); });
    stopped = !done || !wanted;
    const Result<void> also_done = there.valid() ? there.get() : Result<void>();
    if (!done || !wanted) return done;
    if (!also_done) return also_done;
    for (const Found& one : found_there) {
      if (!(wanted = visit(one))) break;
    }
  }
  return {};
}

}  // namespace

RowWalk RocksDbStore::walk(Family family) const {
  rocksdb::ReadOptions options;
  options.total_order_seek = true;
  // A walk never comes back; memory that is used again is cheaper than a cache that nobody reads.
  options.fill_cache = false;
  return RowWalk(std::unique_ptr<rocksdb::Iterator>(
      files_->db().NewIterator(options, files_->family(family))));
}

Result<void> RocksDbStore::visit_nodes(std::span<const NodeId> ids,
                                       const NodeVisitor& visit) const {
  if (!files_->is_open()) return fail(closed());
  const auto walk = [&](std::span<const NodeId> some, const NodeVisitor& found) {
    return walk_nodes(some, found);
  };
  return walk_by_two(ids, walk, visit);
}

Result<void> RocksDbStore::walk_nodes(std::span<const NodeId> ids, const NodeVisitor& visit) const {
  RowWalk rows = walk(kNodes);
  for (NodeId id : ids) {
    const std::string prefix = be32(id.value);
    std::optional<StoredNode> node;
    for (rows.to(prefix); rows.valid() && rows.key().starts_with(prefix); rows.next()) {
      const Result<bool> added = add_row(rows.key(), rows.value(), node);
      if (!added) return fail(added.error());
    }
    if (!rows.status().ok()) break;
    if (node && !visit(*node)) return {};
  }
  if (!rows.status().ok()) return fail(to_error(rows.status(), files_->path()));
  return {};
}

Result<void> RocksDbStore::visit_adjacent(std::span<const NodeId> nodes, Direction direction,
                                          const BatchFilter& counts,
                                          const EndVisitor& visit) const {
  if (!files_->is_open()) return fail(closed());
  using Found = std::pair<NodeId, Adjacent>;
  const auto walk = [&](std::span<const NodeId> some,
                        const std::function<bool(const Found&)>& found) {
    return walk_adjacent(some, direction, counts, [&](NodeId node, const Adjacent& end) {
      return found({node, end});
    });
  };
  const auto give = [&](const Found& found) { return visit(found.first, found.second); };
  return walk_by_two<NodeId, Found>(nodes, walk, give);
}

Result<void> RocksDbStore::walk_adjacent(std::span<const NodeId> nodes, Direction direction,
                                         const BatchFilter& counts, const EndVisitor& visit) const {
  const PackedLists& of_nodes = lists(direction);
  RowWalk rows = of_nodes.walk();
  bool listed = true;
  bool wanted = true;
  for (NodeId node : nodes) {
    const auto give = [&](Code code) {
      listed = is_listed(code);
      wanted = listed && visit(node, adjacent_of(code));
      return wanted;
    };
    auto done = of_nodes.scan(rows, be32(node.value), std::nullopt, counts, give);
    if (!done) return done;
    if (!listed) return fail(damaged("a citation"));
    if (!wanted) break;
  }
  return {};
}

Result<std::vector<Citation>> RocksDbStore::find_citations(RowWalk& lists, RowWalk& judgements,
                                                           std::span<const CitationId> ids) const {
  const NodeId from = ids.front().from;
  std::vector<Code> codes;
  std::vector<Citation> found(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    codes.push_back(code_of({ids[i].to, ids[i].relation}));
    found[i].from = from;
    found[i].to = ids[i].to;
    found[i].relation = ids[i].relation;
  }
  const auto add = [&](BatchId batch, const ListEntry& entry) -> Result<void> {
    const auto at = std::lower_bound(codes.begin(), codes.end(), entry.code) - codes.begin();
    return add_evidence(batch, entry, found[static_cast<std::size_t>(at)]);
  };
  if (auto done = cites_.find(lists, be32(from.value), codes, add); !done) {
    return fail(done.error());
  }
  const std::string prefix = table_key('j', from.value);
  for (judgements.to(prefix); judgements.valid() && judgements.key().starts_with(prefix);
       judgements.next()) {
    const Result<CitationId> id = judged_by(judgements.key());
    if (!id) return fail(id.error());
    const auto at = std::lower_bound(ids.begin(), ids.end(), *id);
    if (at == ids.end() || *at != *id) continue;
    Citation& citation = found[static_cast<std::size_t>(at - ids.begin())];
    const BatchId batch(read_be32(judgements.key(), 10));
    if (!decode_evidence(judgements.value(), batch, citation)) return fail(damaged("a judgement"));
  }
  if (!judgements.status().ok()) return fail(to_error(judgements.status(), files_->path()));
  return found;
}

Result<void> RocksDbStore::visit_citations(std::span<const CitationId> ids,
                                           const CitationVisitor& visit) const {
  if (!files_->is_open()) return fail(closed());
  const auto walk = [&](std::span<const CitationId> some, const CitationVisitor& found) {
    return walk_citations(some, found);
  };
  return walk_by_two(ids, walk, visit);
}

Result<void> RocksDbStore::walk_citations(std::span<const CitationId> ids,
                                          const CitationVisitor& visit) const {
  RowWalk lists = cites_.walk();
  RowWalk judgements = walk(kTables);
  while (!ids.empty()) {
    const auto is_other = [&](const CitationId& id) { return id.from != ids.front().from; };
    const auto end = std::find_if(ids.begin(), ids.end(), is_other);
    const auto count = static_cast<std::size_t>(end - ids.begin());
    Result<std::vector<Citation>> found = find_citations(lists, judgements, ids.first(count));
    if (!found) return fail(found.error());
    for (const Citation& citation : *found) {
      if (citation.evidence.empty() && citation.judgements.empty()) continue;
      if (!visit(citation)) return {};
    }
    ids = ids.subspan(count);
  }
  return {};
}

Result<void> RocksDbStore::scan_judged(Direction direction, NodeId from,
                                       const EndVisitor& visit) const {
  const char table = direction == Direction::Cites ? 'j' : 'J';
  std::optional<std::pair<NodeId, Adjacent>> visited;
  const auto give = [&](std::string_view key, std::string_view) -> Result<bool> {
    if (key.size() < 10) return fail(damaged("a judgement"));
    const NodeId node(read_be32(key, 1));
    const Adjacent end{NodeId(read_be32(key, 5)), static_cast<Relation>(key[9])};
    if (visited == std::pair(node, end)) return true;
    visited = {node, end};
    return visit(node, end);
  };
  return scan(kTables, std::string(1, table), give, table_key(table, from.value));
}

Result<void> RocksDbStore::scan_decided(NodeId from, const IdVisitor& visit) const {
  std::optional<NodeId> visited;
  const auto give = [&](std::string_view key, std::string_view) -> Result<bool> {
    if (key.size() != 13) return fail(damaged("a decision"));
    const NodeId node(read_be32(key, 1));
    if (visited == node) return true;
    visited = node;
    return visit(node);
  };
  return scan(kTables, "i", give, table_key('i', from.value));
}

}  // namespace whocites::storage::detail
