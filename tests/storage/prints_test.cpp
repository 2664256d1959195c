// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Articles that have one text: how they are found, kept, and asked about.
#include <gtest/gtest.h>
#include <rocksdb/db.h>

#include "storage/batch_writer.h"
#include "storage/merge.h"
#include "storage/reader.h"
#include "storage/verify.h"
#include "tests/storage/backends.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class Texts : public OnEachBackend {};
INSTANTIATE_TEST_SUITE_P(Stores, Texts, ::testing::ValuesIn(kBackends), backend_name);

// An article with a text of `count` words of its own.
NodeFacts read_text(const std::string& title, const std::string& word, int count = 80) {
  NodeRecord article;
  article.facts = titled(title);
  for (int i = 0; i < count; ++i) article.text += word + std::to_string(i) + " ";
  keep_sketch(article);
  return article.facts;
}

TEST_P(Texts, NodesAreFoundByTheBandsOfTheirTexts) {
  BatchBuilder build(store());
  const NodeId one = build.node("1", read_text("one", "dam"));
  const NodeId other = build.node("2", read_text("other", "ferry"));
  const NodeId too = build.node("3", read_text("too", "dam"));
  build.node("4", read_text("a few words", "dam", 10));
  ASSERT_THAT(build.commit(store()), IsOk());
  const std::vector<Band> bands = bands_of(*sketch_in(read_text("", "dam")));
  ASSERT_THAT(bands, Not(IsEmpty()));
  for (const Band band : bands) {
    EXPECT_THAT(store().find_band(band, 10), IsOkAndHolds(ElementsAre(one, too)));
    EXPECT_THAT(store().find_band(band, 1), IsOkAndHolds(ElementsAre(one)));
    EXPECT_THAT(store().find_band(band + 1, 10), IsOkAndHolds(IsEmpty()));
  }
  const Band of_other = bands_of(*sketch_in(read_text("", "ferry"))).front();
  EXPECT_THAT(store().find_band(of_other, 10), IsOkAndHolds(ElementsAre(other)));
  EXPECT_EQ(store().bands_end(), store().next_batch());
  reopen();
  EXPECT_THAT(store().find_band(of_other, 10), IsOkAndHolds(ElementsAre(other)));
}

TEST_P(Texts, APurgedTextIsFoundByNoBand) {
  BatchBuilder build(store());
  const NodeId one = build.node("1", read_text("one", "dam"));
  ASSERT_THAT(build.commit(store()), IsOk());
  Store::Purge purge;
  purge.nodes = {one};
  purge.entry.id = store().next_batch();
  purge.entry.action = Action::Purge;
  ASSERT_THAT(store().purge(purge), IsOk());
  for (const Band band : bands_of(*sketch_in(read_text("", "dam")))) {
    EXPECT_THAT(store().find_band(band, 10), IsOkAndHolds(IsEmpty()));
  }
}

TEST_P(Texts, DecisionsOnTextsAreNoneOnIdentity) {
  BatchBuilder build(store());
  const NodeId a = build.node("a");
  const NodeId b = build.node("b");
  build.decides(a, b, true, "a passage", Sameness::Text);
  ASSERT_THAT(build.commit(store()), IsOk());
  EXPECT_THAT(store().has_identities(), IsOkAndHolds(false));
  const auto count = [&](Sameness of) {
    int seen = 0;
    EXPECT_THAT(store().scan_identities(of,
                                        [&](const IdentityDecision& one) {
                                          EXPECT_EQ(one.of, of);
                                          return ++seen > 0;
                                        }),
                IsOk());
    return seen;
  };
  EXPECT_EQ(count(Sameness::Thing), 0);
  EXPECT_EQ(count(Sameness::Text), 1);
  const auto about = store().identities(b);
  ASSERT_THAT(about, IsOk());
  ASSERT_EQ(about->size(), 1U);
  EXPECT_EQ(about->front().reason, "a passage");
  EXPECT_EQ(about->front().of, Sameness::Text);
}

