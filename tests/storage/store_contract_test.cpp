// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What storage/store.h promises, on every backend.
#include <gtest/gtest.h>

#include "base/text.h"
#include "tests/storage/backends.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"
#include "tests/support/store_dump.h"

namespace whocites::testing {
namespace {

using namespace std::string_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Optional;
using ::testing::SizeIs;

class StoreContract : public OnEachBackend {
 protected:
  // Articles "a" (1) and "b" (2) and the outlet "o" (3), in batch 1.
  void add_three() {
    BatchBuilder build(store());
    build.node("a", titled("The First"));
    build.node("b", titled("Second"));
    build.node("o", titled("Outlet", Kind::Outlet));
    ASSERT_THAT(build.commit(store()), IsOk());
  }
  std::vector<std::string> keys_from(const std::string& prefix, std::size_t limit = SIZE_MAX) {
    std::vector<std::string> keys;
    EXPECT_THAT(store().scan_keys(prefix,
                                  [&](std::string_view key, NodeId id) {
                                    EXPECT_THAT(store().find_key(key), IsOkAndHolds(Optional(id)));
                                    keys.emplace_back(key);
                                    return keys.size() < limit;
                                  }),
                IsOk());
    return keys;
  }
  std::vector<std::string> words_from(const std::string& from, std::size_t limit = SIZE_MAX) {
    std::vector<std::string> words;
    EXPECT_THAT(store().scan_words(from,
                                   [&](std::string_view word) -> std::optional<std::string> {
                                     words.emplace_back(word);
                                     if (words.size() >= limit) return std::nullopt;
                                     return words.back();
                                   }),
                IsOk());
    return words;
  }
  std::vector<NodeId> with_word(const std::string& word, NodeId after = NodeId(0),
                                std::size_t limit = SIZE_MAX) {
    std::vector<NodeId> ids;
    EXPECT_THAT(store().scan_word(word, after,
                                  [&](NodeId id) {
                                    ids.push_back(id);
                                    return ids.size() < limit;
                                  }),
                IsOk());
    return ids;
  }
  std::vector<NodeId> nodes_after(NodeId after, std::size_t limit = SIZE_MAX) {
    std::vector<NodeId> ids;
    EXPECT_THAT(store().scan_nodes(after,
                                   [&](const StoredNode& node) {
                                     ids.push_back(node.id);
                                     return ids.size() < limit;
                                   }),
                IsOk());
    return ids;
  }

