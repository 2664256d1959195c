// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Merging is replaying: what two stores say after a merge is what one store says that lived both
// lives; nothing comes twice, and nothing is lost on the way.
#include "storage/merge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "storage/view.h"
#include "tests/storage/backends.h"
#include "tests/support/faulty_store.h"
#include "tests/support/random_data.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_dump.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Optional;

MergeOptions named(std::string name) {
  MergeOptions options;
  options.name = std::move(name);
  options.now = at(1000000);
  return options;
}

// All that a store holds, without its ids: nodes by key, batches by what they were when made.
// One line for each thing that one batch says, in an order that does not depend on ids.
class IdFree {
 public:
  explicit IdFree(const Store& store, bool only_seen = false) : store_(store) {
    const auto view = load_view(store);
    EXPECT_THAT(view, IsOk());
    view_ = *view;
    only_seen_ = only_seen;
    EXPECT_THAT(store.scan_keys("",
                                [&](std::string_view key, NodeId id) {
                                  keys_[id] = show(std::string(key));
                                  return true;
                                }),
                IsOk());
    note_log();
    note_nodes();
    note_citations();
  }
  std::string text() const {
    std::string text;
    for (const std::string& line : lines_) text += line + "\n";
    return text;
  }

 private:
  std::string name(BatchId id) { return batches_[id] + (view_.sees(id) ? "" : " withdrawn"); }
  void add(BatchId batch, const std::string& what) {
    if (only_seen_ && !view_.sees(batch)) return;
    lines_.insert(name(batch) + ": " + what);
  }
  void note_log() {
    EXPECT_THAT(store_.scan_batches([&](const Batch& batch) {
      Batch plain = batch;
      plain.id = BatchId(0);
      plain.target.reset();
      if (plain.origin) plain.time = plain.origin->time;
      plain.origin.reset();
      batches_[batch.id] = show(plain);
      batches_[batch.id].pop_back();
      return true;
    }),
                IsOk());
    for (const auto& [id, text] : std::map<BatchId, std::string>(batches_)) {
      const auto entry = store_.batch(id);
      if ((*entry)->target) batches_[id] += " withdraws {" + batches_[*(*entry)->target] + "}";
      if ((*entry)->action != Action::Purge) add(id, "");
      const auto texts = store_.texts(id);
      for (KeptText kept : *texts) {
        kept.batch = BatchId(0);
        add(id, show(kept));
      }
    }
  }
  void note_nodes() {
    for (const auto& [id, key] : keys_) {
      const auto node = store_.node(id);
      for (const Assertion& assertion : (*node)->assertions) {
        add(assertion.batch,
            key + " " + show(assertion.facts) +
                (assertion.part_of ? " part of " + keys_[*assertion.part_of] : ""));
      }
      const auto decisions = store_.identities(id);
      for (IdentityDecision one : *decisions) {
        if (one.a != id) continue;
        add(one.batch, "decision " + keys_[one.a] + (one.same ? " is " : " is not ") +
                           keys_[one.b] + " " + one.reason);
      }
    }
  }
  void note_citations() {
    EXPECT_THAT(store_.scan_citations([&](const Citation& citation) {
      const std::string ends = keys_[citation.from] + " " +
                               std::string(name_of(citation.relation)) + " " + keys_[citation.to];
      for (const Evidence& one : citation.evidence) {
        Citation bare;
        bare.evidence = {one};
        bare.evidence[0].batch = BatchId(0);
        add(one.batch, ends + " " + show(bare));
      }
      for (const Judgement& one : citation.judgements) {
        Citation bare;
        bare.judgements = {one};
        bare.judgements[0].batch = BatchId(0);
        add(one.batch, ends + " " + show(bare));
      }
      return true;
    }),
                IsOk());
  }

  const Store& store_;
  View view_;
  bool only_seen_ = false;
  std::map<NodeId, std::string> keys_;
  std::map<BatchId, std::string> batches_;
  std::multiset<std::string> lines_;
};

std::string held(const Store& store) { return IdFree(store).text(); }

class Life {
 public:
  Life(Store& store, unsigned seed) : store_(store), random_(seed) {}

