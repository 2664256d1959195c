// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/reader.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "tests/support/faulty_store.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"
#include "tests/support/store_dump.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Optional;
using ::testing::SizeIs;

class ReaderOfAStore : public ::testing::Test {
 protected:
  BatchId log(const BatchBuilder& build) {
    EXPECT_THAT(build.commit(*store_), IsOk());
    return build.changes.batch.id;
  }
  // One batch for each node, so that it can be taken back by itself.
  NodeId add(const std::string& key, const NodeFacts& facts,
             std::optional<NodeId> part_of = std::nullopt) {
    BatchBuilder build(*store_);
    const NodeId id = build.node(key, facts, part_of);
    log(build);
    return id;
  }
  NodeId add(const std::string& key) { return add(key, titled("Title of " + key)); }
  BatchId decide(NodeId a, NodeId b, bool same) {
    return log(BatchBuilder(*store_).decides(a, b, same));
  }
  BatchId cite(NodeId from, NodeId to, Relation relation = Relation::Mentions,
               const std::string& text = "") {
    return log(BatchBuilder(*store_).cites(from, to, relation, text));
  }
  BatchId withdraw(BatchId batch) {
    return log(BatchBuilder(*store_, Action::Forget).withdraws(batch));
  }
  BatchId last() const { return BatchId(store_->next_batch().value - 1); }
  Reader reader(std::optional<Timestamp> as_of = std::nullopt) {
    return Reader::make(*store_, as_of).value();
  }
  Node node(NodeId id) {
    const auto found = reader().node(id);
    EXPECT_THAT(found, IsOk());
    return found && *found ? **found : Node();
  }
  std::vector<NodeId> same_as(NodeId id) { return reader().same_as(id).value(); }
  std::string brief(const std::vector<Citation>& list) {
    std::string text;
    for (const Citation& c : list) {
      text += std::to_string(c.from.value) + " " + std::string(name_of(c.relation)) + " " +
              std::to_string(c.to.value) + " ×" + std::to_string(c.evidence.size()) + "; ";
    }
    return text;
  }
  std::string citations(NodeId id, Direction direction = Direction::Cites) {
    const auto found = reader().citations(id, direction);
    EXPECT_THAT(found, IsOk());
    return found ? brief(*found) : "";
  }
  std::vector<std::string> keys(const Network& network) {
    std::vector<std::string> list;
    for (const Node& one : network.nodes) list.push_back(one.key);
    return list;
  }

  const std::unique_ptr<Store> store_ = make_memory_store();
};

TEST_F(ReaderOfAStore, WithdrawnNodeIsNotSeenUntilThatIsUndone) {
  const NodeId a = add("a");
  const BatchId forget = withdraw(last());
  EXPECT_THAT(reader().node(a), IsOkAndHolds(std::nullopt));
  withdraw(forget);
  EXPECT_EQ(node(a).facts.title, "Title of a");
  EXPECT_THAT(reader().node(NodeId(9)), IsOkAndHolds(std::nullopt));
}

TEST_F(ReaderOfAStore, AsOfSeesWhatWasKnownThen) {
  const NodeId a = add("a");  // at 100
  log(BatchBuilder(*store_).says(a, titled("Later")));
  EXPECT_EQ(node(a).facts.title, "Later");
  EXPECT_EQ((*reader(at(150)).node(a))->facts.title, "Title of a");
  EXPECT_THAT(reader(at(50)).node(a), IsOkAndHolds(std::nullopt));
}

TEST_F(ReaderOfAStore, SamenessReachesThroughOthersAndCanBeTakenBack) {
  const NodeId a = add("a");
  const NodeId b = add("b");
  const NodeId c = add("c");
  decide(b, a, true);
  const BatchId second = decide(b, c, true);
  for (const NodeId id : {a, b, c}) {
    EXPECT_THAT(same_as(id), ElementsAre(a, b, c));
    EXPECT_EQ(node(id).id, a);
  }
  EXPECT_THAT(reader().decided(a, c), IsOkAndHolds(std::nullopt));
  EXPECT_THAT(reader().decided(c, b), IsOkAndHolds(Optional(true)));
  withdraw(second);
  EXPECT_THAT(same_as(a), ElementsAre(a, b));
  EXPECT_THAT(same_as(c), ElementsAre(c));
}

TEST_F(ReaderOfAStore, LastWordOnAPairCounts) {
  const NodeId a = add("a");
  const NodeId b = add("b");
  decide(a, b, true);
  const BatchId not_same = decide(b, a, false);
  EXPECT_THAT(reader().decided(a, b), IsOkAndHolds(Optional(false)));
  EXPECT_THAT(same_as(a), ElementsAre(a));
  withdraw(not_same);
  EXPECT_THAT(reader().decided(b, a), IsOkAndHolds(Optional(true)));
  EXPECT_THAT(same_as(a), ElementsAre(a, b));
}

