// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// A walk over a store, against the network that the store gives.
#include "storage/store_walk.h"

#include <gtest/gtest.h>

#include "tests/storage/backends.h"
#include "tests/support/random_data.h"
#include "tests/support/result_matchers.h"

namespace whocites::testing {
namespace {

using Identity = StoreWalk::Identity;

// What the walk gives, taken together in every way that it can be.
void expect_gives(const GraphWalk& walk, const Network& network) {
  const auto collected = collect(walk);
  ASSERT_THAT(collected, IsOk());
  ASSERT_EQ(collected->nodes, network.nodes);
  ASSERT_EQ(collected->citations, network.citations);
  ASSERT_EQ(collected->identities, network.identities);
  ASSERT_EQ(walk.node_count(), network.nodes.size());
  for (std::size_t place = 0; place < network.nodes.size(); ++place) {
    const Node& node = network.nodes[place];
    ASSERT_EQ(walk.place_of(node.id), place);
    ASSERT_EQ(walk.key_of(node.id), node.key);
  }
  EXPECT_EQ(walk.place_of(NodeId(0)), std::nullopt);
  EXPECT_EQ(walk.key_of(NodeId(UINT32_MAX)), "");
  std::vector<Node> nodes;
  std::vector<Citation> citations;
  const auto row = [&](const Node& node, std::span<const Citation> cites) {
    nodes.push_back(node);
    for (const Citation& citation : cites) {
      EXPECT_EQ(citation.from, node.id);
      citations.push_back(citation);
    }
    return true;
  };
  ASSERT_THAT(walk.rows(row), IsOk());
  EXPECT_EQ(nodes, network.nodes);
  EXPECT_EQ(citations, network.citations);
}

class StoreWalkOn : public OnEachBackend {
 protected:
  void expect_gives_the_network(const Reader& reader, const Filter& filter) {
    const auto merged = reader.network(filter);
    ASSERT_THAT(merged, IsOk());
    const auto walk = StoreWalk::make(reader, filter, Identity::Merged);
    ASSERT_THAT(walk, IsOk());
    expect_gives(*walk, *merged);
    const auto apart = reader.unmerged_network(filter);
    ASSERT_THAT(apart, IsOk());
    const auto other = StoreWalk::make(reader, filter, Identity::Apart);
    ASSERT_THAT(other, IsOk());
    expect_gives(*other, *apart);
  }
};
INSTANTIATE_TEST_SUITE_P(Backends, StoreWalkOn, ::testing::ValuesIn(kBackends), backend_name);

TEST_P(StoreWalkOn, AnyStoreGivesItsNetworkUnderAnyFilterNowAndThen) {
  for (unsigned seed = 0; seed < 12; ++seed) {
    SCOPED_TRACE(seed);
    RandomData random(seed);
    std::vector<NodeId> known;
    for (int batch = 0; batch < 8; ++batch) {
      const Changes changes = random.changes(store(), known);
      ASSERT_THAT(store().commit(changes), IsOk());
      if (known.empty()) continue;
      const auto now = Reader::make(store());
      ASSERT_THAT(now, IsOk());
      expect_gives_the_network(*now, {});
      expect_gives_the_network(*now, random.filter(known));
      const auto then = Reader::make(store(), changes.batch.time);
      ASSERT_THAT(then, IsOk());
      expect_gives_the_network(*then, random.filter(known));
    }
    if (HasFailure()) return;
  }
}

TEST_P(StoreWalkOn, EmptyStoreGivesNothing) {
  const auto reader = Reader::make(store());
  ASSERT_THAT(reader, IsOk());
  expect_gives_the_network(*reader, {});
}

// More nodes, and more citations out of one, than are read at once.
TEST_P(StoreWalkOn, WhatIsReadInPiecesIsWhole) {
  BatchBuilder build(store());
  const NodeId hub = build.node("hub");
  std::vector<NodeId> others;
  for (int i = 0; i < 4200; ++i) others.push_back(build.bare_node(std::to_string(i)));
  for (const NodeId other : others) build.says(other, titled("x")).cites(hub, other);
  build.cites(others.back(), hub);
  ASSERT_THAT(build.commit(store()), IsOk());
  const auto reader = Reader::make(store());
  ASSERT_THAT(reader, IsOk());
  expect_gives_the_network(*reader, {});
}

TEST_P(StoreWalkOn, StopsWhenTold) {
  BatchBuilder build(store());
  const NodeId a = build.node("a");
  build.cites(a, build.node("b")).cites(a, build.node("c"));
  ASSERT_THAT(build.commit(store()), IsOk());
  const auto reader = Reader::make(store());
  ASSERT_THAT(reader, IsOk());
  for (const Identity identity : {Identity::Merged, Identity::Apart}) {
    const auto walk = StoreWalk::make(*reader, {}, identity);
    ASSERT_THAT(walk, IsOk());
    int visits = 0;
    const auto stop = [&](const auto&...) { return ++visits == 0; };
    ASSERT_THAT(walk->nodes(stop), IsOk());
    ASSERT_THAT(walk->citations(stop), IsOk());
    ASSERT_THAT(walk->rows(stop), IsOk());
    EXPECT_EQ(visits, 3);
  }
}

}  // namespace
}  // namespace whocites::testing
