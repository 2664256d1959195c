// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What a store tells of many nodes or citations at once is what it tells of each.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/storage/backends.h"
#include "tests/support/random_data.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_dump.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

bool even(BatchId batch) { return batch.value % 2 == 0; }
bool any(BatchId) { return true; }

class StoreWalks : public OnEachBackend {
 protected:
  // Stops after `limit` visits, as every visitor may.
  std::vector<StoredNode> nodes(const std::vector<NodeId>& ids, std::size_t limit = SIZE_MAX) {
    std::vector<StoredNode> found;
    EXPECT_THAT(store().visit_nodes(ids,
                                    [&](const StoredNode& node) {
                                      found.push_back(node);
                                      return found.size() < limit;
                                    }),
                IsOk());
    return found;
  }
  std::vector<Citation> citations(const std::vector<CitationId>& ids,
                                  std::size_t limit = SIZE_MAX) {
    std::vector<Citation> found;
    EXPECT_THAT(store().visit_citations(ids,
                                        [&](const Citation& citation) {
                                          found.push_back(citation);
                                          return found.size() < limit;
                                        }),
                IsOk());
    return found;
  }
  using Ends = std::vector<std::pair<NodeId, Adjacent>>;
  Ends adjacent(const std::vector<NodeId>& ids, Direction direction,
                const BatchFilter& counts = any, std::size_t limit = SIZE_MAX) {
    Ends found;
    const auto add = [&](NodeId node, const Adjacent& end) {
      found.emplace_back(node, end);
      return found.size() < limit;
    };
    EXPECT_THAT(store().visit_adjacent(ids, direction, counts, add), IsOk());
    return found;
  }
  Ends judged(Direction direction, NodeId from, std::size_t limit = SIZE_MAX) {
    Ends found;
    const auto add = [&](NodeId node, const Adjacent& end) {
      found.emplace_back(node, end);
      return found.size() < limit;
    };
    EXPECT_THAT(store().scan_judged(direction, from, add), IsOk());
    return found;
  }
  std::vector<NodeId> decided(NodeId from, std::size_t limit = SIZE_MAX) {
    std::vector<NodeId> found;
    EXPECT_THAT(store().scan_decided(from,
                                     [&](NodeId node) {
                                       found.push_back(node);
                                       return found.size() < limit;
                                     }),
                IsOk());
    return found;
  }

  // One by one, what the walks must give.
  std::vector<StoredNode> each_node(const std::vector<NodeId>& ids) {
    std::vector<StoredNode> found;
    for (NodeId id : ids) {
      if (const auto node = store().node(id).value()) found.push_back(*node);
    }
    return found;
  }
  Ends each_adjacent(const std::vector<NodeId>& ids, Direction direction,
                     const BatchFilter& counts) {
    Ends found;
    for (NodeId id : ids) {
      EXPECT_THAT(store().scan_adjacent(id, direction, std::nullopt, counts,
                                        [&](const Adjacent& end) {
                                          found.emplace_back(id, end);
                                          return true;
                                        }),
                  IsOk());
    }
    return found;
  }
  Ends each_judged(const std::vector<NodeId>& ids, Direction direction) {
    Ends found;
    for (NodeId id : ids) {
      const std::vector<Adjacent> ends = store().judged(id, direction).value();
      for (const Adjacent& end : ends) found.emplace_back(id, end);
    }
    return found;
  }
  std::vector<NodeId> each_decided(const std::vector<NodeId>& ids) {
    std::vector<NodeId> found = ids;
    std::erase_if(found, [&](NodeId id) { return store().identities(id).value().empty(); });
    return found;
  }
  std::vector<Citation> all_citations() {
    std::vector<Citation> found;
    EXPECT_THAT(store().scan_citations([&](const Citation& citation) {
      found.push_back(citation);
      return true;
    }),
                IsOk());
    return found;
  }
};
INSTANTIATE_TEST_SUITE_P(Backends, StoreWalks, ::testing::ValuesIn(kBackends), backend_name);

TEST_P(StoreWalks, OfNothingVisitNothing) {
  EXPECT_THAT(nodes({}), IsEmpty());
  EXPECT_THAT(nodes({NodeId(0), NodeId(1), NodeId(UINT32_MAX)}), IsEmpty());
  EXPECT_THAT(citations({}), IsEmpty());
  EXPECT_THAT(citations({{NodeId(1), NodeId(2), Relation::Links}}), IsEmpty());
  EXPECT_THAT(adjacent({}, Direction::Cites), IsEmpty());
  EXPECT_THAT(adjacent({NodeId(1), NodeId(UINT32_MAX)}, Direction::CitedBy), IsEmpty());
  EXPECT_THAT(judged(Direction::CitedBy, NodeId(0)), IsEmpty());
  EXPECT_THAT(decided(NodeId(0)), IsEmpty());
}