TEST_F(ReaderOfAStore, NobodyDecidesOnANodeAndItself) {
  const NodeId a = add("a");
  decide(a, add("b"), false);
  EXPECT_THAT(reader().decided(a, a), IsOkAndHolds(std::nullopt));
}

TEST_F(ReaderOfAStore, RepresentativeIsTheFirstThatIsNotUnresolved) {
  const NodeId name = add("name", unresolved("Times"));
  const NodeId first = add("first", titled("The Times", Kind::Outlet));
  const NodeId second = add("second", titled("Times of London", Kind::Organization));
  decide(second, name, true);
  decide(second, first, true);
  const Node whole = node(name);
  EXPECT_EQ(whole.id, first);
  EXPECT_EQ(whole.key, "first");
  EXPECT_EQ(whole.kind, Kind::Outlet);
  EXPECT_EQ(whole.facts.title, "The Times");
  EXPECT_FALSE(whole.facts.unresolved);
  EXPECT_THAT(whole.merged, ElementsAre("second", "name"));
  EXPECT_THAT(whole.facts.aliases, ElementsAre("Times of London", "Times"));
  EXPECT_THAT(whole.batches, ElementsAre(BatchId(1), BatchId(2), BatchId(3)));
}

TEST_F(ReaderOfAStore, AmongUnresolvedOnesTheFirstNameIsTheTitle) {
  const NodeId first = add("first", unresolved("Gazette"));
  const NodeId second = add("second", unresolved("The Dnipro Gazette"));
  decide(first, second, true);
  EXPECT_EQ(node(second).key, "first");
  EXPECT_EQ(node(second).facts.title, "Gazette");
  EXPECT_THAT(node(second).facts.aliases, ElementsAre("The Dnipro Gazette"));
}

TEST_F(ReaderOfAStore, CitationsOfUnitedNodesCoincide) {
  const NodeId a = add("a");
  const NodeId b = add("b");
  const NodeId c = add("c");
  cite(a, b, Relation::Quotes, "first");
  cite(a, c, Relation::Quotes, "second");
  cite(c, b);
  decide(b, c, true);
  EXPECT_EQ(citations(a), "1 quotes 2 ×2; ");
  EXPECT_EQ(citations(c), "2 mentions 2 ×1; ");
  EXPECT_EQ(citations(b, Direction::CitedBy), "1 quotes 2 ×2; 2 mentions 2 ×1; ");
  EXPECT_EQ(citations(c, Direction::CitedBy), citations(b, Direction::CitedBy));
}

TEST_F(ReaderOfAStore, PartsAreThoseOfAllThatIsTheSame) {
  const NodeId o = add("o", titled("O", Kind::Outlet));
  const NodeId p = add("p", titled("P", Kind::Outlet));
  const NodeId a = add("a", titled("A"), p);
  const NodeId b = add("b", titled("B"), p);
  const NodeId moved = add("moved", titled("M"), p);
  log(BatchBuilder(*store_).says(moved, {}, a));
  withdraw(BatchId(4));
  decide(o, p, true);
  const auto parts = reader().parts_of(p);
  ASSERT_THAT(parts, IsOkAndHolds(SizeIs(1)));
  EXPECT_EQ(parts->front().id, a);
  EXPECT_EQ(parts->front().part_of, o);
  EXPECT_THAT(reader().parts_of(b), IsOkAndHolds(IsEmpty()));
}

TEST_F(ReaderOfAStore, CitationsAndOutletsThatAreNotSeenAreLeftOut) {
  const NodeId a = add("a");
  const NodeId b = add("b", titled("B"), a);
  cite(a, b);
  cite(b, a);
  cite(b, b);
  withdraw(BatchId(1));
  EXPECT_EQ(citations(b), "2 mentions 2 ×1; ");
  EXPECT_EQ(citations(b, Direction::CitedBy), "2 mentions 2 ×1; ");
  EXPECT_EQ(citations(a), "");
  EXPECT_EQ(node(b).part_of, std::nullopt);
}

TEST_F(ReaderOfAStore, CitationsOfANodeSeenOnlyThroughItsLikeAreTheLikes) {
  const NodeId a = add("a");
  const NodeId b = add("b");
  const NodeId c = add("c");
  cite(a, c);
  decide(a, b, true);
  withdraw(BatchId(1));
  EXPECT_EQ(citations(b), "2 mentions 3 ×1; ");
  EXPECT_EQ(brief(reader().network({})->citations), "2 mentions 3 ×1; ");
}

