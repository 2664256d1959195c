// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "graph/filter.h"
#include "graph/network.h"
#include "graph/source_graph.h"
#include "storage/view.h"

namespace whocites {

// A store as a question sees it: assertions merged, withdrawn ones left out, nodes that were
// decided to be the same shown as one. That one is the *representative*: of those that are not
// unresolved the first stored, else the first. Holds no data of its own; the store must outlive
// it, and commits made after its making may or may not be seen. Thread rule: the store's.
class Reader {
 public:
  static Result<Reader> make(const Store& store, std::optional<Timestamp> as_of = std::nullopt);

  const Store& store() const { return *store_; }
  const View& view() const { return view_; }

  // The node that stands for `id`, with all that is said of those that are the same. Absent when
  // no such node is seen. O(assertions of the node and of its likes).
  Result<std::optional<Node>> node(NodeId id) const;

  // `id` and what is decided to be the same as it, directly or through others; ascending.
  Result<std::vector<NodeId>> same_as(NodeId id) const;

  // Whether the last word on just these two is that they are (true) or are not (false) the same;
  // absent when nobody decided.
  Result<std::optional<bool>> decided(NodeId a, NodeId b) const;

  // The nodes (representatives, ascending) that something seen calls `name`, in the form of
  // Store::find_name. Unlike there, a name that was taken back does not count.
  Result<std::vector<NodeId>> named(std::string_view name) const;
  // Whether something seen calls just this node so.
  Result<bool> is_called(NodeId id, std::string_view name) const;

  // The other ends of what citations() would give, without reading evidence; those that somebody
  // rejected included. O(log citations + their number) in a store where nothing was withdrawn and
  // nothing decided about identity; elsewhere the cost of citations().
  Result<std::vector<Adjacent>> adjacent(NodeId id, Direction direction) const;

  // One citation of which both ends are representatives, as citations() gives it; absent when it is
  // not seen.
  Result<std::optional<Citation>> citation(NodeId from, NodeId to, Relation relation) const;

  // What the node cites or is cited by, its likes included, ends given as representatives and
  // citations that thereby coincide united; rejected ones included, those of which an end is not
  // seen left out; ordered by (from, to, relation). Never the whole graph: O(its citations).
  Result<std::vector<Citation>> citations(NodeId id, Direction direction) const;

  // The nodes that are part of `id` (an outlet's articles), ascending by id.
  Result<std::vector<Node>> parts_of(NodeId id) const;

  // All that `filter` admits. Citations of which an end is not admitted are left out; with
  // filter.outlets it is enough that one end belongs to them, and the other is shown too. Nodes in
  // `keep` (what the question is about) are admitted whatever they are. O(store).
  Result<Network> network(const Filter& filter, const std::vector<NodeId>& keep = {}) const;

  // The same without acting on the decisions about identity, which are given beside it: what an
  // export needs to lose nothing. Rejected citations are left out only if the filter says so.
  // O(store).
  Result<Network> unmerged_network(const Filter& filter) const;

  // The structure of all that is seen, rejected citations included (filtered() leaves them out).
  // O(store).
  Result<SourceGraph> source_graph() const;

  // These nodes (representatives) with what they are part of, and these citations between them, in
  // full: what an answer about structure shows by name. Any order, repeats allowed; what is not
  // seen is left out. O(what is asked for).
  struct Ends {
    NodeId from;
    NodeId to;
    Relation relation = Relation::Mentions;
  };
  Result<Network> excerpt(const std::vector<NodeId>& nodes,
                          const std::vector<Ends>& citations) const;

  // Visible nodes as network() sees them, ascending by id, one at a time; `visit` returns false
  // to stop.
  Result<void> scan(const Filter& filter, const std::function<bool(const Node&)>& visit) const;

 private:
  Reader(const Store& store, View view, bool has_identities)
      : store_(&store), view_(std::move(view)), has_identities_(has_identities) {}
  // Then a node that is stored is seen, and stands for itself.
  bool is_plain() const {
    return !has_identities_ && view_.withdrawn.empty() && view_.last == BatchId(UINT32_MAX);
  }
  Result<std::optional<Node>> single(NodeId id) const;
  Result<std::optional<Node>> united(const std::vector<NodeId>& likes) const;
  Result<std::optional<NodeId>> representative(NodeId id) const;
  Result<std::vector<IdentityDecision>> decisions_between(const std::set<NodeId>& nodes) const;

  const Store* store_;
  View view_;
  bool has_identities_;  // whether anything was ever decided
};

}  // namespace whocites
