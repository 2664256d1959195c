// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/bulk_writer.h"

#include <malloc.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <thread>
#include <tuple>
#include <unordered_map>

#include "base/text.h"
#include "graph/keys.h"
#include "storage/detail/bulk_chunk.h"
#include "storage/detail/chunked_vector.h"
#include "storage/detail/rocksdb_load.h"
#include "storage/detail/rocksdb_store.h"
#include "storage/detail/spill_file.h"
#include "storage/detail/symbol_table.h"
#include "storage/detail/wire.h"
#include "storage/name_resolver.h"

namespace whocites {
namespace {

using namespace storage::detail;  // NOLINT: this file puts these parts together

// A citation as it waits for its ends to be known.
struct RawCitation {
  Symbol from;
  Symbol to;
  std::uint32_t low;   // the line; else the evidence's place in its spill, low and high half
  std::uint16_t high;  // the source, from 1
  std::uint8_t relation;
  std::uint8_t is_bare;
};

// Texts that are looked up in the store together.
constexpr std::size_t kLookupBytes = std::size_t{32} << 20;

std::uint64_t number_of(std::string_view hash) {
  std::uint64_t number = 0;
  for (const char byte : hash) number = (number << 8) | static_cast<unsigned char>(byte);
  return number;
}

template <class T>
std::string_view bytes_of(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof(T)};
}

// What was freed counts as the process's until the allocator lets go of it, which it does not do
// by itself for pieces of a few MiB.
void give_back_memory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

bool position_less(const Error& a, const Error& b) {
  const SourcePosition nowhere;
  const SourcePosition& x = a.position ? *a.position : nowhere;
  const SourcePosition& y = b.position ? *b.position : nowhere;
  return std::tie(x.file, x.line, x.column) < std::tie(y.file, y.line, y.column);
}

// The number of a node under a hash of one of its names. Many names may share a hash.
struct NameEntry {
  std::uint64_t hash;
  std::uint32_t node;  // first the number of its record, then its id
  friend auto operator<=>(const NameEntry&, const NameEntry&) = default;
};

}  // namespace

class BulkWriter::Work final : public BatchNodes {
 public:
  Work(RocksDbStore& store, NameAuthority authority, Batch entry, BulkOptions options)
      : store_(store),
        authority_(std::move(authority)),
        entry_(std::move(entry)),
        options_(std::move(options)),
        first_new_(store.next_node().value),
        next_id_(first_new_) {}

  Result<void> start();
  Result<void> take(BulkChunk& chunk);
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

  std::uint16_t source = 1;
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

  Result<Symbol> intern(const TextHash& hash, std::string_view text);
  Result<void> check_memory() const;
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
  Result<void> place_others(RocksDbLoad& load);
  Result<void> put_nodes(RocksDbLoad& load);
  Result<void> put_held(RocksDbLoad& load, NodeId id, std::string_view new_key);
  Result<void> put_body(RocksDbLoad& load, NodeId id, const NodeBody& body,
                        std::optional<NodeId> part_of);
  Result<void> recognise_same(RocksDbLoad& load);
  Result<void> put_decision(RocksDbLoad& load, const IdentityDecision& decision);

  Result<NodeId> refer(Symbol symbol, Kind kind_if_unknown);
  Result<std::string> text_of(Symbol symbol);
  Result<std::string> node_at(std::uint64_t offset, NodeHead& head);
  Result<NodeFacts> facts_at(std::uint64_t offset);
  SourcePosition position_of(const NodeHead& head) const {
    return {entry_.sources[head.source - 1U].name, head.line, 1};
  }
  bool is_held(Symbol symbol) const {
    return (states_[symbol] & kIsRepeated) != 0 || ids_[symbol] < first_new_;
  }
  void count_node(std::uint8_t kind, bool is_unresolved);

  RocksDbStore& store_;
  NameAuthority authority_;
  Batch entry_;
  BulkOptions options_;
  std::uint32_t first_new_;
  std::uint32_t next_id_;
  std::optional<NameResolver> resolver_;

  // ---- by symbol ----
  SymbolTable symbols_;
  std::optional<SpillFile> texts_;  // size(4), bytes; in the order of the symbols
  std::vector<std::uint8_t> states_;
  std::vector<std::uint32_t> ids_;                               // 0: no node is known by this text
  std::vector<std::pair<Symbol, std::uint64_t>> unknown_texts_;  // where in texts_

  WordTable words_;

  // ---- by node record ----
  std::optional<SpillFile> nodes_;
  ChunkedVector<Symbol> record_keys_;
  ChunkedVector<std::uint32_t> record_parts_;    // symbol + 1, then the id; 0: none
  ChunkedVector<std::uint64_t> record_offsets_;  // those of nodes that names made come last
  std::optional<SpillFile> name_spill_;          // NameEntry, all names of all records
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