// Whatever was decided and taken back, what one node says must be its part of the whole.
TEST_F(ReaderOfAStore, EachNodesCitationsAreItsPartOfTheNetwork) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    std::mt19937 random(seed);
    const std::unique_ptr<Store> store = make_memory_store();
    std::uint32_t nodes = 0;
    for (int step = 0; step < 25; ++step) {
      BatchBuilder build(*store);
      const auto any = [&] { return NodeId(1 + random() % nodes); };
      const std::uint32_t what = nodes < 3 ? 0 : random() % 8;
      if (what == 0) {
        const std::string name = std::to_string(++nodes);
        build.node("n" + name, titled("N" + name), nodes > 2 ? std::optional(any()) : std::nullopt);
      } else if (what < 5) {
        build.cites(any(), any(), kRelations[random() % 2].relation);
      } else if (what < 7) {
        const NodeId a = any();
        const NodeId b(a.value % nodes + 1);
        build.decides(a, b, what == 5);
      } else {
        build.withdraws(BatchId(1 + random() % (store->next_batch().value - 1)));
      }
      ASSERT_THAT(build.commit(*store), IsOk());
    }
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Reader view = Reader::make(*store).value();
    const Network network = view.network({.include_rejected = true}).value();
    std::vector<Node> scanned;
    ASSERT_THAT(view.scan({}, [&](const Node& one) { return scanned.push_back(one), true; }),
                IsOk());
    EXPECT_EQ(scanned, network.nodes);
    for (const Node& one : network.nodes) {
      EXPECT_THAT(view.node(one.id), IsOkAndHolds(Optional(one)));
      for (const Direction direction : {Direction::Cites, Direction::CitedBy}) {
        std::vector<Citation> part = network.citations;
        std::erase_if(part, [&](const Citation& citation) {
          return (direction == Direction::Cites ? citation.from : citation.to) != one.id;
        });
        EXPECT_THAT(view.citations(one.id, direction), IsOkAndHolds(part));
      }
    }
  }
}

// ---- filters ----

class FilteredReader : public ReaderOfAStore {
 protected:
  void SetUp() override {
    outlet_ = add("outlet", titled("Outlet", Kind::Outlet));
    other_ = add("other", titled("Other", Kind::Outlet));
    old_ = add("old", dated("2019-05"), outlet_);
    new_ = add("new", dated("2021-05-06"), other_);
    undated_ = add("undated", titled("Undated"), outlet_);
    cite(new_, old_, Relation::Quotes);
    cite(undated_, old_, Relation::Links);
    BatchBuilder doubtful(*store_);
    doubtful.cites(undated_, new_);
    doubtful.changes.citations[0].evidence[0].confidence = 0.25;
    log(doubtful);
    cite(old_, outlet_, Relation::Disputes);
    log(BatchBuilder(*store_).judges(old_, outlet_, Verdict::Rejected, Relation::Disputes));
  }
  NodeFacts dated(const std::string& date) {
    NodeFacts facts = titled("Of " + date);
    facts.date = parse_date(date).value();
    return facts;
  }
  Timestamp day(const std::string& text) { return parse_date(text).value().earliest(); }
  // The keys of the nodes, then the citations.
  std::string seen(const Filter& filter, const std::vector<NodeId>& keep = {}) {
    const auto network = reader().network(filter, keep);
    EXPECT_THAT(network, IsOk());
    std::string text;
    for (const std::string& key : keys(*network)) text += key + " ";
    return text + "| " + brief(network->citations);
  }
  NodeId outlet_, other_, old_, new_, undated_;
};

TEST_F(FilteredReader, DefaultSeesAllButRejectedCitations) {
  EXPECT_EQ(seen({}),
            "outlet other old new undated | 4 quotes 3 ×1; 5 links 3 ×1; 5 mentions 4 ×1; ");
}

TEST_F(FilteredReader, RejectedCitationsOnDemand) {
  EXPECT_THAT(seen({.include_rejected = true}), HasSubstr("3 disputes 1"));
}

TEST_F(FilteredReader, KindsKeepTheOutletsOfTheirArticles) {
  EXPECT_EQ(seen({.kinds = {Kind::Outlet}}), "outlet other | ");
  EXPECT_THAT(seen({.kinds = {Kind::Article}}), HasSubstr("outlet other old new undated | 4"));
}

TEST_F(FilteredReader, Relations) {
  EXPECT_EQ(seen({.relations = {Relation::Links, Relation::Retracts}}),
            "outlet other old new undated | 5 links 3 ×1; ");
}

TEST_F(FilteredReader, MinimumConfidence) {
  EXPECT_EQ(seen({.min_confidence = 0.5}),
            "outlet other old new undated | 4 quotes 3 ×1; 5 links 3 ×1; ");
}

TEST_F(FilteredReader, SinceAndUntil) {
  EXPECT_EQ(seen({.since = day("2020")}), "outlet other new | ");
  EXPECT_EQ(seen({.until = day("2020")}), "outlet other old | ");
  EXPECT_EQ(seen({.until = day("2020"), .include_undated = true}),
            "outlet other old undated | 5 links 3 ×1; ");
}

