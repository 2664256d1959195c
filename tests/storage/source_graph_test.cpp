// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The structure that a store gives, against the network that it gives.
#include "graph/source_graph.h"

#include <gtest/gtest.h>

#include "storage/reader.h"
#include "tests/storage/backends.h"
#include "tests/support/faulty_store.h"
#include "tests/support/graph_brief.h"
#include "tests/support/random_data.h"
#include "tests/support/result_matchers.h"

namespace whocites::testing {
namespace {

TEST(SourceGraphOfAStore, TellsWhatTheNetworkTellsUnderAnyFilter) {
  for (unsigned seed = 0; seed < 25; ++seed) {
    SCOPED_TRACE(seed);
    RandomData random(seed);
    const auto store = make_memory_store();
    std::vector<NodeId> known;
    for (int batch = 0; batch < 12; ++batch) {
      ASSERT_THAT(store->commit(random.changes(*store, known)), IsOk());
    }
    const auto reader = Reader::make(*store);
    ASSERT_THAT(reader, IsOk());
    const auto whole = reader->source_graph();
    ASSERT_THAT(whole, IsOk());
    for (int question = 0; question < 4; ++question) {
      Filter filter = random.filter(known);
      const auto network = reader->network(filter);
      ASSERT_THAT(network, IsOk());
      // Whoever asks names representatives.
      for (NodeId& outlet : filter.outlets) {
        const auto node = reader->node(outlet);
        ASSERT_THAT(node, IsOk());
        if (*node) outlet = (*node)->id;
      }
      ASSERT_EQ(brief(filtered(*whole, filter)), brief(source_graph_of(*network)));
    }
  }
}

class SourceGraphOn : public OnEachBackend {
 protected:
  // What the whole network tells.
  std::string truth(const Reader& reader) {
    const auto network = reader.network({.include_rejected = true});
    if (!network) return to_string(network.error());
    return brief(source_graph_of(*network));
  }
  std::string told(const Reader& reader) {
    const auto graph = reader.source_graph();
    return graph ? brief(*graph) : to_string(graph.error());
  }
};
INSTANTIATE_TEST_SUITE_P(Backends, SourceGraphOn, ::testing::ValuesIn(kBackends), backend_name);

// Several batches on the same nodes and citations, withdrawals, judgements and decisions on
// identity come up in nearly every one of these stores.
TEST_P(SourceGraphOn, AnyStoreTellsWhatTheNetworkTellsNowAndThen) {
  for (unsigned seed = 0; seed < 12; ++seed) {
    SCOPED_TRACE(seed);
    RandomData random(seed);
    std::vector<NodeId> known;
    for (int batch = 0; batch < 6; ++batch) {
      const Changes changes = random.changes(store(), known);
      ASSERT_THAT(store().commit(changes), IsOk());
      const auto now = Reader::make(store());
      ASSERT_THAT(now, IsOk());
      ASSERT_EQ(told(*now), truth(*now));
      const auto then = Reader::make(store(), changes.batch.time);
      ASSERT_THAT(then, IsOk());
      ASSERT_EQ(told(*then), truth(*then));
    }
    if (!known.empty() && random.chance(0.5)) {
      const NodeId gone = known[random.below(static_cast<std::uint32_t>(known.size()))];
      ASSERT_THAT(store().purge(purge_of(store(), {gone})), IsOk());
    }
  }
}

TEST_P(SourceGraphOn, EmptyStoreTellsNothing) {
  const auto reader = Reader::make(store());
  ASSERT_THAT(reader, IsOk());
  EXPECT_EQ(told(*reader), "");
}

TEST_P(SourceGraphOn, NodeThatNoBatchTellsOfIsNotSeen) {
  BatchBuilder build(store());
  const NodeId seen = build.node("seen");
  const NodeId bare = build.bare_node("bare");
  build.cites(seen, bare).cites(bare, seen).says(seen, {}, bare);
  ASSERT_THAT(build.commit(store()), IsOk());
  const auto reader = Reader::make(store());
  ASSERT_THAT(reader, IsOk());
  EXPECT_EQ(told(*reader), "1 article\n");
}

TEST_P(SourceGraphOn, ListsOfSeveralPiecesAndMoreThan256ConfidencesAreTold) {
  BatchBuilder build(store());
  std::vector<NodeId> nodes;
  for (int i = 0; i < 2500; ++i) nodes.push_back(build.node("n" + std::to_string(i)));
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    Citation citation = citing(nodes[0], nodes[i]);
    if (i % 2 == 0) citation.evidence.front().confidence = static_cast<double>(i) / 2500;
    build.changes.citations.push_back(citation);
  }
  build.judges(nodes[0], nodes[2400], Verdict::Rejected);
  ASSERT_THAT(build.commit(store()), IsOk());
  const auto reader = Reader::make(store());
  ASSERT_THAT(reader, IsOk());
  EXPECT_EQ(told(*reader), truth(*reader));
}

// Another batch's evidence for the same citation counts with it, in whatever order they came.
TEST_P(SourceGraphOn, TheBestEvidenceOfAllBatchesCounts) {
  BatchBuilder first(store());
  const NodeId a = first.node("a");
  const NodeId b = first.node("b");
  first.cites(b, a, Relation::Quotes).cites(a, b).cites(a, a);
  first.changes.citations[1].evidence.front().confidence = 0.25;
  ASSERT_THAT(first.commit(store()), IsOk());
  BatchBuilder second(store());
  second.cites(a, b, Relation::Links).cites(a, b);
  second.changes.citations[1].evidence.front().confidence = 0.75;
  ASSERT_THAT(second.commit(store()), IsOk());
  const auto reader = Reader::make(store());
  ASSERT_THAT(reader, IsOk());
  EXPECT_THAT(told(*reader), ::testing::HasSubstr("1 mentions 1 1.000000\n"
                                                  "1 mentions 2 0.750000\n"
                                                  "1 links 2 1.000000\n"
                                                  "2 quotes 1 1.000000\n"));
  ASSERT_THAT(BatchBuilder(store()).withdraws(BatchId(2)).commit(store()), IsOk());
  const auto later = Reader::make(store());
  ASSERT_THAT(later, IsOk());
  EXPECT_THAT(told(*later), ::testing::HasSubstr("1 mentions 2 0.250000\n2 quotes"));
}

// A judgement stays with the citation that it is on: where that has no evidence, it says nothing
// of another one that a decision makes the same.
TEST_P(SourceGraphOn, JudgementOfACitationWithoutEvidenceDoesNotCount) {
  BatchBuilder build(store());
  const NodeId a = build.node("a");
  const NodeId same = build.node("same");
  const NodeId b = build.node("b");
  build.cites(a, b).decides(a, same, true).judges(same, b, Verdict::Rejected);
  ASSERT_THAT(build.commit(store()), IsOk());
  const auto reader = Reader::make(store());
  ASSERT_THAT(reader, IsOk());
  EXPECT_EQ(told(*reader), truth(*reader));
  EXPECT_THAT(told(*reader), ::testing::Not(::testing::HasSubstr("rejected")));
}

TEST(SourceGraphOfAStore, IsRightOrAFailureWhateverReadFails) {
  RandomData random(7);
  const auto store = make_memory_store();
  std::vector<NodeId> known;
  for (int batch = 0; batch < 8; ++batch) {
    ASSERT_THAT(store->commit(random.changes(*store, known)), IsOk());
  }
  const auto reader = Reader::make(*store);
  ASSERT_THAT(reader, IsOk());
  const std::string truth = brief(*reader->source_graph());
  bool failed = true;
  for (std::size_t n = 0; failed; ++n) {
    FaultyStore faulty(*store, n);
    const auto through = Reader::make(faulty);
    if (!through) continue;
    const auto graph = through->source_graph();
    failed = faulty.has_failed();
    ASSERT_EQ(graph.has_value(), !failed) << "read " << n;
    if (graph) {
      EXPECT_EQ(brief(*graph), truth);
    }
  }
}

TEST(SourceGraphOfAStore, ExcerptGivesTheAskedInFull) {
  for (unsigned seed = 0; seed < 25; ++seed) {
    SCOPED_TRACE(seed);
    RandomData random(seed);
    const auto store = make_memory_store();
    std::vector<NodeId> known;
    for (int batch = 0; batch < 12; ++batch) {
      ASSERT_THAT(store->commit(random.changes(*store, known)), IsOk());
    }
    const auto reader = Reader::make(*store);
    ASSERT_THAT(reader, IsOk());
    const auto network = reader->network({.include_rejected = true});
    ASSERT_THAT(network, IsOk());
    std::vector<NodeId> nodes{NodeId(4000)};
    std::vector<CitationId> ends{{NodeId(4000), NodeId(4000), Relation::Links}};
    for (const Node& node : network->nodes) nodes.push_back(node.id);
    for (const Citation& citation : network->citations) {
      ends.push_back({citation.from, citation.to, citation.relation});
    }
    const auto excerpt = reader->excerpt(nodes, ends);
    ASSERT_THAT(excerpt, IsOk());
    ASSERT_EQ(excerpt->nodes, network->nodes);
    ASSERT_EQ(excerpt->citations, network->citations);
  }
}

}  // namespace
}  // namespace whocites::testing
