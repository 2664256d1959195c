// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/neighborhood.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "graph/algorithms/path.h"
#include "tests/storage/backends.h"
#include "tests/support/crowd.h"
#include "tests/support/faulty_store.h"
#include "tests/support/result_matchers.h"

namespace whocites::testing {
namespace {

class Neighborhood : public OnEachBackend {};
INSTANTIATE_TEST_SUITE_P(Backends, Neighborhood, ::testing::ValuesIn(kBackends), backend_name);

constexpr Follow kWays[] = {Follow::Cites, Follow::CitedBy, Follow::Both};

NeighborhoodOptions options_of(Follow way, std::uint64_t depth, const Filter& filter) {
  return {way != Follow::CitedBy, way != Follow::Cites, depth, filter};
}

std::map<NodeId, std::uint32_t> distances(const Network& network, NodeId start, std::uint32_t depth,
                                          Follow way) {
  std::map<NodeId, std::uint32_t> found;
  const VertexId vertex = *network.vertex_of(start);
  for (const ReachedVertex& reached : reach(network.graph, {&vertex, 1}, depth, way)) {
    found[network.node(reached.vertex).id] = reached.distance;
  }
  return found;
}

// The part of the whole network that the start reaches, with what its nodes are part of.
void expect_part(const Network& part, const Network& whole,
                 const std::map<NodeId, std::uint32_t>& reached) {
  std::set<NodeId> nodes;
  for (const auto& [id, distance] : reached) {
    nodes.insert(id);
    const Node& node = whole.node(*whole.vertex_of(id));
    if (node.part_of && whole.vertex_of(*node.part_of)) nodes.insert(*node.part_of);
  }
  std::vector<Node> expected_nodes = whole.nodes;
  std::erase_if(expected_nodes, [&](const Node& node) { return !nodes.contains(node.id); });
  std::vector<Citation> expected = whole.citations;
  std::erase_if(expected, [&](const Citation& one) {
    return !reached.contains(one.from) || !reached.contains(one.to);
  });
  ASSERT_EQ(part.nodes, expected_nodes);
  ASSERT_EQ(part.citations, expected);
}

TEST_P(Neighborhood, IsThePartOfTheNetworkThatIsReached) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    TempDir dir;
    const std::unique_ptr<Store> store = GetParam().open(dir / "store");
    crowd(*store, random, seed % 2 == 0, seed % 4 > 1);
    const Reader reader = Reader::make(*store).value();
    Filter filter;
    filter.include_rejected = seed % 3 == 0;
    if (seed % 3 == 1) filter.relations = {kRelations[0].relation};
    if (seed % 3 == 2) filter.min_confidence = 0.75;
    const Network whole = reader.network(filter).value();
    for (const Node& start : whole.nodes) {
      for (const Follow way : kWays) {
        for (const std::uint32_t depth : {0U, 1U, 2U, 9U}) {
          NeighborhoodOptions options = options_of(way, depth, filter);
          const auto reached = distances(whole, start.id, depth, way);
          const auto part = neighborhood(reader, {start.id}, options);
          ASSERT_THAT(part, IsOk());
          expect_part(*part, whole, reached);
          options.evidence = false;
          const auto bare = neighborhood(reader, {start.id}, options);
          ASSERT_THAT(bare, IsOk());
          ASSERT_EQ(bare->nodes, part->nodes);
          ASSERT_EQ(distances(*bare, start.id, depth, way), reached);
          for (const Citation& one : bare->citations) {
            ASSERT_TRUE(one.evidence.empty() && one.judgements.empty());
          }
        }
      }
    }
  }
}

TEST(NeighborhoodOfAFaultyStore, PassesOnEveryFailure) {
  const std::unique_ptr<Store> store = make_memory_store();
  std::mt19937 random(2);
  crowd(*store, random, true, true);
  const auto ask = [](const Store& asked, bool evidence) -> Result<std::size_t> {
    const Result<Reader> reader = Reader::make(asked);
    if (!reader) return fail(reader.error());
    NeighborhoodOptions options = options_of(Follow::Both, 3, {});
    options.evidence = evidence;
    const Result<std::optional<Node>> start = reader->node(NodeId(1));
    if (!start) return fail(start.error());
    const Result<Network> part = neighborhood(*reader, {(*start)->id}, options);
    if (!part) return fail(part.error());
    return part->nodes.size();
  };
  for (const bool evidence : {true, false}) {
    ASSERT_THAT(ask(*store, evidence), IsOk());
    std::size_t calls = 0;
    for (;; ++calls) {
      const FaultyStore faulty(*store, calls);
      const Result<std::size_t> answer = ask(faulty, evidence);
      if (!faulty.has_failed()) break;
      ASSERT_THAT(answer, FailsWith(ErrorCode::Io, "fault injected")) << "call " << calls;
    }
    EXPECT_GT(calls, 10U);
  }
}

}  // namespace
}  // namespace whocites::testing