// ---- what an import finds ----

NodeRecord article(const std::string& key, const std::string& text) {
  NodeRecord record;
  record.key = key;
  record.facts.kind = Kind::Article;
  record.facts.title = key;
  record.text = text;
  keep_sketch(record);
  return record;
}

// `count` words that stand in no other story.
std::string words_of(const std::string& story, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += story + std::to_string(i) + " ";
  return text;
}

// Imports the articles as one batch; "a = b" for each pair that is found.
std::vector<std::string> import_into(Store& store, const std::vector<NodeRecord>& articles) {
  Batch entry;
  entry.sources = {{"in", std::to_string(store.next_batch().value), "text"}};
  BatchWriter writer(store, {}, entry);
  for (const NodeRecord& record : articles) EXPECT_THAT(writer.accept(record), IsOk());
  EXPECT_THAT(writer.commit(), IsOk());
  std::vector<std::string> found;
  for (const IdentityDecision& decision : writer.changes().identities) {
    EXPECT_EQ(decision.of, Sameness::Text);
    const auto key = [&](NodeId id) { return store.node(id).value()->key; };
    found.push_back(key(decision.a) + " = " + key(decision.b));
  }
  return found;
}

TEST_P(Texts, AreComparedWithThoseOfTheStoreAndOfTheImport) {
  const std::string dam = words_of("dam", 200);
  EXPECT_THAT(import_into(store(), {article("a", dam), article("x", words_of("ferry", 200))}),
              IsEmpty());
  EXPECT_THAT(import_into(store(), {article("b", words_of("own", 30) + dam),
                                    article("y", words_of("fire", 200)),
                                    article("z", words_of("fire", 150))}),
              ElementsAre("b = a", "z = y"));
  EXPECT_THAT(import_into(store(), {article("b", words_of("own", 30) + dam)}), IsEmpty());
  EXPECT_THAT(import_into(store(), {article("c", "it rained")}), IsEmpty());
}

TEST_P(Texts, OfHundredPrintsAreOneGroup) {
  const std::string dam = words_of("dam", 200);
  std::vector<NodeRecord> prints;
  for (int i = 0; i < 100; ++i) prints.push_back(article("p" + std::to_string(i), dam));
  EXPECT_EQ(import_into(store(), prints).size(), 1U + 2U + 97U * 3U);
  const auto reader = Reader::make(store());
  ASSERT_THAT(reader, IsOk());
  const auto groups = reader->prints();
  ASSERT_THAT(groups, IsOk());
  ASSERT_EQ(groups->size(), 1U);
  EXPECT_EQ(groups->front().size(), 100U);
}

// What stands under every article of a site makes no prints.
TEST_P(Texts, ThatShareANoticeAreTwo) {
  const std::string notice = words_of("subscribe", 40);
  std::vector<NodeRecord> articles;
  for (int i = 0; i < 60; ++i) {
    const std::string name = "story" + std::to_string(i) + "x";
    articles.push_back(article(name, words_of(name, 200) + notice));
  }
  articles.push_back(article("copy", words_of("story59x", 200) + notice));
  EXPECT_THAT(import_into(store(), articles), ElementsAre("copy = story59x"));
}

