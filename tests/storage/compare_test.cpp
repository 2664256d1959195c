// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/compare.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/support/random_data.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Compare : public ::testing::Test {
 protected:
  View after(std::uint32_t batch) {
    const Result<View> view = load_view_after(*store_, BatchId(batch));
    EXPECT_THAT(view, IsOk());
    return view.value_or(View());
  }
  Differences between(std::uint32_t from, std::uint32_t to) {
    const Result<Differences> found = compare(*store_, after(from), after(to));
    EXPECT_THAT(found, IsOk());
    return found.value_or(Differences());
  }
  void commit(const BatchBuilder& build) { ASSERT_THAT(build.commit(*store_), IsOk()); }

  const std::unique_ptr<Store> store_ = make_memory_store();
};

TEST_F(Compare, NothingChangesBetweenAMomentAndItself) {
  EXPECT_EQ(between(0, 0), Differences());
  BatchBuilder add(*store_);
  add.cites(add.node("a"), add.node("b"));
  commit(add);
  EXPECT_EQ(between(1, 1), Differences());
  EXPECT_EQ(between(0, 0), Differences());
}

TEST_F(Compare, TellsWhatCameWentAndWasJudged) {
  BatchBuilder first(*store_);
  const NodeId a = first.node("a");
  const NodeId b = first.node("b");
  first.cites(a, b).cites(b, a);
  commit(first);
  BatchBuilder second(*store_);
  const NodeId c = second.node("c");
  second.cites(a, c, Relation::Quotes).judges(a, b, Verdict::Rejected);
  commit(second);
  commit(BatchBuilder(*store_, Action::Forget).withdraws(BatchId(1)));

  EXPECT_THAT(between(0, 1).nodes,
              ElementsAre(NodeChange{a, Change::Came}, NodeChange{b, Change::Came}));
  EXPECT_THAT(between(1, 2).nodes, ElementsAre(NodeChange{c, Change::Came}));
  const CitationChange quote{a, c, Relation::Quotes, Change::Came};
  const CitationChange rejected{
      a, b, Relation::Mentions, Change::Judged, std::nullopt, Verdict::Rejected};
  EXPECT_THAT(between(1, 2).citations, ElementsAre(rejected, quote));
  // With its citing node the quotation is gone too, though its own batch stands.
  EXPECT_THAT(between(2, 3).nodes,
              ElementsAre(NodeChange{a, Change::Went}, NodeChange{b, Change::Went}));
  EXPECT_THAT(between(2, 3).citations,
              ElementsAre(CitationChange{a, b, Relation::Mentions, Change::Went},
                          CitationChange{a, c, Relation::Quotes, Change::Went},
                          CitationChange{b, a, Relation::Mentions, Change::Went}));
}

TEST_F(Compare, AJudgementThatSaysTheSameAgainIsNoChange) {
  BatchBuilder add(*store_);
  const NodeId a = add.node("a");
  add.cites(a, a).judges(a, a, Verdict::Confirmed);
  commit(add);
  commit(BatchBuilder(*store_, Action::Confirm).judges(a, a, Verdict::Confirmed));
  EXPECT_EQ(between(1, 2), Differences());
  commit(BatchBuilder(*store_, Action::Reject).judges(a, a, Verdict::Rejected));
  EXPECT_THAT(between(1, 3).citations,
              ElementsAre(CitationChange{a, a, Relation::Mentions, Change::Judged,
                                         Verdict::Confirmed, Verdict::Rejected}));
  commit(BatchBuilder(*store_, Action::Undo).withdraws(BatchId(3)));
  EXPECT_EQ(between(1, 4), Differences());
}

TEST_F(Compare, WhatSeveralBatchesSayGoesWithTheLast) {
  BatchBuilder add(*store_);
  const NodeId a = add.node("a");
  add.cites(a, a);
  commit(add);
  commit(BatchBuilder(*store_).says(a, titled("a")).cites(a, a));
  commit(BatchBuilder(*store_, Action::Forget).withdraws(BatchId(1)));
  EXPECT_EQ(between(1, 3), Differences());
  commit(BatchBuilder(*store_, Action::Forget).withdraws(BatchId(2)));
  EXPECT_THAT(between(1, 4).citations,
              ElementsAre(CitationChange{a, a, Relation::Mentions, Change::Went}));
}