  std::optional<SpillFile> citations_;
  std::uint64_t citation_count_ = 0;
  std::optional<SpillFile> evidence_;  // size(4), bytes
  std::vector<Other> others_;
  std::uint32_t decision_count_ = 0;
  std::size_t judgement_count_ = 0;

  std::uint64_t flushed_nodes_ = 0;  // bytes of nodes_ that can be read
  // Of the node being stored; kept for their capacity.
  std::vector<std::string_view> hashes_;
  std::vector<std::uint32_t> node_words_;
  std::string assertion_;
};

// ---- taking ----

Result<void> BulkWriter::Work::start() {
  std::error_code failure;
  const std::string folder = store_.files().loading_folder();
  std::filesystem::create_directories(folder, failure);
  if (failure) {
    return fail(ErrorCode::Io, "cannot create '" + folder + "': " + failure.message());
  }
  for (std::optional<SpillFile>* file : {&texts_, &nodes_, &name_spill_, &citations_, &evidence_}) {
    Result<SpillFile> made = SpillFile::make(folder, std::size_t{1} << 20);
    if (!made) return fail(made.error());
    *file = std::move(*made);
  }
  entry_.id = store_.next_batch();
  return {};
}

void BulkWriter::Work::reject(Error error) {
  ++entry_.rejected_count;
  if (rejected.size() < kMaxRejected) rejected.push_back(std::move(error));
}

Result<Symbol> BulkWriter::Work::intern(const TextHash& hash, std::string_view text) {
  const SymbolTable::Interned interned = symbols_.intern(hash);
  if (interned.is_new) {
    const auto size = static_cast<std::uint32_t>(text.size());
    Result<void> done = texts_->append(bytes_of(size));
    if (done) done = texts_->append(text);
    if (!done) return fail(done.error());
    states_.push_back(0);
  }
  return interned.symbol;
}

Result<void> BulkWriter::Work::check_memory() const {
  const std::uint64_t used = symbols_.memory_bytes() + symbols_.size() * 5 +
                             record_keys_.size() * 20 + identifiers_.size() * sizeof(NameEntry);
  if (used <= options_.memory_bytes) return {};
  const std::uint64_t needed = (used * 2) >> 20;
  return fail(ErrorCode::BadRequest,
              "the input names more than " + std::to_string(symbols_.size()) +
                  " different things, too many for " + std::to_string(options_.memory_bytes >> 20) +
                  " MiB; nothing was stored",
              "try --memory " + std::to_string(needed) + "M, or import it in parts");
}

Result<void> BulkWriter::Work::take(BulkChunk& chunk) {
  for (Error& error : chunk.rejected) reject(std::move(error));
  if (auto done = take_nodes(chunk); !done) return done;
  if (auto done = take_citations(chunk); !done) return done;
  for (Record& record : chunk.others) {
    if (auto done = take_other(std::move(record)); !done) return done;
  }
  return check_memory();
}

Result<void> BulkWriter::Work::take_other(Record record) {
  Other other;
  const auto intern_both = [&](const std::string& a, const std::string& b) -> Result<void> {
    const Result<Symbol> first = intern(hash_of(a), a);
    if (!first) return fail(first.error());
    const Result<Symbol> second = intern(hash_of(b), b);
    if (!second) return fail(second.error());
    other.a = *first;
    other.b = *second;
    return {};
  };
  Result<void> done;
  if (const auto* same = std::get_if<IdentityRecord>(&record)) {
    done = intern_both(same->a, same->b);
  } else if (const auto* judged = std::get_if<JudgementRecord>(&record)) {
    done = intern_both(judged->from, judged->to);
  }
  if (!done) return done;
  other.record = std::move(record);
  others_.push_back(std::move(other));
  return {};
}