  void go_on(int batches) {
    for (int i = 0; i < batches; ++i) {
      Changes changes = random_.changes(store_, known_);
      if (changes.batch.action == Action::Purge) changes.batch.action = Action::Add;
      ASSERT_THAT(store_.commit(changes), IsOk());
      log_.push_back(changes);
    }
  }
  const std::vector<Changes>& log() const { return log_; }
  std::vector<NodeId>& known() { return known_; }

 private:
  Store& store_;
  RandomData random_;
  std::vector<NodeId> known_;
  std::vector<Changes> log_;
};

// The oracle: commits what the life of another store was, with its ids translated one by one.
void live_again(Store& store, const std::vector<Changes>& life) {
  std::map<NodeId, NodeId> nodes;
  std::map<BatchId, BatchId> batches;
  for (Changes changes : life) {
    std::vector<Changes::NewNode> fresh;
    for (const Changes::NewNode& node : changes.new_nodes) {
      const auto known = store.find_key(node.key);
      if (*known) {
        nodes[node.id] = **known;
      } else {
        nodes[node.id] = NodeId(store.next_node().value + static_cast<std::uint32_t>(fresh.size()));
        fresh.push_back({nodes[node.id], node.key});
      }
    }
    changes.new_nodes = fresh;
    for (auto& assertion : changes.assertions) {
      assertion.node = nodes[assertion.node];
      if (assertion.part_of) assertion.part_of = nodes[*assertion.part_of];
    }
    for (Citation& citation : changes.citations) {
      citation.from = nodes[citation.from];
      citation.to = nodes[citation.to];
    }
    for (IdentityDecision& decision : changes.identities) {
      decision.a = nodes[decision.a];
      decision.b = nodes[decision.b];
    }
    batches[changes.batch.id] = store.next_batch();
    changes.batch.id = store.next_batch();
    if (changes.batch.target) changes.batch.target = batches[*changes.batch.target];
    ASSERT_THAT(store.commit(changes), IsOk());
  }
}

std::size_t merged(Store& ours, const Store& theirs, MergeOptions options = named("other")) {
  const auto result = merge_store(ours, theirs, options);
  EXPECT_THAT(result, IsOk());
  return result ? result->batches.size() : 999;
}

class RandomMerge : public ::testing::TestWithParam<unsigned> {
 protected:
  void SetUp() override {
    Life(*a_, 2 * GetParam()).go_on(15);
    theirs_.go_on(15);
  }
  const std::unique_ptr<Store> a_ = make_memory_store();
  const std::unique_ptr<Store> b_ = make_memory_store();
  Life theirs_{*b_, 2 * GetParam() + 1};
};
INSTANTIATE_TEST_SUITE_P(Seeds, RandomMerge, ::testing::Range(1U, 13U));

TEST_P(RandomMerge, EqualsAStoreThatLivedBothLives) {
  const std::unique_ptr<Store> both = make_memory_store();
  Life(*both, 2 * GetParam()).go_on(15);
  live_again(*both, theirs_.log());
  EXPECT_EQ(merged(*a_, *b_), 15U);
  EXPECT_EQ(held(*a_), held(*both));
  EXPECT_EQ(disagreements(*a_), "");
}

TEST_P(RandomMerge, IsTheSameForBothBackends) {
  TempDir dir;
  const std::unique_ptr<Store> kept_a = open_in(dir / "a");
  const std::unique_ptr<Store> kept_b = open_in(dir / "b");
  Life(*kept_a, 2 * GetParam()).go_on(15);
  Life(*kept_b, 2 * GetParam() + 1).go_on(15);
  merged(*a_, *b_);
  merged(*kept_a, *kept_b);
  EXPECT_EQ(dump(*kept_a), dump(*a_));
}

TEST_P(RandomMerge, AgainAddsNothing) {
  merged(*a_, *b_);
  const std::string before = dump(*a_);
  const auto again = merge_store(*a_, *b_, named("other"));
  ASSERT_THAT(again, IsOk());
  EXPECT_THAT(again->batches, IsEmpty());
  EXPECT_EQ(again->known, 15U);
  EXPECT_EQ(again->conflict_count, 0U);
  EXPECT_EQ(dump(*a_), before);
}

