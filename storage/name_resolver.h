// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/records.h"
#include "storage/reader.h"

namespace whocites {

// What a batch that is being put together has made so far, as far as names need it.
class BatchNodes {
 public:
  virtual ~BatchNodes() = default;
  // The node that the batch gave this key; absent when it made none.
  virtual Result<std::optional<NodeId>> new_key(const std::string& key) = 0;
  // Nodes of which the batch asserts this name or identifier (index_form()).
  virtual Result<std::vector<NodeId>> new_named(const std::string& name) = 0;
  // What the batch says of the node; absent when nothing.
  virtual Result<std::optional<NodeFacts>> asserted(NodeId id) = 0;
  virtual bool is_new(NodeId id) const = 0;
  // The node with this key, made when neither batch nor store has it.
  virtual Result<NodeId> obtain(const std::string& key) = 0;
  virtual Result<void> assert_node(NodeId id, NodeFacts facts) = 0;
};

// Decides which node a name in an input means; the rules are in batch_writer.h.
class NameResolver {
 public:
  // `batch` and `store` must outlive the resolver.
  static Result<NameResolver> make(BatchNodes& batch, const Store& store, NameAuthority authority);

  const Reader& reader() const { return reader_; }

  // The node that `text` means; one is made, and counted in unresolved(), when it means none.
  // Where an outlet is wanted, no article is meant. Does not remember: the caller asks once for
  // each text where an outlet is wanted, and once for each elsewhere.
  Result<NodeId> refer(const std::string& text, Kind kind_if_unknown);

  // Where a work cites what only it is called, another one of that name is meant, not itself: that
  // node. `text` was found to mean `citing`. Absent when that is meant: `text` is its key, address
  // or DOI, or it is no described article or publication.
  Result<std::optional<NodeId>> namesake_of(NodeId citing, const std::string& text);

  // What the batch and the store say of a node; absent when nothing visible is said.
  Result<std::optional<NodeFacts>> facts_of(NodeId id);

  // Whether a name where `wanted` stands may mean the node.
  Result<bool> may_be(NodeId id, Kind wanted);

  // A failure with a position when the record would make another kind of thing of its node.
  Result<void> check_kind(const NodeRecord& record, NodeId id, Action action);

  // The decision that `id` is the same as others, for each of its identifiers that one of them
  // has and that nobody decided on. `facts` is what the batch asserts of `id`.
  Result<std::vector<IdentityDecision>> likes_of(NodeId id, const NodeFacts& facts);
  // Of how many others that are seen the node is known as a print.
  Result<std::size_t> count_prints(NodeId id);
  // Whether it is to be asked if two nodes are prints of one text: they are two, and nobody has
  // said a word on it.
  Result<bool> may_share_text(NodeId a, NodeId b);

  // The decision, for each of the unresolved names that is certainly another spelling of what an
  // outlet is called, that the two are the same. After the last refer().
  Result<std::vector<IdentityDecision>> spelt_otherwise();

  // Names that became unresolved nodes of the batch, in order of their first use.
  const std::vector<NodeId>& unresolved() const { return unresolved_; }

 private:
  NameResolver(BatchNodes& batch, const Store& store, NameAuthority authority, Reader reader)
      : batch_(&batch),
        store_(&store),
        authority_(std::move(authority)),
        reader_(std::move(reader)) {}
  Result<std::optional<NodeId>> known_key(const std::string& key, Kind wanted);
  Result<std::optional<NodeId>> known_as(const std::string& text, Kind wanted);
  Result<std::vector<NodeId>> named(const std::string& name);
  Result<std::vector<NodeId>> named(const std::string& name, Kind wanted);
  Result<NodeId> refer_by_name(const std::string& text, Kind kind_if_unknown,
                               std::optional<NodeId> but_not);
  Result<bool> is_certain(const std::string& text, NodeId bearer);
  Result<std::optional<IdentityDecision>> spelt_otherwise(NodeId id, const std::string& name);
  Result<NodeId> keep_unresolved(const std::string& text, Kind kind,
                                 const std::vector<NodeId>& candidates,
                                 std::optional<NodeId> but_not);

  BatchNodes* batch_;
  const Store* store_;
  NameAuthority authority_;
  Reader reader_;
  std::vector<NodeId> unresolved_;
};

}  // namespace whocites
