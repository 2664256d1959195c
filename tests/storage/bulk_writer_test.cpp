// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// A bulk writer must store what a batch writer stores; that one is the second opinion.
#include "storage/bulk_writer.h"

#include <gtest/gtest.h>

#include <sstream>

#include "graph/text_sketch.h"
#include "storage/batch_writer.h"
#include "storage/verify.h"
#include "tests/storage/backends.h"
#include "tests/support/random_data.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_dump.h"

namespace whocites::testing {
namespace {

// Records that meet each other often: few keys, names, addresses and outlets.
class RandomRecords {
 public:
  explicit RandomRecords(unsigned seed) : random_(seed) {}

  std::vector<Record> batch() {
    std::vector<Record> records;
    const std::uint32_t count = 1 + random_.below(60);
    for (line_ = 1; line_ <= count; ++line_) {
      const double what = static_cast<double>(random_.below(100)) / 100;
      if (what < 0.35) {
        records.emplace_back(node());
      } else if (what < 0.85) {
        records.emplace_back(citation());
      } else if (what < 0.91) {
        records.emplace_back(judgement());
      } else if (what < 0.96) {
        const Sameness of = random_.chance(0.3) ? Sameness::Text : Sameness::Thing;
        records.emplace_back(
            IdentityRecord{reference(), reference(), random_.chance(0.7), "", position(), of});
      } else {
        records.emplace_back(IgnoredRecord{"text", "reason", {"in.csv", line_, 0, 4}});
      }
    }
    return records;
  }

 private:
  SourcePosition position() const { return {"in.csv", line_, 1}; }
  std::string pick(std::initializer_list<const char*> list) {
    return list.begin()[random_.below(static_cast<std::uint32_t>(list.size()))];
  }
  std::string name() {
    return pick({"The Guardian", "guardian", "Le Monde", "Zeit", "Żółw", "Kim", "a", "Daily Mial",
                 "New York Times", "x y z", "10.1000/182"});
  }
  std::string address() {
    return pick({"https://www.example.org/a?utm_source=x", "http://example.org/a",
                 "https://example.org/b", "https://guardian.example",
                 "https://doi.org/10.1000/182"});
  }
  std::string reference() {
    if (random_.chance(0.05)) return pick({"", " "});
    if (random_.chance(0.5)) return "k" + std::to_string(random_.below(12));
    return random_.chance(0.6) ? name() : random_.chance(0.5) ? address() : "guardian.example";
  }
  NodeRecord node() {
    NodeRecord record;
    record.position = position();
    NodeFacts& facts = record.facts;
    facts.kind = static_cast<Kind>(1 + random_.below(5));
    if (random_.chance(0.8)) facts.kind = Kind::Article;
    if (random_.chance(0.7)) record.key = "k" + std::to_string(random_.below(12));
    if (random_.chance(0.7)) facts.title = name();
    if (random_.chance(0.3)) facts.url = address();
    if (random_.chance(0.2)) facts.aliases = {name(), name()};
    if (random_.chance(0.2)) facts.domains = {"guardian.example"};
    if (random_.chance(0.3)) facts.date = *parse_date("2020-02");
    if (random_.chance(0.1)) facts.unresolved = true;
    if (random_.chance(0.3)) record.part_of = reference();
    if (random_.chance(0.4)) {
      record.text = text();
      keep_sketch(record);
    }
    return record;
  }
  // One of three stories, with words of its own before it.
  std::string text() {
    std::string words;
    const std::uint32_t story = random_.below(3);
    const std::uint32_t own = random_.below(60);
    for (std::uint32_t i = 0; i < own; ++i)
      words += "o" + std::to_string(random_.below(1000)) + " ";
    for (std::uint32_t i = 0; i < 80; ++i) words += "s" + std::to_string(story * 1000 + i) + " ";
    return words;
  }
  CitationRecord citation() {
    CitationRecord record;
    record.position = position();
    record.from = reference();
    record.to = reference();
    record.relation = static_cast<Relation>(1 + random_.below(3));
    if (random_.chance(0.8)) record.evidence.place = {"in.csv", line_, 0, 0};
    if (random_.chance(0.1)) record.evidence.place.file = "other";
    if (random_.chance(0.2)) record.evidence.text = "said so";
    if (random_.chance(0.1)) record.evidence.confidence = 0.5;
    return record;
  }
  JudgementRecord judgement() {
    JudgementRecord record;
    record.position = position();
    record.from = reference();
    record.to = reference();
    if (record.from.empty()) record.from = "k1";
    if (record.to.empty()) record.to = "k2";
    record.judgement.who = "me";
    record.judgement.verdict = random_.chance(0.5) ? Verdict::Confirmed : Verdict::Rejected;
    return record;
  }

