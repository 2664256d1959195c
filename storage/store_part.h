// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/records.h"
#include "storage/reader.h"
#include "storage/store_walk.h"

namespace whocites {

// A part of a store as its batches told it: not what it comes to, but who said what. What Replay
// takes, so that the part can be brought into another store with its origin. The reader must
// outlive it, and so must the network.
//
// In it are the nodes, each by itself whatever it was decided to be the same as; the citations
// between them, rejected ones too; the judgements on these; the decisions that touch the nodes, and
// by its own facts any other node that a fact or decision names. Only what the reader sees: nothing
// that was taken back.
class StorePart {
 public:
  // What the filter leaves of a whole store, and what it rejects. Holds of each node its key and 28
  // bytes. O(store).
  static Result<StorePart> whole(const Reader& reader, Filter filter);
  // What the network, as the reader gives it, was made of. Holds the key of each node and its
  // likes.
  static Result<StorePart> of(const Reader& reader, const Network& network);
  static Result<StorePart> of(const Reader& reader, Network&& network) = delete;

  bool empty() const { return nodes_.empty(); }

  // Visits what each batch says, one thing at a time: the nodes' facts by (node, batch), then
  // evidence and judgements by (citation, batch), then decisions, then the texts that these batches
  // kept, of a part those of the files of its evidence. Nodes are named by key, and of each its
  // kind is told. `visit` returns false to stop. O(part), of a whole store O(store).
  using Visitor = std::function<bool(BatchId batch, const Record& record)>;
  Result<void> tell(const Visitor& visit) const;

 private:
  explicit StorePart(const Reader& reader) : reader_(&reader) {}
  Result<void> add_likes();
  Result<void> read_decisions();
  Result<void> add_named();
  Result<void> read_keys(std::span<const NodeId> nodes, std::vector<NodeId>* wholes);
  Result<void> walk_citations(const Store::CitationVisitor& visit) const;
  Result<void> tell_nodes(const Visitor& visit) const;
  Result<void> tell_citations(const Visitor& visit) const;
  Result<void> tell_decisions(const Visitor& visit) const;
  std::string key_of(NodeId id) const;
  bool has(NodeId id) const;
  bool takes(const Citation& stored) const;

  const Reader* reader_;
  std::optional<StoreWalk> walk_;                 // of a whole store
  const Network* network_ = nullptr;              // of a part of it
  std::vector<NodeId> nodes_;                     // ascending
  std::unordered_map<NodeId, NodeId> shown_as_;   // of the network's nodes and their likes
  std::unordered_map<NodeId, std::string> keys_;  // of what the walk does not know
  std::vector<IdentityDecision> decisions_;
};

}  // namespace whocites
