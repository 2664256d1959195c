// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "storage/bulk_writer.h"
#include "storage/detail/bulk_chunk.h"
#include "storage/detail/chunked_vector.h"
#include "storage/detail/print_search.h"
#include "storage/detail/rocksdb_load.h"
#include "storage/detail/rocksdb_store.h"
#include "storage/detail/spill_file.h"
#include "storage/detail/symbol_table.h"
#include "storage/name_resolver.h"

namespace whocites {
namespace storage::detail {

// A citation as it waits for its ends to be known.
struct RawCitation {
  Symbol from;
  Symbol to;
  std::uint32_t low;   // the line; else the evidence's place in its spill, low and high half
  std::uint16_t high;  // the source, from 1
  std::uint8_t relation;
  std::uint8_t is_bare;
};

// The number of a node under a hash of one of its names. Many names may share a hash.
struct NameEntry {
  std::uint64_t hash;
  std::uint32_t node;  // first the number of its record, then its id
  friend auto operator<=>(const NameEntry&, const NameEntry&) = default;
};

// A hash that name_hash() made, as a number.
inline std::uint64_t number_of(std::string_view hash) {
  std::uint64_t number = 0;
  for (const char byte : hash) number = (number << 8) | static_cast<unsigned char>(byte);
  return number;
}

template <class T>
std::string_view bytes_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof(T)};
}

}  // namespace storage::detail

// What a BulkWriter does between its calls. Its parts stand in files of their own:
//   bulk_writer.cpp   the order of the steps
//   bulk_take.cpp     chunks are taken in, names become symbols
//   bulk_decide.cpp   symbols become nodes
//   bulk_names.cpp    names that are neither keys of the input nor of the store
//   bulk_prints.cpp   articles that have the text of another
//   bulk_place.cpp    what is known is handed to the load, which sorts and stores it
class BulkWriter::Work final : public BatchNodes {
 public:
  using BulkChunk = storage::detail::BulkChunk;
  using NameEntry = storage::detail::NameEntry;
  using NodeBody = storage::detail::NodeBody;
  using NodeHead = storage::detail::NodeHead;
  using RocksDbLoad = storage::detail::RocksDbLoad;
  using RocksDbStore = storage::detail::RocksDbStore;
  using SpillFile = storage::detail::SpillFile;
  using Symbol = storage::detail::Symbol;
  using SymbolTable = storage::detail::SymbolTable;
  template <class T>
  using ChunkedVector = storage::detail::ChunkedVector<T>;

  Work(RocksDbStore& store, NameAuthority authority, Batch entry, BulkOptions options)
      : store_(store),
        authority_(std::move(authority)),
        entry_(std::move(entry)),
        sources_(std::exchange(entry_.sources, {})),
        options_(std::move(options)),
        first_new_(store.next_node().value),
        next_id_(first_new_) {}

  Result<void> start();
  void begin_source(std::size_t number);
  std::unique_ptr<BulkChunk> make_chunk();
  Result<void> take(std::unique_ptr<BulkChunk> chunk);
  Result<void> commit();

  // BatchNodes, for names that are neither keys of the input nor of the store
  Result<std::optional<NodeId>> new_key(const std::string& key) override;
  Result<std::vector<NodeId>> new_named(const std::string& name) override;
  Result<std::optional<NodeFacts>> asserted(NodeId id) override;
  bool is_new(NodeId id) const override { return id.value >= first_new_; }
  Result<NodeId> obtain(const std::string& key) override;
  Result<void> assert_node(NodeId id, NodeFacts facts) override;

  const Batch& entry() const { return entry_; }
  Batch& entry() { return entry_; }
  void reject(Error error);
  void progress(std::string_view phase, double share) const {
    if (options_.progress) options_.progress(phase, share);
  }

  std::vector<Error> rejected;
  Counts counts;
  std::vector<NodeFacts> unresolved;

 private:
  // What a batch says of a node that was there before, or that several records tell of.
  struct Held {
    NodeFacts facts;
    std::optional<NodeId> part_of;
  };
  // A judgement or a decision, with its ends; or an ignored text.
  struct Other {
    Record record;
    Symbol a = 0;
    Symbol b = 0;
  };
  enum State : std::uint8_t { kIsKey = 1, kIsRepeated = 2, kIsUnseen = 4 };

  // A spill file of the writer's own; `start` has made its folder.
  SpillFile spill() {
    return SpillFile(store_.files().loading_folder(), std::size_t{1} << 20, &spills_);
  }
  Result<Symbol> intern(const storage::detail::TextHash& hash, std::string_view text);
  Result<void> check_memory();
  void drop_empty_source();
  Result<void> keep_within(std::uint64_t held_bytes);
  std::uint64_t held_while_storing() const;
  Result<void> take_nodes(BulkChunk& chunk);
  Result<void> take_citations(BulkChunk& chunk);
  Result<void> take_other(Record record);

