// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/chunked_read.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <sstream>

#include "tests/support/read_records.h"
#include "tests/support/repeated_bytes.h"

namespace whocites {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// Joins the chunks' lists again.
class ChunkLists : public ChunkedSink {
 public:
  std::unique_ptr<RecordSink> make_chunk() override { return std::make_unique<RecordList>(); }
  Result<void> take(std::unique_ptr<RecordSink> chunk) override {
    auto& part = dynamic_cast<RecordList&>(*chunk);
    for (Record& record : part.records) all.records.push_back(std::move(record));
    for (Error& error : part.rejected) all.rejected.push_back(std::move(error));
    ++count;
    return {};
  }

  RecordList all;
  std::size_t count = 0;
};

struct Outcome {
  std::vector<Record> records;
  std::vector<Error> rejected;
  std::optional<Error> failure;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

void PrintTo(const Outcome& outcome, std::ostream* out) {
  for (const Record& record : outcome.records) *out << "\n" << testing::describe(record);
  for (const Error& error : outcome.rejected) *out << "\nrejected: " << testing::describe(error);
  if (outcome.failure) *out << "\nfailure: " << testing::describe(*outcome.failure);
}

const ingest::ReadOptions kOptions{.source_name = "f"};

Outcome read_at_once(std::string_view format, const std::string& input) {
  std::istringstream in(input);
  RecordList list;
  const Result<void> done = ingest::format_named(format)->read(in, kOptions, list);
  if (!done) return {{}, {}, done.error()};
  return {std::move(list.records), std::move(list.rejected), {}};
}

Outcome read_in_chunks(std::string_view format, const std::string& input,
                       const ingest::ChunkedOptions& how) {
  std::istringstream in(input);
  ChunkLists sink;
  const Result<void> done =
      ingest::read_chunked(*ingest::format_named(format), in, kOptions, sink, how);
  if (!done) return {{}, {}, done.error()};
  return {std::move(sink.all.records), std::move(sink.all.rejected), {}};
}

// ---- The same as reading at once ----

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t limit) { return engine_() % limit; }
  bool chance(double p) { return std::uniform_real_distribution<>(0, 1)(engine_) < p; }
  const std::string& any(const std::vector<std::string>& list) { return list[below(list.size())]; }

 private:
  std::mt19937 engine_;
};

const std::vector<std::string> kGoodCells = {
    "a", "b1", "", " c ", "quotes", "links", "2020-1", "\u00e9t\u00e9", "x y", "0.5", "d", "2020"};
const std::vector<std::string> kOddCells = {"\"",
                                            "\"a",
                                            "a\"",
                                            "\"a\"\"b\"",
                                            "\"one\ntwo\"",
                                            "\"one,\r\n\r\ntwo\"",
                                            "\"a\" ",
                                            "\"a\"x",
                                            "\"  \"",
                                            "5\" disk",
                                            "\xE9",
                                            "\u00a0",
                                            "\ufeff",
                                            "\x7F",
                                            "a\tb",
                                            "a\rb",
                                            "Quotes",
                                            "qoutes",
                                            std::string("a\0b", 3),
                                            "\"\"",
                                            "\"\n\n\n\n\n\n\"",
                                            ","};
const std::vector<std::string> kHeaders = {
    "from,to,relation", "from,to",          "relation,to,from",      "From , TO",
    "from,to,",         "from,to,x",        "from,to,evidence,date", "key,title,outlet,date",
    "kind,from,to",     "from;to;relation", "from\tto\trelation",    "a,b,reason,record",
    "from,\"to\"",      "nothing,here"};

