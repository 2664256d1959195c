// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/direct_citations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/storage/backends.h"
#include "tests/support/crowd.h"
#include "tests/support/faulty_store.h"
#include "tests/support/passing_store.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_dump.h"

namespace whocites::testing {
namespace {

CitationId id_of(const Citation& citation) {
  return {citation.from, citation.to, citation.relation};
}

// The answer as its definition says, node by node and citation by citation.
std::vector<Citation> plainly(const Reader& reader, const Node& node, Direction direction,
                              const Filter& filter) {
  std::vector<Node> sources{node};
  if (node.kind == Kind::Outlet) {
    const std::vector<Node> parts = reader.parts_of(node.id).value();
    for (const Node& part : parts) {
      if (part.id != node.id && admits(filter, part)) sources.push_back(part);
    }
  }
  std::map<CitationId, Citation> found;
  for (const Node& source : sources) {
    const std::vector<Citation> own = reader.citations(source.id, direction).value();
    for (const Citation& one : own) {
      const NodeId far = direction == Direction::Cites ? one.to : one.from;
      const std::optional<Node> other = reader.node(far).value();
      const bool admitted = other && (far == node.id || admits(filter, *other));
      if (admitted && admits(filter, one)) found.emplace(id_of(one), one);
    }
  }
  std::vector<Citation> list;
  for (const auto& [id, one] : found) list.push_back(one);
  return list;
}

Filter random_filter(std::mt19937& random) {
  Filter filter;
  if (random() % 3 == 0) filter.kinds = {kKinds[random() % 2].kind};
  if (random() % 3 == 0) filter.relations = {kRelations[random() % 2].relation};
  if (random() % 3 == 0) filter.outlets = {NodeId(1 + random() % kCrowd)};
  if (random() % 3 == 0) filter.min_confidence = 0.75;
  if (random() % 3 == 0) filter.since = parse_date("2004").value().earliest();
  filter.include_undated = random() % 2 == 0;
  filter.include_rejected = random() % 2 == 0;
  return filter;
}

void expect_pages(const Reader& reader, const Node& node, Direction direction,
                  const Filter& filter) {
  const std::vector<Citation> all = plainly(reader, node, direction, filter);
  const auto whole = direct_citations(reader, node, direction, filter);
  ASSERT_THAT(whole, IsOk());
  ASSERT_EQ(whole->citations, all);
  for (const std::uint64_t limit : {0U, 1U, 4U, 1000U}) {
    for (std::size_t begin = 0; begin <= all.size(); ++begin) {
      PageRequest request{std::nullopt, limit};
      if (begin > 0) request.after = id_of(all[begin - 1]);
      const auto page = direct_citations(reader, node, direction, filter, request);
      ASSERT_THAT(page, IsOk());
      ASSERT_TRUE(page->has_value());
      const std::size_t end = std::min<std::size_t>(all.size(), begin + limit);
      const std::vector<Citation> expected(all.begin() + begin, all.begin() + end);
      ASSERT_EQ((*page)->network.citations, expected);
      ASSERT_EQ((*page)->more, end < all.size());
      // So few that they are always counted.
      if ((*page)->more) {
        ASSERT_EQ((*page)->left, all.size() - end);
      }
      for (const Citation& one : expected) {
        for (NodeId id : {one.from, one.to}) {
          const auto vertex = (*page)->network.vertex_of(id);
          ASSERT_TRUE(vertex);
          const Node& there = (*page)->network.node(*vertex);
          ASSERT_THAT(reader.node(id), IsOkAndHolds(::testing::Optional(there)));
          if (there.part_of) {
            ASSERT_TRUE((*page)->network.vertex_of(*there.part_of));
          }
        }
      }
    }
  }
}

void expect_unknown(const Reader& reader, const Node& node, Direction direction,
                    const Filter& filter, const CitationId& after) {
  const std::vector<Citation> all = plainly(reader, node, direction, filter);
  for (const Citation& one : all) {
    if (id_of(one) == after) return;
  }
  EXPECT_THAT(direct_citations(reader, node, direction, filter, {after, 3}),
              IsOkAndHolds(::testing::Eq(std::nullopt)));
}

class DirectCitations : public OnEachBackend {};
INSTANTIATE_TEST_SUITE_P(Backends, DirectCitations, ::testing::ValuesIn(kBackends), backend_name);

TEST_P(DirectCitations, APageIsWhatCuttingTheWholeAnswerGives) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    std::mt19937 random(seed);
    SCOPED_TRACE("seed " + std::to_string(seed));
    TempDir dir;
    const std::unique_ptr<Store> store = GetParam().open(dir / "store");
    crowd(*store, random, seed % 2 == 0, seed % 4 > 1);
    for (const auto& as_of : {std::optional<Timestamp>(), std::optional(at(3000))}) {
      const Reader reader = Reader::make(*store, as_of).value();
      for (std::uint32_t id = 1; id <= kCrowd; ++id) {
        const std::optional<Node> node = reader.node(NodeId(id)).value();
        if (!node || node->id != NodeId(id)) continue;
        for (const Direction direction : {Direction::Cites, Direction::CitedBy}) {
          const Filter filter = random() % 2 == 0 ? Filter() : random_filter(random);
          expect_pages(reader, *node, direction, filter);
          if (HasFatalFailure()) return;
          const CitationId after{NodeId(random() % (kCrowd + 2)), NodeId(random() % (kCrowd + 2)),
                                 kRelations[random() % 2].relation};
          expect_unknown(reader, *node, direction, filter, after);
          EXPECT_THAT(reader.citation_count(node->id, direction),
                      IsOkAndHolds(reader.citations(node->id, direction).value().size()));
        }
      }
    }
  }
}

