// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rocksdb/write_batch.h>

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "storage/detail/encoding.h"
#include "storage/detail/packed_lists.h"
#include "storage/detail/rocksdb_files.h"
#include "storage/store.h"

namespace whocites::storage::detail {

// The store in a RocksDB folder: reading in rocksdb_store.cpp, of many nodes or citations at once
// in rocksdb_walks.cpp, of structure in rocksdb_structure.cpp, commits in rocksdb_commit.cpp,
// texts that are alike in rocksdb_bands.cpp, purges in rocksdb_purge.cpp. These files are the one
// reader and writer of the layout that encoding.h tells.
class RocksDbStore final : public Store {
 public:
  RocksDbStore(std::unique_ptr<RocksDbFiles> files, StoreOptions options);

  // Reads the counters, and finishes a purge that was interrupted. Must come first.
  Result<void> load();

  Result<std::optional<StoredNode>> node(NodeId id) const override;
  Result<void> visit_nodes(std::span<const NodeId> ids, const NodeVisitor& visit) const override;
  Result<std::optional<NodeId>> find_key(std::string_view key) const override;
  Result<std::vector<NodeId>> find_name(std::string_view folded) const override;
  Result<void> scan_names(const HashVisitor& visit) const override;
  Result<void> scan_words(std::string_view from, const WordVisitor& visit) const override;
  Result<void> scan_word(std::string_view word, NodeId after,
                         const IdVisitor& visit) const override;
  Result<void> scan_keys(std::string_view prefix, const KeyVisitor& visit) const override;
  Result<void> scan_nodes(NodeId after, const NodeVisitor& visit) const override;

  Result<std::vector<Citation>> citations(NodeId node, Direction direction) const override;
  Result<std::optional<Citation>> citation(NodeId from, NodeId to,
                                           Relation relation) const override;
  Result<void> visit_citations(std::span<const CitationId> ids,
                               const CitationVisitor& visit) const override;
  Result<void> scan_adjacent(NodeId node, Direction direction, const std::optional<Adjacent>& after,
                             const BatchFilter& counts,
                             const AdjacentVisitor& visit) const override;
  Result<void> visit_adjacent(std::span<const NodeId> nodes, Direction direction,
                              const BatchFilter& counts, const EndVisitor& visit) const override;
  Result<std::uint64_t> citation_count(NodeId node, Direction direction,
                                       const BatchFilter& counts) const override;
  Result<std::vector<Adjacent>> judged(NodeId node, Direction direction) const override;
  Result<void> scan_judged(Direction direction, NodeId from,
                           const EndVisitor& visit) const override;
  Result<void> scan_citations(const CitationVisitor& visit) const override;
  Result<void> scan_ends(Direction direction, const EndsVisitor& visit) const override;
  Result<std::vector<NodeId>> parts_of(NodeId node) const override;

  Result<void> scan_outlines(const OutlineVisitor& visit) const override;
  Result<void> scan_links(const LinkVisitor& visit) const override;
  Result<void> scan_judgements(const JudgementVisitor& visit) const override;
  Result<void> scan_identities(Sameness of, const IdentityVisitor& visit) const override;

  Result<std::vector<NodeId>> find_band(Band band, std::size_t limit) const override;
  Result<void> scan_bands(const BandVisitor& visit) const override;
  BatchId bands_end() const override { return bands_end_; }

  Result<bool> has_identities() const override;
  Result<void> scan_decided(NodeId from, const IdVisitor& visit) const override;
  Result<std::vector<IdentityDecision>> identities(NodeId node) const override;
  Result<std::optional<Batch>> batch(BatchId id) const override;
  Result<void> scan_batches(const BatchVisitor& visit) const override;
  Result<std::vector<BatchId>> find_digest(std::string_view digest) const override;
  Result<std::vector<Batch>> withdrawals() const override;
  Result<std::vector<KeptText>> texts(BatchId batch) const override;

  NodeId next_node() const override { return next_node_; }
  BatchId next_batch() const override { return next_batch_; }

  Result<void> commit(const Changes& changes) override;
  Result<void> purge(const Purge& request) override;

  Result<std::optional<State>> state() const override;
  bool is_latest() const override;

  Result<std::vector<PartSize>> sizes() const override;
  Result<void> check_files() const override;
  Result<void> compact() override;

  // For RocksDbLoad, which writes beneath the store and tells it so.
  RocksDbFiles& files() { return *files_; }
  // The keys among `texts`, which are visited in the given order, that of their bytes: `found` is
  // told the number of each with its node. What lies close in that order is read once.
  Result<void> find_sorted_keys(const std::vector<std::string>& texts,
                                const std::vector<std::uint32_t>& order,
                                const std::function<void(std::uint32_t, NodeId)>& found) const;
  // Whether a node other than `id` has a name with this hash, as a number.
  Result<bool> has_name_hash(std::uint64_t hash, NodeId id) const;
  void has_stored(BatchId batch, NodeId next_node) {
    next_node_ = next_node;
    next_batch_ = BatchId(batch.value + 1);
    bands_end_ = next_batch_;
  }