std::string random_table(Dice& dice) {
  const double oddness = dice.chance(0.3) ? 0 : dice.chance(0.5) ? 0.02 : 0.3;
  const std::string& header = dice.any(kHeaders);
  const char separator = header.find(';') != header.npos    ? ';'
                         : header.find('\t') != header.npos ? '\t'
                                                            : ',';
  const auto width =
      static_cast<std::size_t>(1 + std::count(header.begin(), header.end(), separator));
  const std::string line_end = dice.chance(0.3) ? "\r\n" : "\n";
  std::string table = dice.chance(0.2) ? "\xEF\xBB\xBF" : "";
  table += header + line_end;
  for (std::size_t rows = dice.below(40); rows > 0; --rows) {
    const std::size_t cells = dice.chance(oddness) ? dice.below(6) : width;
    for (std::size_t i = 0; i < cells; ++i) {
      if (i > 0) table += separator;
      table += dice.any(dice.chance(oddness) ? kOddCells : kGoodCells);
    }
    table += dice.chance(oddness) ? "\r\r\n" : line_end;
  }
  if (dice.chance(0.3)) table.resize(table.size() - dice.below(table.size()) / 8);
  return table;
}

TEST(ChunkedRead, MakesOfAnyTableWhatReadingAtOnceMakes) {
  std::size_t record_count = 0;
  std::size_t rejected_count = 0;
  for (unsigned seed = 0; seed < 3000; ++seed) {
    Dice dice(seed);
    const std::string table = random_table(dice);
    const std::string format = dice.chance(0.2) ? "tsv" : "csv";
    const Outcome whole = read_at_once(format, table);
    const unsigned threads = static_cast<unsigned>(dice.below(5));
    const std::size_t chunk_bytes =
        dice.chance(0.3) ? 1 : 1 + dice.below(dice.chance(0.5) ? 50 : 1000);
    ASSERT_EQ(read_in_chunks(format, table, {threads, chunk_bytes}), whole)
        << "seed " << seed << ", chunks of " << chunk_bytes << ":\n"
        << table;
    record_count += whole.records.size();
    rejected_count += whole.rejected.size();
  }
  EXPECT_GT(record_count, 10000u);
  EXPECT_GT(rejected_count, 5000u);
}

TEST(ChunkedRead, CutsBetweenRowsNotInsideThem) {
  std::string table = "from,to,evidence\n";
  for (int i = 0; i < 1000; ++i) table += "a,b,\"one\n\ntwo\"\n";
  std::istringstream in(table);
  ChunkLists sink;
  ASSERT_TRUE(ingest::read_chunked(*ingest::format_named("csv"), in, kOptions, sink, {2, 100}));
  EXPECT_THAT(sink.all.records, SizeIs(1000));
  EXPECT_GT(sink.count, 100u);
}

TEST(ChunkedRead, PassesOverALineTooLongToHold) {
  testing::RepeatedBytes bytes("from,to\na,b\na,", 'x', std::size_t{100} << 20, "\nc,d\n");
  std::istream in(&bytes);
  ChunkLists sink;
  ASSERT_TRUE(ingest::read_chunked(*ingest::format_named("csv"), in, kOptions, sink, {2, 1000}));
  EXPECT_THAT(sink.all.records, SizeIs(2));
  ASSERT_THAT(sink.all.rejected, SizeIs(1));
  EXPECT_EQ(testing::describe(sink.all.rejected[0]), "f:3:1: a line longer than 64 MiB");
}

TEST(ChunkedRead, TakesALineLongerThanAChunk) {
  const std::string name(std::size_t{3} << 20, 'x');
  const std::string table = "from,to\na,b\n" + name + ",b\nc,d\n" + name + ",d";
  EXPECT_EQ(read_in_chunks("csv", table, {2, 1000}), read_at_once("csv", table));
}

TEST(ChunkedRead, ReadsOtherFormatsToo) {
  const std::string text = "A title\n\nAccording to Reuters, nothing happened.\n";
  EXPECT_FALSE(ingest::can_read_chunked(*ingest::format_named("text")));
  EXPECT_EQ(read_in_chunks("text", text, {}), read_at_once("text", text));
}

// ---- Progress ----