// Counts what is told of nodes and citations, one by one.
class CountingStore final : public PassingStore {
 public:
  using PassingStore::PassingStore;
  std::size_t visits() const { return visits_; }

  Result<std::optional<StoredNode>> node(NodeId id) const override {
    ++visits_;
    return whole_.node(id);
  }
  Result<void> visit_nodes(std::span<const NodeId> ids, const NodeVisitor& visit) const override {
    return whole_.visit_nodes(ids, counted<const StoredNode&>(visit));
  }
  Result<void> visit_citations(std::span<const CitationId> ids,
                               const CitationVisitor& visit) const override {
    return whole_.visit_citations(ids, counted<const Citation&>(visit));
  }
  Result<void> scan_adjacent(NodeId node, Direction direction, const std::optional<Adjacent>& after,
                             const BatchFilter& counts,
                             const AdjacentVisitor& visit) const override {
    return whole_.scan_adjacent(node, direction, after, counts, counted<const Adjacent&>(visit));
  }
  Result<void> visit_adjacent(std::span<const NodeId> nodes, Direction direction,
                              const BatchFilter& counts, const EndVisitor& visit) const override {
    return whole_.visit_adjacent(nodes, direction, counts, counted<NodeId, const Adjacent&>(visit));
  }
  Result<std::vector<Citation>> citations(NodeId node, Direction direction) const override {
    auto found = whole_.citations(node, direction);
    if (found) visits_ += found->size();
    return found;
  }

 private:
  template <class... T>
  std::function<bool(T...)> counted(const std::function<bool(T...)>& visit) const {
    return [this, &visit](T... what) {
      ++visits_;
      return visit(what...);
    };
  }
  mutable std::size_t visits_ = 0;
};

// A node that very many cite, each in one of two batches, and some of them twice.
class Hub : public OnEachBackend {
 protected:
  static constexpr std::uint32_t kCiting = 12000;
  void SetUp() override {
    OnEachBackend::SetUp();
    for (const std::uint32_t step : {1U, 5U}) {
      BatchBuilder build(store());
      if (step == 1) hub_ = build.node("hub");
      for (std::uint32_t i = 0; i < kCiting; i += step) {
        const NodeId id = step == 1 ? build.node("n" + std::to_string(i)) : NodeId(i + 2);
        build.cites(id, hub_);
      }
      ASSERT_THAT(build.commit(store()), IsOk());
    }
    ASSERT_THAT(BatchBuilder(store()).judges(NodeId(9000), hub_, Verdict::Rejected).commit(store()),
                IsOk());
  }
  // The page, and how much was looked at for it.
  CitationPage page(const Filter& filter, std::optional<std::uint32_t> after) {
    const CountingStore counting(store());
    const Reader reader = Reader::make(counting).value();
    PageRequest request{std::nullopt, 20};
    if (after) request.after = CitationId{NodeId(*after), hub_, Relation::Mentions};
    const Node hub = reader.node(hub_).value().value();
    auto read = direct_citations(reader, hub, Direction::CitedBy, filter, request);
    EXPECT_THAT(read, IsOk());
    EXPECT_TRUE(*read);
    EXPECT_EQ((*read)->network.citations.size(), 20U);
    EXPECT_TRUE((*read)->more);
    visits_ = counting.visits();
    return std::move(**read);
  }
  std::size_t visits_ = 0;
  NodeId hub_;
};
INSTANTIATE_TEST_SUITE_P(Backends, Hub, ::testing::ValuesIn(kBackends), backend_name);

