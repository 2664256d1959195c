// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/compare.h"

#include <algorithm>

namespace whocites {
namespace {

// In which of the two views something is seen.
struct Seen {
  bool before = false;
  bool after = false;
};

class Comparison {
 public:
  Comparison(const Store& store, const View& before, const View& after, const Work& work)
      : store_(store),
        work_(work),
        pace_(work, 2 * std::size_t{store.next_node().value}),
        before_(before),
        after_(after),
        nodes_before_(store.next_node().value, false),
        nodes_after_(store.next_node().value, false) {}

  Result<Differences> run() {
    const Result<bool> differ = batches_differ();
    if (!differ) return fail(differ.error());
    if (!*differ) return Differences();
    if (auto done = compare_nodes(); !done) return fail(done.error());
    if (auto done = compare_citations(); !done) return fail(done.error());
    if (work_.is_stopped()) return interrupted();
    return std::move(found_);
  }

 private:
  Seen seen(BatchId batch) const { return {before_.sees(batch), after_.sees(batch)}; }

  Result<bool> batches_differ() const {
    bool differ = false;
    const auto visit = [&](const Batch& batch) {
      const Seen by = seen(batch.id);
      differ = by.before != by.after;
      return !differ;
    };
    if (auto done = store_.scan_batches(visit); !done) return fail(done.error());
    return differ;
  }

  Result<void> compare_nodes() {
    return store_.scan_nodes(NodeId(0), [&](const StoredNode& node) {
      Seen in;
      for (const Assertion& assertion : node.assertions) {
        const Seen by = seen(assertion.batch);
        in = {in.before || by.before, in.after || by.after};
      }
      nodes_before_[node.id.value] = in.before;
      nodes_after_[node.id.value] = in.after;
      if (in.before != in.after) {
        found_.nodes.push_back({node.id, in.after ? Change::Came : Change::Went});
      }
      return pace_.goes_on();
    });
  }

  // Citations come by citing node, then batch: those of one node are put together first.
  Result<void> compare_citations() {
    Result<void> judged;
    if (work_.is_stopped()) return judged;
    bool goes_on = true;
    const auto visit = [&](NodeId node, BatchId batch, const Adjacent& adjacent) {
      if (node != from_) {
        judged = finish_node(node);
        goes_on = pace_.goes_on();
      }
      const Seen by = seen(batch);
      if (by.before || by.after) list_.push_back({adjacent, by});
      return judged.has_value() && goes_on;
    };
    if (auto done = store_.scan_ends(Direction::Cites, visit); !done) return done;
    if (!judged) return judged;
    return finish_node(NodeId(0));
  }

  Result<void> finish_node(NodeId next) {
    std::sort(list_.begin(), list_.end(),
              [](const Entry& a, const Entry& b) { return a.adjacent < b.adjacent; });
    const std::size_t first_change = found_.citations.size();
    for (std::size_t i = 0; i < list_.size();) {
      const Adjacent adjacent = list_[i].adjacent;
      Seen in;
      for (; i < list_.size() && list_[i].adjacent == adjacent; ++i) {
        in = {in.before || list_[i].by.before, in.after || list_[i].by.after};
      }
      in.before = in.before && nodes_before_[from_.value] && nodes_before_[adjacent.peer.value];
      in.after = in.after && nodes_after_[from_.value] && nodes_after_[adjacent.peer.value];
      if (in.before == in.after) continue;
      const Change change = in.after ? Change::Came : Change::Went;
      found_.citations.push_back({from_, adjacent.peer, adjacent.relation, change});
    }
    const bool cites = !list_.empty();
    list_.clear();
    const NodeId node = from_;
    from_ = next;
    return cites ? compare_judgements(node, first_change) : Result<void>();
  }

  Result<void> compare_judgements(NodeId from, std::size_t first_change) {
    const Result<std::vector<Adjacent>> judged = store_.judged(from, Direction::Cites);
    if (!judged) return fail(judged.error());
    for (const Adjacent& adjacent : *judged) {
      const auto stored = store_.citation(from, adjacent.peer, adjacent.relation);
      if (!stored) return fail(stored.error());
      if (!*stored) continue;
      const auto earlier = resolve(**stored, before_);
      const auto later = resolve(**stored, after_);
      const std::uint32_t to = adjacent.peer.value;
      if (!earlier || !nodes_before_[from.value] || !nodes_before_[to]) continue;
      if (!later || !nodes_after_[from.value] || !nodes_after_[to]) continue;
      const auto was = verdict(*earlier);
      const auto is = verdict(*later);
      if (was == is) continue;
      found_.citations.push_back({from, adjacent.peer, adjacent.relation, Change::Judged, was, is});
    }
    const auto place = [](const CitationChange& c) { return Adjacent{c.to, c.relation}; };
    std::sort(found_.citations.begin() + static_cast<std::ptrdiff_t>(first_change),
              found_.citations.end(),
              [&](const auto& a, const auto& b) { return place(a) < place(b); });
    return {};
  }

  static std::optional<Verdict> verdict(const Citation& citation) {
    if (citation.judgements.empty()) return std::nullopt;
    return citation.judgements.back().verdict;
  }

  struct Entry {
    Adjacent adjacent;
    Seen by;
  };

  const Store& store_;
  const Work& work_;
  Pace pace_;  // of nodes, and of nodes that cite
  const View& before_;
  const View& after_;
  std::vector<bool> nodes_before_;
  std::vector<bool> nodes_after_;
  NodeId from_{0};
  std::vector<Entry> list_;
  Differences found_;
};

}  // namespace

Result<Differences> compare(const Store& store, const View& before, const View& after,
                            const Work& work) {
  return Comparison(store, before, after, work).run();
}

}  // namespace whocites
