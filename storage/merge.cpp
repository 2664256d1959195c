// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/merge.h"

#include <algorithm>
#include <unordered_map>

#include "graph/text_sketch.h"
#include "storage/detail/known_batches.h"
#include "storage/detail/merge_conflicts.h"
#include "storage/detail/tie_prints.h"

namespace whocites {
namespace {

using storage::detail::MergePlan;

// One batch of the other store, with its ids.
struct Gathered {
  std::vector<std::pair<NodeId, Assertion>> assertions;
  std::vector<Citation> citations;
  std::vector<IdentityDecision> decisions;
  std::vector<KeptText> texts;
};

class Merge {
 public:
  Merge(Store& ours, const Store& theirs, const MergeOptions& options)
      : ours_(ours),
        theirs_(theirs),
        options_(options),
        ids_(theirs.next_node().value),
        next_node_(ours.next_node()),
        next_batch_(ours.next_batch()) {}

  Result<MergeResult> run() {
    Result<MergePlan> plan = storage::detail::compare_logs(ours_, theirs_);
    if (!plan) return fail(plan.error());
    plan_ = std::move(*plan);
    const std::vector<const Batch*> coming = choose();
    if (coming.empty()) return std::move(result_);
    std::vector<bool> marks(plan_.places.size());
    for (const Batch* batch : coming) marks[batch->id.value] = true;
    auto compared = storage::detail::find_conflicts(ours_, theirs_, marks, plan_.theirs.decisions,
                                                    options_.max_conflicts, result_);
    if (!compared) return fail(compared.error());
    for (std::size_t begin = 0; begin < coming.size();) {
      const std::size_t end = window_end(coming, begin);
      if (auto done = gather(coming, begin, end); !done) return fail(done.error());
      for (; begin < end; ++begin) {
        if (auto done = replay(*coming[begin]); !done) return fail(done.error());
      }
    }
    if (auto done = tie_prints(); !done) return fail(done.error());
    return std::move(result_);
  }

 private:
  bool is_empty(const Batch& batch) const { return plan_.theirs.weights[batch.id.value] == 0; }

  std::vector<const Batch*> choose() {
    std::vector<const Batch*> coming;
    for (const Batch& batch : plan_.log) {
      if (plan_.places[batch.id.value]) {
        ++result_.known;
      } else if (batch.action != Action::Purge || !is_empty(batch)) {
        coming.push_back(&batch);
      }
    }
    return coming;
  }

  // The batches from `begin` on that fit into the window together; at least one.
  std::size_t window_end(const std::vector<const Batch*>& coming, std::size_t begin) const {
    std::uint64_t weight = 0;
    std::size_t end = begin;
    for (; end < coming.size(); ++end) {
      weight += plan_.theirs.weights[coming[end]->id.value];
      if (end > begin && weight > options_.window) break;
    }
    return end;
  }

  // Reads the other store once, keeping what belongs to the batches of the window.
  Result<void> gather(const std::vector<const Batch*>& coming, std::size_t begin, std::size_t end) {
    gathered_.clear();
    for (std::size_t i = begin; i < end; ++i) gathered_[coming[i]->id];
    const auto of = [&](BatchId batch) -> Gathered* {
      const auto at = gathered_.find(batch);
      return at == gathered_.end() ? nullptr : &at->second;
    };
    const auto take_node = [&](const StoredNode& node) {
      for (const Assertion& assertion : node.assertions) {
        if (Gathered* batch = of(assertion.batch)) {
          batch->assertions.emplace_back(node.id, assertion);
        }
      }
      return true;
    };
    if (auto done = theirs_.scan_nodes(NodeId(0), take_node); !done) return done;
    const auto take_citation = [&](const Citation& citation) {
      for (const Evidence& one : citation.evidence) {
        if (Gathered* batch = of(one.batch)) row(*batch, citation).evidence.push_back(one);
      }
      for (const Judgement& one : citation.judgements) {
        if (Gathered* batch = of(one.batch)) row(*batch, citation).judgements.push_back(one);
      }
      return true;
    };
    if (auto done = theirs_.scan_citations(take_citation); !done) return done;
    for (const IdentityDecision& decision : plan_.theirs.decisions) {
      if (Gathered* batch = of(decision.batch)) batch->decisions.push_back(decision);
    }
    for (auto& [id, batch] : gathered_) {
      Result<std::vector<KeptText>> texts = theirs_.texts(id);
      if (!texts) return fail(texts.error());
      batch.texts = std::move(*texts);
    }
    return {};
  }

  // The batch's row of that citation, which is the last one if it has any: they come in order.
  static Citation& row(Gathered& batch, const Citation& citation) {
    if (batch.citations.empty() || batch.citations.back().from != citation.from ||
        batch.citations.back().to != citation.to ||
        batch.citations.back().relation != citation.relation) {
      batch.citations.push_back({citation.from, citation.to, citation.relation, {}, {}});
    }
    return batch.citations.back();
  }