TEST_P(Hub, APageCostsAPage) {
  EXPECT_EQ(page({}, {}).left, kCiting - 1 - 20);
  EXPECT_LT(visits_, 100U);
  EXPECT_EQ(page({.include_rejected = true}, {}).left, kCiting - 20);
  EXPECT_LT(visits_, 100U);
  const CitationPage near_end = page({}, 8000);
  EXPECT_EQ(near_end.network.citations.front().from, NodeId(8001));
  EXPECT_EQ(near_end.left, kCiting + 1 - 8000 - 1 - 20);
}

TEST_P(Hub, WhatIsLeftIsNotCountedWhenThatWouldTakeReadingIt) {
  const CitationPage early = page({}, 500);
  EXPECT_EQ(early.network.citations.back().from, NodeId(520));
  EXPECT_EQ(early.left, std::nullopt);
  EXPECT_EQ(page({.kinds = {Kind::Article}}, {}).left, std::nullopt);
  EXPECT_LT(visits_, 100U);
}

TEST_P(Hub, DecisionsOnOthersLeaveItsPagesCheap) {
  BatchBuilder build(store());
  const NodeId a = build.node("a");
  const NodeId b = build.node("b");
  build.decides(a, b, true);
  ASSERT_THAT(build.commit(store()), IsOk());
  EXPECT_EQ(page({}, {}).left, kCiting - 1 - 20);
  EXPECT_LT(visits_, 100U);
  // One of those that cite it is shown in the place of another now.
  ASSERT_THAT(BatchBuilder(store()).decides(NodeId(2), NodeId(40), true).commit(store()), IsOk());
  const CitationPage merged = page({}, {});
  EXPECT_EQ(merged.left, kCiting - 2 - 20);
  EXPECT_GT(visits_, kCiting);
  EXPECT_LT(visits_, kCiting + 200);  // the ends of all, but their nodes and evidence only of some
}

TEST_P(Hub, IsCountedWithoutReadingItsList) {
  const CountingStore counting(store());
  const Reader reader = Reader::make(counting).value();
  EXPECT_THAT(reader.citation_count(hub_, Direction::CitedBy), IsOkAndHolds(kCiting));
  EXPECT_THAT(reader.citation_count(hub_, Direction::Cites), IsOkAndHolds(0U));
  EXPECT_LT(counting.visits(), 10U);
}

TEST(DirectCitationsOfAFaultyStore, PassOnEveryFailure) {
  const std::unique_ptr<Store> store = make_memory_store();
  std::mt19937 random(3);
  crowd(*store, random, true, true);
  const auto ask = [&](const Store& asked) -> Result<std::size_t> {
    std::size_t rows = 0;
    const Result<Reader> reader = Reader::make(asked);
    if (!reader) return fail(reader.error());
    for (std::uint32_t id = 1; id <= kCrowd; ++id) {
      const auto node = reader->node(NodeId(id));
      if (!node) return fail(node.error());
      if (!*node) continue;
      const auto count = reader->citation_count(NodeId(id), Direction::Cites);
      if (!count) return fail(count.error());
      std::optional<CitationId> after;
      for (bool more = true; more;) {
        const auto page = direct_citations(*reader, **node, Direction::CitedBy, {}, {after, 2});
        if (!page) return fail(page.error());
        more = *page && (*page)->more;
        rows += *page ? (*page)->network.citations.size() : 0;
        if (more) after = id_of((*page)->network.citations.back());
      }
    }
    return rows;
  };
  const Result<std::size_t> whole = ask(*store);
  ASSERT_THAT(whole, IsOk());
  EXPECT_GT(*whole, 20U);
  // Every seventh is enough: the calls repeat from node to node.
  for (std::size_t call = 0;; call += 7) {
    const FaultyStore faulty(*store, call);
    const Result<std::size_t> answer = ask(faulty);
    if (!faulty.has_failed()) break;
    ASSERT_THAT(answer, FailsWith(ErrorCode::Io, "fault injected")) << "call " << call;
  }
}

}  // namespace
}  // namespace whocites::testing
