// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/zip_archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/support/zip_file.h"

namespace whocites::ingest {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using whocites::testing::patched;
using whocites::testing::zip_of;

Result<std::shared_ptr<ZipArchive>> open(const std::string& bytes) {
  return ZipArchive::open([bytes] { return std::make_unique<std::istringstream>(bytes); });
}

std::string little_endian(std::uint32_t number) {
  std::string bytes;
  for (int i = 0; i < 4; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xFF);
  return bytes;
}

// "name: bytes" of each file, or what is wrong with it.
std::vector<std::string> contents(ZipArchive& archive) {
  std::vector<std::string> found;
  for (std::size_t i = 0; i < archive.members().size(); ++i) {
    const std::string name = archive.members()[i].name + ": ";
    const Result<std::unique_ptr<std::istream>> in = archive.read(i);
    if (!in) {
      found.push_back(name + in.error().message);
      continue;
    }
    std::ostringstream bytes;
    bytes << (*in)->rdbuf();
    found.push_back(name + bytes.str() + (archive.damage() ? archive.damage()->message : ""));
  }
  return found;
}

TEST(ZipArchive, GivesAllOfItsFilesInOrderOfName) {
  const auto archive = open(zip_of({{"b/two.txt", "second"},
                                    {"a.txt", "first", true},
                                    {"c/", ""},
                                    {"c/.hidden/d", "x"},
                                    {".d", "x"},
                                    {"__MACOSX/a.txt", "x"},
                                    {"empty.txt", ""}}));
  ASSERT_TRUE(archive) << archive.error().message;
  EXPECT_THAT(contents(**archive), ElementsAre("a.txt: first", "b/two.txt: second", "empty.txt: "));
  EXPECT_THAT(contents(**archive), SizeIs(3));  // and once more
}

TEST(ZipArchive, NamesAreOnlyShown) {
  const auto archive = open(zip_of({{"../../etc/passwd", "a"}, {"/root/x", "b"}}));
  ASSERT_TRUE(archive);
  EXPECT_THAT(contents(**archive), ElementsAre("../../etc/passwd: a", "/root/x: b"));
}

TEST(ZipArchive, OfTwoFilesWithOneNameBothAreRead) {
  const auto archive = open(patched(zip_of({{"a1", "one"}, {"a2", "two"}}), "a2", "a1"));
  ASSERT_TRUE(archive);
  EXPECT_THAT(contents(**archive), ElementsAre("a1: one", "a1: two"));
}

TEST(ZipArchive, AnEncryptedFileIsToldAndTheOthersRead) {
  const auto archive = open(zip_of({{"a", "open"}, {"b", "secret", false, "key"}}));
  ASSERT_TRUE(archive);
  EXPECT_THAT(contents(**archive), ElementsAre("a: open", "b: encrypted"));
}

TEST(ZipArchive, DamageEndsTheFileAndSaysWhere) {
  const std::string zip = zip_of({{"a", "aaaa bbbb", true}, {"b", "cccc dddd", true}});
  const auto archive = open(patched(zip, "aaaa", "aXaa"));
  ASSERT_TRUE(archive);
  EXPECT_THAT(
      contents(**archive),
      ElementsAre(HasSubstr("damaged behind byte 9 of what they hold (CRC error"), "b: cccc dddd"));
}

TEST(ZipArchive, SizesThatLieAreDamage) {
  const std::string text(5000, 'x');
  const std::string zip = zip_of({{"a", text}});
  for (const std::uint32_t size : {4999u, 5001u, 10u}) {
    const auto archive = open(patched(zip, little_endian(5000), little_endian(size)));
    if (!archive) continue;
    EXPECT_THAT(contents(**archive), ElementsAre(HasSubstr("damaged behind byte")));
  }
}

TEST(ZipArchive, AZipBombIsRefused) {
  const std::string zip = zip_of({{"a", std::string(70'000, ' ')}});
  const auto archive = open(patched(zip, little_endian(70'000), little_endian(0x70'00'00'00)));
  ASSERT_FALSE(archive);
  EXPECT_EQ(archive.error().code, ErrorCode::Unreadable);
  EXPECT_THAT(archive.error().message, HasSubstr("a zip bomb"));
}

TEST(ZipArchive, WithoutADirectoryThereIsNone) {
  const std::string zip = zip_of({{"a", "first"}, {"b", "second", true}});
  for (std::size_t cut = 1; cut < zip.size(); ++cut) {
    const auto archive = open(zip.substr(0, cut));
    ASSERT_FALSE(archive) << "cut at byte " << cut;
    EXPECT_EQ(archive.error().code, ErrorCode::NotFound);
    EXPECT_THAT(archive.error().message, HasSubstr("no whole zip archive"));
  }
  const auto unreadable = ZipArchive::open([] { return nullptr; });
  ASSERT_FALSE(unreadable);
  EXPECT_EQ(unreadable.error().code, ErrorCode::Io);
}

// Any byte of it: all that is asked is an answer.
TEST(ZipArchive, SurvivesAnyFlippedByte) {
  const std::string zip = zip_of({{"a", "first"}, {"b", "second", true}});
  std::size_t opened = 0;
  for (std::size_t i = 0; i < zip.size(); ++i) {
    std::string flipped = zip;
    flipped[i] = static_cast<char>(~flipped[i]);
    const auto archive = open(flipped);
    if (!archive) continue;
    ++opened;
    EXPECT_LE(contents(**archive).size(), 2u);
  }
  EXPECT_GT(opened, 20u);
}

}  // namespace
}  // namespace whocites::ingest