 private:
  using RowVisitor = std::function<Result<bool>(std::string_view key, std::string_view value)>;
  RowWalk walk(Family family) const;
  // What visit_nodes(), visit_adjacent() and visit_citations() do, by one thread.
  Result<void> walk_nodes(std::span<const NodeId> ids, const NodeVisitor& visit) const;
  Result<void> walk_adjacent(std::span<const NodeId> nodes, Direction direction,
                             const BatchFilter& counts, const EndVisitor& visit) const;
  Result<void> walk_citations(std::span<const CitationId> ids, const CitationVisitor& visit) const;
  using Sources = std::vector<SourceFile>;

  Error damaged(const std::string& what) const;
  Error closed() const;
  Result<void> writable() const;
  Result<std::optional<std::string>> get(Family family, std::string_view key) const;
  // Rows whose key starts with `prefix`, from `start` on when it is given. An empty prefix means
  // the whole family, which is read ahead and kept out of the cache.
  Result<void> scan(Family family, std::string_view prefix, const RowVisitor& visit,
                    std::string_view start = {}) const;
  // One row of family `nodes` into the node that is being put together.
  Result<bool> add_row(std::string_view key, std::string_view value,
                       std::optional<StoredNode>& node) const;
  // The decisions about a node, each with its number in its batch.
  using DecisionVisitor = std::function<void(IdentityDecision decision, std::uint32_t number)>;
  Result<void> scan_decisions(NodeId node, const DecisionVisitor& visit) const;

  const PackedLists& lists(Direction direction) const {
    return direction == Direction::Cites ? cites_ : cited_by_;
  }
  // A batch's sources, which evidence refers to by number. Kept, as lists of one batch share them.
  Result<std::shared_ptr<const Sources>> sources_of(BatchId batch) const;
  Result<void> add_evidence(BatchId batch, const ListEntry& entry, Citation& citation) const;
  // The citation that a row of judgements belongs to.
  Result<CitationId> judged_by(std::string_view key) const;
  // Judgements of citations out of `from`.
  Result<void> add_judgements(const std::string& prefix,
                              std::map<Adjacent, Citation>& citations) const;
  Result<std::map<Adjacent, Citation>> citations_from(NodeId from) const;
  // Those of `ids`, which are all out of one node, in their order; without evidence and judgements
  // where none such is stored.
  Result<std::vector<Citation>> find_citations(RowWalk& lists, RowWalk& judgements,
                                               std::span<const CitationId> ids) const;

  void put(rocksdb::WriteBatch& batch, Family family, const std::string& key,
           const std::string& value = {}) const {
    batch.Put(files_->family(family), key, value);
  }
  // What the index of bands has, and when the store is open for writing, what it lacks.
  Result<void> load_bands();
  Result<void> add_bands();
  void put_assertion(rocksdb::WriteBatch& rows, NodeId node, const Assertion& assertion) const;
  void put_indexes(rocksdb::WriteBatch& rows, const std::map<NodeId, Assertion>& assertions,
                   BatchId batch) const;
  void put_citations(rocksdb::WriteBatch& rows, const Changes& changes) const;
  Result<void> write(rocksdb::WriteBatch& rows, const Batch& entry, NodeId next_node);

  // What a purge takes out of packed lists, by list.
  struct Erasures {
    using ListId = std::pair<std::string, BatchId>;  // prefix, batch
    std::map<ListId, std::set<Code>> cites, cited_by, parts, words;
  };
  Result<std::set<BatchId>> erase_node(rocksdb::WriteBatch& rows, Erasures& erasures,
                                       const StoredNode& node) const;
  void erase_words(Erasures& erasures, NodeId node, const Assertion& assertion) const;
  Result<void> erase_citations(rocksdb::WriteBatch& rows, Erasures& erasures, NodeId node,
                               std::set<BatchId>& concerned) const;
  Result<void> erase_entries(rocksdb::WriteBatch& rows, const Erasures& erasures) const;
  Result<void> finish_purge();

  std::unique_ptr<RocksDbFiles> files_;
  PackedLists cites_;
  PackedLists cited_by_;
  PackedLists parts_;
  PackedLists words_;
  StoreOptions options_;
  NodeId next_node_{1};
  BatchId next_batch_{1};
  BatchId bands_end_{1};
  mutable std::mutex sources_mutex_;
  mutable std::map<BatchId, std::shared_ptr<const Sources>> sources_;
};

// Whether a citation's code names a relation.
inline bool is_listed(Code code) { return name_of(adjacent_of(code).relation) != "unknown"; }
// The rows that the log has of a batch, and the counters after it.
std::vector<std::pair<std::string, std::string>> entry_rows(const Batch& entry, NodeId next_node);
std::string word_prefix(std::string_view word);
inline const std::string kBandsEnd = "M";
inline std::string part_prefix(NodeId whole) { return table_key('P', whole.value); }

}  // namespace whocites::storage::detail
