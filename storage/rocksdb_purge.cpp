// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/check_changes.h"
#include "storage/detail/graph_folder.h"
#include "storage/detail/rocksdb_store.h"
#include "storage/detail/scrub.h"

namespace whocites::storage::detail {
namespace {

const std::string kUnfinishedPurge = "u";

}  // namespace

void RocksDbStore::erase_words(Erasures& erasures, NodeId node, const Assertion& assertion) const {
  for (const std::string& word : index_words(assertion.facts)) {
    erasures.words[{word_prefix(word), assertion.batch}].insert(node.value);
  }
}

// Its own lists go whole; in the lists of the other ends its entries do.
Result<void> RocksDbStore::erase_citations(rocksdb::WriteBatch& rows, Erasures& erasures,
                                           NodeId node, std::set<BatchId>& concerned) const {
  for (const Direction direction : {Direction::Cites, Direction::CitedBy}) {
    const bool forward = direction == Direction::Cites;
    const std::string own = be32(node.value);
    auto& own_lists = forward ? erasures.cites : erasures.cited_by;
    auto& other_lists = forward ? erasures.cited_by : erasures.cites;
    const auto erase_entry = [&](BatchId batch, const ListEntry& entry) -> Result<void> {
      const Adjacent end = adjacent_of(entry.code);
      own_lists[{own, batch}].insert(entry.code);
      other_lists[{be32(end.peer.value), batch}].insert(code_of({node, end.relation}));
      concerned.insert(batch);
      return {};
    };
    if (auto done = lists(direction).entries(own, erase_entry); !done) return done;
    const Result<std::vector<Adjacent>> judgements = judged(node, direction);
    if (!judgements) return fail(judgements.error());
    for (const Adjacent& end : *judgements) {
      const NodeId from = forward ? node : end.peer;
      const NodeId to = forward ? end.peer : node;
      rows.Delete(files_->family(kTables), judged_key(to, from, end.relation));
      const auto erase_judgement = [&](std::string_view key, std::string_view) -> Result<bool> {
        rows.Delete(files_->family(kTables), rocksdb::Slice(key.data(), key.size()));
        concerned.insert(BatchId(read_be32(key, 10)));
        return true;
      };
      const std::string prefix =
          table_key('j', from.value, to.value) + static_cast<char>(end.relation);
      if (auto done = scan(kTables, prefix, erase_judgement); !done) return done;
    }
  }
  return {};
}

// Deletes a node and all that hangs on it. Returns the batches that had said something of it.
Result<std::set<BatchId>> RocksDbStore::erase_node(rocksdb::WriteBatch& rows, Erasures& erasures,
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
    for (const std::string& name : index_names(assertion.facts)) {
      erase(kNames, name_key(name, node.id));
    }
    erase_words(erasures, node.id, assertion);
    for (const Band band : index_bands(assertion.facts)) erase(kTables, band_key(band, node.id));
    if (assertion.part_of) {
      erasures.parts[{part_prefix(*assertion.part_of), assertion.batch}].insert(node.id.value);
    }
  }
  auto citations_erased = erase_citations(rows, erasures, node.id, concerned);
  if (!citations_erased) return fail(citations_erased.error());
  const auto erase_decision = [&](const IdentityDecision& one, std::uint32_t number) {
    erase(kTables, decision_key(one.of, one.a, one.batch, number));
    erase(kTables, decision_key(one.of, one.b, one.batch, number));
    concerned.insert(one.batch);
  };
  if (auto done = scan_decisions(node.id, erase_decision); !done) return fail(done.error());
  return concerned;
}

Result<void> RocksDbStore::erase_entries(rocksdb::WriteBatch& rows,
                                         const Erasures& erasures) const {
  const auto erase_from = [&](const PackedLists& lists, const auto& changed) -> Result<void> {
    for (const auto& [list, codes] : changed) {
      const Result<std::shared_ptr<const Sources>> sources = sources_of(list.second);
      if (!sources) return fail(sources.error());
      auto done = lists.erase(rows, list.first, list.second, codes, **sources);
      if (!done) return done;
    }
    return {};
  };
  if (auto done = erase_from(cites_, erasures.cites); !done) return done;
  if (auto done = erase_from(cited_by_, erasures.cited_by); !done) return done;
  if (auto done = erase_from(parts_, erasures.parts); !done) return done;
  return erase_from(words_, erasures.words);
}

Result<void> RocksDbStore::purge(const Purge& request) {
  if (auto open = writable(); !open) return open;
  if (auto sound = check(*this, request); !sound) return sound;
  rocksdb::WriteBatch rows;
  Erasures erasures;
  const std::set<NodeId> gone(request.nodes.begin(), request.nodes.end());
  std::set<std::string> gone_keys;
  std::set<BatchId> concerned;
  for (NodeId id : gone) {
    const Result<std::optional<StoredNode>> found = node(id);
    if (!found) return fail(found.error());
    gone_keys.insert((*found)->key);
    Result<std::set<BatchId>> batches = erase_node(rows, erasures, **found);
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
        erasures.parts[{part_prefix(*whole), assertion.batch}].insert(other.id.value);
      }
    }
    return true;
  };
  if (auto done = scan_nodes(NodeId(0), scrub_others); !done) return done;
  if (auto done = erase_entries(rows, erasures); !done) return done;
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
  auto done = finish_purge();
  if (!done) files_->set_failed();
  return done;
}

// The rows are gone; their bytes stay in the files until these are rewritten. When that fails or
// the process dies meanwhile, the next writer does it.
Result<void> RocksDbStore::finish_purge() {
  if (files_->read_only()) return {};
  const Result<std::optional<std::string>> unfinished = get(kTables, kUnfinishedPurge);
  if (!unfinished) return fail(unfinished.error());
  if (!*unfinished) return {};
  if (auto done = files_->rewrite(); !done) return done;
  // After the new manifest is there: see put_file() in graph_file.cpp.
  if (auto done = remove_graph_files(files_->path()); !done) return done;
  const rocksdb::Status status = files_->db().Delete({}, files_->family(kTables), kUnfinishedPurge);
  if (!status.ok()) return fail(to_error(status, files_->path()));
  return {};
}

}  // namespace whocites::storage::detail
