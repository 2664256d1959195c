// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/rocksdb_store.h"

#include <algorithm>

namespace whocites::storage::detail {
namespace {

std::string_view view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

bool any_batch(BatchId) { return true; }

}  // namespace

std::string word_prefix(std::string_view word) {
  std::string prefix(word);
  prefix += '\0';
  return prefix;
}

RocksDbStore::RocksDbStore(std::unique_ptr<RocksDbFiles> files, StoreOptions options)
    : files_(std::move(files)),
      cites_(*files_, kCites, Column::Evidence),
      cited_by_(*files_, kCitedBy, Column::None),
      parts_(*files_, kTables, Column::None),
      words_(*files_, kWords, Column::None),
      options_(options) {}

Result<void> RocksDbStore::load() {
  if (auto done = finish_purge(); !done) return done;
  const Result<std::optional<std::string>> next = get(kTables, "n");
  if (!next) return fail(next.error());
  if (!*next) return {};
  if ((*next)->size() != 8) return fail(damaged("the counters"));
  next_node_ = NodeId(read_be32(**next, 0));
  next_batch_ = BatchId(read_be32(**next, 4));
  return load_bands();
}

// ---- rows ----

Error RocksDbStore::damaged(const std::string& what) const {
  return {
      ErrorCode::Damaged,
      "the store '" + files_->path() + "' is damaged: " + what + " has bytes that make no sense",
      std::nullopt, "restore the folder from a copy, or import the sources again"};
}

Error RocksDbStore::closed() const {
  return {ErrorCode::Io, "the store '" + files_->path() + "' must be opened again", std::nullopt,
          "run the command again"};
}

Result<void> RocksDbStore::writable() const {
  if (!files_->is_open()) return fail(closed());
  if (!files_->read_only()) return {};
  return fail(ErrorCode::BadRequest, "the store is open for reading only");
}

Result<std::optional<std::string>> RocksDbStore::get(Family family, std::string_view key) const {
  if (!files_->is_open()) return fail(closed());
  std::string value;
  const rocksdb::Status status =
      files_->db().Get({}, files_->family(family), rocksdb::Slice(key.data(), key.size()), &value);
  if (status.IsNotFound()) return std::nullopt;
  if (!status.ok()) return fail(to_error(status, files_->path()));
  return value;
}

Result<void> RocksDbStore::scan(Family family, std::string_view prefix, const RowVisitor& visit,
                                std::string_view start) const {
  if (!files_->is_open()) return fail(closed());
  rocksdb::ReadOptions options;
  options.total_order_seek = prefix.size() < 4;
  options.prefix_same_as_start = prefix.size() >= 4;
  if (prefix.empty()) {
    options.fill_cache = false;
    options.readahead_size = std::size_t{2} << 20;
  }
  const std::unique_ptr<rocksdb::Iterator> rows(
      files_->db().NewIterator(options, files_->family(family)));
  const std::string_view from = start.empty() ? prefix : start;
  for (rows->Seek(rocksdb::Slice(from.data(), from.size())); rows->Valid(); rows->Next()) {
    if (!view(rows->key()).starts_with(prefix)) break;
    const Result<bool> go_on = visit(view(rows->key()), view(rows->value()));
    if (!go_on) return fail(go_on.error());
    if (!*go_on) return {};
  }
  if (!rows->status().ok()) return fail(to_error(rows->status(), files_->path()));
  return {};
}

Result<bool> RocksDbStore::add_row(std::string_view key, std::string_view value,
                                   std::optional<StoredNode>& node) const {
  if (key.size() != 8) return fail(damaged("a node"));
  const BatchId batch(read_be32(key, 4));
  if (batch.value == 0) {
    node = StoredNode{NodeId(read_be32(key)), std::string(value), {}};
    return true;
  }
  auto assertion = decode_assertion(value, batch);
  if (!assertion || !node) return fail(damaged("a node"));
  node->assertions.push_back(std::move(*assertion));
  return true;
}

// ---- nodes ----

Result<std::optional<StoredNode>> RocksDbStore::node(NodeId id) const {
  std::optional<StoredNode> found;
  const auto add = [&](std::string_view key, std::string_view value) {
    return add_row(key, value, found);
  };
  if (auto done = scan(kNodes, be32(id.value), add); !done) return fail(done.error());
  return found;
}

Result<std::optional<NodeId>> RocksDbStore::find_key(std::string_view key) const {
  const Result<std::optional<std::string>> value = get(kKeys, key);
  if (!value) return fail(value.error());
  if (!*value) return std::nullopt;
  if ((*value)->size() != 4) return fail(damaged("a key"));
  return NodeId(read_be32(**value));
}

// Two names may have one hash, so the node is asked whether it is called so.
Result<std::vector<NodeId>> RocksDbStore::find_name(std::string_view folded) const {
  const std::string name = index_form(folded);
  if (name.empty()) return std::vector<NodeId>{};
  std::vector<NodeId> bearers;
  const std::string prefix = name_hash(name);
  const auto add = [&](std::string_view key, std::string_view) -> Result<bool> {
    if (key.size() != prefix.size() + 4) return fail(damaged("a name"));
    bearers.emplace_back(read_be32(key, prefix.size()));
    return true;
  };
  if (auto done = scan(kNames, prefix, add); !done) return fail(done.error());
  std::vector<NodeId> found;
  for (NodeId id : bearers) {
    const Result<std::optional<StoredNode>> stored = node(id);
    if (!stored) return fail(stored.error());
    if (!*stored) return fail(damaged("a name"));
    const auto is_called = [&](const Assertion& assertion) {
      const std::vector<std::string> names = index_names(assertion.facts);
      return std::binary_search(names.begin(), names.end(), name);
    };
    const std::vector<Assertion>& assertions = (*stored)->assertions;
    if (std::any_of(assertions.begin(), assertions.end(), is_called)) found.push_back(id);
  }
  return found;
}

Result<void> RocksDbStore::find_sorted_keys(
    const std::vector<std::string>& texts, const std::vector<std::uint32_t>& order,
    const std::function<void(std::uint32_t, NodeId)>& found) const {
  if (!files_->is_open()) return fail(closed());
  RowWalk rows = walk(kKeys);
  for (const std::uint32_t number : order) {
    const std::string& text = texts[number];
    rows.to(text);
    if (!rows.valid()) break;
    if (rows.key() != text) continue;
    if (rows.value().size() != 4) return fail(damaged("a key"));
    found(number, NodeId(read_be32(rows.value())));
  }
  if (!rows.status().ok()) return fail(to_error(rows.status(), files_->path()));
  return {};
}

Result<bool> RocksDbStore::has_name_hash(std::uint64_t hash, NodeId id) const {
  const std::string prefix = code_suffix(hash);
  bool shared = false;
  const auto look = [&](std::string_view key, std::string_view) -> Result<bool> {
    if (key.size() != prefix.size() + 4) return fail(damaged("a name"));
    shared = NodeId(read_be32(key, prefix.size())) != id;
    return !shared;
  };
  if (auto done = scan(kNames, prefix, look); !done) return fail(done.error());
  return shared;
}

Result<void> RocksDbStore::scan_words(std::string_view from, const WordVisitor& visit) const {
  if (!files_->is_open()) return fail(closed());
  rocksdb::ReadOptions options;
  options.total_order_seek = true;
  const std::unique_ptr<rocksdb::Iterator> rows(
      files_->db().NewIterator(options, files_->family(kWords)));
  std::string target(from);
  for (rows->Seek(target); rows->Valid(); rows->Seek(target)) {
    const std::string_view key = view(rows->key());
    const std::size_t length = key.find('\0');
    if (length == std::string_view::npos) return fail(damaged("a word"));
    const std::string word(key.substr(0, length));
    std::optional<std::string> next = visit(word);
    if (!next) return {};
    // Past all rows of the word; no word holds the byte that ends it there.
    target = std::max(word + '\1', *next);
  }
  if (!rows->status().ok()) return fail(to_error(rows->status(), files_->path()));
  return {};
}

Result<void> RocksDbStore::scan_word(std::string_view word, NodeId after,
                                     const IdVisitor& visit) const {
  if (!files_->is_open()) return fail(closed());
  if (word.empty()) return {};
  const auto give = [&](Code code) { return visit(NodeId(static_cast<std::uint32_t>(code))); };
  return words_.scan(word_prefix(word), after.value, any_batch, give);
}

Result<void> RocksDbStore::scan_keys(std::string_view prefix, const KeyVisitor& visit) const {
  return scan(kKeys, prefix, [&](std::string_view key, std::string_view value) -> Result<bool> {
    if (value.size() != 4) return fail(damaged("a key"));
    return visit(key, NodeId(read_be32(value)));
  });
}

Result<void> RocksDbStore::scan_nodes(NodeId after, const NodeVisitor& visit) const {
  if (after.value == UINT32_MAX) return {};
  std::optional<StoredNode> current;
  bool wanted = true;
  const auto add = [&](std::string_view key, std::string_view value) -> Result<bool> {
    if (current && key.size() == 8 && current->id.value != read_be32(key)) {
      wanted = visit(*current);
      current.reset();
      if (!wanted) return false;
    }
    return add_row(key, value, current);
  };
  if (auto done = scan(kNodes, "", add, be32(after.value + 1)); !done) return done;
  if (current && wanted) visit(*current);
  return {};
}

// ---- citations ----

Result<std::shared_ptr<const RocksDbStore::Sources>> RocksDbStore::sources_of(BatchId id) const {
  const std::lock_guard lock(sources_mutex_);
  std::shared_ptr<const Sources>& sources = sources_[id];
  if (sources) return sources;
  Result<std::optional<Batch>> entry = batch(id);
  if (!entry) return fail(entry.error());
  if (!*entry) return fail(damaged("the evidence of a citation"));
  sources = std::make_shared<const Sources>(std::move((*entry)->sources));
  return sources;
}

Result<void> RocksDbStore::add_evidence(BatchId batch, const ListEntry& entry,
                                        Citation& citation) const {
  if (entry.source == 0) {
    if (decode_evidence(entry.evidence, batch, citation)) return {};
    return fail(damaged("the evidence of a citation"));
  }
  const Result<std::shared_ptr<const Sources>> sources = sources_of(batch);
  if (!sources) return fail(sources.error());
  if (entry.source > (*sources)->size()) return fail(damaged("the evidence of a citation"));
  Evidence evidence;
  evidence.batch = batch;
  evidence.place.file = (**sources)[entry.source - 1].name;
  evidence.place.line = entry.line;
  citation.evidence.push_back(std::move(evidence));
  return {};
}

Result<CitationId> RocksDbStore::judged_by(std::string_view key) const {
  if (key.size() != 14) return fail(damaged("a judgement"));
  const auto relation = static_cast<Relation>(key[9]);
  if (name_of(relation) == "unknown") return fail(damaged("a judgement"));
  return CitationId{NodeId(read_be32(key, 1)), NodeId(read_be32(key, 5)), relation};
}

Result<void> RocksDbStore::add_judgements(const std::string& prefix,
                                          std::map<Adjacent, Citation>& citations) const {
  const auto add = [&](std::string_view key, std::string_view value) -> Result<bool> {
    const Result<CitationId> id = judged_by(key);
    if (!id) return fail(id.error());
    Citation& citation = citations[{id->to, id->relation}];
    citation.from = id->from;
    citation.to = id->to;
    citation.relation = id->relation;
    if (decode_evidence(value, BatchId(read_be32(key, 10)), citation)) return true;
    return fail(damaged("a judgement"));
  };
  return scan(kTables, prefix, add);
}

Result<std::map<Adjacent, Citation>> RocksDbStore::citations_from(NodeId from) const {
  if (!files_->is_open()) return fail(closed());
  std::map<Adjacent, Citation> found;
  const auto add = [&](BatchId batch, const ListEntry& entry) -> Result<void> {
    if (!is_listed(entry.code)) return fail(damaged("a citation"));
    const Adjacent to = adjacent_of(entry.code);
    Citation& citation = found[to];
    citation.from = from;
    citation.to = to.peer;
    citation.relation = to.relation;
    return add_evidence(batch, entry, citation);
  };
  if (auto done = cites_.entries(be32(from.value), add); !done) return fail(done.error());
  auto judged = add_judgements(table_key('j', from.value), found);
  if (!judged) return fail(judged.error());
  return found;
}

Result<std::vector<Citation>> RocksDbStore::citations(NodeId node, Direction direction) const {
  std::vector<Citation> list;
  if (direction == Direction::Cites) {
    Result<std::map<Adjacent, Citation>> found = citations_from(node);
    if (!found) return fail(found.error());
    for (auto& [to, citation] : *found) list.push_back(std::move(citation));
    return list;
  }
  Result<std::vector<Adjacent>> judgements = judged(node, direction);
  if (!judgements) return fail(judgements.error());
  std::vector<Adjacent> adjacent;
  const auto collect = [&](const Adjacent& one) {
    adjacent.push_back(one);
    return true;
  };
  auto scanned = scan_adjacent(node, direction, std::nullopt, any_batch, collect);
  if (!scanned) return fail(scanned.error());
  std::vector<Adjacent> all;
  std::set_union(adjacent.begin(), adjacent.end(), judgements->begin(), judgements->end(),
                 std::back_inserter(all));
  std::vector<CitationId> ids;
  for (const Adjacent& from : all) ids.push_back({from.peer, node, from.relation});
  const auto keep = [&](const Citation& citation) {
    list.push_back(citation);
    return true;
  };
  if (auto done = visit_citations(ids, keep); !done) return fail(done.error());
  if (list.size() != ids.size()) return fail(damaged("a citation that one direction lacks"));
  return list;
}

Result<std::optional<Citation>> RocksDbStore::citation(NodeId from, NodeId to,
                                                       Relation relation) const {
  std::optional<Citation> found;
  const auto keep = [&](const Citation& citation) {
    found = citation;
    return true;
  };
  const CitationId id{from, to, relation};
  if (auto done = visit_citations({&id, 1}, keep); !done) return fail(done.error());
  return found;
}

Result<void> RocksDbStore::scan_adjacent(NodeId node, Direction direction,
                                         const std::optional<Adjacent>& after,
                                         const BatchFilter& counts,
                                         const AdjacentVisitor& visit) const {
  if (!files_->is_open()) return fail(closed());
  bool listed = true;
  const auto give = [&](Code code) {
    listed = is_listed(code);
    return listed && visit(adjacent_of(code));
  };
  std::optional<Code> begin;
  if (after) begin = code_of(*after);
  auto done = lists(direction).scan(be32(node.value), begin, counts, give);
  if (done && !listed) return fail(damaged("a citation"));
  return done;
}

Result<std::uint64_t> RocksDbStore::citation_count(NodeId node, Direction direction,
                                                   const BatchFilter& counts) const {
  if (!files_->is_open()) return fail(closed());
  return lists(direction).count(be32(node.value), counts);
}

Result<std::vector<Adjacent>> RocksDbStore::judged(NodeId node, Direction direction) const {
  std::vector<Adjacent> found;
  const char table = direction == Direction::Cites ? 'j' : 'J';
  const auto add = [&](std::string_view key, std::string_view) -> Result<bool> {
    if (key.size() < 10) return fail(damaged("a judgement"));
    const Adjacent end{NodeId(read_be32(key, 5)), static_cast<Relation>(key[9])};
    if (found.empty() || found.back() != end) found.push_back(end);
    return true;
  };
  auto done = scan(kTables, table_key(table, node.value), add);
  if (!done) return fail(done.error());
  return found;
}

Result<void> RocksDbStore::scan_citations(const CitationVisitor& visit) const {
  if (!files_->is_open()) return fail(closed());
  // Judgements of citations that have no evidence make nodes of their own.
  std::set<NodeId> judging;
  const auto note = [&](std::string_view key, std::string_view) -> Result<bool> {
    if (key.size() != 14) return fail(damaged("a judgement"));
    judging.insert(judging.end(), NodeId(read_be32(key, 1)));
    return true;
  };
  if (auto done = scan(kTables, "j", note); !done) return done;
  std::map<Adjacent, Citation> found;
  NodeId current{0};
  bool wanted = true;
  const auto give = [&]() -> Result<void> {
    if (judging.erase(current) != 0) {
      auto added = add_judgements(table_key('j', current.value), found);
      if (!added) return added;
    }
    for (const auto& [to, citation] : found) {
      if (!(wanted = visit(citation))) break;
    }
    found.clear();
    return {};
  };
  const auto move_to = [&](NodeId from) -> Result<void> {
    if (auto done = give(); !done) return done;
    while (wanted && !judging.empty() && *judging.begin() < from) {
      current = *judging.begin();
      if (auto done = give(); !done) return done;
    }
    current = from;
    return {};
  };
  const auto add = [&](std::string_view prefix, BatchId batch,
                       const ListEntry& entry) -> Result<bool> {
    const NodeId from(read_be32(prefix));
    if (from != current) {
      if (auto done = move_to(from); !done) return fail(done.error());
      if (!wanted) return false;
    }
    if (!is_listed(entry.code)) return fail(damaged("a citation"));
    const Adjacent to = adjacent_of(entry.code);
    Citation& citation = found[to];
    citation.from = from;
    citation.to = to.peer;
    citation.relation = to.relation;
    if (auto done = add_evidence(batch, entry, citation); !done) return fail(done.error());
    return true;
  };
  if (auto done = cites_.scan_all(4, false, add); !done || !wanted) return done;
  return move_to(NodeId(UINT32_MAX));
}

Result<void> RocksDbStore::scan_ends(Direction direction, const EndsVisitor& visit) const {
  if (!files_->is_open()) return fail(closed());
  const auto give = [&](std::string_view prefix, BatchId batch,
                        const ListEntry& entry) -> Result<bool> {
    if (!is_listed(entry.code)) return fail(damaged("a citation"));
    return visit(NodeId(read_be32(prefix)), batch, adjacent_of(entry.code));
  };
  return lists(direction).scan_all(4, true, give);
}

Result<std::vector<NodeId>> RocksDbStore::parts_of(NodeId node) const {
  if (!files_->is_open()) return fail(closed());
  std::vector<NodeId> parts;
  const auto collect = [&](Code code) {
    parts.emplace_back(static_cast<std::uint32_t>(code));
    return true;
  };
  auto done = parts_.scan(part_prefix(node), std::nullopt, any_batch, collect);
  if (!done) return fail(done.error());
  return parts;
}

// ---- identity, log, texts ----

Result<void> RocksDbStore::scan_decisions(NodeId node, const DecisionVisitor& visit) const {
  for (const Sameness of : {Sameness::Thing, Sameness::Text}) {
    const auto add = [&](std::string_view key, std::string_view value) -> Result<bool> {
      auto decision =
          key.size() == 13 ? decode_identity(value, BatchId(read_be32(key, 5)), of) : std::nullopt;
      if (!decision) return fail(damaged("a decision"));
      visit(std::move(*decision), read_be32(key, 9));
      return true;
    };
    auto done = scan(kTables, table_key(decision_table(of), node.value), add);
    if (!done) return done;
  }
  return {};
}

Result<bool> RocksDbStore::has_identities() const {
  bool found = false;
  const auto note = [&](std::string_view, std::string_view) -> Result<bool> {
    found = true;
    return false;
  };
  if (auto done = scan(kTables, "i", note); !done) return fail(done.error());
  return found;
}

Result<std::vector<IdentityDecision>> RocksDbStore::identities(NodeId node) const {
  std::vector<IdentityDecision> found;
  const auto add = [&](IdentityDecision decision, std::uint32_t) {
    found.push_back(std::move(decision));
  };
  if (auto done = scan_decisions(node, add); !done) return fail(done.error());
  return found;
}

Result<std::optional<Batch>> RocksDbStore::batch(BatchId id) const {
  const Result<std::optional<std::string>> value = get(kTables, table_key('b', id.value));
  if (!value) return fail(value.error());
  if (!*value) return std::nullopt;
  std::optional<Batch> batch = decode_batch(**value, id);
  if (!batch) return fail(damaged("an entry of the log"));
  return batch;
}

Result<void> RocksDbStore::scan_batches(const BatchVisitor& visit) const {
  return scan(kTables, "b", [&](std::string_view key, std::string_view value) -> Result<bool> {
    const auto batch =
        key.size() == 5 ? decode_batch(value, BatchId(read_be32(key, 1))) : std::nullopt;
    if (!batch) return fail(damaged("an entry of the log"));
    return visit(*batch);
  });
}

Result<std::vector<BatchId>> RocksDbStore::find_digest(std::string_view digest) const {
  std::vector<BatchId> found;
  const std::string prefix = "d" + std::string(digest);
  const auto add = [&](std::string_view key, std::string_view) -> Result<bool> {
    if (key.size() == prefix.size() + 4) found.emplace_back(read_be32(key, prefix.size()));
    return true;
  };
  if (auto done = scan(kTables, prefix, add); !done) return fail(done.error());
  return found;
}

Result<std::vector<Batch>> RocksDbStore::withdrawals() const {
  std::vector<Batch> found;
  const auto add = [&](std::string_view key, std::string_view) -> Result<bool> {
    if (key.size() != 5) return fail(damaged("an entry of the log"));
    const Result<std::optional<Batch>> entry = batch(BatchId(read_be32(key, 1)));
    if (!entry) return fail(entry.error());
    if (!*entry || !(*entry)->target) return fail(damaged("an entry of the log"));
    found.push_back(**entry);
    return true;
  };
  if (auto done = scan(kTables, "w", add); !done) return fail(done.error());
  return found;
}

Result<std::vector<KeptText>> RocksDbStore::texts(BatchId batch) const {
  std::vector<KeptText> found;
  const auto add = [&](std::string_view, std::string_view value) -> Result<bool> {
    auto text = decode_text(value, batch);
    if (!text) return fail(damaged("a kept text"));
    found.push_back(std::move(*text));
    return true;
  };
  if (auto done = scan(kTables, table_key('t', batch.value), add); !done) {
    return fail(done.error());
  }
  return found;
}

}  // namespace whocites::storage::detail

namespace whocites {

Result<std::unique_ptr<Store>> open_rocksdb_store(const std::string& path, OpenMode mode,
                                                  StoreOptions options) {
  using namespace storage::detail;  // NOLINT: this function makes what they declare
  Result<std::unique_ptr<RocksDbFiles>> files = RocksDbFiles::open(path, mode);
  if (!files) return fail(files.error());
  auto store = std::make_unique<RocksDbStore>(std::move(*files), options);
  if (auto loaded = store->load(); !loaded) return fail(loaded.error());
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace whocites
