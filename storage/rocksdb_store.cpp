// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <map>
#include <set>

#include "storage/detail/check_changes.h"
#include "storage/detail/encoding.h"
#include "storage/detail/rocksdb_files.h"
#include "storage/detail/scrub.h"
#include "storage/store.h"

namespace whocites {
namespace {

using namespace storage::detail;  // NOLINT: this file is the layout's one reader and writer

const std::string kUnfinishedPurge = "u";
constexpr std::size_t kFlushedBytes = std::size_t{1} << 20;

std::string_view view(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

class RocksDbStore final : public Store {
 public:
  RocksDbStore(std::unique_ptr<RocksDbFiles> files, StoreOptions options)
      : files_(std::move(files)), options_(options) {}

  Result<void> load() {
    if (auto done = finish_purge(); !done) return done;
    const Result<std::optional<std::string>> next = get(kTables, "n");
    if (!next) return fail(next.error());
    if (!*next) return {};
    if ((*next)->size() != 8) return fail(damaged("the counters"));
    next_node_ = NodeId(read_be32(**next, 0));
    next_batch_ = BatchId(read_be32(**next, 4));
    return {};
  }

  Result<std::optional<StoredNode>> node(NodeId id) const override {
    std::optional<StoredNode> found;
    const auto add = [&](std::string_view key, std::string_view value) {
      return add_row(key, value, found);
    };
    if (auto done = scan(kNodes, be32(id.value), add); !done) return fail(done.error());
    return found;
  }

  Result<std::optional<NodeId>> find_key(std::string_view key) const override {
    const Result<std::optional<std::string>> value = get(kKeys, key);
    if (!value) return fail(value.error());
    if (!*value) return std::nullopt;
    if ((*value)->size() != 4) return fail(damaged("a key"));
    return NodeId(read_be32(**value));
  }

  Result<std::vector<NodeId>> find_name(std::string_view folded) const override {
    std::vector<NodeId> found;
    const std::string prefix = index_form(folded) + '\0';
    const auto add = [&](std::string_view key, std::string_view) -> Result<bool> {
      if (key.size() != prefix.size() + 4) return fail(damaged("a name"));
      found.emplace_back(read_be32(key, prefix.size()));
      return true;
    };
    if (auto done = scan(kNames, prefix, add); !done) return fail(done.error());
    return found;
  }

  Result<void> scan_names(std::string_view prefix, const NameVisitor& visit) const override {
    const std::string form = index_form(prefix);
    return scan(kNames, form, [&](std::string_view key, std::string_view) -> Result<bool> {
      if (key.size() < 5) return fail(damaged("a name"));
      return visit(key.substr(0, key.size() - 5), NodeId(read_be32(key, key.size() - 4)));
    });
  }

  Result<void> scan_keys(std::string_view prefix, const NameVisitor& visit) const override {
    return scan(kKeys, prefix, [&](std::string_view key, std::string_view value) -> Result<bool> {
      if (value.size() != 4) return fail(damaged("a key"));
      return visit(key, NodeId(read_be32(value)));
    });
  }

  Result<void> scan_nodes(NodeId after, const NodeVisitor& visit) const override {
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

  Result<std::vector<Citation>> citations(NodeId node, Direction direction) const override {
    std::vector<Citation> found;
    const auto collect = [&](const Citation& citation) {
      found.push_back(citation);
      return true;
    };
    if (direction == Direction::Cites) {
      if (auto done = scan_cites(be32(node.value), collect); !done) return fail(done.error());
      return found;
    }
    const auto follow = [&](std::string_view key, std::string_view) -> Result<bool> {
      if (key.size() != 9) return fail(damaged("a citation"));
      const std::string forward =
          std::string(key.substr(4, 4)) + std::string(key.substr(0, 4)) + key[8];
      const std::size_t before = found.size();
      if (auto done = scan_cites(forward, collect); !done) return fail(done.error());
      if (found.size() == before) return fail(damaged("a citation that one direction lacks"));
      return true;
    };
    if (auto done = scan(kCitedBy, be32(node.value), follow); !done) return fail(done.error());
    return found;
  }

  Result<void> scan_citations(const CitationVisitor& visit) const override {
    return scan_cites("", visit);
  }

  Result<std::vector<NodeId>> parts_of(NodeId node) const override {
    std::vector<NodeId> parts;
    const auto add = [&](std::string_view key, std::string_view) -> Result<bool> {
      if (key.size() != 9) return fail(damaged("a part"));
      parts.emplace_back(read_be32(key, 5));
      return true;
    };
    if (auto done = scan(kTables, table_key('p', node.value), add); !done)
      return fail(done.error());
    return parts;
  }

  Result<std::vector<IdentityDecision>> identities(NodeId node) const override {
    std::vector<IdentityDecision> found;
    const auto add = [&](IdentityDecision decision, std::uint32_t) {
      found.push_back(std::move(decision));
    };
    if (auto done = scan_decisions(node, add); !done) return fail(done.error());
    return found;
  }

  Result<std::optional<Batch>> batch(BatchId id) const override {
    const Result<std::optional<std::string>> value = get(kTables, table_key('b', id.value));
    if (!value) return fail(value.error());
    if (!*value) return std::nullopt;
    std::optional<Batch> batch = decode_batch(**value, id);
    if (!batch) return fail(damaged("an entry of the log"));
    return batch;
  }

  Result<void> scan_batches(const BatchVisitor& visit) const override {
    return scan(kTables, "b", [&](std::string_view key, std::string_view value) -> Result<bool> {
      const auto batch =
          key.size() == 5 ? decode_batch(value, BatchId(read_be32(key, 1))) : std::nullopt;
      if (!batch) return fail(damaged("an entry of the log"));
      return visit(*batch);
    });
  }

  Result<std::vector<BatchId>> find_digest(std::string_view digest) const override {
    std::vector<BatchId> found;
    const std::string prefix = "d" + std::string(digest);
    const auto add = [&](std::string_view key, std::string_view) -> Result<bool> {
      if (key.size() == prefix.size() + 4) found.emplace_back(read_be32(key, prefix.size()));
      return true;
    };
    if (auto done = scan(kTables, prefix, add); !done) return fail(done.error());
    return found;
  }

  Result<std::vector<Batch>> withdrawals() const override {
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

  Result<std::vector<KeptText>> texts(BatchId batch) const override {
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

  NodeId next_node() const override { return next_node_; }
  BatchId next_batch() const override { return next_batch_; }

  Result<void> commit(const Changes& changes) override;
  Result<void> purge(const Purge& request) override;

 private:
  using RowVisitor = std::function<Result<bool>(std::string_view key, std::string_view value)>;

  Error damaged(const std::string& what) const {
    return {
        ErrorCode::Damaged,
        "the store '" + files_->path() + "' is damaged: " + what + " has bytes that make no sense",
        std::nullopt, "restore the folder from a copy, or import the sources again"};
  }
  Error closed() const {
    return {ErrorCode::Io, "the store '" + files_->path() + "' must be opened again", std::nullopt,
            "run the command again"};
  }

  Result<std::optional<std::string>> get(Family family, std::string_view key) const {
    if (!files_->is_open()) return fail(closed());
    std::string value;
    const rocksdb::Status status = files_->db().Get({}, files_->family(family),
                                                    rocksdb::Slice(key.data(), key.size()), &value);
    if (status.IsNotFound()) return std::nullopt;
    if (!status.ok()) return fail(to_error(status, files_->path()));
    return value;
  }

  // Rows whose key starts with `prefix`, from `start` on when it is given. An empty prefix means
  // the whole family, which is read ahead and kept out of the cache.
  Result<void> scan(Family family, std::string_view prefix, const RowVisitor& visit,
                    const std::string& start = {}) const {
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
    const std::string_view from = start.empty() ? prefix : std::string_view(start);
    for (rows->Seek(rocksdb::Slice(from.data(), from.size())); rows->Valid(); rows->Next()) {
      if (!view(rows->key()).starts_with(prefix)) break;
      const Result<bool> go_on = visit(view(rows->key()), view(rows->value()));
      if (!go_on) return fail(go_on.error());
      if (!*go_on) return {};
    }
    if (!rows->status().ok()) return fail(to_error(rows->status(), files_->path()));
    return {};
  }

  // One row of family `nodes` into the node that is being put together.
  Result<bool> add_row(std::string_view key, std::string_view value,
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

  // The decisions about a node, each with its number in its batch.
  using DecisionVisitor = std::function<void(IdentityDecision decision, std::uint32_t number)>;
  Result<void> scan_decisions(NodeId node, const DecisionVisitor& visit) const {
    const auto add = [&](std::string_view key, std::string_view value) -> Result<bool> {
      auto decision =
          key.size() == 13 ? decode_identity(value, BatchId(read_be32(key, 5))) : std::nullopt;
      if (!decision) return fail(damaged("a decision"));
      visit(std::move(*decision), read_be32(key, 9));
      return true;
    };
    return scan(kTables, table_key('i', node.value), add);
  }

  // Rows of one citation follow each other, one for each batch.
  Result<void> scan_cites(const std::string& prefix, const CitationVisitor& visit) const {
    std::optional<Citation> current;
    bool wanted = true;
    const auto add = [&](std::string_view key, std::string_view value) -> Result<bool> {
      if (key.size() != 13) return fail(damaged("a citation"));
      Citation row;
      row.from = NodeId(read_be32(key));
      row.to = NodeId(read_be32(key, 4));
      row.relation = static_cast<Relation>(key[8]);
      if (name_of(row.relation) == "unknown") return fail(damaged("a citation"));
      const bool continues = current && current->from == row.from && current->to == row.to &&
                             current->relation == row.relation;
      if (!continues && current) wanted = visit(*current);
      if (!wanted) return false;
      if (!continues) current = std::move(row);
      if (!decode_evidence(value, BatchId(read_be32(key, 9)), *current)) {
        return fail(damaged("the evidence of a citation"));
      }
      return true;
    };
    if (auto done = scan(kCites, prefix, add); !done) return done;
    if (current && wanted) visit(*current);
    return {};
  }

  void put(rocksdb::WriteBatch& batch, Family family, const std::string& key,
           const std::string& value = {}) const {
    batch.Put(files_->family(family), key, value);
  }
  void put_assertion(rocksdb::WriteBatch& rows, NodeId node, const Assertion& assertion) const;
  void put_entry(rocksdb::WriteBatch& rows, const Batch& entry, NodeId next_node) const;
  void put_citations(rocksdb::WriteBatch& rows, const Changes& changes) const;
  Result<void> write(rocksdb::WriteBatch& rows, const Batch& entry, NodeId next_node);
  Result<void> finish_purge();
  Result<std::set<BatchId>> erase_node(rocksdb::WriteBatch& rows, const StoredNode& node) const;

  std::unique_ptr<RocksDbFiles> files_;
  StoreOptions options_;
  NodeId next_node_{1};
  BatchId next_batch_{1};
};

void RocksDbStore::put_assertion(rocksdb::WriteBatch& rows, NodeId node,
                                 const Assertion& assertion) const {
  put(rows, kNodes, assertion_key(node, assertion.batch),
      encode(assertion.facts, assertion.part_of));
  for (const std::string& name : index_names(assertion.facts)) {
    put(rows, kNames, name_key(name, node));
  }
  if (assertion.part_of) put(rows, kTables, table_key('p', assertion.part_of->value, node.value));
}

void RocksDbStore::put_entry(rocksdb::WriteBatch& rows, const Batch& entry,
                             NodeId next_node) const {
  put(rows, kTables, table_key('b', entry.id.value), encode(entry));
  for (const SourceFile& source : entry.sources) {
    put(rows, kTables, "d" + source.digest + be32(entry.id.value));
  }
  if (entry.target) put(rows, kTables, table_key('w', entry.id.value));
  put(rows, kTables, "n", be32(next_node.value) + be32(entry.id.value + 1));
}

void RocksDbStore::put_citations(rocksdb::WriteBatch& rows, const Changes& changes) const {
  using Ends = std::tuple<NodeId, NodeId, Relation>;
  std::map<Ends, Citation> merged;  // a batch has one row for each citation
  for (const Citation& citation : changes.citations) {
    Citation& row = merged[{citation.from, citation.to, citation.relation}];
    row.evidence.insert(row.evidence.end(), citation.evidence.begin(), citation.evidence.end());
    row.judgements.insert(row.judgements.end(), citation.judgements.begin(),
                          citation.judgements.end());
  }
  for (const auto& [ends, citation] : merged) {
    const auto [from, to, relation] = ends;
    put(rows, kCites, cites_key(from, to, relation, changes.batch.id),
        encode(citation.evidence, citation.judgements));
    put(rows, kCitedBy, cited_by_key(to, from, relation));
  }
}

Result<void> RocksDbStore::write(rocksdb::WriteBatch& rows, const Batch& entry, NodeId next_node) {
  put_entry(rows, entry, next_node);
  rocksdb::WriteOptions options;
  options.sync = options_.sync;
  const rocksdb::Status status = files_->db().Write(options, &rows);
  if (!status.ok()) return fail(to_error(status, files_->path()));
  // What stands only in the log is read again by every process that opens the store, which for a
  // large batch takes longer than any question. It is durable already, so a failure can wait.
  if (rows.GetDataSize() > kFlushedBytes) files_->flush();
  next_node_ = next_node;
  next_batch_ = BatchId(entry.id.value + 1);
  return {};
}

Result<void> RocksDbStore::commit(const Changes& changes) {
  if (!files_->is_open()) return fail(closed());
  if (files_->read_only()) return fail(ErrorCode::BadRequest, "the store is open for reading only");
  if (auto sound = check(*this, changes); !sound) return sound;
  const BatchId id = changes.batch.id;
  rocksdb::WriteBatch rows;
  for (const Changes::NewNode& node : changes.new_nodes) {
    put(rows, kNodes, assertion_key(node.id, BatchId(0)), node.key);
    put(rows, kKeys, node.key, be32(node.id.value));
  }
  std::map<NodeId, Assertion> assertions;
  for (const Changes::NodeAssertion& change : changes.assertions) {
    const auto [at, fresh] =
        assertions.try_emplace(change.node, Assertion{id, change.facts, change.part_of});
    if (fresh) continue;
    merge_into(at->second.facts, change.facts);
    if (change.part_of) at->second.part_of = change.part_of;
  }
  for (const auto& [node, assertion] : assertions) put_assertion(rows, node, assertion);
  put_citations(rows, changes);
  for (std::uint32_t i = 0; i < changes.identities.size(); ++i) {
    const IdentityDecision& decision = changes.identities[i];
    const std::string value = encode(decision);
    put(rows, kTables, decision_key(decision.a, id, i), value);
    put(rows, kTables, decision_key(decision.b, id, i), value);
  }
  for (std::size_t i = 0; i < changes.texts.size(); ++i) {
    put(rows, kTables, table_key('t', id.value, static_cast<std::uint32_t>(i)),
        encode(changes.texts[i]));
  }
  const auto added = static_cast<std::uint32_t>(changes.new_nodes.size());
  return write(rows, changes.batch, NodeId(next_node_.value + added));
}

// Deletes a node and all that hangs on it. Returns the batches that had said something of it.
Result<std::set<BatchId>> RocksDbStore::erase_node(rocksdb::WriteBatch& rows,
                                                   const StoredNode& node) const {
  std::set<BatchId> concerned;
  const auto erase = [&](Family family, const std::string& key) {
    rows.Delete(files_->family(family), key);
  };
  erase(kKeys, node.key);
  erase(kNodes, assertion_key(node.id, BatchId(0)));
  for (const Assertion& assertion : node.assertions) {
    concerned.insert(assertion.batch);
    erase(kNodes, assertion_key(node.id, assertion.batch));
    for (const std::string& name : index_names(assertion.facts))
      erase(kNames, name_key(name, node.id));
    if (assertion.part_of) erase(kTables, table_key('p', assertion.part_of->value, node.id.value));
  }
  for (const Direction direction : {Direction::Cites, Direction::CitedBy}) {
    const Result<std::vector<Citation>> found = citations(node.id, direction);
    if (!found) return fail(found.error());
    for (const Citation& citation : *found) {
      std::set<BatchId> batches;
      for (const Evidence& evidence : citation.evidence) batches.insert(evidence.batch);
      for (const Judgement& judgement : citation.judgements) batches.insert(judgement.batch);
      for (BatchId batch : batches) {
        erase(kCites, cites_key(citation.from, citation.to, citation.relation, batch));
      }
      erase(kCitedBy, cited_by_key(citation.to, citation.from, citation.relation));
      concerned.merge(batches);
    }
  }
  const auto erase_decision = [&](const IdentityDecision& one, std::uint32_t number) {
    erase(kTables, decision_key(one.a, one.batch, number));
    erase(kTables, decision_key(one.b, one.batch, number));
    concerned.insert(one.batch);
  };
  if (auto done = scan_decisions(node.id, erase_decision); !done) return fail(done.error());
  return concerned;
}

Result<void> RocksDbStore::purge(const Purge& request) {
  if (!files_->is_open()) return fail(closed());
  if (files_->read_only()) return fail(ErrorCode::BadRequest, "the store is open for reading only");
  if (auto sound = check(*this, request); !sound) return sound;
  rocksdb::WriteBatch rows;
  const std::set<NodeId> gone(request.nodes.begin(), request.nodes.end());
  std::set<std::string> gone_keys;
  std::set<BatchId> concerned;
  for (NodeId id : gone) {
    const Result<std::optional<StoredNode>> found = node(id);
    if (!found) return fail(found.error());
    gone_keys.insert((*found)->key);
    Result<std::set<BatchId>> batches = erase_node(rows, **found);
    if (!batches) return fail(batches.error());
    concerned.merge(*batches);
  }
  const auto scrub_others = [&](const StoredNode& other) {
    if (gone.contains(other.id)) return true;
    for (Assertion assertion : other.assertions) {
      const std::optional<NodeId> whole = assertion.part_of;
      if (!scrub(assertion, gone, gone_keys)) continue;
      concerned.insert(assertion.batch);
      put(rows, kNodes, assertion_key(other.id, assertion.batch),
          encode(assertion.facts, assertion.part_of));
      if (whole && !assertion.part_of) {
        rows.Delete(files_->family(kTables), table_key('p', whole->value, other.id.value));
      }
    }
    return true;
  };
  if (auto done = scan_nodes(NodeId(0), scrub_others); !done) return done;
  for (BatchId id : concerned) {
    const Result<std::optional<Batch>> found = batch(id);
    if (!found) return fail(found.error());
    if (!*found || (*found)->action == Action::Import) continue;
    Batch silenced = **found;
    silenced.summary.clear();
    put(rows, kTables, table_key('b', id.value), encode(silenced));
  }
  for (BatchId id : request.texts) {
    if (id >= next_batch_) continue;  // its range might even end before it begins
    rows.DeleteRange(files_->family(kTables), table_key('t', id.value),
                     table_key('t', id.value + 1));
  }
  put(rows, kTables, kUnfinishedPurge);
  if (auto written = write(rows, request.entry, next_node_); !written) return written;
  return finish_purge();
}

// The rows are gone; their bytes stay in the files until these are rewritten. When that fails or
// the process dies meanwhile, the next writer does it.
Result<void> RocksDbStore::finish_purge() {
  if (files_->read_only()) return {};
  const Result<std::optional<std::string>> unfinished = get(kTables, kUnfinishedPurge);
  if (!unfinished) return fail(unfinished.error());
  if (!*unfinished) return {};
  if (auto done = files_->rewrite(); !done) return done;
  const rocksdb::Status status = files_->db().Delete({}, files_->family(kTables), kUnfinishedPurge);
  if (!status.ok()) return fail(to_error(status, files_->path()));
  return {};
}

}  // namespace

Result<std::unique_ptr<Store>> open_rocksdb_store(const std::string& path, OpenMode mode,
                                                  StoreOptions options) {
  Result<std::unique_ptr<RocksDbFiles>> files = RocksDbFiles::open(path, mode);
  if (!files) return fail(files.error());
  auto store = std::make_unique<RocksDbStore>(std::move(*files), options);
  if (auto loaded = store->load(); !loaded) return fail(loaded.error());
  return std::unique_ptr<Store>(std::move(store));
}

}  // namespace whocites