TEST(ChunkedRead, TellsHowFarItIs) {
  std::string table =
      "\xEF\xBB\xBF"
      "from,to\n";
  for (int i = 0; i < 500; ++i) table += i % 100 == 0 ? "a,\"\nb\"x\n" : "a,b\n";
  std::vector<std::uint64_t> positions;
  read_in_chunks("csv", table, {2, 64, [&](std::uint64_t bytes) { positions.push_back(bytes); }});
  ASSERT_GT(positions.size(), 20u);
  EXPECT_TRUE(std::is_sorted(positions.begin(), positions.end()));
  EXPECT_EQ(positions.back(), table.size());
}

// ---- Failures ----

// Fails at one record, or at taking one chunk; counted from 1, 0 for never.
class FailingSink final : public ChunkLists {
 public:
  FailingSink(std::string bad_from, std::size_t bad_take)
      : bad_from_(std::move(bad_from)), bad_take_(bad_take) {}

  std::unique_ptr<RecordSink> make_chunk() override { return std::make_unique<Part>(bad_from_); }
  Result<void> take(std::unique_ptr<RecordSink> chunk) override {
    if (++takes_ == bad_take_) return fail(ErrorCode::Io, "no room for a chunk");
    for (Record& record : dynamic_cast<Part&>(*chunk).list.records) {
      all.records.push_back(std::move(record));
    }
    return {};
  }

 private:
  struct Part final : RecordSink {
    explicit Part(std::string bad) : bad_from(std::move(bad)) {}
    Result<void> accept(Record record) override {
      if (std::get<CitationRecord>(record).from == bad_from) {
        return fail(ErrorCode::Io, "no room for " + bad_from);
      }
      return list.accept(std::move(record));
    }
    void reject(Error error) override { list.reject(std::move(error)); }
    std::string bad_from;
    RecordList list;
  };

  std::string bad_from_;
  std::size_t bad_take_;
  std::size_t takes_ = 0;
};

std::string numbered_table(std::size_t rows) {
  std::string table = "from,to\n";
  for (std::size_t i = 0; i < rows; ++i) table += "n" + std::to_string(i) + ",b\n";
  return table;
}

TEST(ChunkedRead, PassesOnTheFirstFailureOfAChunk) {
  for (const std::size_t bad : {0, 1, 7, 500, 999}) {
    for (const unsigned threads : {0u, 1u, 3u}) {
      std::istringstream in(numbered_table(1000));
      FailingSink sink("n" + std::to_string(bad), 0);
      const auto done =
          ingest::read_chunked(*ingest::format_named("csv"), in, kOptions, sink, {threads, 50});
      ASSERT_FALSE(done);
      EXPECT_EQ(done.error().message, "no room for n" + std::to_string(bad));
      EXPECT_LE(sink.all.records.size(), bad);
    }
  }
}

TEST(ChunkedRead, StopsWhenAChunkIsNotTaken) {
  for (std::size_t bad = 1; bad < 10; ++bad) {
    std::istringstream in(numbered_table(1000));
    FailingSink sink("", bad);
    const auto done =
        ingest::read_chunked(*ingest::format_named("csv"), in, kOptions, sink, {2, 50});
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().message, "no room for a chunk");
    EXPECT_LT(sink.all.records.size(), 200u);
  }
}

TEST(ChunkedRead, SaysThatAStreamBroke) {
  struct Breaking final : std::streambuf {
    int_type underflow() override {
      if (text.empty()) throw std::runtime_error("disk");
      shown = std::move(text);
      text.clear();
      setg(shown.data(), shown.data(), shown.data() + shown.size());
      return traits_type::to_int_type(shown.front());
    }
    std::string text = numbered_table(1000);
    std::string shown;
  } bytes;
  std::istream in(&bytes);
  ChunkLists sink;
  const auto done =
      ingest::read_chunked(*ingest::format_named("csv"), in, kOptions, sink, {2, 100});
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().message, HasSubstr("could not be read to its end"));
}

}  // namespace
}  // namespace whocites
