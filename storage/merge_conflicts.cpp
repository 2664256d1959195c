// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/merge_conflicts.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "storage/reader.h"

namespace whocites::storage::detail {
namespace {

class Comparison {
 public:
  Comparison(const Reader& ours, const Reader& theirs, const std::vector<bool>& coming,
             std::size_t limit, MergeResult& result)
      : ours_(ours), theirs_(theirs), coming_(coming), limit_(limit), result_(result) {}

  bool comes(BatchId batch) const { return batch.value < coming_.size() && coming_[batch.value]; }

  Result<void> nodes() {
    Result<void> failed;
    const auto visit = [&](const StoredNode& node) {
      const bool concerned = std::any_of(node.assertions.begin(), node.assertions.end(),
                                         [&](const Assertion& a) { return comes(a.batch); });
      if (concerned) failed = compare(node);
      return failed.has_value();
    };
    if (auto done = theirs_.store().scan_nodes(NodeId(0), visit); !done) return done;
    return failed;
  }

  Result<void> citations() {
    Result<void> failed;
    const auto visit = [&](const Citation& citation) {
      const bool concerned = std::any_of(citation.judgements.begin(), citation.judgements.end(),
                                         [&](const Judgement& j) { return comes(j.batch); });
      if (concerned) failed = compare(citation);
      return failed.has_value();
    };
    if (auto done = theirs_.store().scan_citations(visit); !done) return done;
    return failed;
  }

  Result<void> decisions(const std::vector<IdentityDecision>& all) {
    std::set<std::tuple<Sameness, NodeId, NodeId>> told;
    for (const IdentityDecision& one : all) {
      const auto [low, high] = std::minmax(one.a, one.b);
      if (!comes(one.batch) || !told.insert({one.of, low, high}).second) continue;
      if (auto done = compare(one); !done) return done;
    }
    return {};
  }

 private:
  void add(const std::string& key, std::string field, std::string ours, std::string theirs) {
    if (ours.empty() || theirs.empty() || ours == theirs) return;
    ++result_.conflict_count;
    if (result_.conflicts.size() >= limit_) return;
    result_.conflicts.push_back({key, std::move(field), std::move(ours), std::move(theirs)});
  }

  Result<void> compare(const StoredNode& node) {
    const std::optional<Node> theirs = resolve(node, theirs_.view());
    if (!theirs) return {};
    const Result<std::optional<NodeId>> id = ours_.store().find_key(node.key);
    if (!id) return fail(id.error());
    if (!*id) return {};
    const Result<std::optional<StoredNode>> stored = ours_.store().node(**id);
    if (!stored) return fail(stored.error());
    const std::optional<Node> ours = *stored ? resolve(**stored, ours_.view()) : std::nullopt;
    if (!ours) return {};
    const auto kind = [](const Node& seen) {
      return std::string(seen.facts.kind ? name_of(*seen.facts.kind) : "");
    };
    const auto date = [](const Node& seen) {
      return seen.facts.date ? to_string(*seen.facts.date) : std::string();
    };
    add(node.key, "kind", kind(*ours), kind(*theirs));
    add(node.key, "title", ours->facts.title, theirs->facts.title);
    add(node.key, "date", date(*ours), date(*theirs));
    add(node.key, "language", ours->facts.language, theirs->facts.language);
    add(node.key, "country", ours->facts.country, theirs->facts.country);
    if (!ours->part_of || !theirs->part_of) return {};
    const Result<std::string> our_whole = key_of(ours_, *ours->part_of);
    if (!our_whole) return fail(our_whole.error());
    const Result<std::string> their_whole = key_of(theirs_, *theirs->part_of);
    if (!their_whole) return fail(their_whole.error());
    add(node.key, "part_of", *our_whole, *their_whole);
    return {};
  }

  // The last judgement that is seen.
  static std::string verdict_on(const Citation& stored, const View& view) {
    const std::optional<Citation> seen = resolve(stored, view);
    if (!seen || seen->judgements.empty()) return "";
    return std::string(name_of(seen->judgements.back().verdict));
  }

  Result<void> compare(const Citation& citation) {
    const Result<std::string> from = key_of(theirs_, citation.from);
    if (!from) return fail(from.error());
    const Result<std::string> to = key_of(theirs_, citation.to);
    if (!to) return fail(to.error());
    const Result<std::optional<NodeId>> our_from = ours_.store().find_key(*from);
    if (!our_from) return fail(our_from.error());
    const Result<std::optional<NodeId>> our_to = ours_.store().find_key(*to);
    if (!our_to) return fail(our_to.error());
    if (!*our_from || !*our_to) return {};
    const auto known = ours_.store().citation(**our_from, **our_to, citation.relation);
    if (!known) return fail(known.error());
    if (!*known) return {};
    add(*from + " " + std::string(name_of(citation.relation)) + " " + *to, "judgement",
        verdict_on(**known, ours_.view()), verdict_on(citation, theirs_.view()));
    return {};
  }

  Result<void> compare(const IdentityDecision& decision) {
    const Result<std::optional<bool>> theirs = theirs_.decided(decision.a, decision.b, decision.of);
    if (!theirs) return fail(theirs.error());
    const Result<std::string> a = key_of(theirs_, decision.a);
    if (!a) return fail(a.error());
    const Result<std::string> b = key_of(theirs_, decision.b);
    if (!b) return fail(b.error());
    const Result<std::optional<NodeId>> our_a = ours_.store().find_key(*a);
    if (!our_a) return fail(our_a.error());
    const Result<std::optional<NodeId>> our_b = ours_.store().find_key(*b);
    if (!our_b) return fail(our_b.error());
    if (!*theirs || !*our_a || !*our_b) return {};
    const Result<std::optional<bool>> ours = ours_.decided(**our_a, **our_b, decision.of);
    if (!ours) return fail(ours.error());
    if (!*ours) return {};
    add(*a + " = " + *b, decision.of == Sameness::Thing ? "same" : "same text",
        **ours ? "yes" : "no", **theirs ? "yes" : "no");
    return {};
  }

  static Result<std::string> key_of(const Reader& reader, NodeId id) {
    const Result<std::optional<StoredNode>> node = reader.store().node(id);
    if (!node) return fail(node.error());
    return *node ? (*node)->key : std::string();
  }

  const Reader& ours_;
  const Reader& theirs_;
  const std::vector<bool>& coming_;
  std::size_t limit_;
  MergeResult& result_;
};

}  // namespace

Result<void> find_conflicts(const Store& ours, const Store& theirs, const std::vector<bool>& coming,
                            const std::vector<IdentityDecision>& decisions, std::size_t limit,
                            MergeResult& result) {
  const Result<Reader> our_reader = Reader::make(ours);
  if (!our_reader) return fail(our_reader.error());
  const Result<Reader> their_reader = Reader::make(theirs);
  if (!their_reader) return fail(their_reader.error());
  Comparison comparison(*our_reader, *their_reader, coming, limit, result);
  if (auto done = comparison.nodes(); !done) return done;
  if (auto done = comparison.citations(); !done) return done;
  return comparison.decisions(decisions);
}

}  // namespace whocites::storage::detail
