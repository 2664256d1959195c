// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/support/read_records.h"

namespace whocites::ingest {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;
using whocites::testing::read_records;
using whocites::testing::ReadOutcome;

std::string corpus(const std::string& name) {
  std::ifstream file(std::string(WHOCITES_SOURCE_DIR) + "/tests/fuzz/corpus/" + name,
                     std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

// The titles of the articles that were read.
std::vector<std::string> titles(const ReadOutcome& read) {
  std::vector<std::string> found;
  for (const std::string& record : read.records) {
    const std::size_t at = record.find(" title=");
    if (record.starts_with("article ") && at != record.npos) {
      found.push_back(record.substr(at + 7, record.find(' ', at + 7) - at - 7));
    }
  }
  return found;
}

TEST(WarcReader, ReadsEveryPageOfAnArchive) {
  for (const std::string name : {"warc/pages.warc", "warc/pages.warc.gz"}) {
    const ReadOutcome read = read_records("warc", corpus(name));
    EXPECT_THAT(read.failure, IsEmpty());
    EXPECT_THAT(read.rejected, IsEmpty());
    EXPECT_THAT(titles(read), ElementsAre("Bridge", "Tunnel", "Road", "Square"));
    EXPECT_THAT(read.records, Contains("ignored: responses that are no pages"));
    EXPECT_THAT(
        read.records,
        Contains(HasSubstr("links https://registry.example/bridges/4 evidence=The bridge")));
    EXPECT_THAT(read.records, Contains(HasSubstr("archived=\"2020-03-04T05:06:07Z\"")));
  }
  EXPECT_THAT(titles(read_records("warc", corpus("warc/pages.arc"))), ElementsAre("Bridge"));
}

TEST(WarcReader, NamesTheByteOfEachRecord) {
  const std::string bytes = corpus("warc/pages.warc");
  const std::size_t begin = bytes.rfind("WARC/1.0", bytes.find("https://post.example/packed"));
  EXPECT_THAT(read_records("warc", bytes).records,
              Contains(HasSubstr(" at=f@" + std::to_string(begin) + ":1")));
  const std::string packed = corpus("warc/pages.warc.gz");
  std::size_t member = 0;
  for (int i = 0; i < 2; ++i) member = packed.find("\x1F\x8B\x08", member + 1);
  EXPECT_THAT(read_records("warc", packed).records,
              Contains(HasSubstr(" at=f@" + std::to_string(member) + ":1")));
}

struct Damage {
  std::string name;
  std::string from;  // replaced once
  std::string to;
  std::string complaint;
  std::vector<std::string> titles;
};

void PrintTo(const Damage& damage, std::ostream* out) { *out << damage.name; }

class DamagedArchive : public ::testing::TestWithParam<Damage> {};

TEST_P(DamagedArchive, IsReportedAndTheNextRecordRead) {
  std::string bytes = corpus("warc/pages.warc");
  const std::size_t at = bytes.find(GetParam().from);
  ASSERT_NE(at, bytes.npos);
  bytes.replace(at, GetParam().from.size(), GetParam().to);
  const ReadOutcome read = read_records("warc", bytes);
  EXPECT_THAT(read.failure, IsEmpty());
  EXPECT_THAT(read.rejected, ElementsAre(HasSubstr(GetParam().complaint)));
  EXPECT_EQ(titles(read), GetParam().titles);
}

const std::vector<std::string> kAll{"Bridge", "Tunnel", "Road", "Square"};

INSTANTIATE_TEST_SUITE_P(
    Warc, DamagedArchive,
    ::testing::Values(Damage{"GarbageBetween", "WARC/1.0\r\nWARC-Type: request",
                             "\x01\x02 nonsense\r\nmore\r\nWARC/1.0\r\nWARC-Type: request",
                             "no record begins here", kAll},
                      Damage{"NoLength", "Content-Length: 24", "Content-Lenght: 24",
                             "does not say how long", kAll},
                      Damage{"LengthNoNumber", "Content-Length: 24", "Content-Length: x",
                             "does not say how long", kAll},
                      Damage{"TooShort", "Content-Length: 24", "Content-Length: 4",
                             "no record begins here", kAll},
                      Damage{"TooLong", "Content-Length: 24", "Content-Length: 124",
                             "another one begins within it", kAll},
                      Damage{"LongerThanTheFile", "Content-Length: 24", "Content-Length: 99999999",
                             "the record ends after", kAll},
                      Damage{"NoHttp",
                             "HTTP/1.1 200 OK",
                             "HTPP/1.1 200 OK",
                             "no HTTP response",
                             {"Tunnel", "Road", "Square"}}),
    [](const auto& row) { return row.param.name; });

TEST(WarcReader, GetsOverABrokenGzipMember) {
  std::string bytes = corpus("warc/pages.warc.gz");
  std::size_t member = 0;
  for (int i = 0; i < 2; ++i) member = bytes.find("\x1F\x8B\x08", member + 1);
  for (std::size_t i = member + 40; i < member + 60; ++i) bytes[i] = '\xFF';
  const ReadOutcome read = read_records("warc", bytes);
  EXPECT_THAT(read.rejected, ::testing::Not(IsEmpty()));
  EXPECT_THAT(read.rejected.front(), HasSubstr("record at byte " + std::to_string(member)));
  EXPECT_THAT(titles(read), ElementsAre("Tunnel", "Road", "Square"));
}

TEST(WarcReader, RefusesWhatIsNone) {
  for (const std::string bytes : {"", "text", "WARC/1.0\r\n", "filedesc://x\n"}) {
    EXPECT_THAT(read_records("warc", bytes).failure, HasSubstr("not one record")) << bytes;
  }
}

TEST(GdeltReader, ReadsArticlesAndTheirLinks) {
  const ReadOutcome read = read_records("gdelt", corpus("gdelt/slice.gkg.csv"));
  EXPECT_THAT(read.failure, IsEmpty());
  EXPECT_THAT(read.records,
              Contains("article key=https://post.example/bridge?a=1&b=2 title=Bridge & road closed "
                       "date=2020-03-03T17:05:00Z in=post.example "
                       "url=https://post.example/bridge?a=1&b=2 authors=Jane Doe|John Roe "
                       "gkg-record=\"20200304050000-1\" processed=\"2020-03-04T05:00:00Z\""));
  EXPECT_THAT(read.records,
              Contains(StartsWith("article key=https://bbc.co.uk/news/uk-1 in=bbc.")));
  EXPECT_THAT(read.records, Contains(StartsWith("https://post.example/bridge?a=1&b=2 links "
                                                "https://reuters.com/article/1?x=1&y=2 at=f:1")));
  EXPECT_THAT(read.records, Contains(HasSubstr("lang=rus")));
  EXPECT_THAT(read.rejected, ElementsAre(HasSubstr("f:3: a document that is no web page"),
                                         HasSubstr("f:4: a row of 2 columns, not of 27")));
}

}  // namespace
}  // namespace whocites::ingest