TEST_F(FilteredReader, OutletsBringWhatIsCitedFromAndToThem) {
  EXPECT_EQ(seen({.outlets = {other_}}),
            "outlet other old new undated | 4 quotes 3 ×1; "
            "5 mentions 4 ×1; ");
}

TEST_F(FilteredReader, KeptNodesAreAdmittedWhateverTheyAre) {
  EXPECT_EQ(seen({.since = day("2020")}, {old_}), "outlet other old new | 4 quotes 3 ×1; ");
}

TEST_F(FilteredReader, OutletsAndKeptNodesMeanWhatTheyAreTheSameAs) {
  decide(other_, add("alias", titled("Alias", Kind::Outlet)), true);
  decide(old_, add("copy", dated("2018")), true);
  const NodeId alias(6);
  const NodeId copy(7);
  EXPECT_EQ(seen({.outlets = {alias}}), seen({.outlets = {other_}}));
  EXPECT_EQ(seen({.since = day("2020")}, {copy}), seen({.since = day("2020")}, {old_}));
  EXPECT_THAT(seen({.since = day("2020")}, {copy}), HasSubstr("old new"));
  std::vector<NodeId> visited;
  const auto visit = [&](const Node& one) { return visited.push_back(one.id), true; };
  EXPECT_THAT(reader().scan({.outlets = {alias}}, visit), IsOk());
  EXPECT_THAT(visited, ElementsAre(other_, new_));
}

TEST_F(FilteredReader, ScanVisitsTheNodesOfTheNetworkAndStops) {
  std::vector<NodeId> visited;
  const auto visit = [&](const Node& one) {
    visited.push_back(one.id);
    return visited.size() < 2;
  };
  EXPECT_THAT(reader().scan({.kinds = {Kind::Article}}, visit), IsOk());
  EXPECT_THAT(visited, ElementsAre(old_, new_));
}

TEST_F(FilteredReader, UnmergedNetworkKeepsEverything) {
  decide(old_, new_, true);
  decide(old_, new_, false);
  withdraw(decide(outlet_, other_, true));
  const auto network = reader().unmerged_network({.include_rejected = true});
  ASSERT_THAT(network, IsOk());
  EXPECT_THAT(keys(*network), ElementsAre("outlet", "other", "old", "new", "undated"));
  EXPECT_THAT(network->citations, SizeIs(4));
  ASSERT_THAT(network->identities, SizeIs(2));
  EXPECT_TRUE(network->identities[0].same);
  EXPECT_FALSE(network->identities[1].same);
}

// ---- failures ----

// Asks everything; the first failure, or a text of all answers.
Result<std::string> ask_everything(const Store& store) {
  const Result<Reader> made = Reader::make(store, at(100000));
  if (!made) return fail(made.error());
  std::string text;
  const auto named = made->named("outlet");
  if (!named) return fail(named.error());
  for (std::uint32_t id = 1; id < 6; ++id) {
    const auto node = made->node(NodeId(id));
    if (!node) return fail(node.error());
    const auto likes = made->same_as(NodeId(id));
    if (!likes) return fail(likes.error());
    const auto word = made->decided(NodeId(id), NodeId(1));
    if (!word) return fail(word.error());
    const auto parts = made->parts_of(NodeId(id));
    if (!parts) return fail(parts.error());
    text += (*node ? (*node)->key : "") + std::to_string(likes->size() + parts->size());
    for (const Direction direction : {Direction::Cites, Direction::CitedBy}) {
      const auto citations = made->citations(NodeId(id), direction);
      if (!citations) return fail(citations.error());
      for (const Citation& citation : *citations) text += show(citation);
    }
  }
  const auto visit = [&](const Node& node) {
    text += node.key;
    return true;
  };
  if (auto done = made->scan({}, visit); !done) return fail(done.error());
  for (const auto& network : {made->network({}), made->unmerged_network({})}) {
    if (!network) return fail(network.error());
    for (const Citation& citation : network->citations) text += show(citation);
  }
  return text;
}

TEST_F(FilteredReader, PassesOnEveryFailureOfTheStore) {
  decide(old_, new_, true);
  decide(outlet_, other_, true);
  withdraw(last());
  const auto whole = ask_everything(*store_);
  ASSERT_THAT(whole, IsOk());
  std::size_t calls = 0;
  for (;; ++calls) {
    const FaultyStore faulty(*store_, calls);
    const auto answer = ask_everything(faulty);
    if (!faulty.has_failed()) {
      EXPECT_EQ(answer, whole);
      break;
    }
    ASSERT_THAT(answer, FailsWith(ErrorCode::Io, "fault injected")) << "call " << calls;
  }
  EXPECT_GT(calls, 100U);
}

}  // namespace
}  // namespace whocites::testing