Result<void> BulkWriter::Work::take_nodes(BulkChunk& chunk) {
  std::vector<std::uint32_t> word_numbers;  // here, by those of the chunk
  for (const std::string& word : chunk.words.words()) {
    word_numbers.push_back(words_.number_of(word));
  }
  for (const BulkChunk::NodeRef& node : chunk.nodes) {
    NodeHead head;
    char* const at = chunk.node_bytes.data() + node.begin;
    std::memcpy(&head, at, sizeof(NodeHead));
    const std::string_view bytes(at + sizeof(NodeHead), head.body_size());
    const NodeBody body = body_of(head, bytes);
    const Result<Symbol> key = intern(node.key, body.key);
    if (!key) return fail(key.error());
    std::uint8_t& state = states_[*key];
    state |= (state & kIsKey) != 0 ? kIsRepeated : kIsKey;
    head.symbol = *key;
    std::memcpy(at, &head, sizeof(NodeHead));
    char* word = at + sizeof(NodeHead) + (body.words.data() - bytes.data());
    for (std::uint32_t i = 0; i < head.word_count; ++i, word += kWordBytes) {
      std::uint32_t number = 0;
      std::memcpy(&number, word, kWordBytes);
      std::memcpy(word, &word_numbers[number], kWordBytes);
    }
    std::uint32_t part = 0;
    if (node.part_of.size != 0) {
      const Result<Symbol> whole = intern(node.part_of.hash, chunk.text(node.part_of));
      if (!whole) return fail(whole.error());
      part = *whole + 1;
    }
    const auto record = static_cast<std::uint32_t>(record_keys_.size());
    for (std::size_t i = 0; i < body.names.size(); i += kNameHashBytes) {
      const NameEntry name{number_of(body.names.substr(i, kNameHashBytes)), record};
      if (auto done = name_spill_->append(bytes_of(name)); !done) return done;
    }
    for (std::size_t i = 0; i < body.identifiers.size(); i += kNameHashBytes) {
      identifiers_.push_back({number_of(body.identifiers.substr(i, kNameHashBytes)), record});
    }
    record_keys_.push_back(*key);
    record_parts_.push_back(part);
    record_offsets_.push_back(nodes_->size() + node.begin);
  }
  return nodes_->append(chunk.node_bytes);
}

Result<void> BulkWriter::Work::take_citations(BulkChunk& chunk) {
  constexpr std::size_t kAhead = 8;
  const std::vector<BulkChunk::CitationRef>& refs = chunk.citations;
  for (std::size_t i = 0; i < refs.size(); ++i) {
    if (i + kAhead < refs.size()) {
      symbols_.prefetch(refs[i + kAhead].from.hash);
      symbols_.prefetch(refs[i + kAhead].to.hash);
    }
    const BulkChunk::CitationRef& ref = refs[i];
    const Result<Symbol> from = intern(ref.from.hash, chunk.text(ref.from));
    if (!from) return fail(from.error());
    const Result<Symbol> to = intern(ref.to.hash, chunk.text(ref.to));
    if (!to) return fail(to.error());
    RawCitation raw{*from, *to, ref.line, source, static_cast<std::uint8_t>(ref.relation), 1};
    if (ref.evidence != 0) {
      const std::string& bytes = chunk.evidence[ref.evidence - 1];
      const std::uint64_t at = evidence_->size();
      if (at >> 48 != 0) return fail(ErrorCode::BadRequest, "one import has too much evidence");
      raw.low = static_cast<std::uint32_t>(at);
      raw.high = static_cast<std::uint16_t>(at >> 32);
      raw.is_bare = 0;
      const auto size = static_cast<std::uint32_t>(bytes.size());
      Result<void> done = evidence_->append(bytes_of(size));
      if (done) done = evidence_->append(bytes);
      if (!done) return done;
    }
    if (auto done = citations_->append(bytes_of(raw)); !done) return done;
    ++citation_count_;
  }
  return {};
}

// ---- deciding ----

Result<void> BulkWriter::Work::commit() {
  if (record_keys_.empty() && citation_count_ == 0 && others_.empty()) {
    entry_.id = BatchId(0);
    return {};
  }
  for (std::optional<SpillFile>* file : {&texts_, &nodes_, &name_spill_, &citations_, &evidence_}) {
    if (auto done = (*file)->flush(); !done) return done;
  }
  Result<NameResolver> resolver = NameResolver::make(*this, store_, authority_);
  if (!resolver) return fail(resolver.error());
  resolver_ = std::move(*resolver);
  give_back_memory();
  ids_.assign(symbols_.size(), 0);
  progress("looking names up", 0);
  for (auto step :
       {&Work::look_up_keys, &Work::number_nodes, &Work::hold_nodes, &Work::place_parts}) {
    if (auto done = (this->*step)(); !done) return done;
  }
  // Where a node of its own could be made for every name, the ids must still be enough.
  RocksDbLoad::Plan plan;
  plan.memory_bytes = options_.memory_bytes;
  plan.citations = citation_count_;
  plan.batch = entry_.id;
  plan.sources = entry_.sources;
  plan.next_node = NodeId(next_id_ + static_cast<std::uint32_t>(unknown_texts_.size()) +
                          static_cast<std::uint32_t>(others_.size()) * 2);
  progress("sorting and storing", 0);
  Result<std::unique_ptr<RocksDbLoad>> load = RocksDbLoad::make(store_, std::move(plan));
  if (!load) return fail(load.error());
  if (auto done = place_all(**load); !done) return done;
  std::stable_sort(rejected.begin(), rejected.end(), position_less);
  const bool is_empty = entry_.node_count == 0 && citation_count_ == 0 && decision_count_ == 0 &&
                        counts.texts == 0 && judgement_count_ == 0;
  if (is_empty) {
    entry_.id = BatchId(0);
    return {};
  }
  return (*load)->finish(entry_, NodeId(next_id_));
}

