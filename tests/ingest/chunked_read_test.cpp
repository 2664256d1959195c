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

// ---- Inputs of all sorts ----

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

// ---- JSON lines ----

const std::vector<std::string> kNames = {"from", "to", "relation", "kind"};
const std::vector<std::string> kOddNames = {"key",    "x",     "evidence",
                                            "record", "nodes", "fr\\u006fm"};
const std::vector<std::string> kGoodValues = {R"("a")",      R"("b1")",       R"("links")",
                                              R"("quotes")", R"("citation")", R"("article")",
                                              R"("x y")",    R"("\u00e9")",   "\"\u00e9t\u00e9\""};
const std::vector<std::string> kOddValues = {R"("")",
                                             R"(" ")",
                                             R"(" a ")",
                                             R"("Quotes")",
                                             R"("qoutes")",
                                             R"("\ud83d\ude00")",
                                             R"("\ud800")",
                                             R"("\uDC00")",
                                             R"("\u12G4")",
                                             R"("\u0000")",
                                             R"("a\nb")",
                                             R"("a\\ud")",
                                             R"("\/")",
                                             R"("\x")",
                                             "12",
                                             "1.5",
                                             "-1",
                                             "01",
                                             "1e999",
                                             "1e400",
                                             "-0",
                                             "18446744073709551616",
                                             "99999999999999999999",
                                             "null",
                                             "true",
                                             "{}",
                                             "[]",
                                             R"([{"to":"b"}])",
                                             R"({"a":{"b":[1,2]}})",
                                             "\"\xE9\"",
                                             "\"\x7F\"",
                                             "\"a\tb\"",
                                             "\"\u00a0\"",
                                             "\"open",
                                             "",
                                             std::string("\"a\0b\"", 5),
                                             "nul",
                                             "+1",
                                             ".5",
                                             "1.",
                                             std::string(40, '[') + std::string(40, ']'),
                                             std::string(70, '[') + std::string(70, ']')};
const std::vector<std::string> kOddLines = {"",
                                            "  ",
                                            "\r",
                                            "# stray",
                                            "42",
                                            "[1]",
                                            "{",
                                            "}",
                                            R"({"from":"a","to":"b"} )",
                                            R"( {"from":"a","to":"b"})",
                                            R"({"from":"a","to":"b"}{"from":"a","to":"b"})",
                                            R"({"from":"a","to":"b",})",
                                            R"({"from":"a" "to":"b"})",
                                            R"({"from":"a","to":"b"}x)",
                                            "\xEF\xBB\xBF{\"from\":\"a\",\"to\":\"b\"}",
                                            "\x0B{\"from\":\"a\",\"to\":\"b\"}",
                                            "{\"from\":\"a\",\v\"to\":\"b\"}",
                                            R"({"nodes":[{"kind":"person","key":"p"}]})"};

std::string random_object(Dice& dice, double oddness) {
  const std::string space = dice.chance(0.2) ? " " : "";
  std::string object = "{" + space;
  const std::size_t members = dice.chance(0.8) ? 3 + dice.below(2) : dice.below(6);
  for (std::size_t i = 0; i < members; ++i) {
    const std::string& name = dice.chance(oddness) ? dice.any(kOddNames)
                              : dice.chance(0.95)  ? kNames[i % 4]
                                                   : dice.any(kNames);
    const std::string& usual = i == 2   ? kGoodValues[2 + dice.below(2)]
                               : i == 3 ? kGoodValues[4 + dice.below(2)]
                                        : dice.any(kGoodValues);
    object += i > 0 ? "," + space : "";
    object += "\"" + name + "\":" + space;
    object += dice.chance(oddness) ? dice.any(kOddValues) : usual;
  }
  return object + "}";
}

std::string random_json_lines(Dice& dice) {
  const double oddness = dice.chance(0.3) ? 0 : dice.chance(0.5) ? 0.02 : 0.2;
  std::string text = dice.chance(0.2) ? "\xEF\xBB\xBF" : "";
  if (dice.chance(0.05)) text += dice.chance(0.5) ? "[" : "{\n";
  if (dice.chance(0.1)) {
    for (std::size_t stray = dice.below(130); stray > 0; --stray) text += "stray\n";
  }
  for (std::size_t lines = dice.below(40); lines > 0; --lines) {
    text += dice.chance(oddness / 2) ? dice.any(kOddLines) : random_object(dice, oddness / 2);
    text += dice.chance(0.1) ? "\r\n" : "\n";
  }
  if (dice.chance(0.3)) text.resize(text.size() - dice.below(text.size() + 1) / 8);
  return text;
}

// ---- The same as reading at once ----

struct Counts {
  std::size_t records = 0;
  std::size_t rejected = 0;
  std::size_t failures = 0;
};

// Reads many inputs at once and in chunks of many sizes.
Counts compare(const std::vector<std::string>& formats, std::string (*make_input)(Dice&)) {
  Counts counts;
  for (unsigned seed = 0; seed < 3000; ++seed) {
    Dice dice(seed);
    const std::string input = make_input(dice);
    const std::string& format = dice.any(formats);
    const Outcome whole = read_at_once(format, input);
    const unsigned threads = static_cast<unsigned>(dice.below(5));
    const std::size_t chunk_bytes =
        dice.chance(0.3) ? 1 : 1 + dice.below(dice.chance(0.5) ? 50 : 1000);
    EXPECT_EQ(read_in_chunks(format, input, {threads, chunk_bytes}), whole)
        << "seed " << seed << ", chunks of " << chunk_bytes << ":\n"
        << input;
    if (::testing::Test::HasFailure()) break;
    counts.records += whole.records.size();
    counts.rejected += whole.rejected.size();
    counts.failures += whole.failure ? 1 : 0;
  }
  return counts;
}

TEST(ChunkedRead, MakesOfAnyTableWhatReadingAtOnceMakes) {
  const Counts counts = compare({"csv", "csv", "tsv"}, random_table);
  EXPECT_GT(counts.records, 10000u);
  EXPECT_GT(counts.rejected, 5000u);
  EXPECT_GT(counts.failures, 100u);
}

TEST(ChunkedRead, MakesOfAnyJsonLinesWhatReadingAtOnceMakes) {
  const Counts counts = compare({"jsonl"}, random_json_lines);
  EXPECT_GT(counts.records, 10000u);
  EXPECT_GT(counts.rejected, 5000u);
  EXPECT_GT(counts.failures, 100u);
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