TEST_P(StoreWalks, GiveWhatIsToldOfEach) {
  RandomData random(7);
  std::vector<NodeId> known;
  for (int step = 0; step < 60; ++step) {
    ASSERT_THAT(store().commit(random.changes(store(), known)), IsOk());
  }
  for (int step = 0; step < 5; ++step) {
    reopen();
    std::vector<NodeId> some;
    for (std::uint32_t id = 0; id <= known.back().value + 3; ++id) {
      if (step == 0 || random.chance(0.5)) some.emplace_back(id);
    }
    EXPECT_EQ(nodes(some), each_node(some));
    for (const Direction direction : {Direction::Cites, Direction::CitedBy}) {
      for (const BatchFilter& counts : std::vector<BatchFilter>{any, even}) {
        EXPECT_EQ(adjacent(some, direction, counts), each_adjacent(some, direction, counts));
      }
      std::vector<NodeId> rest;
      for (std::uint32_t id = some[some.size() / 2].value; id <= known.back().value; ++id) {
        rest.emplace_back(id);
      }
      EXPECT_EQ(judged(direction, rest.front()), each_judged(rest, direction));
      EXPECT_EQ(decided(rest.front()), each_decided(rest));
    }
    std::vector<Citation> there = all_citations();
    std::set<CitationId> ids;
    std::erase_if(there, [&](const Citation&) { return step > 0 && random.chance(0.5); });
    for (const Citation& one : there) ids.insert({one.from, one.to, one.relation});
    // Others are between them, and at last one that is beyond all.
    for (int i = 0; i < 40; ++i) {
      const CitationId other{NodeId(random.below(50)), NodeId(random.below(50)), random.relation()};
      if (!store().citation(other.from, other.to, other.relation).value()) ids.insert(other);
    }
    ids.insert({NodeId(UINT32_MAX), NodeId(1), Relation::Links});
    EXPECT_EQ(citations({ids.begin(), ids.end()}), there);
    EXPECT_FALSE(there.empty());
  }
}

TEST_P(StoreWalks, StopWhenTold) {
  BatchBuilder build(store());
  const NodeId a = build.node("a");
  const NodeId b = build.node("b");
  build.cites(a, b).cites(b, a).cites(b, b).decides(a, b, true);
  build.judges(a, b, Verdict::Rejected).judges(b, a, Verdict::Rejected);
  ASSERT_THAT(build.commit(store()), IsOk());
  EXPECT_EQ(nodes({a, b}, 1).size(), 1U);
  EXPECT_EQ(citations({{a, b, Relation::Mentions}, {b, a, Relation::Mentions}}, 1).size(), 1U);
  EXPECT_EQ(citations({{b, a, Relation::Mentions}, {b, b, Relation::Mentions}}, 1).size(), 1U);
  EXPECT_EQ(adjacent({a, b}, Direction::Cites, any, 1).size(), 1U);
  EXPECT_EQ(adjacent({a, b}, Direction::Cites, any, 2).size(), 2U);
  EXPECT_EQ(judged(Direction::Cites, a, 1).size(), 1U);
  EXPECT_THAT(decided(a, 1), ElementsAre(a));
}

// So many that the store reads them in parts.
TEST_P(StoreWalks, KeepTheOrderOfVeryMany) {
  BatchBuilder build(store());
  const NodeId hub = build.bare_node("hub");
  std::vector<NodeId> ids;
  std::vector<CitationId> cited;
  for (std::uint32_t i = 0; i < 10000; ++i) {
    ids.push_back(build.bare_node("n" + std::to_string(i)));
    cited.push_back({ids.back(), hub, Relation::Mentions});
    build.cites(ids.back(), hub);
  }
  ASSERT_THAT(build.commit(store()), IsOk());
  for (const std::size_t limit : {1U, 300U, 5000U, 9000U, 20000U}) {
    const std::size_t count = std::min(limit, ids.size());
    const std::vector<StoredNode> found = nodes(ids, limit);
    const std::vector<Citation> citing = citations(cited, limit);
    ASSERT_EQ(found.size(), count);
    ASSERT_EQ(citing.size(), count);
    for (std::size_t i = 0; i < count; ++i) {
      ASSERT_EQ(found[i].id, ids[i]);
      ASSERT_EQ(citing[i].from, ids[i]);
    }
  }
}

// A list of several pieces, in two batches: codes in the first piece, at the ends of pieces,
// between two pieces, and beyond the last.
TEST_P(StoreWalks, FindCitationsInLongLists) {
  constexpr std::uint32_t kMany = 5000;
  BatchBuilder build(store());
  const NodeId hub = build.bare_node("hub");
  std::vector<NodeId> cited;
  for (std::uint32_t i = 0; i < kMany; ++i)
    cited.push_back(build.bare_node("n" + std::to_string(i)));
  for (std::uint32_t i = 0; i < kMany; i += 2) build.cites(hub, cited[i], Relation::Quotes, "one");
  ASSERT_THAT(build.commit(store()), IsOk());
  BatchBuilder more(store());
  for (std::uint32_t i = 0; i < kMany; i += 3) more.cites(hub, cited[i], Relation::Quotes, "two");
  ASSERT_THAT(more.commit(store()), IsOk());
  for (const std::uint32_t step : {1U, 7U, 511U, 1024U, 2048U}) {
    std::vector<CitationId> ids;
    std::vector<Citation> there;
    for (std::uint32_t i = step % 5; i < kMany; i += step) {
      ids.push_back({hub, cited[i], Relation::Links});
      ids.push_back({hub, cited[i], Relation::Quotes});
      if (i % 2 != 0 && i % 3 != 0) continue;
      const auto one = store().citation(hub, cited[i], Relation::Quotes);
      ASSERT_EQ((*one)->evidence.size(), (i % 2 == 0 ? 1U : 0U) + (i % 3 == 0 ? 1U : 0U));
      there.push_back(**one);
    }
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(citations(ids), there) << "each " << step;
  }
}

}  // namespace
}  // namespace whocites::testing