  RandomData random_;
  std::uint64_t line_ = 0;
};

Batch import_of(const std::string& digest) {
  Batch entry;
  entry.action = Action::Import;
  entry.who = "me";
  entry.summary = "import in.csv";
  entry.sources = {{"in.csv", digest, "csv"}};
  return entry;
}

NameAuthority authority() {
  NameAuthority known;
  known.outlet_named = [](std::string_view name) -> std::optional<NodeRecord> {
    if (name != "New York Times") return std::nullopt;
    NodeRecord outlet;
    outlet.key = "nytimes.example";
    outlet.facts.kind = Kind::Outlet;
    outlet.facts.title = "The New York Times";
    outlet.facts.domains = {"nytimes.example"};
    return outlet;
  };
  known.similar = [](std::string_view name, std::size_t) -> std::vector<Suggestion> {
    if (name != "Daily Mial") return {};
    return {{"dailymail.example", "Daily Mail", 0.9}};
  };
  return known;
}

std::string shown(const std::vector<Error>& errors) {
  std::string text;
  for (const Error& error : errors) text += to_string(error) + "\n";
  return text;
}

// The first lines in which two dumps differ; empty when they are equal.
std::string difference(const std::string& a, const std::string& b) {
  std::istringstream ours(a);
  std::istringstream theirs(b);
  std::string mine;
  std::string yours;
  while (std::getline(ours, mine) && std::getline(theirs, yours)) {
    if (mine != yours) return "- " + mine + "\n+ " + yours;
  }
  return a == b ? "" : "one is longer";
}

class BulkWriterAgrees : public ::testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Seeds, BulkWriterAgrees, ::testing::Range(1U, 31U));

TEST_P(BulkWriterAgrees, WithABatchWriterOverSeveralBatches) {
  RandomRecords random(GetParam());
  RandomData dice(GetParam() + 1000);
  TempDir dir;
  const std::unique_ptr<Store> plain = make_memory_store();
  const std::unique_ptr<Store> kept = open_in(dir / "store");
  for (int step = 0; step < 4; ++step) {
    SCOPED_TRACE("batch " + std::to_string(step + 1));
    const std::vector<Record> records = random.batch();
    BatchWriter batch(*plain, authority(), import_of("d" + std::to_string(step)));
    auto bulk = BulkWriter::make(*kept, authority(), import_of("d" + std::to_string(step)));
    ASSERT_THAT(bulk, IsOk());
    (*bulk)->begin_source(0);
    for (std::size_t at = 0; at < records.size();) {
      std::unique_ptr<RecordSink> chunk = (*bulk)->make_chunk();
      const std::size_t end = std::min<std::size_t>(records.size(), at + 1 + dice.below(20));
      for (; at < end; ++at) {
        ASSERT_THAT(batch.accept(records[at]), IsOk());
        ASSERT_THAT(chunk->accept(records[at]), IsOk());
      }
      ASSERT_THAT((*bulk)->take(std::move(chunk)), IsOk());
    }
    ASSERT_THAT(batch.commit(), IsOk());
    ASSERT_THAT((*bulk)->commit(), IsOk());
    EXPECT_EQ(shown((*bulk)->rejected()), shown(batch.rejected()));
    ASSERT_EQ(difference(dump(*kept), dump(*plain)), "");
    ASSERT_EQ(disagreements(*kept), "");
    const auto verified = verify_store(*kept);
    ASSERT_THAT(verified, IsOk());
    EXPECT_THAT(verified->findings, ::testing::IsEmpty());
    if (dice.chance(0.4) && plain->next_batch().value > 1) {
      Changes forget;
      forget.batch.id = plain->next_batch();
      forget.batch.action = Action::Forget;
      forget.batch.target = BatchId(1 + dice.below(plain->next_batch().value - 1));
      ASSERT_THAT(plain->commit(forget), IsOk());
      ASSERT_THAT(kept->commit(forget), IsOk());
    }
  }
}

TEST(BulkWriter, IsNotForAStoreInMemory) {
  const std::unique_ptr<Store> store = make_memory_store();
  const auto writer = BulkWriter::make(*store, {}, import_of("d"));
  ASSERT_THAT(writer, IsOk());
  EXPECT_EQ(*writer, nullptr);
}

TEST(BulkWriter, NeedsASource) {
  TempDir dir;
  const std::unique_ptr<Store> store = open_in(dir / "store");
  EXPECT_THAT(BulkWriter::make(*store, {}, {}), FailsWith(ErrorCode::BadRequest, "sources"));
}

TEST(BulkWriter, StoresNothingAndLeavesNothingWhenItIsNotCommitted) {
  TempDir dir;
  const std::unique_ptr<Store> store = open_in(dir / "store");
  const std::string before = dump(*store);
  {
    auto writer = BulkWriter::make(*store, {}, import_of("d"));
    ASSERT_THAT(writer, IsOk());
    (*writer)->begin_source(0);
    std::unique_ptr<RecordSink> chunk = (*writer)->make_chunk();
    ASSERT_THAT(chunk->accept_bare("a", "b", Relation::Links, "in.csv", 2), IsOk());
    ASSERT_THAT((*writer)->take(std::move(chunk)), IsOk());
  }
  EXPECT_EQ(dump(*store), before);
}

TEST(BulkWriter, WithoutAGoodRecordWritesNoBatch) {
  TempDir dir;
  const std::unique_ptr<Store> store = open_in(dir / "store");
  auto writer = BulkWriter::make(*store, {}, import_of("d"));
  ASSERT_THAT(writer, IsOk());
  (*writer)->begin_source(0);
  std::unique_ptr<RecordSink> chunk = (*writer)->make_chunk();
  ASSERT_THAT(chunk->accept(CitationRecord{"", "b", Relation::Links, {}, {"in.csv", 3, 1}}),
              IsOk());
  ASSERT_THAT((*writer)->take(std::move(chunk)), IsOk());
  ASSERT_THAT((*writer)->commit(), IsOk());
  EXPECT_EQ((*writer)->batch().id, BatchId(0));
  EXPECT_EQ((*writer)->rejected().size(), 1U);
  EXPECT_EQ(store->next_batch(), BatchId(1));
}

TEST(BulkWriter, TooLittleMemoryIsSaidWithHowMuchIsNeeded) {
  TempDir dir;
  const std::unique_ptr<Store> store = open_in(dir / "store");
  auto writer = BulkWriter::make(*store, {}, import_of("d"), {.memory_bytes = 1 << 20});
  ASSERT_THAT(writer, IsOk());
  (*writer)->begin_source(0);
  std::unique_ptr<RecordSink> chunk = (*writer)->make_chunk();
  for (std::uint64_t i = 0; i < 60000; ++i) {
    ASSERT_THAT(chunk->accept_bare("from " + std::to_string(i), "to", Relation::Links, "in.csv", i),
                IsOk());
  }
  EXPECT_THAT((*writer)->take(std::move(chunk)),
              FailsWith(ErrorCode::BadRequest, "nothing was stored"));
  EXPECT_EQ(store->next_batch(), BatchId(1));
}

// Every part of the external sort at work: many partitions are not, but runs are.
TEST(BulkWriter, AgreesWithABatchWriterWhenItMustSpill) {
  TempDir dir;
  const std::unique_ptr<Store> plain = open_in(dir / "plain");
  const std::unique_ptr<Store> kept = open_in(dir / "kept");
  BatchWriter batch(*plain, {}, import_of("d"));
  auto bulk = BulkWriter::make(*kept, {}, import_of("d"), {.memory_bytes = 2 << 20});
  ASSERT_THAT(bulk, IsOk());
  (*bulk)->begin_source(0);
  RandomData random(11);
  std::unique_ptr<RecordSink> chunk = (*bulk)->make_chunk();
  for (std::uint64_t line = 1; line <= 20000; ++line) {
    NodeRecord node;
    node.key = "key " + std::to_string(random.below(1 << 30));
    node.facts.kind = Kind::Article;
    node.facts.title = "Title " + std::to_string(line) + " of " + std::to_string(line % 97);
    ASSERT_THAT(batch.accept(node), IsOk());
    ASSERT_THAT(chunk->accept(node), IsOk());
    ASSERT_THAT(batch.accept_bare(node.key, "hub", Relation::Links, "in.csv", line), IsOk());
    ASSERT_THAT(chunk->accept_bare(node.key, "hub", Relation::Links, "in.csv", line), IsOk());
  }
  ASSERT_THAT((*bulk)->take(std::move(chunk)), IsOk());
  ASSERT_THAT(batch.commit(), IsOk());
  ASSERT_THAT((*bulk)->commit(), IsOk());
  EXPECT_EQ(disagreements(*kept), "");
  EXPECT_EQ(difference(dump(*kept), dump(*plain)), "");
}

}  // namespace
}  // namespace whocites::testing