// Citations are joined before nodes are stored when they may make some; sorted meanwhile always.
Result<void> BulkWriter::Work::place_all(RocksDbLoad& load) {
  const bool makes_nodes = !unknown_texts_.empty();
  if (makes_nodes) {
    if (auto done = place_citations(load); !done) return done;
  }
  if (auto done = place_others(load); !done) return done;
  if (auto done = recognise_same(load); !done) return done;
  symbols_ = SymbolTable();
  names_ = {};
  identifiers_ = {};
  give_back_memory();
  Result<void> joined;
  std::thread other([&] {
    if (!makes_nodes) joined = place_citations(load);
    if (joined) joined = load.finish_citations();
  });
  Result<void> stored = put_nodes(load);
  if (stored) stored = load.finish_nodes(words_.words());
  other.join();
  return stored ? joined : stored;
}

// Which texts the store knows as keys; and where those stand that may have to be read again.
Result<void> BulkWriter::Work::look_up_keys() {
  const bool is_empty = first_new_ == 1;
  SpillReader reader(*texts_);
  std::vector<std::string> texts;
  std::size_t held = 0;
  Symbol first = 0;
  for (Symbol symbol = 0; symbol < symbols_.size(); ++symbol) {
    const std::uint64_t offset = reader.offset();
    const Result<std::string_view> head = reader.take(sizeof(std::uint32_t));
    if (!head) return fail(head.error());
    std::uint32_t size = 0;
    std::memcpy(&size, head->data(), sizeof(size));
    const Result<std::string_view> text = reader.take(size);
    if (!text) return fail(text.error());
    if ((states_[symbol] & kIsKey) == 0) unknown_texts_.emplace_back(symbol, offset);
    if (is_empty) continue;
    texts.emplace_back(*text);
    held += size + sizeof(std::string);
    if (held < kLookupBytes && symbol + 1 < symbols_.size()) continue;
    if (auto done = look_up(texts, first); !done) return done;
    first = symbol + 1;
    texts.clear();
    held = 0;
    progress("looking names up", static_cast<double>(first) / static_cast<double>(ids_.size()));
  }
  std::erase_if(unknown_texts_, [this](const auto& entry) {
    return ids_[entry.first] != 0 && (states_[entry.first] & kIsUnseen) == 0;
  });
  return {};
}

