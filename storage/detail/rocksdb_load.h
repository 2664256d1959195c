// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rocksdb/sst_file_writer.h>

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/detail/posting_list.h"
#include "storage/detail/rocksdb_store.h"
#include "storage/detail/row_sorter.h"
#include "storage/detail/spill_file.h"

namespace whocites::storage::detail {

// Ascending nodes for each of many keys, packed while they grow at their ends.
class GrowingList {
 public:
  // Requires: `node` is not less than the last one; a repeated one is dropped.
  void add(NodeId node);
  // Fetches from memory what add() needs.
  void prefetch_end() const { __builtin_prefetch(bytes_.data() + bytes_.size(), 1); }
  bool is_empty() const { return count_ == 0; }
  // The pieces of the packed list, as encode_list() gives them.
  void encode(const PieceSink& emit) const;

 private:
  std::uint32_t last_ = 0;
  std::uint32_t count_ = 0;
  std::string bytes_;  // varint distances
};

// Writes one batch that is too large to be held: the rows of each family become one sorted table,
// and all tables are ingested in one step of the manifest, wholly or not at all. Until then the
// store is untouched; what is left of an interrupted load is removed when the store is opened for
// writing. RocksDB: "Creating and Ingesting SST files".
//
// add_node() may run on one thread, add_citation() on another; then the functions that put what was
// added into tables, each once, on any threads; the rest before or after all that.
class RocksDbLoad {
 public:
  // How much there will be; decides how the work is cut to fit the memory.
  struct Plan {
    std::uint64_t memory_bytes = std::uint64_t{1} << 30;  // for what is sorted by rows
    SpillMemory* spills = nullptr;                        // for citations; outlives the load
    NodeId next_node;                                     // at most, when the batch is stored
    std::uint64_t citations = 0;
    BatchId batch;
    std::vector<SourceFile> sources;
  };
  static Result<std::unique_ptr<RocksDbLoad>> make(RocksDbStore& store, Plan plan);
  ~RocksDbLoad();
  RocksDbLoad(const RocksDbLoad&) = delete;
  RocksDbLoad& operator=(const RocksDbLoad&) = delete;

  struct NodeRows {
    NodeId id;
    std::string_view new_key;    // empty: the node exists
    std::string_view assertion;  // encode(facts, part_of)
    std::span<const std::string_view> name_hashes;
    std::span<const std::uint32_t> words;  // by their numbers
    std::optional<NodeId> part_of;
  };
  // In ascending order of id, each once.
  Result<void> add_node(const NodeRows& node);

  // A citation with its evidence: a line of a source (from 1), or an EvidenceList.
  Result<void> add_citation(NodeId from, NodeId to, Relation relation, const ListEntry& evidence);

  // Rows of the family `default`: judgements, decisions, texts, bands. By the thread that adds
  // nodes, while one does.
  Result<void> add_row(std::string_view key, std::string_view value) {
    return tables_.add(key, value);
  }

  // After the last add_citation(): sorts them by either end.
  Result<void> put_cites();
  Result<void> put_cited_by();
  // After the last add_node(). `words` are those that nodes have, by number.
  Result<void> put_nodes();
  Result<void> put_keys() { return put_sorted(keys_, kKeys); }
  Result<void> put_names() { return put_sorted(names_, kNames); }
  Result<void> put_words(const std::vector<std::string>& words);

  // Stores it all with `entry`, whose citation count is set here. `next_node` is the
  // store's afterwards, at most the plan's.
  Result<void> finish(Batch& entry, NodeId next_node);

 private:
  class Table;
  class Partitions;
  struct Cite {
    std::uint32_t from;
    std::uint32_t to;
    std::uint32_t low;   // the line; else the evidence's place in evidence_, low and high half
    std::uint16_t high;  // the source
    std::uint8_t relation;
    std::uint8_t is_bare;
  };
  struct CitedBy {
    std::uint32_t to;
    std::uint32_t from;
    std::uint32_t relation;
  };

  RocksDbLoad(RocksDbStore& store, Plan plan);
  Result<void> prepare();
  Result<void> put_cites_of(NodeId from, std::span<const Cite> cites, Table& table);
  Result<void> put_sorted(RowSorter& sorter, Family family);
  Result<void> put_tables(const Batch& entry);
  Result<void> ingest();
  Result<std::string> evidence_at(const Cite& cite) const;
  std::unique_ptr<Table> table(Family family) const;

  RocksDbStore& store_;
  Plan plan_;
  std::string folder_;
  std::string bytes_;  // of the row being made
  std::unique_ptr<Table> nodes_;
  RowSorter keys_;
  RowSorter names_;
  RowSorter tables_;
  std::vector<GrowingList> words_;  // by number
  std::map<NodeId, GrowingList> parts_;
  SpillFile evidence_;
  std::unique_ptr<Partitions> cites_;
  std::unique_ptr<Partitions> cited_by_;
  std::uint64_t citation_count_ = 0;
  std::array<std::string, kFamilyNames.size()> files_;  // finished tables, by family
};

}  // namespace whocites::storage::detail
