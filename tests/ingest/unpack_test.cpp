// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/unpack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <sstream>

#include "ingest/format.h"
#include "tests/support/deflated.h"
#include "tests/support/read_records.h"

namespace whocites::ingest {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using whocites::testing::deflated;

std::string gzipped(std::string_view text) { return deflated(text, 16 + MAX_WBITS); }

std::string zstandard(std::string_view text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  packed.resize(ZSTD_compress2(context, packed.data(), packed.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return packed;
}

// An archive of one file, as far as its central directory.
std::string zipped(const std::string& name, std::string_view text) {
  std::string header("PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0", 14);
  const auto sum =
      crc32(0, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size()));
  for (int i = 0; i < 4; ++i) header += static_cast<char>(sum >> (8 * i) & 0xFF);
  header += std::string(8, '\0');
  header += static_cast<char>(name.size());
  return header + std::string(3, '\0') + name + deflated(text, -MAX_WBITS);
}

// What a stream of these bytes gives, and what it says is wrong.
std::pair<std::string, std::string> unpacked(const std::string& packed) {
  std::istringstream in(packed);
  UnpackedStream stream(in);
  std::ostringstream text;
  text << stream.rdbuf();
  return {text.str(), stream.damage() ? stream.damage()->message : ""};
}

std::string long_text() {
  std::string text;
  for (int i = 0; i < 40'000; ++i) text += "line " + std::to_string(i * 7919 % 100'003) + "\n";
  return text;
}

TEST(Unpack, GivesWhatWasPacked) {
  const std::string text = long_text();
  const std::string rows[] = {text,
                              gzipped(text),
                              gzipped(text.substr(0, 1000)) + gzipped(text.substr(1000)),
                              gzipped(text) + std::string(512, '\0'),
                              zstandard(text),
                              zstandard(text.substr(0, 1000)) + zstandard(text.substr(1000)),
                              zipped("rows.csv", text)};
  for (const std::string& packed : rows) {
    const auto [found, damage] = unpacked(packed);
    EXPECT_TRUE(found == text) << packed.substr(0, 4) << ": " << found.size() << " bytes";
    EXPECT_THAT(damage, IsEmpty());
  }
  EXPECT_EQ(unpacked("").first, "");
}

TEST(Unpack, CanBeReadAgain) {
  const std::string wide("\xFF\xFEo\0n\0e\0\n\0", 10);
  for (const std::string& bytes : {gzipped("one\ntwo\n"), wide, gzipped(wide)}) {
    std::istringstream in(bytes);
    UnpackedStream stream(in);
    std::string line;
    std::getline(stream, line);
    stream.clear();
    stream.seekg(0);
    std::getline(stream, line);
    EXPECT_EQ(line, "one");
  }
}

TEST(Unpack, TellsDamageAndKeepsWhatCameBefore) {
  const std::string text = long_text();
  for (std::string packed : {gzipped(text), zstandard(text), zipped("a.csv", text)}) {
    const auto cut = unpacked(packed.substr(0, packed.size() / 2));
    EXPECT_THAT(cut.second, HasSubstr("end in the middle (byte "));
    EXPECT_TRUE(!cut.first.empty() && text.starts_with(cut.first));
    for (std::size_t i = packed.size() / 2; i < packed.size() / 2 + 30; ++i) packed[i] = 'x';
    EXPECT_THAT(unpacked(packed).second, HasSubstr("damaged (byte "));
  }
  EXPECT_THAT(unpacked(gzipped("text") + "garbage").second,
              HasSubstr("bytes behind the gzip data"));
  EXPECT_THAT(unpacked(std::string("PK\x03\x04") + std::string(40, '\0')).second,
              HasSubstr("another way than deflate"));
}

TEST(Unpack, EndsAZipBomb) {
  const std::string member = gzipped(std::string(std::size_t{1} << 20, ' '));
  std::string bomb;
  for (int i = 0; i < 300; ++i) bomb += member;
  std::istringstream in(bomb);
  Unpacker unpacker(in);
  std::string block(std::size_t{1} << 20, '\0');
  std::uint64_t size = 0;
  while (const std::size_t more = unpacker.read(block.data(), block.size())) size += more;
  ASSERT_TRUE(unpacker.damage());
  EXPECT_THAT(unpacker.damage()->message, HasSubstr("zip bomb"));
  EXPECT_LE(size, Unpacker::kFreeBytes + block.size());
  EXPECT_FALSE(unpacker.resume());
}

TEST(Unpack, GoesOnAtTheNextMember) {
  std::string first = gzipped(long_text());
  for (std::size_t i = first.size() / 2; i < first.size() / 2 + 30; ++i) first[i] = 'x';
  std::istringstream in(first + gzipped("second"));
  Unpacker unpacker(in);
  std::string block(std::size_t{1} << 20, '\0');
  while (unpacker.read(block.data(), block.size()) > 0) {
  }
  ASSERT_TRUE(unpacker.damage());
  ASSERT_TRUE(unpacker.resume());
  EXPECT_EQ(block.substr(0, unpacker.read(block.data(), block.size())), "second");
  EXPECT_EQ(unpacker.member_begin(), first.size());
}

TEST(Unpack, FormatsAreToldByWhatIsInside) {
  const std::string jsonl = "{\"kind\":\"article\",\"key\":\"a\"}\n";
  for (const std::string& packed : {gzipped(jsonl), zstandard(jsonl), zipped("a", jsonl)}) {
    const Result<const Format*> format = detect_format(packed, "x.gz");
    ASSERT_TRUE(format) << format.error().message;
    EXPECT_EQ((*format)->name, "jsonl");
    std::istringstream in(packed);
    RecordList list;
    EXPECT_TRUE(read_input(**format, in, {.source_name = "x"}, list));
    EXPECT_THAT(list.records, SizeIs(1));
  }
  EXPECT_EQ((*detect_format(gzipped("x,y\n1,2\n"), "x.csv.gz"))->name, "csv");
  EXPECT_FALSE(detect_format(zipped("[Content_Types].xml", "x"), "x.docx"));
  EXPECT_FALSE(detect_format(gzipped(gzipped(jsonl)), "x.gz.gz"));
}

TEST(Unpack, DamageIsOneRejectionAmongTheRecords) {
  std::string rows;
  for (int i = 0; i < 20'000; ++i)
    rows += "{\"kind\":\"article\",\"key\":\"a" + std::to_string(i * 7919 % 100'003) + "\"}\n";
  const std::string packed = gzipped(rows);
  std::istringstream in(packed.substr(0, packed.size() / 2));
  RecordList list;
  ASSERT_TRUE(read_input(*format_named("jsonl"), in, {.source_name = "x.gz"}, list));
  EXPECT_GT(list.records.size(), 1000u);
  ASSERT_THAT(list.rejected, ::testing::Not(IsEmpty()));
  EXPECT_THAT(whocites::testing::describe(list.rejected.back()),
              AllOf(HasSubstr("x.gz"), HasSubstr("end in the middle (byte ")));
}

}  // namespace
}  // namespace whocites::ingest
