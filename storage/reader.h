// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "base/parallel.h"
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
  // no such node is seen. No node is part of itself: where an outlet and its owner were decided to
  // be one, the whole is part of nothing. O(assertions of the node and of its likes).
  Result<std::optional<Node>> node(NodeId id) const;

  // node() of each of `ids`, in their order, which ascends without repeats. One walk over the
  // store's rows: many cost far less than node() for each.
  Result<std::vector<std::optional<Node>>> nodes(std::span<const NodeId> ids) const;

  // `id` and what is decided to be the same as it, directly or through others; ascending.
  Result<std::vector<NodeId>> same_as(NodeId id) const;

  // Whether the last word on just these two is that they are (true) or are not (false) the same;
  // absent when nobody decided.
  Result<std::optional<bool>> decided(NodeId a, NodeId b, Sameness of = Sameness::Thing) const;

  // Articles that are prints of one text, directly or through others: groups of representatives,
  // each ascending. Of each pair a person's last word counts, else that of the imports; no group
  // holds two that were parted, whatever print is like both. O(decisions on texts).
  Result<std::vector<std::vector<NodeId>>> prints() const;

  // The nodes (representatives, ascending) that something seen calls `name`, in the form of
  // Store::find_name. Unlike there, a name that was taken back does not count.
  Result<std::vector<NodeId>> named(std::string_view name) const;
  // Whether something seen calls just this node so.
  Result<bool> is_called(NodeId id, std::string_view name) const;

  // What the node cites or is cited by, its likes included, ends given as representatives and
  // citations that thereby coincide united; rejected ones included, those of which an end is not
  // seen left out; ordered by (from, to, relation). Never the whole graph: O(its citations).
  Result<std::vector<Citation>> citations(NodeId id, Direction direction) const;

  // How many citations() would give, if something is said of each of their ends. Reads no list
  // where nothing was withdrawn and is_shown_as_stored(); elsewhere the ends, and after a
  // withdrawal their nodes too, since the one may be seen without the other.
  Result<std::uint64_t> citation_count(NodeId id, Direction direction) const;

  // The nodes that are part of `id` (an outlet's articles), ascending by id.
  Result<std::vector<Node>> parts_of(NodeId id) const;

  // What joins many nodes to others, in two steps: ends() tells of what there is without reading
  // evidence, citations_at() reads that of the part that is wanted. `stored` names a citation as
  // the store has it, `shown` with representatives in the place of its ends; several may be shown
  // as one.
  struct End {
    CitationId shown;
    CitationId stored;
    friend auto operator<=>(const End&, const End&) = default;
  };
  // The citations out of, or into, `ids` (representatives, ascending without repeats) and their
  // likes; ascending. Those of which an end is not seen may be among them, as that is known only
  // when the node is read. O(log citations + their number).
  Result<std::vector<End>> ends(std::span<const NodeId> ids, Direction direction) const;
  // The citations that these ends (ascending without repeats) are shown as, as citations() gives
  // them. Requires: of each shown citation all ends that ends() gave are among them, or none.
  Result<std::vector<Citation>> citations_at(std::span<const End> ends) const;
  // Those of the ends that somebody ever judged. O(log judgements · nodes of the ends).
  Result<std::vector<End>> judged_among(std::span<const End> ends) const;

  // Whether every citation out of, or into, `id` is shown as it is stored, as far as that can be
  // told without reading all of them: then they can be read page by page in the order in which they
  // are shown. O(log citations · decisions), and never more than some milliseconds.
  Result<bool> is_shown_as_stored(NodeId id, Direction direction) const;
  // Whether all that is stored is seen, as nothing was withdrawn.
  bool sees_all() const { return view_.withdrawn.empty() && view_.last == BatchId(UINT32_MAX); }

  // All that `filter` admits. Citations of which an end is not admitted are left out; with
  // filter.outlets it is enough that one end belongs to them, and the other is shown too. Nodes in
  // `keep` (what the question is about) are admitted whatever they are. O(store). Interrupted, here
  // and below, when the work is stopped.
  Result<Network> network(const Filter& filter, const std::vector<NodeId>& keep = {},
                          const Work& work = {}) const;

  // The same without acting on the decisions about identity, which are given beside it: what an
  // export needs to lose nothing. Rejected citations are left out only if the filter says so.
  // O(store).
  Result<Network> unmerged_network(const Filter& filter, const Work& work = {}) const;

  // The structure of all that is seen, rejected citations included (filtered() leaves them out).
  // Reads the store on two threads, of each node and citation only what structure needs. O(store);
  // load_source_graph() gives the same in a moment when a file beside the store has it.
  Result<SourceGraph> source_graph(const Work& work = {}) const;

  // Whether this shows the whole of the store as it is now: not an earlier moment, and nothing was
  // committed since it was made.
  bool shows_present() const {
    return view_.last == BatchId(UINT32_MAX) && store_->next_batch() == next_batch_;
  }

  // These nodes (representatives) with what they are part of, and these citations between them, in
  // full: what an answer about structure shows by name. Any order, repeats allowed; what is not
  // seen is left out. O(what is asked for).
  Result<Network> excerpt(const std::vector<NodeId>& nodes,
                          const std::vector<CitationId>& citations) const;

  // Visible nodes as network() sees them, ascending by id, one at a time; `visit` returns false
  // to stop.
  Result<void> scan(const Filter& filter, const std::function<bool(const Node&)>& visit) const;

 private:
  Reader(const Store& store, View view, bool has_identities)
      : store_(&store),
        view_(std::move(view)),
        has_identities_(has_identities),
        next_batch_(store.next_batch()) {}
  // Then a node that is stored is seen, and stands for itself.
  bool is_plain() const { return !has_identities_ && sees_all(); }
  Result<std::optional<Node>> single(NodeId id) const;
  // Those of `ids`, which ascend, of which something was decided.
  Result<std::vector<NodeId>> decided_among(std::span<const NodeId> ids) const;
  // united() of the likes of each, representative() of each; in the order of `ids`, which ascend.
  Result<std::vector<std::optional<Node>>> united_each(std::span<const NodeId> ids) const;
  Result<std::vector<std::optional<NodeId>>> representatives(std::span<const NodeId> ids) const;
  Result<std::optional<Node>> united(const std::vector<NodeId>& likes) const;
  Result<std::optional<NodeId>> representative(NodeId id) const;
  Result<std::vector<IdentityDecision>> decisions_between(const std::set<NodeId>& nodes) const;

  const Store* store_;
  View view_;
  bool has_identities_;  // whether anything was ever decided
  BatchId next_batch_;   // when this was made
};

}  // namespace whocites