TEST_P(RandomMerge, BothWaysEndsWithTheSame) {
  const std::unique_ptr<Store> c = make_memory_store();
  EXPECT_EQ(merged(*c, *a_), 15U);
  EXPECT_EQ(merged(*c, *b_), 15U);
  EXPECT_EQ(merged(*a_, *b_), 15U);
  EXPECT_EQ(merged(*b_, *a_), 15U);  // what B itself made is not brought back to it
  EXPECT_EQ(held(*a_), held(*b_));
  EXPECT_EQ(held(*a_), held(*c));
  EXPECT_EQ(IdFree(*a_, true).text(), IdFree(*b_, true).text());
  for (Store* ours : {a_.get(), b_.get(), c.get()}) {
    for (Store* theirs : {a_.get(), b_.get(), c.get()}) EXPECT_EQ(merged(*ours, *theirs), 0U);
  }
}

TEST_P(RandomMerge, LaterBatchesComeWithASecondMerge) {
  merged(*a_, *b_);
  theirs_.go_on(4);
  EXPECT_EQ(merged(*a_, *b_), 4U);
  const std::unique_ptr<Store> both = make_memory_store();
  Life(*both, 2 * GetParam()).go_on(15);
  live_again(*both, theirs_.log());
  EXPECT_EQ(held(*a_), held(*both));
}

TEST_P(RandomMerge, SmallWindowsMakeNoDifference) {
  const std::unique_ptr<Store> other = make_memory_store();
  Life(*other, 2 * GetParam()).go_on(15);
  merged(*a_, *b_);
  MergeOptions options = named("other");
  options.window = 3;
  merged(*other, *b_, options);
  EXPECT_EQ(dump(*other), dump(*a_));
}

TEST_P(RandomMerge, DryRunTellsWhatTheMergeDoesAndStoresNothing) {
  const std::string before = dump(*a_);
  MergeOptions options = named("other");
  options.dry_run = true;
  const auto dry = merge_store(*a_, *b_, options);
  ASSERT_THAT(dry, IsOk());
  EXPECT_EQ(dump(*a_), before);
  const auto real = merge_store(*a_, *b_, named("other"));
  ASSERT_THAT(real, IsOk());
  EXPECT_EQ(dry->batches, real->batches);
  EXPECT_EQ(dry->new_nodes, real->new_nodes);
  EXPECT_EQ(dry->conflicts, real->conflicts);
}

TEST_P(RandomMerge, WhateverFailsANextMergeGoesOn) {
  const std::unique_ptr<Store> whole = make_memory_store();
  Life(*whole, 2 * GetParam()).go_on(15);
  merged(*whole, *b_);
  bool failed = true;
  for (std::size_t n = 0; failed; n += 1 + n / 3) {
    const std::unique_ptr<Store> ours = make_memory_store();
    Life(*ours, 2 * GetParam()).go_on(15);
    FaultyStore faulty_ours(*ours, n);
    const auto first = merge_store(faulty_ours, *b_, named("other"));
    FaultyStore faulty_theirs(*b_, n);
    const auto second = merge_store(*ours, faulty_theirs, named("other"));
    failed = faulty_ours.has_failed() || faulty_theirs.has_failed();
    EXPECT_EQ(first.has_value(), !faulty_ours.has_failed());
    EXPECT_EQ(second.has_value(), !faulty_theirs.has_failed());
    merged(*ours, *b_);
    ASSERT_EQ(held(*ours), held(*whole)) << n;
  }
}

TEST_P(RandomMerge, PurgedStoresDoNotGetTheRestTwice) {
  for (const bool purge_theirs : {false, true}) {
    const std::unique_ptr<Store> ours = make_memory_store();
    const std::unique_ptr<Store> theirs = make_memory_store();
    Life life(*theirs, GetParam());
    life.go_on(12);
    merged(*ours, *theirs);
    Store& purged = purge_theirs ? *theirs : *ours;
    const auto key = theirs->node(life.known().front());
    const auto gone = purged.find_key((*key)->key);
    ASSERT_THAT(purged.purge(purge_of(purged, {**gone}, {BatchId(1), BatchId(5)})), IsOk());
    const std::string before = dump(*ours);
    EXPECT_EQ(merged(*ours, *theirs), 0U);
    EXPECT_EQ(merged(*theirs, *ours), 0U);
    EXPECT_EQ(dump(*ours), before);
  }
}

