// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/view.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ViewOfALog : public ::testing::Test {
 protected:
  BatchId add() { return log(BatchBuilder(*store_)); }
  BatchId withdraw(BatchId target, Action action = Action::Undo) {
    return log(BatchBuilder(*store_, action).withdraws(target));
  }
  std::set<BatchId> withdrawn(std::optional<Timestamp> as_of = std::nullopt) {
    const Result<View> view = load_view(*store_, as_of);
    EXPECT_THAT(view, IsOk());
    return view ? view->withdrawn : std::set<BatchId>();
  }
  BatchId log(const BatchBuilder& build) {
    EXPECT_THAT(build.commit(*store_), IsOk());
    return build.changes.batch.id;
  }

  const std::unique_ptr<Store> store_ = make_memory_store();
};

TEST_F(ViewOfALog, EmptyLogHidesNothing) {
  const Result<View> view = load_view(*store_);
  ASSERT_THAT(view, IsOk());
  EXPECT_TRUE(view->sees(BatchId(1)));
}

TEST_F(ViewOfALog, ForgetUndoAndUndoOfUndoAlternate) {
  const BatchId import = add();
  const BatchId forget = withdraw(import, Action::Forget);
  EXPECT_THAT(withdrawn(), ElementsAre(import));
  const BatchId undo = withdraw(forget);
  EXPECT_THAT(withdrawn(), ElementsAre(forget));
  const BatchId redo = withdraw(undo);
  EXPECT_THAT(withdrawn(), ElementsAre(import, undo));
  withdraw(redo);
  EXPECT_THAT(withdrawn(), ElementsAre(forget, redo));
}

TEST_F(ViewOfALog, BatchForgottenTwiceNeedsBothTakenBack) {
  const BatchId import = add();
  const BatchId first = withdraw(import, Action::Forget);
  const BatchId second = withdraw(import, Action::Forget);
  withdraw(first);
  EXPECT_THAT(withdrawn(), ElementsAre(import, first));
  withdraw(second);
  EXPECT_THAT(withdrawn(), ElementsAre(first, second));
}

TEST_F(ViewOfALog, AsOfSeesNeitherLaterBatchesNorTheirWithdrawing) {
  const BatchId import = add();  // batch n is dated n·100
  withdraw(import, Action::Forget);
  add();
  const auto seen_at = [&](std::int64_t seconds) {
    const Result<View> view = load_view(*store_, at(seconds));
    std::vector<std::uint32_t> seen;
    for (std::uint32_t id = 1; view && id <= 3; ++id) {
      if (view->sees(BatchId(id))) seen.push_back(id);
    }
    return seen;
  };
  EXPECT_THAT(seen_at(99), IsEmpty());
  EXPECT_THAT(seen_at(100), ElementsAre(1));
  EXPECT_THAT(seen_at(199), ElementsAre(1));
  EXPECT_THAT(seen_at(200), ElementsAre(2));
  EXPECT_THAT(seen_at(300), ElementsAre(2, 3));
}

// An entry stands when no entry that stands withdraws it.
bool stands(const std::vector<std::uint32_t>& targets, std::uint32_t id, std::uint32_t last) {
  for (std::uint32_t later = id + 1; later <= last; ++later) {
    if (targets[later] == id && stands(targets, later, last)) return false;
  }
  return true;
}

TEST_F(ViewOfALog, AgreesWithReplayingRandomLogs) {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    const std::unique_ptr<Store> store = make_memory_store();
    const std::uint32_t count = 2 + random() % 9;
    std::vector<std::uint32_t> targets(count + 1, 0);
    for (std::uint32_t id = 1; id <= count; ++id) {
      BatchBuilder build(*store);
      if (id > 1 && random() % 3 != 0) {
        targets[id] = 1 + random() % (id - 1);
        build.withdraws(BatchId(targets[id]));
      }
      ASSERT_THAT(build.commit(*store), IsOk());
    }
    for (std::uint32_t last = 1; last <= count; ++last) {
      const Result<View> view = load_view(*store, at(std::int64_t{100} * last));
      ASSERT_THAT(view, IsOk());
      for (std::uint32_t id = 1; id <= count; ++id) {
        EXPECT_EQ(view->sees(BatchId(id)), id <= last && stands(targets, id, last))
            << "round " << round << ", entry " << id << " as of " << last;
      }
    }
  }
}

// ---- what a view leaves ----

View without(std::set<BatchId> withdrawn) { return {BatchId(UINT32_MAX), std::move(withdrawn)}; }

TEST(ResolvingANode, MergesWhatIsSeenInTheOrderOfBatches) {
  StoredNode stored{NodeId(4), "key", {}};
  stored.assertions = {{BatchId(1), titled("Old"), NodeId(1)},
                       {BatchId(2), titled("New"), NodeId(2)},
                       {BatchId(5), NodeFacts(), std::nullopt}};
  const auto all = resolve(stored, View());
  ASSERT_TRUE(all);
  EXPECT_EQ(all->key, "key");
  EXPECT_EQ(all->facts.title, "New");
  EXPECT_EQ(all->kind, Kind::Article);
  EXPECT_EQ(all->part_of, NodeId(2));
  EXPECT_THAT(all->batches, ElementsAre(BatchId(1), BatchId(2), BatchId(5)));
  const auto less = resolve(stored, without({BatchId(2)}));
  ASSERT_TRUE(less);
  EXPECT_EQ(less->facts.title, "Old");
  EXPECT_EQ(less->part_of, NodeId(1));
  const auto bare = resolve(stored, without({BatchId(1), BatchId(2)}));
  ASSERT_TRUE(bare);
  EXPECT_EQ(bare->kind, Kind::Publication);
  EXPECT_FALSE(resolve(stored, without({BatchId(1), BatchId(2), BatchId(5)})));
  EXPECT_FALSE(resolve(StoredNode{NodeId(4), "key", {}}, View()));
}

TEST(ResolvingACitation, NeedsEvidenceWhateverWasJudged) {
  Citation stored = citing(NodeId(1), NodeId(2));
  stored.evidence[0].batch = BatchId(1);
  stored.judgements = {{BatchId(2), Verdict::Rejected, "", at(0), ""},
                       {BatchId(3), Verdict::Confirmed, "", at(0), ""}};
  EXPECT_TRUE(is_confirmed(*resolve(stored, View())));
  EXPECT_TRUE(is_rejected(*resolve(stored, without({BatchId(3)}))));
  EXPECT_THAT(resolve(stored, without({BatchId(2), BatchId(3)}))->judgements, SizeIs(0));
  EXPECT_FALSE(resolve(stored, without({BatchId(1)})));
}

}  // namespace
}  // namespace whocites::testing