  const NodeId a_{1};
  const NodeId b_{2};
  const NodeId o_{3};
};
INSTANTIATE_TEST_SUITE_P(Backends, StoreContract, ::testing::ValuesIn(kBackends), backend_name);

TEST_P(StoreContract, NewStoreIsEmptyAndCountsFromOne) {
  EXPECT_EQ(store().next_node(), NodeId(1));
  EXPECT_EQ(store().next_batch(), BatchId(1));
  EXPECT_EQ(dump(store()), "next node 1, next batch 1\n");
}

TEST_P(StoreContract, UnknownThingsAreAbsentNotFailures) {
  add_three();
  for (const NodeId id : {NodeId(0), NodeId(4), NodeId(UINT32_MAX)}) {
    EXPECT_THAT(store().node(id), IsOkAndHolds(std::nullopt));
    EXPECT_THAT(store().citations(id, Direction::Cites), IsOkAndHolds(IsEmpty()));
    EXPECT_THAT(store().citations(id, Direction::CitedBy), IsOkAndHolds(IsEmpty()));
    EXPECT_THAT(store().parts_of(id), IsOkAndHolds(IsEmpty()));
    EXPECT_THAT(store().identities(id), IsOkAndHolds(IsEmpty()));
  }
  for (const BatchId id : {BatchId(0), BatchId(2), BatchId(UINT32_MAX)}) {
    EXPECT_THAT(store().batch(id), IsOkAndHolds(std::nullopt));
    EXPECT_THAT(store().texts(id), IsOkAndHolds(IsEmpty()));
  }
  EXPECT_THAT(store().find_key("c"), IsOkAndHolds(std::nullopt));
  EXPECT_THAT(store().find_key(""), IsOkAndHolds(std::nullopt));
  EXPECT_THAT(store().find_name("third"), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(store().find_name(""), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(store().find_digest("00"), IsOkAndHolds(IsEmpty()));
}

TEST_P(StoreContract, FindsKeysExactly) {
  BatchBuilder build(store());
  const std::vector<std::string> keys{
      "k",           "K",    "k ",           "\0"s,  "k\0"s,
      "k\0\0\0\1x"s, "\xFF", "\xFF\xFF\xFF", "한국", std::string(100000, 'k')};
  std::vector<NodeId> ids;
  for (const std::string& key : keys) ids.push_back(build.bare_node(key));
  ASSERT_THAT(build.commit(store()), IsOk());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    EXPECT_THAT(store().find_key(keys[i]), IsOkAndHolds(Optional(ids[i])));
    const auto node = store().node(ids[i]);
    ASSERT_THAT(node, IsOk());
    EXPECT_EQ((*node)->key, keys[i]);
    EXPECT_THAT((*node)->assertions, IsEmpty());
  }
  EXPECT_THAT(store().find_key("kk"), IsOkAndHolds(std::nullopt));
}

TEST_P(StoreContract, ScansKeysOfAPrefixInByteOrder) {
  BatchBuilder build(store());
  for (const char* key : {"b", "ab", "a", "abc", "\xFF", "abcdefgh", "abcdefg", "B"}) {
    build.bare_node(key);
  }
  build.bare_node("ab\0"s);
  ASSERT_THAT(build.commit(store()), IsOk());
  EXPECT_THAT(keys_from("ab"), ElementsAre("ab", "ab\0"s, "abc", "abcdefg", "abcdefgh"));
  EXPECT_THAT(keys_from("abcdef"), ElementsAre("abcdefg", "abcdefgh"));
  EXPECT_THAT(keys_from("\xFF"), ElementsAre("\xFF"));
  EXPECT_THAT(keys_from("x"), IsEmpty());
  EXPECT_THAT(keys_from(""), SizeIs(9));
  EXPECT_THAT(keys_from("ab", 2), ElementsAre("ab", "ab\0"s));
}

TEST_P(StoreContract, FindsNodesByTitleAliasAndIdentifier) {
  NodeFacts outlet = titled("L'Équipe", Kind::Outlet);
  outlet.aliases = {"The Team", ""};
  outlet.domains = {"lequipe.fr"};
  NodeFacts article = titled("The Team");
  article.url = "https://doi.org/10.1000/ABC";
  BatchBuilder build(store());
  const NodeId first = build.node("1", outlet);
  const NodeId second = build.node("2", article);
  ASSERT_THAT(build.commit(store()), IsOk());
  EXPECT_THAT(store().find_name(fold_name("l'equipe")), IsOkAndHolds(ElementsAre(first)));
  EXPECT_THAT(store().find_name("lequipe.fr"), IsOkAndHolds(ElementsAre(first)));
  EXPECT_THAT(store().find_name("team"), IsOkAndHolds(ElementsAre(first, second)));
  EXPECT_THAT(store().find_name("10.1000/abc"), IsOkAndHolds(ElementsAre(second)));
  EXPECT_THAT(store().find_name("tea"), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(store().find_name(""), IsOkAndHolds(IsEmpty()));
}

TEST_P(StoreContract, NamesOfLaterAndOfWithdrawnBatchesAreFound) {
  add_three();
  ASSERT_THAT(BatchBuilder(store()).says(a_, titled("Renamed")).commit(store()), IsOk());
  ASSERT_THAT(BatchBuilder(store(), Action::Forget).withdraws(BatchId(2)).commit(store()), IsOk());
  EXPECT_THAT(store().find_name("first"), IsOkAndHolds(ElementsAre(a_)));
  EXPECT_THAT(store().find_name("renamed"), IsOkAndHolds(ElementsAre(a_)));
}

TEST_P(StoreContract, ScansWordsOfTitlesAliasesAndDomainsInByteOrder) {
  BatchBuilder build(store());
  NodeFacts many = titled("The Red Fox");
  many.aliases = {"Fox, red"};
  many.domains = {"redfox.example"};
  const NodeId a = build.node("1", many);
  const NodeId b = build.node("2", titled("foxglove"));
  ASSERT_THAT(build.commit(store()), IsOk());
  const std::string domain = fold_words("redfox.example");
  EXPECT_THAT(words_from(""), IsSupersetOf({"^fox"s, "^foxglove"s, "^red"s, "^the"s, "fox"s,
                                            "foxglove"s, "red"s, "the"s}));
  EXPECT_THAT(words_from("fox", 2), ElementsAre("fox", "foxglove"));
  EXPECT_THAT(words_from("foxa", 1), ElementsAre("foxglove"));
  EXPECT_THAT(words_from("zzz"), IsEmpty());
  EXPECT_THAT(with_word("fox"), ElementsAre(a));
  EXPECT_THAT(with_word("^foxglove"), ElementsAre(b));
  EXPECT_THAT(with_word(std::string(split(domain, ' ').front())), ElementsAre(a));
  EXPECT_THAT(with_word("fo"), IsEmpty());
  EXPECT_THAT(with_word(""), IsEmpty());
}

TEST_P(StoreContract, SkippingAheadInTheWordsReadsNothingBetween) {
  BatchBuilder build(store());
  build.node("1", titled("alpha beta gamma"));
  ASSERT_THAT(build.commit(store()), IsOk());
  std::vector<std::string> seen;
  ASSERT_THAT(store().scan_words("a",
                                 [&](std::string_view word) -> std::optional<std::string> {
                                   seen.emplace_back(word);
                                   return "g";
                                 }),
              IsOk());
  EXPECT_THAT(seen, ElementsAre("alpha", "gamma"));
}

TEST_P(StoreContract, NodesOfAWordComeInOrderFromSeveralBatches) {
  std::vector<NodeId> ids;
  for (const int count : {3000, 1, 1500}) {
    BatchBuilder build(store());
    for (int i = 0; i < count; ++i) {
      ids.push_back(build.node("n" + std::to_string(ids.size()), titled("word")));
    }
    ASSERT_THAT(build.commit(store()), IsOk());
  }
  BatchBuilder again(store());
  ASSERT_THAT(again.says(ids[10], titled("word")).commit(store()), IsOk());
  EXPECT_EQ(with_word("word"), ids);
  EXPECT_THAT(with_word("word", ids[2047], 2), ElementsAre(ids[2048], ids[2049]));
  EXPECT_THAT(with_word("word", ids[2999], 2), ElementsAre(ids[3000], ids[3001]));
  EXPECT_THAT(with_word("word", ids.back()), IsEmpty());
}

// A list is cut every 1,024 entries; paging, counting and looking up must not show where.
TEST_P(StoreContract, ANodeThatThousandsCiteIsReadByPages) {
  BatchBuilder first(store());
  const NodeId star = first.node("star", titled("star"));
  std::vector<NodeId> citing;
  for (int i = 0; i < 2500; ++i) {
    citing.push_back(first.node("c" + std::to_string(i), titled("c")));
    first.cites(citing.back(), star, Relation::Links);
  }
  ASSERT_THAT(first.commit(store()), IsOk());
  BatchBuilder second(store());
  second.cites(citing[5], star, Relation::Links);   // known
  second.cites(citing[5], star, Relation::Quotes);  // new
  citing.push_back(second.node("late", titled("late")));
  second.cites(citing.back(), star, Relation::Links);
  ASSERT_THAT(second.commit(store()), IsOk());

  const BatchFilter all = [](BatchId) { return true; };
  const BatchFilter late = [](BatchId batch) { return batch == BatchId(2); };
  EXPECT_THAT(store().citation_count(star, Direction::CitedBy, all), IsOkAndHolds(2502U));
  EXPECT_THAT(store().citation_count(star, Direction::CitedBy, late), IsOkAndHolds(3U));
  std::vector<Adjacent> paged;
  std::optional<Adjacent> after;
  for (bool more = true; more;) {
    more = false;
    std::size_t page = 0;
    ASSERT_THAT(store().scan_adjacent(star, Direction::CitedBy, after, all,
                                      [&](const Adjacent& one) {
                                        paged.push_back(one);
                                        after = one;
                                        more = ++page == 100;
                                        return !more;
                                      }),
                IsOk());
  }
  ASSERT_EQ(paged.size(), 2502U);
  EXPECT_TRUE(std::is_sorted(paged.begin(), paged.end()));
  EXPECT_EQ(paged.back().peer, citing.back());
  const auto known = store().citation(citing[5], star, Relation::Links);
  ASSERT_TRUE(known && *known);
  EXPECT_EQ((*known)->evidence.size(), 2U);
  EXPECT_THAT(store().citation(citing[6], star, Relation::Quotes), IsOkAndHolds(std::nullopt));
}

TEST_P(StoreContract, NulBytesInALookedUpNameAreOverlooked) {
  BatchBuilder build(store());
  const NodeId id = build.node("1", titled("a"));
  ASSERT_THAT(build.commit(store()), IsOk());
  EXPECT_THAT(store().find_name("a\0\0\0"s), IsOkAndHolds(ElementsAre(id)));
  EXPECT_THAT(store().find_name("\0"s), IsOkAndHolds(IsEmpty()));
}

TEST_P(StoreContract, ScansNodesInOrderFromAfterTheGivenOne) {
  add_three();
  EXPECT_THAT(nodes_after(NodeId(0)), ElementsAre(a_, b_, o_));
  EXPECT_THAT(nodes_after(a_), ElementsAre(b_, o_));
  EXPECT_THAT(nodes_after(o_), IsEmpty());
  EXPECT_THAT(nodes_after(NodeId(UINT32_MAX)), IsEmpty());
  EXPECT_THAT(nodes_after(NodeId(0), 2), ElementsAre(a_, b_));
}

TEST_P(StoreContract, KeepsAssertionsApartByBatch) {
  add_three();
  ASSERT_THAT(BatchBuilder(store()).says(a_, titled("Other"), o_).commit(store()), IsOk());
  const auto node = store().node(a_);
  ASSERT_THAT(node, IsOk());
  EXPECT_THAT((*node)->assertions,
              ElementsAre(Assertion{BatchId(1), titled("The First"), std::nullopt},
                          Assertion{BatchId(2), titled("Other"), o_}));
}

TEST_P(StoreContract, MergesWhatOneBatchSaysTwice) {
  BatchBuilder build(store());
  const NodeId a = build.node("a", titled("Once"));
  const NodeId o = build.node("o");
  NodeFacts more;
  more.language = "en";
  build.says(a, more, o).says(a, NodeFacts());
  ASSERT_THAT(build.commit(store()), IsOk());
  NodeFacts both = titled("Once");
  both.language = "en";
  const auto node = store().node(a);
  ASSERT_THAT(node, IsOk());
  EXPECT_THAT((*node)->assertions, ElementsAre(Assertion{BatchId(1), both, o}));
}

TEST_P(StoreContract, TitleReplacedInTheSameBatchIsNoName) {
  BatchBuilder build(store());
  const NodeId a = build.node("a", titled("Draft"));
  build.says(a, titled("Final"));
  ASSERT_THAT(build.commit(store()), IsOk());
  EXPECT_THAT(store().find_name("draft"), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(store().find_name("final"), IsOkAndHolds(ElementsAre(a)));
}

TEST_P(StoreContract, CitationsAreSeenFromBothEndsInOrder) {
  add_three();
  BatchBuilder build(store());
  build.cites(b_, a_, Relation::Quotes, "third").cites(a_, o_).cites(a_, b_, Relation::Retracts);
  build.cites(a_, b_, Relation::Links).cites(o_, a_);
  ASSERT_THAT(build.commit(store()), IsOk());
  const auto brief = [](const std::vector<Citation>& list) {
    std::string text;
    for (const Citation& c : list) {
      text += std::to_string(c.from.value) + " " + std::string(name_of(c.relation)) + " " +
              std::to_string(c.to.value) + "; ";
    }
    return text;
  };
  EXPECT_EQ(brief(*store().citations(a_, Direction::Cites)),
            "1 links 2; 1 retracts 2; 1 mentions 3; ");
  EXPECT_EQ(brief(*store().citations(a_, Direction::CitedBy)), "2 quotes 1; 3 mentions 1; ");
  std::vector<Citation> all;
  EXPECT_THAT(store().scan_citations([&](const Citation& citation) {
    all.push_back(citation);
    return all.size() < 4;
  }),
              IsOk());
  EXPECT_EQ(brief(all), "1 links 2; 1 retracts 2; 1 mentions 3; 2 quotes 1; ");
  EXPECT_EQ(disagreements(store()), "");
}

TEST_P(StoreContract, EveryRelationIsACitationOfItsOwn) {
  add_three();
  BatchBuilder build(store());
  for (const RelationName& row : kRelations) {
    build.cites(a_, b_, row.relation, std::string(row.name));
  }
  ASSERT_THAT(build.commit(store()), IsOk());
  const auto found = store().citations(a_, Direction::Cites);
  ASSERT_THAT(found, IsOkAndHolds(SizeIs(kRelations.size())));
  for (const Citation& citation : *found) {
    EXPECT_EQ(citation.evidence.at(0).text, name_of(citation.relation));
  }
  EXPECT_EQ(disagreements(store()), "");
}

TEST_P(StoreContract, SelfCitationIsSeenFromBothEnds) {
  add_three();
  ASSERT_THAT(BatchBuilder(store()).cites(a_, a_).commit(store()), IsOk());
  EXPECT_THAT(store().citations(a_, Direction::Cites), IsOkAndHolds(SizeIs(1)));
  EXPECT_THAT(store().citations(a_, Direction::CitedBy), IsOkAndHolds(SizeIs(1)));
}

TEST_P(StoreContract, SeveralPiecesOfEvidenceStaySeveral) {
  add_three();
  BatchBuilder first(store());
  first.cites(a_, b_, Relation::Quotes, "z").cites(a_, b_, Relation::Quotes, "a");
  first.cites(a_, b_, Relation::Quotes, "z");
  ASSERT_THAT(first.commit(store()), IsOk());
  ASSERT_THAT(BatchBuilder(store()).cites(a_, b_, Relation::Quotes).commit(store()), IsOk());
  const auto found = store().citations(b_, Direction::CitedBy);
  ASSERT_THAT(found, IsOkAndHolds(SizeIs(1)));
  std::vector<std::pair<std::string, BatchId>> evidence;
  for (const Evidence& one : found->front().evidence) evidence.emplace_back(one.text, one.batch);
  EXPECT_THAT(evidence, ElementsAre(std::pair("z"s, BatchId(2)), std::pair("a"s, BatchId(2)),
                                    std::pair("z"s, BatchId(2)), std::pair(""s, BatchId(3))));
}

TEST_P(StoreContract, JudgementsStayApartFromEvidence) {
  add_three();
  ASSERT_THAT(BatchBuilder(store()).cites(a_, b_).commit(store()), IsOk());
  ASSERT_THAT(BatchBuilder(store()).judges(a_, b_, Verdict::Rejected).commit(store()), IsOk());
  ASSERT_THAT(BatchBuilder(store()).judges(a_, b_, Verdict::Confirmed).commit(store()), IsOk());
  const auto found = store().citations(a_, Direction::Cites);
  ASSERT_THAT(found, IsOkAndHolds(SizeIs(1)));
  EXPECT_THAT(found->front().evidence, SizeIs(1));
  std::vector<std::pair<Verdict, BatchId>> verdicts;
  for (const Judgement& one : found->front().judgements) {
    verdicts.emplace_back(one.verdict, one.batch);
    EXPECT_EQ(one.who, "a person");
    EXPECT_EQ(one.when, at(5));
  }
  EXPECT_THAT(verdicts, ElementsAre(std::pair(Verdict::Rejected, BatchId(3)),
                                    std::pair(Verdict::Confirmed, BatchId(4))));
}

TEST_P(StoreContract, KnowsThePartsOfAWhole) {
  add_three();
  BatchBuilder build(store());
  build.says(b_, {}, o_).says(a_, {}, o_).says(o_, {}, o_);
  ASSERT_THAT(build.commit(store()), IsOk());
  ASSERT_THAT(BatchBuilder(store()).says(a_, {}, b_).commit(store()), IsOk());
  EXPECT_THAT(store().parts_of(o_), IsOkAndHolds(ElementsAre(a_, b_, o_)));
  EXPECT_THAT(store().parts_of(b_), IsOkAndHolds(ElementsAre(a_)));
}

TEST_P(StoreContract, DecisionsAreKnownToBothNodes) {
  add_three();
  ASSERT_THAT(BatchBuilder(store()).decides(b_, a_, true, "same text").commit(store()), IsOk());
  ASSERT_THAT(BatchBuilder(store()).decides(a_, b_, false).decides(a_, o_, true).commit(store()),
              IsOk());
  const IdentityDecision first{BatchId(2), b_, a_, true, "same text"};
  const IdentityDecision second{BatchId(3), a_, b_, false, ""};
  const IdentityDecision third{BatchId(3), a_, o_, true, ""};
  EXPECT_THAT(store().identities(a_), IsOkAndHolds(ElementsAre(first, second, third)));
  EXPECT_THAT(store().identities(b_), IsOkAndHolds(ElementsAre(first, second)));
  EXPECT_THAT(store().identities(o_), IsOkAndHolds(ElementsAre(third)));
}

TEST_P(StoreContract, SeveralDecisionsOfOneBatchOnOnePairStaySeveral) {
  add_three();
  BatchBuilder build(store());
  build.decides(a_, b_, true, "alike").decides(o_, a_, false).decides(b_, a_, false, "looked");
  ASSERT_THAT(build.commit(store()), IsOk());
  for (IdentityDecision& decision : build.changes.identities) decision.batch = BatchId(2);
  EXPECT_THAT(store().identities(a_), IsOkAndHolds(build.changes.identities));
}

TEST_P(StoreContract, LogIsKeptInOrder) {
  BatchBuilder build(store(), Action::Import);
  build.changes.batch.who = "me";
  build.changes.batch.summary = "import a\nb";
  build.changes.batch.sources = {{"a", std::string(64, 'd'), "jsonl"}, {"", "", ""}};
  build.changes.batch.node_count = UINT64_MAX;
  build.changes.batch.citation_count = 2;
  build.changes.batch.rejected_count = 3;
  build.changes.batch.time = at(-1);
  ASSERT_THAT(build.commit(store()), IsOk());
  const BatchBuilder undo = BatchBuilder(store(), Action::Undo).withdraws(BatchId(1));
  ASSERT_THAT(undo.commit(store()), IsOk());
  EXPECT_THAT(store().batch(BatchId(1)), IsOkAndHolds(Optional(build.changes.batch)));
  EXPECT_THAT(store().withdrawals(), IsOkAndHolds(ElementsAre(undo.changes.batch)));
  std::vector<Batch> log;
  EXPECT_THAT(store().scan_batches([&](const Batch& batch) {
    log.push_back(batch);
    return true;
  }),
              IsOk());
  EXPECT_THAT(log, ElementsAre(build.changes.batch, undo.changes.batch));
  EXPECT_THAT(store().scan_batches([&](const Batch& batch) {
    log.push_back(batch);
    return false;
  }),
              IsOk());
  EXPECT_THAT(log, SizeIs(3));
}

TEST_P(StoreContract, FindsImportsByDigest) {
  const std::string digest = sha256_hex("bytes");
  for (const std::string& one : {digest, digest, sha256_hex("other")}) {
    BatchBuilder build(store(), Action::Import);
    build.changes.batch.sources = {{"file", one, "text"}};
    ASSERT_THAT(build.commit(store()), IsOk());
  }
  EXPECT_THAT(store().find_digest(digest), IsOkAndHolds(ElementsAre(BatchId(1), BatchId(2))));
  EXPECT_THAT(store().find_digest(digest.substr(0, 60)), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(store().find_digest(digest + "0000"), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(store().find_digest(""), IsOkAndHolds(IsEmpty()));
}

TEST_P(StoreContract, KeepsTextsOfABatchInOrder) {
  BatchBuilder build(store());
  build.keeps("z").keeps("a\0b"s, "not part of the article: a banner").keeps("");
  build.changes.texts[0].place = {"file", 1, 2, 3};
  ASSERT_THAT(build.commit(store()), IsOk());
  ASSERT_THAT(BatchBuilder(store()).keeps("later").commit(store()), IsOk());
  std::vector<KeptText> expected = build.changes.texts;
  for (KeptText& text : expected) text.batch = BatchId(1);
  EXPECT_THAT(store().texts(BatchId(1)), IsOkAndHolds(expected));
  EXPECT_THAT(store().texts(BatchId(2)), IsOkAndHolds(SizeIs(1)));
}

TEST_P(StoreContract, KeepsEveryByte) {
  const std::vector<std::string> texts{
      "", "\0"s, "a\0b"s, "\xFF\xC0", "\u202E한국 🦊\r\n", std::string(100000, '\xAB')};
  for (const std::string& text : texts) {
    NodeFacts facts;
    facts.kind = Kind::Outlet;
    facts.title = facts.url = facts.language = facts.country = text;
    facts.authors = facts.domains = facts.aliases = facts.notes = {text, "", text};
    facts.properties = {{text, text}, {"", ""}};
    facts.suggestions = {{text, text, 0.25}};
    BatchBuilder build(store());
    const NodeId id = build.node("key" + text, facts);
    build.cites(id, id, Relation::Disputes, text);
    Evidence& evidence = build.changes.citations[0].evidence[0];
    evidence.place = {text, UINT64_MAX, 1, UINT64_MAX};
    evidence.properties = {{text, text}};
    evidence.confidence = 0;
    build.judges(id, id, Verdict::Rejected, Relation::Disputes, text);
    ASSERT_THAT(build.commit(store()), IsOk());
    reopen();
    const auto node = store().node(id);
    ASSERT_THAT(node, IsOk());
    EXPECT_EQ((*node)->key, "key" + text);
    EXPECT_EQ((*node)->assertions.at(0).facts, facts);
    const auto found = store().citations(id, Direction::CitedBy);
    ASSERT_THAT(found, IsOkAndHolds(SizeIs(1)));
    evidence.batch = build.changes.batch.id;
    EXPECT_EQ(found->front().evidence.at(0), evidence);
    EXPECT_EQ(found->front().judgements.at(0).why, text);
  }
}

TEST_P(StoreContract, IdsGrowAndAreNotReused) {
  add_three();
  EXPECT_EQ(store().next_node(), NodeId(4));
  EXPECT_EQ(store().next_batch(), BatchId(2));
  ASSERT_THAT(store().purge(purge_of(store(), {b_, o_})), IsOk());
  EXPECT_EQ(store().next_node(), NodeId(4));
  EXPECT_EQ(store().next_batch(), BatchId(3));
  reopen();
  EXPECT_EQ(store().next_node(), NodeId(4));
  EXPECT_EQ(store().next_batch(), BatchId(3));
  BatchBuilder build(store());
  EXPECT_EQ(build.node("o"), NodeId(4));
  ASSERT_THAT(build.commit(store()), IsOk());
  EXPECT_THAT(store().find_key("o"), IsOkAndHolds(Optional(NodeId(4))));
  EXPECT_THAT(store().node(o_), IsOkAndHolds(std::nullopt));
}

// ---- what commit refuses ----

struct BadChange {
  std::string name;
  std::string reason;
  void (*spoil)(BatchBuilder& build);  // `build` is otherwise good; nodes 1, 2 and 3 exist
};
void PrintTo(const BadChange& row, std::ostream* out) { *out << row.name; }

const std::vector<BadChange> kBadChanges{
    {"BatchIdAhead", "batch id", [](BatchBuilder& b) { ++b.changes.batch.id.value; }},
    {"BatchIdUsed", "batch id", [](BatchBuilder& b) { --b.changes.batch.id.value; }},
    {"BatchIdZero", "batch id", [](BatchBuilder& b) { b.changes.batch.id = BatchId(0); }},
    {"WithdrawsItself", "earlier", [](BatchBuilder& b) { b.withdraws(b.changes.batch.id); }},
    {"WithdrawsTheFuture", "earlier", [](BatchBuilder& b) { b.withdraws(BatchId(99)); }},
    {"NodeIdAhead", "node id", [](BatchBuilder& b) { b.changes.new_nodes[0].id = NodeId(9); }},
    {"NodeIdUsed", "node id", [](BatchBuilder& b) { b.changes.new_nodes[0].id = NodeId(3); }},
    {"NodeIdTwice", "node id",
     [](BatchBuilder& b) {
       b.changes.new_nodes.push_back({NodeId(4), "other"});
     }},
    {"KeyEmpty", "key", [](BatchBuilder& b) { b.bare_node(""); }},
    {"KeyTaken", "'a' is taken", [](BatchBuilder& b) { b.bare_node("a"); }},
    {"KeyTwiceInOneBatch", "'new' is taken", [](BatchBuilder& b) { b.bare_node("new"); }},
    {"AssertionOfUnknown", "99", [](BatchBuilder& b) { b.says(NodeId(99), {}); }},
    {"AssertionOfZero", "0", [](BatchBuilder& b) { b.says(NodeId(0), {}); }},
    {"PartOfUnknown", "99", [](BatchBuilder& b) { b.says(NodeId(1), {}, NodeId(99)); }},
    {"CitationFromUnknown", "99", [](BatchBuilder& b) { b.cites(NodeId(99), NodeId(1)); }},
    {"CitationToUnknown", "5", [](BatchBuilder& b) { b.cites(NodeId(1), NodeId(5)); }},
    {"CitationWithoutEvidence", "evidence",
     [](BatchBuilder& b) { b.cites(NodeId(1), NodeId(2)).changes.citations.back().evidence = {}; }},
    {"ActionNotInTheList", "the batch",
     [](BatchBuilder& b) { b.changes.batch.action = static_cast<Action>(0); }},
    {"KindNotInTheList", "node 1",
     [](BatchBuilder& b) { b.says(NodeId(1), titled("T", static_cast<Kind>(9))); }},
    {"RelationNotInTheList", "a citation",
     [](BatchBuilder& b) { b.cites(NodeId(1), NodeId(2), static_cast<Relation>(0)); }},
    {"VerdictNotInTheList", "a citation",
     [](BatchBuilder& b) { b.judges(NodeId(1), NodeId(2), static_cast<Verdict>(0)); }},
    {"DateThatDoesNotExist", "node 1",
     [](BatchBuilder& b) {
       NodeFacts facts;
       facts.date = parse_date("2021-02-28").value();
       facts.date->start.day = 30;
       b.says(NodeId(1), facts);
     }},
    {"EvidenceOfAYearPastFourDigits", "a citation",
     [](BatchBuilder& b) {
       b.cites(NodeId(1), NodeId(2));
       b.changes.citations.back().evidence[0].date.emplace().start.year = 12345;
     }},
    {"DecisionOnUnknown", "99", [](BatchBuilder& b) { b.decides(NodeId(1), NodeId(99), true); }},
    {"DecisionOnItself", "itself", [](BatchBuilder& b) { b.decides(NodeId(1), NodeId(1), true); }},
};

class RefusedCommit : public ::testing::TestWithParam<std::tuple<Backend, BadChange>> {};
std::string bad_change_name(const ::testing::TestParamInfo<std::tuple<Backend, BadChange>>& row) {
  return std::string(std::get<0>(row.param).name) + "_" + std::get<1>(row.param).name;
}
INSTANTIATE_TEST_SUITE_P(Backends, RefusedCommit,
                         ::testing::Combine(::testing::ValuesIn(kBackends),
                                            ::testing::ValuesIn(kBadChanges)),
                         bad_change_name);

TEST_P(RefusedCommit, ChangesNothing) {
  const auto& [backend, bad] = GetParam();
  TempDir dir;
  const std::unique_ptr<Store> store = backend.open(dir / "store");
  BatchBuilder first(*store);
  for (const char* key : {"a", "b", "o"}) first.node(key);
  ASSERT_THAT(first.commit(*store), IsOk());
  const std::string before = dump(*store);

  BatchBuilder build(*store, Action::Import);
  build.node("new");
  build.cites(NodeId(1), NodeId(2)).decides(NodeId(1), NodeId(3), true).keeps("text");
  build.changes.batch.sources = {{"file", "digest", "text"}};
  const BatchBuilder good = build;
  bad.spoil(build);
  EXPECT_THAT(build.commit(*store), FailsWith(ErrorCode::BadRequest, bad.reason));
  EXPECT_EQ(dump(*store), before);
  EXPECT_THAT(good.commit(*store), IsOk());
}

}  // namespace
}  // namespace whocites::testing
