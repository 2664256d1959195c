// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/replay.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "storage/view.h"

namespace whocites {
namespace {

// More things than this of one batch become several batches of the same making, so that a batch
// of any size can come without being held.
constexpr std::size_t kMostAtOnce = 100'000;

// What stays the same of an entry wherever it is brought; the summary is compared apart.
std::string making_of(const Batch& entry) {
  const Timestamp made = entry.origin ? entry.origin->time : entry.time;
  std::string making = to_string(made) + '\n' + std::string(name_of(entry.action)) + '\n';
  making += entry.who + '\n';
  for (const SourceFile& source : entry.sources) {
    std::string_view format = source.format;
    if (format.ends_with(kInPart)) format.remove_suffix(kInPart.size());
    making += source.name + '\n' + source.digest + '\n' + std::string(format) + '\n';
  }
  return making;
}

bool same_words(const Evidence& a, Evidence b) {
  b.batch = a.batch;
  return a == b;
}
bool same_words(const Judgement& a, Judgement b) {
  b.batch = a.batch;
  return a == b;
}

tl::unexpected<Error> impossible(const std::string& what) {
  return fail(ErrorCode::BadRequest, what);
}

}  // namespace

Result<void> Replay::begin(Batch entry) {
  if (auto done = commit(); !done) return done;
  entry_ = std::move(entry);
  entry_.time = entry_.origin->time;
  entry_.target.reset();
  return find_alike();
}

Result<void> Replay::find_alike() {
  alike_.clear();
  texts_here_.reset();
  if (ours_ == nullptr) return {};
  if (!has_log_) {
    has_log_ = true;
    const auto note = [&](const Batch& batch) {
      made_[making_of(batch)].push_back(batch.id);
      return true;
    };
    if (auto done = ours_->scan_batches(note); !done) return done;
    const Result<View> view = load_view(*ours_);
    if (!view) return fail(view.error());
    withdrawn_.insert(view->withdrawn.begin(), view->withdrawn.end());
  }
  const auto candidates = made_.find(making_of(entry_));
  if (candidates == made_.end()) return {};
  for (BatchId id : candidates->second) {
    const Result<std::optional<Batch>> batch = ours_->batch(id);
    if (!batch) return fail(batch.error());
    if (!*batch) continue;
    const std::string& summary = (*batch)->summary;
    if (summary == entry_.summary || summary.empty()) alike_.push_back(id);
  }
  return {};
}

bool Replay::is_alike(BatchId batch) {
  if (std::find(alike_.begin(), alike_.end(), batch) == alike_.end()) return false;
  if (withdrawn_.contains(batch)) taken_back_.insert(batch);
  return true;
}

std::vector<BatchId> Replay::taken_back() const {
  std::vector<BatchId> list(taken_back_.begin(), taken_back_.end());
  std::sort(list.begin(), list.end());
  return list;
}

Result<std::optional<NodeId>> Replay::find_here(const std::string& key) const {
  return ours_->find_key(key);
}

Result<bool> Replay::is_known(const NodeRecord& node) {
  const Result<std::optional<NodeId>> id = find_here(node.key);
  if (!id) return fail(id.error());
  if (!*id) return false;
  const Result<std::optional<StoredNode>> stored = ours_->node(**id);
  if (!stored) return fail(stored.error());
  if (!*stored) return false;
  for (const Assertion& assertion : (*stored)->assertions) {
    NodeFacts facts = assertion.facts;
    if (!facts.kind) facts.kind = node.facts.kind;
    if (facts != node.facts || assertion.part_of.has_value() == node.part_of.empty()) continue;
    if (assertion.part_of) {
      const Result<std::optional<NodeId>> whole = find_here(node.part_of);
      if (!whole) return fail(whole.error());
      if (*whole != assertion.part_of) continue;
    }
    if (is_alike(assertion.batch)) return true;
  }
  return false;
}

Result<std::optional<Citation>> Replay::citation_here(const Citing& citing) const {
  const Result<std::optional<NodeId>> from = find_here(citing.from);
  if (!from) return fail(from.error());
  const Result<std::optional<NodeId>> to = find_here(citing.to);
  if (!to) return fail(to.error());
  if (!*from || !*to) return std::nullopt;
  return ours_->citation(**from, **to, citing.relation);
}

Result<bool> Replay::is_known(const CitationRecord& record) {
  const auto here = citation_here({record.from, record.to, record.relation});
  if (!here) return fail(here.error());
  if (!*here) return false;
  for (const Evidence& evidence : (*here)->evidence) {
    if (same_words(evidence, record.evidence) && is_alike(evidence.batch)) return true;
  }
  return false;
}

Result<bool> Replay::is_known(const JudgementRecord& record) {
  const auto here = citation_here({record.from, record.to, record.relation});
  if (!here) return fail(here.error());
  if (!*here) return false;
  for (const Judgement& judgement : (*here)->judgements) {
    if (same_words(judgement, record.judgement) && is_alike(judgement.batch)) return true;
  }
  return false;
}

Result<bool> Replay::is_known(const IdentityRecord& record) {
  const Result<std::optional<NodeId>> a = find_here(record.a);
  if (!a) return fail(a.error());
  const Result<std::optional<NodeId>> b = find_here(record.b);
  if (!b) return fail(b.error());
  if (!*a || !*b) return false;
  const Result<std::vector<IdentityDecision>> here = ours_->identities(**a);
  if (!here) return fail(here.error());
  for (const IdentityDecision& decision : *here) {
    const bool is_same = decision.a == **a && decision.b == **b && decision.same == record.same &&
                         decision.reason == record.reason && decision.of == record.of;
    if (is_same && is_alike(decision.batch)) return true;
  }
  return false;
}

Result<bool> Replay::is_known(const IgnoredRecord& text) {
  if (!texts_here_) {
    texts_here_.emplace();
    for (BatchId batch : alike_) {
      Result<std::vector<KeptText>> texts = ours_->texts(batch);
      if (!texts) return fail(texts.error());
      for (KeptText& here : *texts) {
        here.batch = batch;
        texts_here_->push_back(std::move(here));
      }
    }
  }
  return std::any_of(texts_here_->begin(), texts_here_->end(), [&](const KeptText& here) {
    return here.place == text.place && here.reason == text.reason && here.text == text.text &&
           is_alike(here.batch);
  });
}

// Of a key that the batches so far do not name, a new node.
Result<NodeId> Replay::obtain(const std::string& key) {
  if (key.empty()) return impossible("a node without a key");
  if (const auto mine = new_keys_.find(key); mine != new_keys_.end()) return mine->second;
  const Result<std::optional<NodeId>> known = fresh_.find_key(key);
  if (!known) return fail(known.error());
  if (*known) return **known;
  const auto more = static_cast<std::uint32_t>(changes_.new_nodes.size());
  const NodeId id(fresh_.next_node().value + more);
  changes_.new_nodes.push_back({id, key});
  new_keys_.emplace(key, id);
  return id;
}

// What nodes are part of is named when the batch ends, so that described nodes keep their order.
Result<void> Replay::add(NodeRecord node) {
  const Result<NodeId> id = obtain(node.key);
  if (!id) return fail(id.error());
  changes_.assertions.push_back({*id, std::move(node.facts), std::nullopt});
  wholes_.push_back(std::move(node.part_of));
  return {};
}

Result<void> Replay::add_wholes() {
  for (std::size_t i = 0; i < wholes_.size(); ++i) {
    if (wholes_[i].empty()) continue;
    const Result<NodeId> whole = obtain(wholes_[i]);
    if (!whole) return fail(whole.error());
    changes_.assertions[i].part_of = *whole;
  }
  wholes_.clear();
  return {};
}

Result<Citation> Replay::citation_of(const Citing& citing) {
  const Result<NodeId> from = obtain(citing.from);
  if (!from) return fail(from.error());
  const Result<NodeId> to = obtain(citing.to);
  if (!to) return fail(to.error());
  return Citation{*from, *to, citing.relation, {}, {}};
}

Result<void> Replay::add(CitationRecord record) {
  Result<Citation> citation = citation_of({record.from, record.to, record.relation});
  if (!citation) return fail(citation.error());
  citation->evidence.push_back(std::move(record.evidence));
  changes_.citations.push_back(std::move(*citation));
  return {};
}

Result<void> Replay::add(JudgementRecord record) {
  Result<Citation> citation = citation_of({record.from, record.to, record.relation});
  if (!citation) return fail(citation.error());
  citation->judgements.push_back(std::move(record.judgement));
  changes_.citations.push_back(std::move(*citation));
  return {};
}

Result<void> Replay::add(IdentityRecord record) {
  const Result<NodeId> a = obtain(record.a);
  if (!a) return fail(a.error());
  const Result<NodeId> b = obtain(record.b);
  if (!b) return fail(b.error());
  if (*a == *b) return impossible("'" + record.a + "' is always itself");
  changes_.identities.push_back({{}, *a, *b, record.same, std::move(record.reason), record.of});
  return {};
}

Result<void> Replay::add(IgnoredRecord record) {
  changes_.texts.push_back({{}, record.place, record.reason, std::move(record.text)});
  return {};
}

template <class Thing>
Result<void> Replay::take(Thing thing) {
  if (!alike_.empty()) {
    const Result<bool> known = is_known(thing);
    if (!known) return fail(known.error());
    known_ += *known ? 1 : 0;
    if (*known) return {};
  }
  ++new_;
  if (auto done = add(std::move(thing)); !done) return done;
  return size() < kMostAtOnce ? Result<void>() : commit();
}

Result<void> Replay::accept(Record record) {
  return std::visit([&](auto& one) { return take(std::move(one)); }, record);
}

Result<void> Replay::finish() { return commit(); }

std::size_t Replay::size() const {
  return changes_.assertions.size() + changes_.citations.size() + changes_.identities.size() +
         changes_.texts.size();
}

Result<void> Replay::commit() {
  if (size() == 0) return {};
  if (auto done = add_wholes(); !done) return done;
  std::set<NodeId> nodes;
  for (const Changes::NodeAssertion& one : changes_.assertions) nodes.insert(one.node);
  std::set<std::tuple<NodeId, NodeId, Relation>> citations;
  for (const Citation& one : changes_.citations) {
    if (!one.evidence.empty()) citations.emplace(one.from, one.to, one.relation);
  }
  changes_.batch = entry_;
  changes_.batch.id = fresh_.next_batch();
  changes_.batch.node_count = nodes.size();
  changes_.batch.citation_count = citations.size();
  if (auto stored = fresh_.commit(changes_); !stored) return stored;
  changes_ = {};
  new_keys_.clear();
  return {};
}

}  // namespace whocites
