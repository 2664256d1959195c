// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// A part of a store, told and replayed, says in another store what it said in the first.
#include "storage/replay.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "render/record_json.h"
#include "storage/merge.h"
#include "storage/store_part.h"
#include "tests/support/faulty_store.h"
#include "tests/support/random_data.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"

namespace whocites::testing {
namespace {

// All that a part tells, with when it was said, as lines in the order of the batches.
std::vector<std::string> lines_of(const Store& store, const StorePart& part) {
  std::vector<std::pair<std::string, std::string>> said;
  EXPECT_THAT(part.tell([&](BatchId id, const Record& record) {
    const Batch batch = store.batch(id)->value();
    const Timestamp made = batch.origin ? batch.origin->time : batch.time;
    said.emplace_back(to_string(made), render::record_json(record));
    return true;
  }),
              IsOk());
  std::vector<std::string> lines;
  for (const auto& [time, record] : said) lines.push_back(time + " " + record);
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> lines_of(const Store& store) {
  const auto reader = Reader::make(store);
  EXPECT_THAT(reader, IsOk());
  const auto part = StorePart::whole(*reader, {});
  EXPECT_THAT(part, IsOk());
  return lines_of(store, *part);
}

struct Brought {
  std::uint64_t fresh = 0;
  std::uint64_t known = 0;
  std::vector<BatchId> taken_back;
};

// Tells `part` batch by batch to a replay, and merges what is new.
Brought bring(const Store& from, const StorePart& part, Store& into) {
  std::vector<std::pair<BatchId, Record>> said;
  EXPECT_THAT(part.tell([&](BatchId id, const Record& record) {
    said.emplace_back(id, record);
    return true;
  }),
              IsOk());
  std::stable_sort(said.begin(), said.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  const auto fresh = make_memory_store();
  Replay replay(&into, *fresh);
  BatchId last;
  for (const auto& [id, record] : said) {
    if (id != last) {
      Batch entry = from.batch(id)->value();
      if (!entry.origin) entry.origin = BatchOrigin{"from", id, entry.time};
      EXPECT_THAT(replay.begin(entry), IsOk());
      last = id;
    }
    EXPECT_THAT(replay.accept(record), IsOk());
  }
  EXPECT_THAT(replay.finish(), IsOk());
  MergeOptions options;
  options.now = at(1'000'000);
  EXPECT_THAT(merge_store(into, *fresh, options), IsOk());
  return {replay.new_count(), replay.known_count(), replay.taken_back()};
}

Brought bring_all(const Store& from, Store& into) {
  const auto reader = Reader::make(from);
  EXPECT_THAT(reader, IsOk());
  const auto part = StorePart::whole(*reader, {});
  EXPECT_THAT(part, IsOk());
  return bring(from, *part, into);
}

class RandomReplay : public ::testing::TestWithParam<unsigned> {
 protected:
  void SetUp() override {
    RandomData random(GetParam());
    std::vector<NodeId> known;
    for (int i = 0; i < 12; ++i) {
      ASSERT_THAT(store_->commit(random.changes(*store_, known)), IsOk());
    }
  }
  std::unique_ptr<Store> store_ = make_memory_store();
};
INSTANTIATE_TEST_SUITE_P(Seeds, RandomReplay, ::testing::Range(1U, 25U));

TEST_P(RandomReplay, SaysTheSameInAnotherStore) {
  const auto other = make_memory_store();
  const Brought brought = bring_all(*store_, *other);
  EXPECT_EQ(brought.known, 0U);
  EXPECT_EQ(lines_of(*other), lines_of(*store_));
}

TEST_P(RandomReplay, AddsNothingTwiceNorWhereItCameFrom) {
  const std::vector<std::string> before = lines_of(*store_);
  EXPECT_EQ(bring_all(*store_, *store_).fresh, 0U);
  EXPECT_EQ(lines_of(*store_), before);
  const auto other = make_memory_store();
  bring_all(*store_, *other);
  const BatchId next = other->next_batch();
  EXPECT_EQ(bring_all(*store_, *other).fresh, 0U);
  EXPECT_EQ(bring_all(*other, *store_).fresh, 0U);
  EXPECT_EQ(other->next_batch(), next);
}

TEST_P(RandomReplay, PartsComeToTheWhole) {
  const auto reader = Reader::make(*store_);
  ASSERT_THAT(reader, IsOk());
  Filter all;
  all.include_rejected = true;
  const auto network = reader->network(all);
  ASSERT_THAT(network, IsOk());
  const auto other = make_memory_store();
  std::vector<VertexId> some;
  for (std::uint32_t i = 0; i < network->nodes.size(); i += 2) some.push_back(VertexId(i));
  const Network half = subnetwork(*network, some);
  for (const Network* part : {&half, &*network}) {
    const auto told = StorePart::of(*reader, *part);
    ASSERT_THAT(told, IsOk());
    bring(*store_, *told, *other);
  }
  std::vector<std::string> ours = lines_of(*other);
  std::vector<std::string> theirs = lines_of(*store_);
  // Texts are told of the sources of evidence alone, of which the parts have no less.
  const auto is_text = [](const std::string& line) { return line.find("{\"kind\"") == line.npos; };
  std::erase_if(ours, is_text);
  std::erase_if(theirs, is_text);
  EXPECT_EQ(ours, theirs);
}

TEST(StorePart, TakesLikesDecisionsAndWholesButNothingThatWasTakenBack) {
  const auto store = make_memory_store();
  BatchBuilder first(*store, Action::Import);
  const NodeId owner = first.node("owner", titled("Owner", Kind::Organization));
  const NodeId paper = first.node("paper", titled("Paper", Kind::Outlet), owner);
  const NodeId a = first.node("a", titled("A"), paper);
  const NodeId twin = first.node("twin", titled("A again"));
  const NodeId b = first.node("b", titled("B"));
  const NodeId far = first.node("far", titled("Far"));
  first.cites(a, b).cites(twin, b).cites(b, far).decides(a, twin, true).decides(a, far, false);
  ASSERT_THAT(first.commit(*store), IsOk());
  BatchBuilder wrong(*store, Action::Set);
  wrong.says(a, titled("Not A"));
  ASSERT_THAT(wrong.commit(*store), IsOk());
  ASSERT_THAT(BatchBuilder(*store, Action::Undo).withdraws(BatchId(2)).commit(*store), IsOk());

  const auto reader = Reader::make(*store);
  ASSERT_THAT(reader, IsOk());
  const auto network = reader->network({});
  ASSERT_THAT(network, IsOk());
  const Network two = subnetwork(*network, {*network->vertex_of(a), *network->vertex_of(b)});
  const auto part = StorePart::of(*reader, two);
  ASSERT_THAT(part, IsOk());
  std::vector<std::string> told;
  ASSERT_THAT(part->tell([&](BatchId, const Record& record) {
    told.push_back(render::record_json(record));
    return true;
  }),
              IsOk());
  EXPECT_EQ(told, (std::vector<std::string>{
                      R"({"kind":"organization","key":"owner","name":"Owner"})",
                      R"({"kind":"outlet","key":"paper","name":"Paper","part_of":"owner"})",
                      R"({"kind":"article","key":"a","title":"A","outlet":"paper"})",
                      R"({"kind":"article","key":"twin","title":"A again"})",
                      R"({"kind":"article","key":"b","title":"B"})",
                      R"({"kind":"article","key":"far","title":"Far"})",
                      R"({"kind":"citation","from":"a","to":"b","relation":"mentions"})",
                      R"({"kind":"citation","from":"twin","to":"b","relation":"mentions"})",
                      R"({"kind":"same","a":"a","b":"twin"})",
                      R"({"kind":"not-same","a":"a","b":"far"})"}));
}

TEST(Replay, LeavesAsideWhatWasTakenBackAndSaysSo) {
  const auto store = make_memory_store();
  BatchBuilder add(*store);
  add.node("a");
  ASSERT_THAT(add.commit(*store), IsOk());
  const auto other = make_memory_store();
  bring_all(*store, *other);
  ASSERT_THAT(BatchBuilder(*other, Action::Undo).withdraws(BatchId(1)).commit(*other), IsOk());
  const Brought again = bring_all(*store, *other);
  EXPECT_EQ(again.fresh, 0U);
  EXPECT_EQ(again.taken_back, std::vector<BatchId>{BatchId(1)});
}

TEST(Replay, TheSameWordsOfAnotherPersonAreAnotherThing) {
  const auto store = make_memory_store();
  BatchBuilder add(*store);
  add.changes.batch.who = "ann";
  add.node("a");
  ASSERT_THAT(add.commit(*store), IsOk());
  const auto other = make_memory_store();
  BatchBuilder same(*other);
  same.changes.batch.who = "bob";
  same.node("a");
  ASSERT_THAT(same.commit(*other), IsOk());
  EXPECT_EQ(bring_all(*store, *other).fresh, 1U);
}

}  // namespace
}  // namespace whocites::testing