  Result<void> look_up_keys();
  Result<void> look_up(const std::vector<std::string>& texts, Symbol first);
  Result<void> number_nodes();
  Result<void> hold_nodes();
  Result<void> load_names(const std::vector<NameEntry>* wanted);
  Result<void> place_parts();
  Result<void> place_all(RocksDbLoad& load);
  Result<void> place_citations(RocksDbLoad& load);
  Result<void> place_citation(const storage::detail::RawCitation& raw, RocksDbLoad& load);
  Result<void> add_citation(const storage::detail::RawCitation& raw, NodeId from, NodeId to,
                            RocksDbLoad& load);
  Result<void> place_others(RocksDbLoad& load);
  Result<void> put_nodes(RocksDbLoad& load);
  Result<void> put_held(RocksDbLoad& load, NodeId id, std::string_view new_key);
  Result<void> put_body(RocksDbLoad& load, NodeId id, const NodeBody& body,
                        std::optional<NodeId> part_of);
  Result<void> recognise_same(RocksDbLoad& load);
  Result<void> find_prints(RocksDbLoad& load);
  Result<void> read_bands(storage::detail::RowSorter& rows);
  Result<void> pair_holders(storage::detail::RowSorter& rows, storage::detail::RowSorter& pairs);
  Result<void> find_print(RocksDbLoad& load, storage::detail::PrintSearch& search, NodeId id,
                          std::vector<NodeId> sharing);
  Result<std::string> read_text_of(NodeId id);
  Result<void> put_decision(RocksDbLoad& load, const IdentityDecision& decision);

  // The node, when that was decided before; else 0.
  std::uint32_t known_id(Symbol symbol) const {
    const bool is_known = !has_unseen_ || (states_[symbol] & kIsUnseen) == 0;
    return is_known ? ids_[symbol] : 0;
  }
  Result<NodeId> refer(Symbol symbol, Kind kind_if_unknown);
  Result<NodeId> refer_outlet(Symbol symbol);
  bool is_name(Symbol symbol) const;
  Result<NodeId> namesake(const storage::detail::RawCitation& raw);
  Result<std::string> text_of(Symbol symbol);
  Result<std::string> node_at(std::uint64_t offset, NodeHead& head);
  Result<NodeFacts> facts_at(std::uint64_t offset);
  SourcePosition position_of(const NodeHead& head) const {
    return {entry_.sources[head.source - 1U].name, head.line, 1};
  }
  bool is_held(Symbol symbol) const {
    return (states_[symbol] & kIsRepeated) != 0 || ids_[symbol] < first_new_;
  }
  void count_node(const NodeHead& head);

  RocksDbStore& store_;
  NameAuthority authority_;
  Batch entry_;                      // of the sources those that gave something, and the last
  std::vector<SourceFile> sources_;  // all of them
  std::uint16_t source_ = 0;         // in entry_, from 1
  std::size_t source_number_ = 0;    // in sources_
  bool has_given_ = true;            // the source that is read
  BulkOptions options_;
  std::uint32_t first_new_;
  std::uint32_t next_id_;
  std::optional<NameResolver> resolver_;
  storage::detail::SpillMemory spills_{options_.memory_bytes / 2};

  // ---- by symbol ----
  SymbolTable symbols_;
  SpillFile texts_ = spill();  // size(4), bytes; in the order of the symbols
  std::vector<std::uint8_t> states_;
  bool has_unseen_ = false;         // whether any state is kIsUnseen, or was
  std::vector<std::uint32_t> ids_;  // 0: no node is known by this text
  // Where in texts_ those stand that no key is, or that an outlet is named by.
  std::vector<std::pair<Symbol, std::uint64_t>> unknown_texts_;
  std::unordered_map<Symbol, NodeId> outlets_;    // what each of the latter means
  std::unordered_map<Symbol, NodeId> namesakes_;  // of what cites its own name

  storage::detail::WordTable words_;

  // ---- by node record ----
  SpillFile nodes_ = spill();
  ChunkedVector<Symbol> record_keys_;
  ChunkedVector<std::uint32_t> record_parts_;    // symbol + 1, then the id; 0: none
  ChunkedVector<std::uint64_t> record_offsets_;  // those of nodes that names made come last
  SpillFile name_spill_ = spill();               // NameEntry, all names of all records
  std::vector<NameEntry> names_;                 // by hash; see load_names()
  bool names_are_loaded_ = false;
  std::vector<NameEntry> identifiers_;
  std::set<std::uint32_t> refused_;  // records that would make another kind of thing of their node

  // ---- by new node, from first_new_ on ----
  ChunkedVector<std::uint32_t> new_records_;  // the first that tells of it

  std::map<NodeId, Held> held_;
  // ---- nodes that names made ----
  SymbolTable extra_keys_;
  std::vector<std::uint32_t> extra_ids_;  // by symbol of extra_keys_
  std::unordered_multimap<std::uint64_t, std::uint32_t> extra_names_;
  std::unordered_map<std::uint32_t, std::string> extra_bare_;  // keys of those not asserted yet

  // ---- texts ----
  bool has_bands_ = false;
  std::set<NodeId> text_decided_;   // of which the input says whose text they have
  SpillFile read_texts_ = spill();  // size(4), bytes
  // Where in read_texts_ that of a record stands; later that of a node.
  std::vector<std::pair<std::uint32_t, std::uint64_t>> text_places_;

  SpillFile citations_ = spill();
  std::uint64_t citation_count_ = 0;
  std::vector<storage::detail::RawCitation> of_itself_;  // of which a name is left to be decided
  SpillFile evidence_ = spill();                         // size(4), bytes
  std::vector<Other> others_;
  std::uint32_t decision_count_ = 0;
  std::vector<std::unique_ptr<BulkChunk>> spare_chunks_;
  std::size_t judgement_count_ = 0;

  // Of the node being stored; kept for their capacity.
  std::vector<std::string_view> hashes_;
  std::vector<std::uint32_t> node_words_;
  std::string assertion_;
};

}  // namespace whocites