  // What the node is here; made by this batch when it is not known.
  Result<NodeId> here(NodeId id, Changes& changes) {
    if (id.value >= ids_.size()) return fail(lost(id));
    if (ids_[id.value].value != 0) return ids_[id.value];
    const Result<std::optional<StoredNode>> node = theirs_.node(id);
    if (!node) return fail(node.error());
    if (!*node) return fail(lost(id));
    const Result<std::optional<NodeId>> known = ours_.find_key((*node)->key);
    if (!known) return fail(known.error());
    if (*known) {
      ids_[id.value] = **known;
    } else {
      ids_[id.value] = next_node_;
      changes.new_nodes.push_back({next_node_, (*node)->key});
      next_node_ = NodeId(next_node_.value + 1);
      ++result_.new_nodes;
    }
    return ids_[id.value];
  }
  static Error lost(NodeId id) {
    return {
        ErrorCode::Damaged,
        "the store to merge names node " + std::to_string(id.value) + ", which it does not have",
        std::nullopt, "'whocites verify' tells what is wrong with it"};
  }

  Batch entry_for(const Batch& theirs) const {
    Batch entry = theirs;
    entry.id = next_batch_;
    entry.time = options_.now;
    if (!entry.origin) entry.origin = BatchOrigin{options_.name, theirs.id, theirs.time};
    // A target that did not come is the entry of a purge: there is nothing here to withdraw.
    if (theirs.target) entry.target = plan_.places[theirs.target->value];
    return entry;
  }

  Result<void> replay(const Batch& theirs) {
    Gathered batch = std::move(gathered_.at(theirs.id));
    gathered_.erase(theirs.id);
    Changes changes;
    changes.batch = entry_for(theirs);
    if (theirs.target && !changes.batch.target && is_empty(theirs)) return {};
    if (auto done = add_nodes(batch, changes); !done) return done;
    if (auto done = add_citations(batch, changes); !done) return done;
    for (IdentityDecision decision : batch.decisions) {
      const Result<NodeId> a = here(decision.a, changes);
      if (!a) return fail(a.error());
      const Result<NodeId> b = here(decision.b, changes);
      if (!b) return fail(b.error());
      decision.a = *a;
      decision.b = *b;
      changes.identities.push_back(std::move(decision));
    }
    changes.texts = std::move(batch.texts);
    if (!options_.dry_run) {
      if (auto stored = ours_.commit(changes); !stored) return stored;
    }
    plan_.places[theirs.id.value] = next_batch_;
    next_batch_ = BatchId(next_batch_.value + 1);
    result_.batches.push_back(std::move(changes.batch));
    return {};
  }

  // What the batch describes comes first, so that new nodes have the order here that they have
  // there: of nodes that are the same, the first stands for all.
  Result<void> add_nodes(Gathered& batch, Changes& changes) {
    for (const auto& [node, assertion] : batch.assertions) {
      if (const auto id = here(node, changes); !id) return fail(id.error());
    }
    for (auto& [node, assertion] : batch.assertions) {
      const Result<NodeId> id = here(node, changes);
      if (!id) return fail(id.error());
      std::optional<NodeId> whole;
      if (assertion.part_of) {
        const Result<NodeId> found = here(*assertion.part_of, changes);
        if (!found) return fail(found.error());
        whole = *found;
      }
      if (sketch_in(assertion.facts)) with_texts_.push_back(*id);
      changes.assertions.push_back({*id, std::move(assertion.facts), whole});
    }
    batch.assertions = {};
    return {};
  }

  Result<void> add_citations(Gathered& batch, Changes& changes) {
    for (Citation& citation : batch.citations) {
      const Result<NodeId> from = here(citation.from, changes);
      if (!from) return fail(from.error());
      const Result<NodeId> to = here(citation.to, changes);
      if (!to) return fail(to.error());
      citation.from = *from;
      citation.to = *to;
      changes.citations.push_back(std::move(citation));
    }
    batch.citations = {};
    return {};
  }

  // A batch of its own: those that came stay what they are elsewhere, else they would come again.
  Result<void> tie_prints() {
    if (options_.dry_run) return {};
    std::sort(with_texts_.begin(), with_texts_.end());
    with_texts_.erase(std::unique(with_texts_.begin(), with_texts_.end()), with_texts_.end());
    auto ties = storage::detail::find_ties(ours_, with_texts_);
    if (!ties) return fail(ties.error());
    if (ties->empty()) return {};
    Changes changes;
    changes.batch.id = ours_.next_batch();
    changes.batch.time = options_.now;
    changes.batch.action = Action::Import;
    changes.batch.who = options_.who;
    changes.batch.summary = "compared the texts from " + options_.name + " with those here";
    changes.identities = std::move(*ties);
    if (auto stored = ours_.commit(changes); !stored) return stored;
    NodeId last;
    for (const IdentityDecision& tie : changes.identities) {
      result_.prints += tie.a == last ? 0 : 1;
      last = tie.a;
    }
    result_.compared = std::move(changes.batch);
    return {};
  }

  Store& ours_;
  const Store& theirs_;
  const MergeOptions& options_;
  MergePlan plan_;
  std::vector<NodeId> ids_;  // by node of the other store: what it is here; 0: not looked up yet
  std::unordered_map<BatchId, Gathered> gathered_;
  std::vector<NodeId> with_texts_;  // what came with a sketch of its text
  NodeId next_node_;
  BatchId next_batch_;
  MergeResult result_;
};

}  // namespace

Result<MergeResult> merge_store(Store& ours, const Store& theirs, const MergeOptions& options) {
  return Merge(ours, theirs, options).run();
}

}  // namespace whocites