Result<void> BulkWriter::Work::look_up(const std::vector<std::string>& texts, Symbol first) {
  std::vector<std::uint32_t> order(texts.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
  const auto found = [&](std::uint32_t at, NodeId id) { ids_[first + at] = id.value; };
  if (auto done = store_.find_sorted_keys(texts, order, found); !done) return done;
  if (resolver_->reader().view().withdrawn.empty()) return {};
  // A node that only withdrawn batches tell of is not what a name means.
  for (std::uint32_t at = 0; at < texts.size(); ++at) {
    if (ids_[first + at] == 0) continue;
    const Result<std::optional<NodeFacts>> facts = resolver_->facts_of(NodeId(ids_[first + at]));
    if (!facts) return fail(facts.error());
    if (!*facts) states_[first + at] |= kIsUnseen;
  }
  return {};
}

// Ids in the order in which records first tell of nodes.
Result<void> BulkWriter::Work::number_nodes() {
  for (std::size_t record = 0; record < record_keys_.size(); ++record) {
    std::uint32_t& id = ids_[record_keys_[record]];
    if (id != 0) continue;
    id = next_id_++;
    new_records_.push_back(static_cast<std::uint32_t>(record));
  }
  return {};
}

// Nodes that the store has, or that several records tell of, are put together in memory.
Result<void> BulkWriter::Work::hold_nodes() {
  for (std::size_t record = 0; record < record_keys_.size(); ++record) {
    if (!is_held(record_keys_[record])) continue;
    NodeHead head;
    const Result<std::string> bytes = node_at(record_offsets_[record], head);
    if (!bytes) return fail(bytes.error());
    NodeRecord node;
    node.key = body_of(head, *bytes).key;
    node.position = position_of(head);
    Result<NodeFacts> facts = facts_at(record_offsets_[record]);
    if (!facts) return fail(facts.error());
    node.facts = std::move(*facts);
    const NodeId id(ids_[record_keys_[record]]);
    // Before anything is held of it, a new node of several records has nothing to fit to.
    if (!is_new(id) || held_.contains(id)) {
      if (auto fits = resolver_->check_kind(node, id, entry_.action); !fits) {
        if (!fits.error().position) return fits;
        reject(fits.error());
        record_parts_[record] = 0;
        refused_.insert(static_cast<std::uint32_t>(record));
        continue;
      }
    }
    const auto [at, fresh] = held_.try_emplace(id, Held{node.facts, std::nullopt});
    if (!fresh) merge_into(at->second.facts, node.facts);
    states_[record_keys_[record]] &= static_cast<std::uint8_t>(~kIsUnseen);
  }
  for (NameEntry& entry : identifiers_) entry.node = ids_[record_keys_[entry.node]];
  std::sort(identifiers_.begin(), identifiers_.end());
  return {};
}

// The names of all nodes of the batch; or only those that share a hash with `wanted`, which is
// sorted, so that identifiers alone do not bring every title into memory.
Result<void> BulkWriter::Work::load_names(const std::vector<NameEntry>* wanted) {
  if (names_are_loaded_) return {};
  names_are_loaded_ = true;
  const std::uint64_t count = name_spill_->size() / sizeof(NameEntry);
  if (wanted == nullptr) names_.reserve(count);
  SpillReader reader(*name_spill_);
  const auto by_hash = [](const NameEntry& a, const NameEntry& b) { return a.hash < b.hash; };
  for (std::uint64_t i = 0; i < count; ++i) {
    const Result<std::string_view> bytes = reader.take(sizeof(NameEntry));
    if (!bytes) return fail(bytes.error());
    NameEntry name{};
    std::memcpy(&name, bytes->data(), sizeof(name));
    if (refused_.contains(name.node)) continue;
    if (wanted != nullptr && !std::binary_search(wanted->begin(), wanted->end(), name, by_hash)) {
      continue;
    }
    name.node = ids_[record_keys_[name.node]];
    names_.push_back(name);
  }
  std::sort(names_.begin(), names_.end());
  return {};
}

Result<void> BulkWriter::Work::place_parts() {
  for (std::size_t record = 0; record < record_keys_.size(); ++record) {
    if (record_parts_[record] == 0) continue;
    const Result<NodeId> whole = refer(record_parts_[record] - 1, Kind::Outlet);
    if (!whole) return fail(whole.error());
    const NodeId id(ids_[record_keys_[record]]);
    record_parts_[record] = whole->value;
    if (*whole == id) {
      NodeHead head;
      const Result<std::string> bytes = node_at(record_offsets_[record], head);
      if (!bytes) return fail(bytes.error());
      reject({ErrorCode::BadRequest,
              "'" + std::string(body_of(head, *bytes).key) + "' cannot be part of itself",
              position_of(head),
              {}});
      record_parts_[record] = 0;
      continue;
    }
    if (const auto held = held_.find(id); held != held_.end()) held->second.part_of = *whole;
  }
  return {};
}

Result<void> BulkWriter::Work::place_citations(RocksDbLoad& load) {
  SpillReader reader(*citations_);
  for (std::uint64_t i = 0; i < citation_count_; ++i) {
    const Result<std::string_view> bytes = reader.take(sizeof(RawCitation));
    if (!bytes) return fail(bytes.error());
    RawCitation raw;
    std::memcpy(&raw, bytes->data(), sizeof(raw));
    const Result<NodeId> from = refer(raw.from, Kind::Publication);
    if (!from) return fail(from.error());
    const Result<NodeId> to = refer(raw.to, Kind::Publication);
    if (!to) return fail(to.error());
    ListEntry evidence;
    std::string full;
    if (raw.is_bare != 0) {
      evidence.source = raw.high;
      evidence.line = raw.low;
    } else {
      const std::uint64_t at = (std::uint64_t{raw.high} << 32) | raw.low;
      std::uint32_t size = 0;
      auto read = evidence_->read_at(at, sizeof(size), reinterpret_cast<char*>(&size));
      full.resize(size);
      if (read) read = evidence_->read_at(at + sizeof(size), size, full.data());
      if (!read) return read;
      evidence.evidence = full;
    }
    auto done = load.add_citation(*from, *to, static_cast<Relation>(raw.relation), evidence);
    if (!done) return done;
    if (i % (1 << 20) == 0) {
      progress("joining citations", static_cast<double>(i) / static_cast<double>(citation_count_));
    }
  }
  { const SpillFile done = std::move(*citations_); }
  { const SpillFile done = std::move(*evidence_); }
  return {};
}

Result<void> BulkWriter::Work::place_others(RocksDbLoad& load) {
  std::map<std::tuple<NodeId, NodeId, Relation>, std::vector<Judgement>> judgements;
  for (Other& other : others_) {
    if (auto* text = std::get_if<IgnoredRecord>(&other.record)) {
      const std::string key =
          table_key('t', entry_.id.value, static_cast<std::uint32_t>(counts.texts++));
      const KeptText kept{{}, text->place, text->reason, std::move(text->text)};
      if (auto done = load.add_row(key, encode(kept)); !done) return done;
      continue;
    }
    auto* same = std::get_if<IdentityRecord>(&other.record);
    auto* judged = std::get_if<JudgementRecord>(&other.record);
    const Result<NodeId> a = refer(other.a, Kind::Publication);
    if (!a) return fail(a.error());
    const Result<NodeId> b = refer(other.b, Kind::Publication);
    if (!b) return fail(b.error());
    if (judged != nullptr) {
      judgements[{*a, *b, judged->relation}].push_back(std::move(judged->judgement));
    } else if (*a == *b) {
      reject({ErrorCode::BadRequest,
              "'" + same->a + "' and '" + same->b + "' are one node already",
              same->position,
              {}});
    } else {
      auto put = put_decision(load, {{}, *a, *b, same->same, std::move(same->reason)});
      if (!put) return put;
    }
  }
  judgement_count_ = judgements.size();
  for (const auto& [ends, list] : judgements) {
    const auto [from, to, relation] = ends;
    auto done = load.add_row(judgement_key(from, to, relation, entry_.id), encode({}, list));
    if (done) done = load.add_row(judged_key(to, from, relation), {});
    if (!done) return done;
  }
  return {};
}

Result<void> BulkWriter::Work::put_decision(RocksDbLoad& load, const IdentityDecision& decision) {
  const std::string value = encode(decision);
  const std::uint32_t number = decision_count_++;
  auto done = load.add_row(decision_key(decision.a, entry_.id, number), value);
  if (!done) return done;
  return load.add_row(decision_key(decision.b, entry_.id, number), value);
}

// Nodes of the batch whose identifiers others have. Only a hash that two share is looked into.
Result<void> BulkWriter::Work::recognise_same(RocksDbLoad& load) {
  std::sort(identifiers_.begin(), identifiers_.end());
  if (auto done = load_names(&identifiers_); !done) return done;
  std::set<NodeId> suspects;
  for (const NameEntry& entry : identifiers_) {
    const NodeId id(entry.node);
    const auto [begin, end] =
        std::equal_range(names_.begin(), names_.end(), entry,
                         [](const NameEntry& a, const NameEntry& b) { return a.hash < b.hash; });
    bool shared = extra_names_.contains(entry.hash);
    for (auto at = begin; at != end; ++at) shared = shared || at->node != entry.node;
    if (!shared && first_new_ != 1) {
      const Result<bool> known = store_.has_name_hash(entry.hash, id);
      if (!known) return fail(known.error());
      shared = *known;
    }
    if (shared) suspects.insert(id);
  }
  std::set<std::pair<NodeId, NodeId>> paired;
  for (NodeId id : suspects) {
    const Result<std::optional<NodeFacts>> facts = asserted(id);
    if (!facts) return fail(facts.error());
    if (!*facts || (*facts)->unresolved) continue;
    Result<std::vector<IdentityDecision>> likes = resolver_->likes_of(id, **facts);
    if (!likes) return fail(likes.error());
    for (const IdentityDecision& decision : *likes) {
      if (!paired.emplace(decision.a, decision.b).second) continue;
      if (auto done = put_decision(load, decision); !done) return done;
    }
  }
  return {};
}

// ---- names ----

Result<NodeId> BulkWriter::Work::refer(Symbol symbol, Kind kind_if_unknown) {
  if (ids_[symbol] != 0 && (states_[symbol] & kIsUnseen) == 0) return NodeId(ids_[symbol]);
  const Result<std::string> text = text_of(symbol);
  if (!text) return fail(text.error());
  Result<NodeId> id = resolver_->refer(*text, kind_if_unknown);
  if (!id) return id;
  ids_[symbol] = id->value;
  states_[symbol] &= static_cast<std::uint8_t>(~kIsUnseen);
  return id;
}

Result<std::string> BulkWriter::Work::text_of(Symbol symbol) {
  const auto at = std::lower_bound(unknown_texts_.begin(), unknown_texts_.end(),
                                   std::pair<Symbol, std::uint64_t>(symbol, 0));
  std::uint32_t size = 0;
  auto done = texts_->read_at(at->second, sizeof(size), reinterpret_cast<char*>(&size));
  std::string text(size, '\0');
  if (done) done = texts_->read_at(at->second + sizeof(size), size, text.data());
  if (!done) return fail(done.error());
  return text;
}

Result<std::string> BulkWriter::Work::node_at(std::uint64_t offset, NodeHead& head) {
  if (offset + sizeof(NodeHead) > flushed_nodes_) {
    if (auto done = nodes_->flush(); !done) return fail(done.error());
    flushed_nodes_ = nodes_->size();
  }
  auto done = nodes_->read_at(offset, sizeof(head), reinterpret_cast<char*>(&head));
  if (!done) return fail(done.error());
  std::string bytes(head.body_size(), '\0');
  done = nodes_->read_at(offset + sizeof(head), bytes.size(), bytes.data());
  if (!done) return fail(done.error());
  return bytes;
}

Result<NodeFacts> BulkWriter::Work::facts_at(std::uint64_t offset) {
  NodeHead head;
  const Result<std::string> bytes = node_at(offset, head);
  if (!bytes) return fail(bytes.error());
  std::optional<Assertion> assertion = decode_assertion(body_of(head, *bytes).facts, entry_.id);
  if (!assertion) return fail(ErrorCode::Io, "temporary data were changed");
  return std::move(assertion->facts);
}

Result<std::optional<NodeId>> BulkWriter::Work::new_key(const std::string& key) {
  const TextHash hash = hash_of(key);
  if (const std::optional<Symbol> symbol = symbols_.find(hash)) {
    if ((states_[*symbol] & kIsKey) != 0) return NodeId(ids_[*symbol]);
  }
  if (const std::optional<Symbol> extra = extra_keys_.find(hash)) {
    return NodeId(extra_ids_[*extra]);
  }
  return std::nullopt;
}

Result<std::vector<NodeId>> BulkWriter::Work::new_named(const std::string& name) {
  if (auto done = load_names(nullptr); !done) return fail(done.error());
  const std::uint64_t hash = number_of(name_hash(name));
  std::set<NodeId> candidates;
  const auto begin = std::lower_bound(names_.begin(), names_.end(), NameEntry{hash, 0});
  for (auto at = begin; at != names_.end() && at->hash == hash; ++at) {
    candidates.insert(NodeId(at->node));
  }
  const auto [extra_begin, extra_end] = extra_names_.equal_range(hash);
  for (auto at = extra_begin; at != extra_end; ++at) candidates.insert(NodeId(at->second));
  std::vector<NodeId> found;
  for (NodeId id : candidates) {
    // What is held was put together from several records, each with names of its own.
    if (!held_.contains(id)) {
      const Result<std::optional<NodeFacts>> facts = asserted(id);
      if (!facts) return fail(facts.error());
      if (!*facts) continue;
      const std::vector<std::string> names = index_names(**facts);
      if (!std::binary_search(names.begin(), names.end(), name)) continue;
    }
    found.push_back(id);
  }
  return found;
}

Result<std::optional<NodeFacts>> BulkWriter::Work::asserted(NodeId id) {
  if (const auto held = held_.find(id); held != held_.end()) return held->second.facts;
  if (!is_new(id) || extra_bare_.contains(id.value)) return std::nullopt;
  const std::size_t number = id.value - first_new_;
  if (number >= new_records_.size()) return std::nullopt;
  Result<NodeFacts> facts = facts_at(record_offsets_[new_records_[number]]);
  if (!facts) return fail(facts.error());
  return std::move(*facts);
}

Result<NodeId> BulkWriter::Work::obtain(const std::string& key) {
  const Result<std::optional<NodeId>> mine = new_key(key);
  if (!mine) return fail(mine.error());
  if (*mine) return **mine;
  const Result<std::optional<NodeId>> stored = store_.find_key(key);
  if (!stored) return fail(stored.error());
  if (*stored) return **stored;
  const NodeId id(next_id_++);
  extra_keys_.intern(hash_of(key));
  extra_ids_.push_back(id.value);
  extra_bare_.emplace(id.value, key);
  return id;
}

Result<void> BulkWriter::Work::assert_node(NodeId id, NodeFacts facts) {
  const std::vector<std::string> names = index_names(facts);
  for (const std::string& name : names) {
    extra_names_.emplace(number_of(name_hash(name)), id.value);
  }
  for (const std::string& identifier : identifiers_of(facts)) {
    identifiers_.push_back({number_of(name_hash(index_form(identifier))), id.value});
  }
  if (const auto bare = extra_bare_.find(id.value); bare != extra_bare_.end()) {
    std::string bytes;
    append_node(bytes, {}, bare->second, facts, words_);
    new_records_.push_back(static_cast<std::uint32_t>(record_offsets_.size()));
    record_offsets_.push_back(nodes_->size());
    extra_bare_.erase(bare);
    return nodes_->append(bytes);
  }
  Result<std::optional<NodeFacts>> before = asserted(id);
  if (!before) return fail(before.error());
  const auto [held, fresh] = held_.try_emplace(id);
  if (fresh && *before) held->second.facts = std::move(**before);
  if (fresh && !*before) {
    held->second.facts = std::move(facts);
  } else {
    merge_into(held->second.facts, facts);
  }
  return {};
}

// ---- storing ----

void BulkWriter::Work::count_node(std::uint8_t kind, bool is_unresolved) {
  ++entry_.node_count;
  const auto known = kind == 0 ? static_cast<std::uint8_t>(Kind::Publication) : kind;
  ++(is_unresolved ? counts.unresolved : counts.kinds[known]);
}

Result<void> BulkWriter::Work::put_body(RocksDbLoad& load, NodeId id, const NodeBody& body,
                                        std::optional<NodeId> part_of) {
  hashes_.clear();
  for (std::size_t i = 0; i < body.names.size(); i += kNameHashBytes) {
    hashes_.push_back(body.names.substr(i, kNameHashBytes));
  }
  node_words_.resize(body.head.word_count);
  std::memcpy(node_words_.data(), body.words.data(), body.words.size());
  assertion_.assign(body.facts);
  if (part_of) assertion_ += encode(NodeFacts(), part_of);  // a field more
  count_node(body.head.kind, body.head.unresolved != 0);
  return load.add_node({id, body.key, assertion_, hashes_, node_words_, part_of});
}

Result<void> BulkWriter::Work::put_held(RocksDbLoad& load, NodeId id, std::string_view new_key) {
  const Held& held = held_.at(id);
  std::string bytes;
  append_node(bytes, {}, new_key, held.facts, words_);
  NodeHead head;
  std::memcpy(&head, bytes.data(), sizeof(head));
  const NodeBody body = body_of(head, std::string_view(bytes).substr(sizeof(head)));
  return put_body(load, id, body, held.part_of);
}

Result<void> BulkWriter::Work::put_nodes(RocksDbLoad& load) {
  for (const auto& [id, held] : held_) {
    if (is_new(id)) break;
    if (auto done = put_held(load, id, {}); !done) return done;
  }
  if (auto done = nodes_->flush(); !done) return done;
  SpillReader reader(*nodes_);
  std::uint32_t next = first_new_;
  for (std::size_t record = 0; !reader.at_end(); ++record) {
    NodeHead head;
    const Result<std::string_view> bytes = reader.take(sizeof(head));
    if (!bytes) return fail(bytes.error());
    std::memcpy(&head, bytes->data(), sizeof(head));
    const Result<std::string_view> rest = reader.take(head.body_size());
    if (!rest) return fail(rest.error());
    const bool is_record = record < record_keys_.size();
    if (is_record && ids_[record_keys_[record]] != next) continue;  // stored already, or held
    const NodeId id(next++);
    const NodeBody body = body_of(head, *rest);
    std::optional<NodeId> part;
    if (is_record && record_parts_[record] != 0) part = NodeId(record_parts_[record]);
    const auto held = held_.find(id);
    // A name may have told more of a node after it was made part of something.
    if (held != held_.end() && !held->second.part_of) held->second.part_of = part;
    auto done = held != held_.end() ? put_held(load, id, body.key) : put_body(load, id, body, part);
    if (!done) return done;
  }
  for (NodeId id : resolver_->unresolved()) {
    if (unresolved.size() == kMaxUnresolved) break;
    Result<std::optional<NodeFacts>> facts = asserted(id);
    if (!facts) return fail(facts.error());
    if (*facts) unresolved.push_back(std::move(**facts));
  }
  return {};
}

// ---- the writer ----

BulkWriter::BulkWriter(std::unique_ptr<Work> work) : work_(std::move(work)) {}
BulkWriter::~BulkWriter() = default;

Result<std::unique_ptr<BulkWriter>> BulkWriter::make(Store& store, NameAuthority authority,
                                                     Batch entry, BulkOptions options) {
  auto* kept = dynamic_cast<RocksDbStore*>(&store);
  if (kept == nullptr) return nullptr;
  if (entry.sources.empty() || entry.sources.size() > UINT16_MAX) {
    return fail(ErrorCode::BadRequest, "a bulk import is of 1 to 65,535 sources");
  }
  auto work =
      std::make_unique<Work>(*kept, std::move(authority), std::move(entry), std::move(options));
  if (auto started = work->start(); !started) return fail(started.error());
  return std::unique_ptr<BulkWriter>(new BulkWriter(std::move(work)));
}

void BulkWriter::begin_source(std::size_t number) {
  work_->source = static_cast<std::uint16_t>(number + 1);
}

std::unique_ptr<RecordSink> BulkWriter::make_chunk() {
  return std::make_unique<BulkChunk>(work_->source,
                                     work_->entry().sources[work_->source - 1U].name);
}

Result<void> BulkWriter::take(std::unique_ptr<RecordSink> chunk) {
  return work_->take(static_cast<BulkChunk&>(*chunk));
}

Result<void> BulkWriter::commit() { return work_->commit(); }

const Batch& BulkWriter::batch() const { return work_->entry(); }
const std::vector<Error>& BulkWriter::rejected() const { return work_->rejected; }
const BulkWriter::Counts& BulkWriter::counts() const { return work_->counts; }
const std::vector<NodeFacts>& BulkWriter::unresolved() const { return work_->unresolved; }

}  // namespace whocites
