// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <deque>
#include <random>
#include <set>
#include <tuple>

#include "storage/detail/check_changes.h"
#include "storage/detail/rocksdb_store.h"

namespace whocites::storage::detail {
namespace {

constexpr std::size_t kFlushedBytes = std::size_t{1} << 20;

// The number of the source that the evidence is a bare line of, from 1; 0 when it says more.
std::uint32_t bare_source(const std::vector<Evidence>& evidence,
                          const std::vector<SourceFile>& sources) {
  if (evidence.size() != 1) return 0;
  Evidence bare;
  bare.batch = evidence.front().batch;
  bare.place.file = evidence.front().place.file;
  bare.place.line = evidence.front().place.line;
  if (evidence.front() != bare || bare.place.line > kMaxLine) return 0;
  const auto named = [&](const SourceFile& source) { return source.name == bare.place.file; };
  const auto at = std::find_if(sources.begin(), sources.end(), named);
  return at == sources.end() ? 0 : static_cast<std::uint32_t>(at - sources.begin()) + 1;
}

using Lists = std::map<NodeId, std::vector<ListEntry>>;

}  // namespace

void RocksDbStore::put_assertion(rocksdb::WriteBatch& rows, NodeId node,
                                 const Assertion& assertion) const {
  put(rows, kNodes, assertion_key(node, assertion.batch),
      encode(assertion.facts, assertion.part_of));
  for (const std::string& name : index_names(assertion.facts)) {
    put(rows, kNames, name_key(name, node));
  }
  for (const Band band : index_bands(assertion.facts)) put(rows, kTables, band_key(band, node));
}

// The index of words and of parts: lists of the nodes that the batch asserts.
void RocksDbStore::put_indexes(rocksdb::WriteBatch& rows,
                               const std::map<NodeId, Assertion>& assertions, BatchId batch) const {
  std::map<std::string, std::vector<ListEntry>> words;
  Lists parts;
  for (const auto& [node, assertion] : assertions) {
    for (std::string& word : index_words(assertion.facts)) {
      words[std::move(word)].push_back({.code = node.value});
    }
    if (assertion.part_of) parts[*assertion.part_of].push_back({.code = node.value});
  }
  for (const auto& [word, nodes] : words) words_.put(rows, word_prefix(word), batch, nodes, {});
  for (const auto& [whole, nodes] : parts) parts_.put(rows, part_prefix(whole), batch, nodes, {});
}

std::vector<std::pair<std::string, std::string>> entry_rows(const Batch& entry, NodeId next_node) {
  std::vector<std::pair<std::string, std::string>> rows;
  rows.emplace_back(table_key('b', entry.id.value), encode(entry));
  std::set<std::string> digests;  // of copies, or of one file that was read in two ways, once
  for (const SourceFile& source : entry.sources) digests.insert(source.digest);
  for (const std::string& digest : digests) {
    rows.emplace_back("d" + digest + be32(entry.id.value), "");
  }
  if (entry.target) rows.emplace_back(table_key('w', entry.id.value), "");
  rows.emplace_back(kBandsEnd, be32(entry.id.value + 1));
  rows.emplace_back("n", be32(next_node.value) + be32(entry.id.value + 1));
  std::random_device random;
  std::string state;
  for (int i = 0; i < 4; ++i) state += be32(random());
  rows.emplace_back("s", std::move(state));
  return rows;
}

void RocksDbStore::put_citations(rocksdb::WriteBatch& rows, const Changes& changes) const {
  using Ends = std::tuple<NodeId, NodeId, Relation>;
  std::map<Ends, Citation> merged;  // a batch has one entry for each citation
  for (const Citation& citation : changes.citations) {
    Citation& row = merged[{citation.from, citation.to, citation.relation}];
    row.evidence.insert(row.evidence.end(), citation.evidence.begin(), citation.evidence.end());
    row.judgements.insert(row.judgements.end(), citation.judgements.begin(),
                          citation.judgements.end());
  }
  const BatchId batch = changes.batch.id;
  Lists cites;
  Lists cited_by;
  std::deque<std::string> kept;  // what the entries' views are of
  for (const auto& [ends, citation] : merged) {
    const auto [from, to, relation] = ends;
    if (!citation.judgements.empty()) {
      put(rows, kTables, judgement_key(from, to, relation, batch), encode({}, citation.judgements));
      put(rows, kTables, judged_key(to, from, relation));
    }
    if (citation.evidence.empty()) continue;
    ListEntry entry{.code = code_of({to, relation})};
    entry.source = bare_source(citation.evidence, changes.batch.sources);
    if (entry.source != 0) {
      entry.line = citation.evidence.front().place.line;
    } else {
      entry.evidence = kept.emplace_back(encode(citation.evidence, {}));
    }
    cites[from].push_back(entry);
    cited_by[to].push_back({.code = code_of({from, relation})});
  }
  for (const auto& [from, entries] : cites) {
    cites_.put(rows, be32(from.value), batch, entries, changes.batch.sources);
  }
  for (const auto& [to, entries] : cited_by)
    cited_by_.put(rows, be32(to.value), batch, entries, {});
}

Result<void> RocksDbStore::write(rocksdb::WriteBatch& rows, const Batch& entry, NodeId next_node) {
  for (const auto& [key, value] : entry_rows(entry, next_node)) put(rows, kTables, key, value);
  rocksdb::WriteOptions options;
  options.sync = options_.sync;
  if (files_->has_failed()) return fail(closed());
  const rocksdb::Status status = files_->db().Write(options, &rows);
  if (!status.ok()) {
    files_->set_failed();
    return fail(to_error(status, files_->path()));
  }
  // What stands only in the log is read again by every process that opens the store, which for a
  // large batch takes longer than any question. It is durable already, so a failure can wait.
  if (rows.GetDataSize() > kFlushedBytes) files_->flush();
  has_stored(entry.id, next_node);
  return {};
}

Result<void> RocksDbStore::commit(const Changes& changes) {
  if (auto open = writable(); !open) return open;
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
  put_indexes(rows, assertions, id);
  put_citations(rows, changes);
  for (std::uint32_t i = 0; i < changes.identities.size(); ++i) {
    const IdentityDecision& decision = changes.identities[i];
    const std::string value = encode(decision);
    put(rows, kTables, decision_key(decision.of, decision.a, id, i), value);
    put(rows, kTables, decision_key(decision.of, decision.b, id, i), value);
  }
  for (std::size_t i = 0; i < changes.texts.size(); ++i) {
    put(rows, kTables, table_key('t', id.value, static_cast<std::uint32_t>(i)),
        encode(changes.texts[i]));
  }
  const auto added = static_cast<std::uint32_t>(changes.new_nodes.size());
  return write(rows, changes.batch, NodeId(next_node_.value + added));
}

}  // namespace whocites::storage::detail
