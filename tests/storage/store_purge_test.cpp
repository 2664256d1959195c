// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What purge takes away and what it leaves, on every backend.
#include <gtest/gtest.h>

#include "tests/storage/backends.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"
#include "tests/support/store_dump.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class Purging : public OnEachBackend {
 protected:
  // Two batches about "gone" (1), "stays" (2) and "outlet" (3): an import and one by hand.
  void SetUp() override {
    OnEachBackend::SetUp();
    BatchBuilder import(store(), Action::Import);
    import.sums_up("import file");
    import.node("gone", titled("Secret Name"));
    import.node("stays", titled("Public Name"));
    import.node("outlet", titled("Outlet", Kind::Outlet));
    import.cites(gone_, stays_).cites(stays_, gone_).cites(gone_, gone_).cites(stays_, outlet_);
    import.keeps("Secret Name's whole text");
    ASSERT_THAT(import.commit(store()), IsOk());
    ASSERT_THAT(BatchBuilder(store()).sums_up("add outlet").says(outlet_, {}).commit(store()),
                IsOk());
  }
  std::string summary(BatchId id) {
    const auto batch = store().batch(id);
    return batch && *batch ? (*batch)->summary : "no such batch";
  }
  void purge_gone() { ASSERT_THAT(store().purge(purge_of(store(), {gone_})), IsOk()); }

  const NodeId gone_{1};
  const NodeId stays_{2};
  const NodeId outlet_{3};
};
INSTANTIATE_TEST_SUITE_P(Backends, Purging, ::testing::ValuesIn(kBackends), backend_name);