class Merging : public ::testing::Test {
 protected:
  MergeResult merge() {
    const auto result = merge_store(*a_, *b_, named("b.db"));
    EXPECT_THAT(result, IsOk());
    return result ? *result : MergeResult();
  }
  NodeId in_a(const std::string& key) { return a_->find_key(key)->value_or(NodeId(0)); }

  const std::unique_ptr<Store> a_ = make_memory_store();
  const std::unique_ptr<Store> b_ = make_memory_store();
};

TEST_F(Merging, TheLogTellsFromWhere) {
  BatchBuilder first(*a_);
  first.node("mine");
  ASSERT_THAT(first.commit(*a_), IsOk());
  BatchBuilder build(*b_, Action::Import);
  build.node("theirs");
  build.sums_up("import x.txt").changes.batch.who = "bo";
  build.changes.batch.sources = {{"x.txt", "digest", "text"}};
  ASSERT_THAT(build.commit(*b_), IsOk());
  const MergeResult result = merge();
  Batch expected = build.changes.batch;
  expected.id = BatchId(2);
  expected.time = at(1000000);
  expected.origin = BatchOrigin{"b.db", BatchId(1), at(100)};
  EXPECT_THAT(result.batches, ElementsAre(expected));
  EXPECT_THAT(a_->batch(BatchId(2)), IsOkAndHolds(Optional(expected)));
  EXPECT_THAT(a_->find_digest("digest"), IsOkAndHolds(ElementsAre(BatchId(2))));
  EXPECT_EQ(result.new_nodes, 1U);
}

TEST_F(Merging, TheFirstOriginIsKept) {
  BatchBuilder build(*b_);
  build.node("x");
  ASSERT_THAT(build.commit(*b_), IsOk());
  const std::unique_ptr<Store> c = make_memory_store();
  merge();
  merged(*c, *a_, named("a.db"));
  EXPECT_EQ((*c->batch(BatchId(1)))->origin, (BatchOrigin{"b.db", BatchId(1), at(100)}));
  EXPECT_EQ(merged(*c, *b_), 0U);
}

TEST_F(Merging, OriginOutlivesReopening) {
  TempDir dir;
  BatchBuilder build(*b_);
  build.node("x");
  ASSERT_THAT(build.commit(*b_), IsOk());
  merged(*open_in(dir / "store"), *b_, named("b.db"));
  EXPECT_EQ((*open_in(dir / "store")->batch(BatchId(1)))->origin,
            (BatchOrigin{"b.db", BatchId(1), at(100)}));
}

TEST_F(Merging, AsOfBeforeTheMergeDoesNotSeeWhatCameWithIt) {
  BatchBuilder mine(*a_);
  mine.node("mine");
  mine.changes.batch.time = at(500);
  ASSERT_THAT(mine.commit(*a_), IsOk());
  BatchBuilder build(*b_);
  build.node("theirs");
  ASSERT_THAT(build.commit(*b_), IsOk());
  merge();
  const auto view = load_view(*a_, at(200));
  ASSERT_THAT(view, IsOk());
  EXPECT_FALSE(view->sees(BatchId(1)));
  EXPECT_FALSE(view->sees(BatchId(2)));
  EXPECT_TRUE(load_view(*a_, at(500))->sees(BatchId(1)));
}

TEST_F(Merging, WhatWasWithdrawnThereStaysWithdrawnAndWhatWasBroughtBackIsBack) {
  BatchBuilder build(*b_);
  const NodeId x = build.node("x", titled("One"));
  ASSERT_THAT(build.commit(*b_), IsOk());
  ASSERT_THAT(BatchBuilder(*b_).says(x, titled("Two")).commit(*b_), IsOk());
  ASSERT_THAT(BatchBuilder(*b_, Action::Forget).withdraws(BatchId(2)).commit(*b_), IsOk());
  BatchBuilder mine(*a_);
  mine.node("mine");
  ASSERT_THAT(mine.commit(*a_), IsOk());
  merge();
  EXPECT_FALSE(load_view(*a_)->sees(BatchId(3)));
  ASSERT_THAT(BatchBuilder(*b_, Action::Undo).withdraws(BatchId(3)).commit(*b_), IsOk());
  EXPECT_EQ(merge().batches.size(), 1U);
  EXPECT_TRUE(load_view(*a_)->sees(BatchId(3)));
}