// The twin: all that is seen at a moment, read in full.
struct Moment {
  std::set<NodeId> nodes;
  std::map<std::tuple<NodeId, NodeId, Relation>, std::optional<Verdict>> citations;
};

Moment moment(const Store& store, const View& view) {
  Moment seen;
  EXPECT_THAT(store.scan_nodes(NodeId(0),
                               [&](const StoredNode& node) {
                                 if (resolve(node, view)) seen.nodes.insert(node.id);
                                 return true;
                               }),
              IsOk());
  EXPECT_THAT(store.scan_citations([&](const Citation& stored) {
    const auto citation = resolve(stored, view);
    if (!citation || !seen.nodes.contains(stored.from) || !seen.nodes.contains(stored.to)) {
      return true;
    }
    auto& verdict = seen.citations[{stored.from, stored.to, stored.relation}];
    if (!citation->judgements.empty()) verdict = citation->judgements.back().verdict;
    return true;
  }),
              IsOk());
  return seen;
}

Differences expected_between(const Moment& before, const Moment& after) {
  Differences found;
  std::set<NodeId> nodes = before.nodes;
  nodes.insert(after.nodes.begin(), after.nodes.end());
  for (const NodeId node : nodes) {
    if (!before.nodes.contains(node)) found.nodes.push_back({node, Change::Came});
    if (!after.nodes.contains(node)) found.nodes.push_back({node, Change::Went});
  }
  auto citations = before.citations;
  citations.insert(after.citations.begin(), after.citations.end());
  for (const auto& [key, unused] : citations) {
    const auto& [from, to, relation] = key;
    const auto was = before.citations.find(key);
    const auto is = after.citations.find(key);
    if (was == before.citations.end()) {
      found.citations.push_back({from, to, relation, Change::Came});
    } else if (is == after.citations.end()) {
      found.citations.push_back({from, to, relation, Change::Went});
    } else if (was->second != is->second) {
      found.citations.push_back({from, to, relation, Change::Judged, was->second, is->second});
    }
  }
  return found;
}

TEST(CompareAnyLog, AgreesWithReadingBothMomentsInFull) {
  std::size_t judged = 0;
  std::size_t went = 0;
  for (unsigned seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    const std::unique_ptr<Store> store = make_memory_store();
    RandomData random(seed);
    std::vector<NodeId> known;
    for (int i = 0; i < 14; ++i) {
      const std::uint32_t next = store->next_batch().value;
      if (next > 1 && random.chance(0.3)) {
        BatchBuilder withdrawal(*store, Action::Undo);
        withdrawal.withdraws(BatchId(1 + random.below(next - 1)));
        ASSERT_THAT(withdrawal.commit(*store), IsOk());
        continue;
      }
      Changes changes = random.changes(*store, known);
      changes.batch.target.reset();
      ASSERT_THAT(store->commit(changes), IsOk());
    }
    const std::uint32_t end = store->next_batch().value;
    for (std::uint32_t from = 0; from < end; from += 3) {
      for (std::uint32_t to = from; to < end; to += 2) {
        const auto before = load_view_after(*store, BatchId(from));
        const auto after = load_view_after(*store, BatchId(to));
        const auto found = compare(*store, *before, *after);
        ASSERT_THAT(found, IsOk());
        ASSERT_EQ(*found, expected_between(moment(*store, *before), moment(*store, *after)));
        for (const CitationChange& change : found->citations) {
          judged += change.change == Change::Judged ? 1 : 0;
          went += change.change == Change::Went ? 1 : 0;
        }
      }
    }
  }
  EXPECT_GT(judged, 10U);
  EXPECT_GT(went, 10U);
}

}  // namespace
}  // namespace whocites::testing
