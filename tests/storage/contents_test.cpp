// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What a store holds, counted without reading it in full, against a count of all that it gives.
#include "storage/contents.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>

#include "tests/storage/backends.h"
#include "tests/support/random_data.h"
#include "tests/support/result_matchers.h"

namespace whocites::testing {
namespace {

template <class Rows, class Same>
std::size_t place_in(const Rows& rows, Same same) {
  return static_cast<std::size_t>(std::find_if(rows.begin(), rows.end(), same) - rows.begin());
}

Contents counted_by_hand(const Network& network) {
  Contents contents;
  contents.nodes = network.nodes.size();
  contents.citations = network.citations.size();
  for (const Node& node : network.nodes) {
    ++contents.of_kind[place_in(kKinds, [&](const auto& row) { return row.kind == node.kind; })];
    if (node.facts.unresolved) ++contents.unresolved;
    if (node.kind == Kind::Article && !node.facts.date) ++contents.undated_articles;
  }
  for (const Citation& citation : network.citations) {
    const auto same = [&](const auto& row) { return row.relation == citation.relation; };
    ++contents.of_relation[place_in(kRelations, same)];
    contents.evidence += citation.evidence.size();
    if (is_confirmed(citation)) ++contents.confirmed;
    if (is_rejected(citation)) ++contents.rejected;
  }
  return contents;
}

class ContentsOf : public OnEachBackend {
 protected:
  void expect_right(const Reader& reader, Filter filter) {
    const auto network = reader.network(filter);
    ASSERT_THAT(network, IsOk());
    const auto whole = reader.source_graph();
    ASSERT_THAT(whole, IsOk());
    // Whoever asks names representatives.
    for (NodeId& outlet : filter.outlets) {
      const auto node = reader.node(outlet);
      ASSERT_THAT(node, IsOk());
      if (*node) outlet = (*node)->id;
    }
    const auto contents = count_contents(reader, *whole, filtered(*whole, filter));
    ASSERT_THAT(contents, IsOk());
    const Contents expected = counted_by_hand(*network);
    EXPECT_EQ(contents->nodes, expected.nodes);
    EXPECT_EQ(contents->citations, expected.citations);
    EXPECT_EQ(contents->evidence, expected.evidence);
    EXPECT_EQ(contents->confirmed, expected.confirmed);
    EXPECT_EQ(contents->rejected, expected.rejected);
    EXPECT_EQ(*contents, expected);
  }
};
INSTANTIATE_TEST_SUITE_P(Backends, ContentsOf, ::testing::ValuesIn(kBackends), backend_name);

TEST_P(ContentsOf, AnyStoreAreThoseOfItsNetworkUnderAnyFilterNowAndThen) {
  for (unsigned seed = 0; seed < 12; ++seed) {
    SCOPED_TRACE(seed);
    RandomData random(seed);
    std::vector<NodeId> known;
    for (int batch = 0; batch < 6; ++batch) {
      const Changes changes = random.changes(store(), known);
      ASSERT_THAT(store().commit(changes), IsOk());
      const auto now = Reader::make(store());
      ASSERT_THAT(now, IsOk());
      const auto then = Reader::make(store(), changes.batch.time);
      ASSERT_THAT(then, IsOk());
      expect_right(*now, {.include_rejected = true});
      expect_right(*then, {.include_rejected = true});
      if (!known.empty()) expect_right(*now, random.filter(known));
      if (HasFailure()) return;
    }
  }
}

TEST_P(ContentsOf, EmptyStoreAreNone) {
  const auto reader = Reader::make(store());
  ASSERT_THAT(reader, IsOk());
  expect_right(*reader, {});
}

TEST_P(ContentsOf, SeveralPiecesOfEvidenceAndJudgementsAreCounted) {
  BatchBuilder first(store());
  const NodeId a = first.node("a");
  const NodeId b = first.node("b");
  const NodeId c = first.node("c");
  first.cites(a, b).cites(a, c).cites(b, c).cites(c, a);
  ASSERT_THAT(first.commit(store()), IsOk());
  BatchBuilder second(store());
  second.cites(a, b).judges(a, b, Verdict::Confirmed).judges(b, c, Verdict::Rejected);
  ASSERT_THAT(second.commit(store()), IsOk());
  const auto reader = Reader::make(store());
  ASSERT_THAT(reader, IsOk());
  const auto graph = reader->source_graph();
  ASSERT_THAT(graph, IsOk());
  const auto contents = count_contents(*reader, *graph, *graph);
  ASSERT_THAT(contents, IsOk());
  EXPECT_EQ(contents->citations, 4U);
  EXPECT_EQ(contents->evidence, 5U);
  EXPECT_EQ(contents->confirmed, 1U);
  EXPECT_EQ(contents->rejected, 1U);
  expect_right(*reader, {.include_rejected = true});
}

TEST_P(ContentsOf, StoppedCountAreNone) {
  BatchBuilder build(store());
  build.cites(build.node("a"), build.node("b"));
  ASSERT_THAT(build.commit(store()), IsOk());
  const auto reader = Reader::make(store());
  const auto graph = reader->source_graph();
  ASSERT_THAT(graph, IsOk());
  const std::atomic<bool> stop = true;
  Work work;
  work.stop = &stop;
  const auto contents = count_contents(*reader, *graph, *graph, work);
  ASSERT_FALSE(contents.has_value());
  EXPECT_EQ(contents.error().code, ErrorCode::Interrupted);
  EXPECT_EQ(reader->source_graph(work).error().code, ErrorCode::Interrupted);
  EXPECT_EQ(reader->network({}, {}, work).error().code, ErrorCode::Interrupted);
  EXPECT_EQ(reader->unmerged_network({}, work).error().code, ErrorCode::Interrupted);
}

}  // namespace
}  // namespace whocites::testing