TEST_F(Merging, AWithdrawalMadeThereOfWhatCameFromHereHoldsHere) {
  BatchBuilder mine(*a_);
  mine.node("mine");
  ASSERT_THAT(mine.commit(*a_), IsOk());
  merged(*b_, *a_, named("a.db"));
  ASSERT_THAT(BatchBuilder(*b_, Action::Forget).withdraws(BatchId(1)).commit(*b_), IsOk());
  EXPECT_EQ(merge().batches.size(), 1U);
  EXPECT_FALSE(load_view(*a_)->sees(BatchId(1)));
}

TEST_F(Merging, EqualBatchesAreCounted) {
  for (const int times : {1, 2}) {
    Store& store = times == 1 ? *a_ : *b_;
    for (int i = 0; i < times; ++i) {
      BatchBuilder build(store);
      const auto known = store.find_key("x");
      const NodeId x = *known ? **known : build.bare_node("x");
      build.says(x, titled("X"));
      build.changes.batch.time = at(7);
      ASSERT_THAT(build.commit(store), IsOk());
    }
  }
  EXPECT_EQ(merge().batches.size(), 1U);
  EXPECT_EQ(merge().batches.size(), 0U);
}

TEST_F(Merging, BatchesThatDifferInOneThingAreDifferent) {
  const std::vector<std::function<void(BatchBuilder&)>> differences{
      [](BatchBuilder&) {},
      [](BatchBuilder& b) { b.changes.batch.time = at(8); },
      [](BatchBuilder& b) { b.changes.batch.who = "bo"; },
      [](BatchBuilder& b) { b.changes.batch.summary = "by hand"; },
      [](BatchBuilder& b) { b.changes.batch.action = Action::Set; },
      [](BatchBuilder& b) { b.changes.batch.rejected_count = 1; },
      [](BatchBuilder& b) {
        b.changes.batch.sources = {{"f", "d", "text"}};
      },
      [](BatchBuilder& b) { b.changes.assertions[0].facts.title = "Y"; },
      [](BatchBuilder& b) { b.changes.assertions[0].facts.unresolved = true; },
      [](BatchBuilder& b) {
        b.changes.assertions[0].facts.suggestions = {{"k", "n", 0.5}};
      },
      [](BatchBuilder& b) { b.changes.assertions[0].part_of = b.changes.assertions[0].node; },
      [](BatchBuilder& b) { b.changes.citations[0].relation = Relation::Links; },
      [](BatchBuilder& b) { b.changes.citations[0].evidence[0].text = "because"; },
      [](BatchBuilder& b) { b.changes.citations[0].evidence[0].confidence = 0.5; },
      [](BatchBuilder& b) { b.changes.citations[0].evidence[0].place.line = 3; },
      [](BatchBuilder& b) { b.cites(NodeId(1), NodeId(1)); },
      [](BatchBuilder& b) { b.judges(NodeId(1), NodeId(1), Verdict::Rejected); },
      [](BatchBuilder& b) { b.keeps("text"); },
  };
  for (std::size_t i = 0; i < differences.size(); ++i) {
    const std::unique_ptr<Store> plain = make_memory_store();
    const std::unique_ptr<Store> other = make_memory_store();
    for (Store* store : {plain.get(), other.get()}) {
      BatchBuilder build(*store);
      const NodeId x = build.node("x", titled("X"));
      build.cites(x, x);
      build.changes.batch.time = at(7);
      if (store == other.get()) differences[i](build);
      ASSERT_THAT(build.commit(*store), IsOk());
    }
    EXPECT_EQ(merged(*plain, *other), i == 0 ? 0U : 1U) << i;
  }
}