TEST_P(Purging, RemovesTheNodeItsNamesAndItsCitations) {
  purge_gone();
  EXPECT_THAT(store().node(gone_), IsOkAndHolds(std::nullopt));
  EXPECT_THAT(store().find_key("gone"), IsOkAndHolds(std::nullopt));
  EXPECT_THAT(store().find_name("secret name"), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(store().citations(gone_, Direction::Cites), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(store().citations(gone_, Direction::CitedBy), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(store().citations(stays_, Direction::CitedBy), IsOkAndHolds(IsEmpty()));
  EXPECT_EQ(disagreements(store()), "");
}

TEST_P(Purging, LeavesTheRest) {
  purge_gone();
  const auto left = store().node(stays_);
  ASSERT_THAT(left, IsOk());
  EXPECT_EQ((*left)->assertions.at(0).facts, titled("Public Name"));
  EXPECT_THAT(store().citations(stays_, Direction::Cites), IsOkAndHolds(SizeIs(1)));
  EXPECT_THAT(store().texts(BatchId(1)), IsOkAndHolds(SizeIs(1)));
  EXPECT_EQ(summary(BatchId(1)), "import file");
  EXPECT_EQ(summary(BatchId(2)), "add outlet");
}

TEST_P(Purging, IsLogged) {
  const Store::Purge request = purge_of(store(), {gone_});
  ASSERT_THAT(store().purge(request), IsOk());
  EXPECT_THAT(store().batch(BatchId(3)), IsOkAndHolds(::testing::Optional(request.entry)));
}

TEST_P(Purging, SilencesByHandBatchesAboutTheNode) {
  const std::vector<BatchBuilder> about{
      BatchBuilder(store()).says(gone_, titled("Secret Name II")),
      BatchBuilder(store()).cites(outlet_, gone_),
      BatchBuilder(store()).judges(stays_, gone_, Verdict::Rejected),
      BatchBuilder(store()).decides(stays_, gone_, true, "Secret Name"),
  };
  for (BatchBuilder build : about) {
    build.changes.batch.id = store().next_batch();
    ASSERT_THAT(build.sums_up("did it to Secret Name").commit(store()), IsOk());
  }
  purge_gone();
  for (std::uint32_t id = 3; id < 7; ++id) EXPECT_EQ(summary(BatchId(id)), "");
  EXPECT_THAT(store().identities(stays_), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(dump(store()), Not(HasSubstr("ecret Name II")));
}

TEST_P(Purging, SilencesByHandBatchesThatMadeOthersPartOfTheNode) {
  BatchBuilder build(store());
  build.says(stays_, {}, gone_).sums_up("set stays --outlet 'Secret Name'");
  ASSERT_THAT(build.commit(store()), IsOk());
  purge_gone();
  EXPECT_EQ(summary(BatchId(3)), "");
}

TEST_P(Purging, ForgetsThatOthersWerePartOfTheNode) {
  BatchBuilder build(store());
  build.says(stays_, titled("Public Name"), gone_).says(gone_, {}, outlet_);
  ASSERT_THAT(build.commit(store()), IsOk());
  purge_gone();
  EXPECT_THAT(store().parts_of(gone_), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(store().parts_of(outlet_), IsOkAndHolds(IsEmpty()));
  const auto node = store().node(stays_);
  ASSERT_THAT(node, IsOk());
  EXPECT_EQ((*node)->assertions.at(1).part_of, std::nullopt);
  EXPECT_EQ((*node)->assertions.at(1).facts, titled("Public Name"));
}

TEST_P(Purging, DropsSuggestionsThatNameTheNode) {
  NodeFacts facts = unresolved("Sekret");
  facts.suggestions = {{"gone", "Secret Name", 0.9}, {"stays", "Public Name", 0.5}};
  BatchBuilder build(store());
  const NodeId id = build.node("sekret", facts);
  ASSERT_THAT(build.commit(store()), IsOk());
  purge_gone();
  const auto node = store().node(id);
  ASSERT_THAT(node, IsOk());
  EXPECT_THAT((*node)->assertions.at(0).facts.suggestions,
              ElementsAre(Suggestion{"stays", "Public Name", 0.5}));
}

TEST_P(Purging, RemovesKeptTextsOfTheNamedBatchesOnly) {
  ASSERT_THAT(BatchBuilder(store()).keeps("another text").commit(store()), IsOk());
  ASSERT_THAT(store().purge(purge_of(store(), {}, {BatchId(1)})), IsOk());
  EXPECT_THAT(store().texts(BatchId(1)), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(store().texts(BatchId(3)), IsOkAndHolds(SizeIs(1)));
  EXPECT_THAT(store().node(gone_), IsOkAndHolds(Not(std::nullopt)));
}

TEST_P(Purging, OverlooksTextsOfBatchesThatDoNotExist) {
  const BatchId last(UINT32_MAX);
  ASSERT_THAT(store().purge(purge_of(store(), {}, {BatchId(0), BatchId(99), last})), IsOk());
  reopen();
  EXPECT_THAT(store().texts(BatchId(1)), IsOkAndHolds(SizeIs(1)));
}

TEST_P(Purging, TakesSeveralNodesAndTheSameOneTwice) {
  ASSERT_THAT(store().purge(purge_of(store(), {outlet_, gone_, outlet_})), IsOk());
  EXPECT_THAT(store().node(gone_), IsOkAndHolds(std::nullopt));
  EXPECT_THAT(store().node(outlet_), IsOkAndHolds(std::nullopt));
  EXPECT_EQ(disagreements(store()), "");
}

TEST_P(Purging, FreesTheKeyForANewNode) {
  purge_gone();
  BatchBuilder build(store());
  const NodeId again = build.node("gone");
  ASSERT_THAT(build.commit(store()), IsOk());
  EXPECT_EQ(again, NodeId(4));
  EXPECT_THAT(store().find_key("gone"), IsOkAndHolds(::testing::Optional(again)));
}

TEST_P(Purging, RefusesUnknownNodesAndEntriesOutOfTurnAndChangesNothing) {
  const std::string before = dump(store());
  EXPECT_THAT(store().purge(purge_of(store(), {gone_, NodeId(9)})),
              FailsWith(ErrorCode::BadRequest, "node 9 does not exist"));
  Store::Purge late = purge_of(store(), {gone_});
  late.entry.id = BatchId(2);
  EXPECT_THAT(store().purge(late), FailsWith(ErrorCode::BadRequest, "batch id out of turn"));
  EXPECT_EQ(dump(store()), before);
}

TEST_P(Purging, LastsOverReopening) {
  purge_gone();
  const std::string before = dump(store());
  reopen();
  EXPECT_EQ(dump(store()), before);
}

}  // namespace
}  // namespace whocites::testing