TEST_P(Texts, OfWhichAPersonSaidThatTheyAreTwoAreNotFoundAgain) {
  const std::string dam = words_of("dam", 200);
  import_into(store(), {article("a", dam), article("b", dam)});
  BatchBuilder no(store());
  no.decides(NodeId(1), NodeId(2), false, "", Sameness::Text);
  ASSERT_THAT(no.commit(store()), IsOk());
  const auto reader = Reader::make(store());
  ASSERT_THAT(reader, IsOk());
  EXPECT_THAT(reader->prints(), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(reader->decided(NodeId(1), NodeId(2), Sameness::Text),
              IsOkAndHolds(std::optional(false)));
  EXPECT_THAT(reader->decided(NodeId(1), NodeId(2)), IsOkAndHolds(std::optional<bool>()));
  EXPECT_THAT(import_into(store(), {article("b", dam)}), IsEmpty());
}

// The groups of prints that a store tells, by keys.
std::vector<std::vector<std::string>> groups_of(const Store& store) {
  std::vector<std::vector<std::string>> keys;
  const auto reader = Reader::make(store);
  EXPECT_THAT(reader, IsOk());
  const auto groups = reader->prints();
  EXPECT_THAT(groups, IsOk());
  for (const std::vector<NodeId>& group : *groups) {
    keys.emplace_back();
    for (const NodeId id : group) keys.back().push_back(store.node(id).value()->key);
  }
  return keys;
}

void say(Store& store, int a, int b, bool same, std::string why = "",
         Action action = Action::Same) {
  BatchBuilder word(store, action);
  word.decides(NodeId(static_cast<std::uint32_t>(a)), NodeId(static_cast<std::uint32_t>(b)), same,
               std::move(why), Sameness::Text);
  ASSERT_THAT(word.commit(store), IsOk());
}

TEST_P(Texts, ThatWerePartedAreNotJoinedByAThird) {
  BatchBuilder build(store());
  for (const char* key : {"a", "b", "c", "d"}) build.node(key);
  ASSERT_THAT(build.commit(store()), IsOk());
  const auto shares = [](int part) {
    return "about " + std::to_string(part) + "% of the shorter text stands in the other one";
  };
  say(store(), 1, 2, false);
  say(store(), 3, 1, true, shares(60), Action::Import);
  say(store(), 3, 2, true, shares(90), Action::Import);
  EXPECT_THAT(groups_of(store()), ElementsAre(ElementsAre("b", "c")));
  // Neither through a longer chain, nor by the later word of an import on the pair.
  say(store(), 4, 1, true, shares(99), Action::Import);
  say(store(), 4, 2, true, shares(98), Action::Import);
  say(store(), 1, 2, true, shares(100), Action::Import);
  EXPECT_THAT(groups_of(store()), ElementsAre(ElementsAre("a", "d"), ElementsAre("b", "c")));
  // A person's tie is made before those of imports, and a person's yes ends the parting.
  say(store(), 3, 1, true);
  EXPECT_THAT(groups_of(store()), ElementsAre(ElementsAre("a", "c", "d")));
  say(store(), 1, 2, true);
  EXPECT_THAT(groups_of(store()), ElementsAre(ElementsAre("a", "b", "c", "d")));
}

void take_back(Store& store, BatchId batch) {
  BatchBuilder undo(store, Action::Forget);
  undo.changes.batch.target = batch;
  ASSERT_THAT(undo.commit(store), IsOk());
}

TEST_P(Texts, AreStillOneWhenTheOneBetweenIsTakenBack) {
  const std::string dam = words_of("dam", 200);
  import_into(store(), {article("a", dam)});
  const BatchId middle = store().next_batch();
  EXPECT_THAT(import_into(store(), {article("b", dam)}), ElementsAre("b = a"));
  EXPECT_THAT(import_into(store(), {article("c", dam)}), ElementsAre("c = a", "c = b"));
  take_back(store(), middle);
  EXPECT_EQ(groups_of(store()).size(), 1U);
  EXPECT_THAT(import_into(store(), {article("b", dam)}), ElementsAre("b = a"));
  EXPECT_THAT(import_into(store(), {article("b", dam)}), IsEmpty());
  EXPECT_THAT(groups_of(store()), ElementsAre(ElementsAre("a", "b", "c")));
  say(store(), 1, 2, false);
  EXPECT_THAT(groups_of(store()), ElementsAre(ElementsAre("a", "c")));
}

TEST_P(Texts, ThatAMergeBringsAreComparedWithThoseHere) {
  const std::string dam = words_of("dam", 200);
  const std::string ferry = words_of("ferry", 200);
  import_into(store(), {article("a", dam), article("f", ferry)});
  const std::unique_ptr<Store> theirs = make_memory_store();
  import_into(*theirs, {article("b", dam), article("c", dam), article("x", words_of("x", 200))});
  import_into(*theirs, {article("f", ferry), article("g", ferry)});
  MergeOptions options;
  options.name = "theirs";
  options.who = "ana";
  const auto merged = merge_store(store(), *theirs, options);
  ASSERT_THAT(merged, IsOk());
  EXPECT_EQ(merged->batches.size(), 2U);
  EXPECT_EQ(merged->prints, 2U);
  ASSERT_TRUE(merged->compared);
  EXPECT_EQ(merged->compared->who, "ana");
  EXPECT_EQ(merged->compared->action, Action::Import);
  EXPECT_THAT(store().batch(merged->compared->id),
              IsOkAndHolds(std::optional<Batch>(*merged->compared)));
  EXPECT_THAT(groups_of(store()), ElementsAre(ElementsAre("a", "b", "c"), ElementsAre("f", "g")));
  // Again, and with what was found brought back, nothing more is found.
  const auto again = merge_store(store(), *theirs, options);
  ASSERT_THAT(again, IsOk());
  EXPECT_FALSE(again->compared);
  const auto back = merge_store(*theirs, store(), options);
  ASSERT_THAT(back, IsOk());
  EXPECT_FALSE(back->compared);
  EXPECT_EQ(groups_of(*theirs).size(), 2U);
}

TEST_P(Texts, ThatArePartedHereOrThereAreNotTiedByAMerge) {
  const std::string dam = words_of("dam", 200);
  import_into(store(), {article("a", dam)});
  const std::unique_ptr<Store> theirs = make_memory_store();
  import_into(*theirs, {article("a", dam), article("b", dam)});
  say(*theirs, 1, 2, false);
  const auto merged = merge_store(store(), *theirs, {.name = "theirs", .now = {}, .who = "ana"});
  ASSERT_THAT(merged, IsOk());
  EXPECT_FALSE(merged->compared);
  EXPECT_THAT(groups_of(store()), IsEmpty());
}

// ---- stores that were written before there were bands ----

// Takes what the index of bands holds out of the store, as a program leaves it that knows none.
void forget_bands(const std::string& path) {
  std::vector<std::string> names;
  ASSERT_TRUE(rocksdb::DB::ListColumnFamilies({}, path, &names).ok());
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (const std::string& name : names) families.emplace_back(name, rocksdb::ColumnFamilyOptions());
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  ASSERT_TRUE(rocksdb::DB::Open({}, path, families, &handles, &db).ok());
  EXPECT_TRUE(db->DeleteRange({}, handles[0], "m", "n").ok());
  EXPECT_TRUE(db->Delete({}, handles[0], "M").ok());
  for (rocksdb::ColumnFamilyHandle* handle : handles) db->DestroyColumnFamilyHandle(handle);
  delete db;
}

std::vector<std::string> verified(const Store& store) {
  const auto result = verify_store(store);
  EXPECT_THAT(result, IsOk());
  std::vector<std::string> found;
  for (const auto& finding : result->findings) found.push_back(finding.what);
  return found;
}

TEST(OlderStore, GetsItsBandsWhenItIsOpenedForWriting) {
  const TempDir dir;
  const std::string path = dir / "store";
  const std::string dam = words_of("dam", 200);
  import_into(*open_in(path), {article("a", dam)});
  forget_bands(path);
  {
    const auto read = open_rocksdb_store(path, OpenMode::Read);
    ASSERT_THAT(read, IsOk());
    EXPECT_EQ((*read)->bands_end(), BatchId(1));
    EXPECT_THAT(verified(**read), IsEmpty());
  }
  const std::unique_ptr<Store> store = open_in(path);
  EXPECT_EQ(store->bands_end(), store->next_batch());
  EXPECT_THAT(import_into(*store, {article("b", dam)}), ElementsAre("b = a"));
  EXPECT_THAT(verified(*store), IsEmpty());
}

}  // namespace
}  // namespace whocites::testing
