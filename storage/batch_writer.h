// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/records.h"
#include "storage/name_resolver.h"
#include "storage/reader.h"
#include "storage/store.h"

namespace whocites {

// Turns records into one batch of a store: collects them, at the end decides which node each name
// means, and commits all that is good as one. Bad records are kept aside with the reason.
//
// A name in `outlet` or `cites` means, in this order: the node with that key (of this batch or
// the store, also one that was taken back); the node that has it as address, DOI or domain; the
// one node with that name or alias, of an outlet only if it is written just so or the authority's
// same() is sure; the outlet that the authority certainly knows. A name that means nothing or
// several things becomes a node of its own, marked unresolved, with suggestions. In `outlet` no
// name means an article. What a described article or publication cites by the name that it has
// itself is another one.
//
// A new node with an identifier (canonical URL, DOI, an outlet's domain) that another node has is
// the same thing: a reversible decision with the reason is part of the batch, unless a person
// decided otherwise before. So is an unresolved name that is certainly another spelling of an
// outlet's. A new article whose text is in the greater part that of another one (text_sketch.h)
// gets such a decision with it, about their texts.
class BatchWriter final : public RecordSink, private BatchNodes {
 public:
  // `entry` says who, when, what; its id and counts are set here. `store` must outlive the writer.
  BatchWriter(Store& store, NameAuthority authority, Batch entry);

  Result<void> accept(Record record) override;
  void reject(Error error) override;

  // Decides all names. What commit() will store; for `--dry-run` the end of it. Once only.
  Result<const Changes*> prepare();

  // prepare() if need be, and Store::commit(). When there is nothing to store (no record was
  // good), nothing is written and batch() has id 0.
  Result<void> commit();

  // After prepare() or commit(): what became of the records.
  const Batch& batch() const { return changes_.batch; }
  const Changes& changes() const { return changes_; }
  const std::vector<Error>& rejected() const { return rejected_; }  // in order of position
  // Names that became unresolved nodes of this batch, in order of their first use.
  const std::vector<NodeId>& unresolved() const { return unresolved_; }
  std::size_t new_node_count() const { return changes_.new_nodes.size(); }

 private:
  Result<void> place_nodes();
  Result<void> place_parts();
  Result<void> place_citations();
  Result<void> place_decisions();
  Result<void> recognise_same();
  Result<void> find_prints();
  Result<NodeId> refer(const std::string& text, Kind kind_if_unknown);
  Result<NodeId> namesake(NodeId citing, const CitationRecord& stated);

  Result<std::optional<NodeId>> new_key(const std::string& key) override;
  Result<std::vector<NodeId>> new_named(const std::string& name) override;
  Result<std::optional<NodeFacts>> asserted(NodeId id) override;
  bool is_new(NodeId id) const override { return id >= store_.next_node(); }
  Result<NodeId> obtain(const std::string& key) override;
  Result<void> assert_node(NodeId id, NodeFacts facts) override;

  Store& store_;
  NameAuthority authority_;
  std::vector<Record> records_;
  std::vector<Error> rejected_;
  std::vector<NodeId> unresolved_;
  Changes changes_;
  std::optional<NameResolver> resolver_;
  bool prepared_ = false;
  std::unordered_map<std::string, NodeId> new_keys_;
  std::unordered_map<std::string, std::vector<NodeId>> new_names_;
  std::unordered_map<std::string, NodeId> decided_;          // names looked up in this batch
  std::unordered_map<std::string, NodeId> decided_outlets_;  // where an outlet is wanted
  std::unordered_map<std::string, NodeId> namesakes_;        // of what cites its own name
  std::unordered_map<NodeId, NodeFacts> asserted_;           // by this batch, merged
  std::unordered_map<NodeId, std::size_t> assertion_of_;     // the first one, in changes_
  std::unordered_map<NodeId, std::string> read_texts_;       // of articles whose text is at hand
};

}  // namespace whocites
