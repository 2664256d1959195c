// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <span>
#include <vector>

#include "storage/reader.h"

namespace whocites::storage::detail {

// A part of the graph that is being put together, each node and citation once.
class Gathering {
 public:
  // `with_evidence`: else citations come without evidence and judgements.
  Gathering(const Reader& reader, const Filter& filter, bool with_evidence)
      : reader_(reader),
        filter_(filter),
        needs_evidence_(with_evidence || filter.min_confidence > 0),
        keeps_evidence_(with_evidence) {}

  // Makes those of the nodes part of it that are seen and that the filter admits; with `always`
  // whatever the filter says.
  Result<void> take(std::vector<NodeId> ids, bool always = false);
  // The same for nodes that were read already.
  void take(std::vector<Node> nodes);
  bool has(NodeId id) const { return nodes_.contains(id); }

  // Makes those citations part of it that the filter admits, and their other ends with them; a
  // citation to a node that is not admitted is left out.
  Result<std::vector<CitationId>> follow(std::span<const NodeId> ids, Direction direction);
  Result<std::vector<CitationId>> follow(std::vector<Reader::End> ends, Direction direction);
  // Those citations between nodes that are part of it that were not followed.
  Result<void> join();

  // Takes the citations after `last` out again; all of them when it is absent.
  void cut(const std::optional<CitationId>& last);

  // With what the nodes are part of.
  Result<Network> finish();

 private:
  bool admits_relation(const CitationId& id) const;
  Result<std::vector<Citation>> admitted(std::span<const Reader::End> ends) const;

  const Reader& reader_;
  const Filter& filter_;
  bool needs_evidence_;
  bool keeps_evidence_;
  std::map<NodeId, Node> nodes_;
  std::set<NodeId> refused_;
  std::map<CitationId, Citation> citations_;
};

}  // namespace whocites::storage::detail
