// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "graph/network.h"

namespace whocites {

// A graph as a sequence, for what hands it on piece by piece: a Network walked, or a whole store
// that is never held. Every walk gives the same in the same order. Nodes ascend by id, and what
// others are part of is among them; citations by (from, to, relation), and both their ends are
// nodes of the walk. What a visitor gets lives until it returns; it returns false to stop, which
// is no failure. Thread rule: one walk at a time.
class GraphWalk {
 public:
  virtual ~GraphWalk() = default;

  using NodeVisitor = std::function<bool(const Node& node)>;
  using CitationVisitor = std::function<bool(const Citation& citation)>;
  using RowVisitor = std::function<bool(const Node& node, std::span<const Citation> cites)>;

  [[nodiscard]] virtual Result<void> nodes(const NodeVisitor& visit) const = 0;
  [[nodiscard]] virtual Result<void> citations(const CitationVisitor& visit) const = 0;
  // Each node together with what it cites.
  [[nodiscard]] virtual Result<void> rows(const RowVisitor& visit) const = 0;
  // Decisions between these nodes, of a walk that does not act upon them.
  virtual std::span<const IdentityDecision> identities() const = 0;

  virtual std::size_t node_count() const = 0;
  // The place of a node in nodes(), from 0; absent when it is none of them.
  virtual std::optional<std::size_t> place_of(NodeId id) const = 0;
  // Its key; empty when it is none of them. Lives as long as the walk.
  virtual std::string_view key_of(NodeId id) const = 0;
};

// Walks a network, which must outlive it.
class NetworkWalk final : public GraphWalk {
 public:
  explicit NetworkWalk(const Network& network) : network_(network) {}

  Result<void> nodes(const NodeVisitor& visit) const override;
  Result<void> citations(const CitationVisitor& visit) const override;
  Result<void> rows(const RowVisitor& visit) const override;
  std::span<const IdentityDecision> identities() const override { return network_.identities; }
  std::size_t node_count() const override { return network_.nodes.size(); }
  std::optional<std::size_t> place_of(NodeId id) const override;
  std::string_view key_of(NodeId id) const override;

 private:
  const Network& network_;
};

// Visits `nodes`, each with those of `citations` that it is the first end of; false when the
// visitor stopped. Requires: both in the order of a walk, and no citation out of another node.
bool visit_rows(std::span<const Node> nodes, std::span<const Citation> citations,
                const GraphWalk::RowVisitor& visit);

// What is walked, held. O(nodes log nodes + citations log citations).
Result<Network> collect(const GraphWalk& walk);

}  // namespace whocites