TEST_F(Merging, PurgesOfTheOtherStoreAreNotOurs) {
  BatchBuilder build(*b_);
  build.node("x");
  build.node("y");
  ASSERT_THAT(build.commit(*b_), IsOk());
  ASSERT_THAT(b_->purge(purge_of(*b_, {NodeId(1)})), IsOk());
  EXPECT_EQ(merge().batches.size(), 1U);
  EXPECT_EQ(in_a("x"), NodeId(0));
  EXPECT_NE(in_a("y"), NodeId(0));
}

TEST_F(Merging, ListsConflictsAndKeepsBoth) {
  for (Store* store : {a_.get(), b_.get()}) {
    const bool ours = store == a_.get();
    BatchBuilder build(*store);
    const NodeId whole = build.node(ours ? "o1" : "o2", titled("Outlet", Kind::Outlet));
    NodeFacts facts = titled(ours ? "Ours" : "Theirs", ours ? Kind::Article : Kind::Outlet);
    facts.date = *parse_date(ours ? "2020" : "2021");
    facts.language = "en";
    if (ours) facts.country = "KR";
    build.changes.batch.time = at(ours ? 1 : 2);
    const NodeId x = build.node("x", facts, whole);
    const NodeId y = build.node("y");
    build.cites(x, y, Relation::Quotes).cites(y, x);
    build.judges(x, y, ours ? Verdict::Confirmed : Verdict::Rejected, Relation::Quotes);
    build.judges(y, x, Verdict::Confirmed);
    build.decides(x, y, ours);
    ASSERT_THAT(build.commit(*store), IsOk());
  }
  const MergeResult result = merge();
  EXPECT_THAT(result.conflicts,
              ElementsAre(MergeConflict{"x", "kind", "article", "outlet"},
                          MergeConflict{"x", "title", "Ours", "Theirs"},
                          MergeConflict{"x", "date", "2020", "2021"},
                          MergeConflict{"x", "part_of", "o1", "o2"},
                          MergeConflict{"x quotes y", "judgement", "confirmed", "rejected"},
                          MergeConflict{"x = y", "same", "yes", "no"}));
  EXPECT_EQ(result.conflict_count, 6U);
  const auto x = a_->node(in_a("x"));
  ASSERT_EQ((*x)->assertions.size(), 2U);
  EXPECT_EQ((*x)->assertions[0].facts.title, "Ours");
  EXPECT_EQ((*x)->assertions[1].facts.title, "Theirs");
  EXPECT_EQ((*a_->citation(in_a("x"), in_a("y"), Relation::Quotes))->judgements.size(), 2U);
}

TEST_F(Merging, WhatIsWithdrawnIsNoConflict) {
  for (Store* store : {a_.get(), b_.get()}) {
    BatchBuilder build(*store);
    build.node("x", titled(store == a_.get() ? "Ours" : "Theirs"));
    ASSERT_THAT(build.commit(*store), IsOk());
  }
  ASSERT_THAT(BatchBuilder(*b_, Action::Forget).withdraws(BatchId(1)).commit(*b_), IsOk());
  EXPECT_THAT(merge().conflicts, IsEmpty());
}

TEST_F(Merging, ConflictsPastTheLimitAreCounted) {
  for (Store* store : {a_.get(), b_.get()}) {
    BatchBuilder build(*store);
    for (int i = 0; i < 9; ++i) {
      build.node("n" + std::to_string(i), titled(store == a_.get() ? "Ours" : "Theirs"));
    }
    ASSERT_THAT(build.commit(*store), IsOk());
  }
  MergeOptions options = named("b.db");
  options.max_conflicts = 4;
  const auto result = merge_store(*a_, *b_, options);
  ASSERT_THAT(result, IsOk());
  EXPECT_EQ(result->conflicts.size(), 4U);
  EXPECT_EQ(result->conflict_count, 9U);
}

TEST_F(Merging, IntoItselfAddsNothing) {
  BatchBuilder build(*b_);
  build.node("x");
  ASSERT_THAT(build.commit(*b_), IsOk());
  EXPECT_EQ(merged(*b_, *b_), 0U);
}

}  // namespace
}  // namespace whocites::testing
