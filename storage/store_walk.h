// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/graph_walk.h"
#include "storage/reader.h"

namespace whocites {

// What a filter leaves of a whole store, as a walk: what Reader::network() and unmerged_network()
// give at once, in the same order. Holds of each node its key and 24 bytes; of what is being
// visited some thousand nodes or citations, and the ends of those out of a thousand nodes; never
// the graph. The reader must outlive it.
class StoreWalk final : public GraphWalk {
 public:
  enum class Identity {
    Merged,  // nodes that are decided to be the same as one, like Reader::network()
    Apart,   // each by itself, with the decisions beside, like Reader::unmerged_network()
  };

  // Reads the nodes, and with filter.outlets the citations, once. O(store).
  static Result<StoreWalk> make(const Reader& reader, const Filter& filter, Identity identity);

  Result<void> nodes(const NodeVisitor& visit) const override;
  Result<void> citations(const CitationVisitor& visit) const override;
  // Holds all citations out of a hundred nodes.
  Result<void> rows(const RowVisitor& visit) const override;
  std::span<const IdentityDecision> identities() const override { return identities_; }
  std::size_t node_count() const override { return ids_.size(); }
  std::optional<std::size_t> place_of(NodeId id) const override;
  std::string_view key_of(NodeId id) const override;

 private:
  class Making;
  StoreWalk(const Reader& reader, Filter filter, Identity identity)
      : reader_(&reader), filter_(std::move(filter)), identity_(identity) {}

  // Of these nodes (ascending) those that are seen, by themselves or for their likes.
  Result<void> read_nodes(std::span<const NodeId> ids, const NodeVisitor& visit) const;
  // The citations out of these nodes (ascending) that the filter admits, whatever their other end.
  Result<void> read_citations(std::span<const NodeId> from, const CitationVisitor& visit) const;
  Result<void> read_merged(std::span<const NodeId> from, const CitationVisitor& visit) const;
  Result<void> read_apart(std::span<const NodeId> from, const CitationVisitor& visit) const;
  Result<void> read_identities();
  bool takes(const Citation& citation) const;

  const Reader* reader_;
  Filter filter_;
  Identity identity_;
  std::vector<std::string> keys_;      // one behind the other, in blocks that never move
  std::vector<NodeId> ids_;            // by place
  std::vector<std::string_view> key_;  // by place
  std::vector<std::uint32_t> place_;   // by NodeId
  std::vector<bool> takes_part_;       // by NodeId: may be the end of a citation
  std::vector<bool> is_inside_;        // by NodeId: one end of each citation is
  std::vector<IdentityDecision> identities_;
};

}  // namespace whocites
