// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/archive.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/support/result_matchers.h"
#include "tests/support/temp_dir.h"

namespace whocites::testing {
namespace {

const Timestamp kTime{std::chrono::seconds(1'767'225'600)};  // 2026-01-01

class Archives : public ::testing::Test {
 protected:
  std::string packed(const std::vector<std::pair<std::string, std::string>>& files,
                     Timestamp time = kTime) {
    std::vector<FileToPack> list;
    for (std::size_t i = 0; i < files.size(); ++i) {
      const std::string path = dir_ / std::to_string(i);
      write_file(path, files[i].second);
      list.push_back({files[i].first, path, i > 0});
    }
    std::ostringstream out;
    EXPECT_THAT(write_archive(list, time, out), IsOk());
    return std::move(out).str();
  }
  static Result<Archive> opened(const std::string& bytes, const ArchiveLimits& limits = {}) {
    return Archive::open([bytes] { return std::make_unique<std::istringstream>(bytes); }, limits);
  }
  static std::string text(Archive& archive, const std::string& name) {
    const auto in = archive.read(name);
    if (!in) return to_string(in.error());
    std::ostringstream bytes;
    bytes << (*in)->rdbuf();
    return archive.damage() ? to_string(*archive.damage()) : std::move(bytes).str();
  }

  TempDir dir_;
};

// As what an attacker writes: the same bytes with a field or a name of another content.
std::string with(std::string bytes, const std::string& from, const std::string& to) {
  EXPECT_EQ(from.size(), to.size());
  for (std::size_t at = bytes.find(from); at != bytes.npos; at = bytes.find(from, at + to.size())) {
    bytes.replace(at, from.size(), to);
  }
  return bytes;
}

TEST_F(Archives, GiveBackWhatWasPacked) {
  const std::string large(300'000, 'x');
  auto archive = opened(packed({{"mimetype", "a/b"}, {"folder/é.txt", large}, {"empty", ""}}));
  ASSERT_THAT(archive, IsOk());
  ASSERT_EQ(archive->files().size(), 3U);
  EXPECT_EQ(archive->files()[1].name, "folder/é.txt");
  EXPECT_EQ(archive->files()[1].bytes, large.size());
  EXPECT_TRUE(archive->has("empty"));
  EXPECT_FALSE(archive->has("Empty"));
  EXPECT_EQ(text(*archive, "folder/é.txt"), large);
  EXPECT_EQ(text(*archive, "mimetype"), "a/b");
  EXPECT_EQ(text(*archive, "empty"), "");
  EXPECT_THAT(archive->read("none"), FailsWith(ErrorCode::NotFound, "'none'"));
}

TEST_F(Archives, HaveTheSameBytesForTheSameContent) {
  const std::string once = packed({{"a", "one"}, {"b", "two"}});
  EXPECT_EQ(packed({{"a", "one"}, {"b", "two"}}), once);
  EXPECT_NE(packed({{"a", "one"}, {"b", "two"}}, kTime + std::chrono::hours(1)), once);
  // Times that zip cannot tell.
  const Timestamp early{};
  EXPECT_EQ(packed({{"a", ""}}, early), packed({{"a", ""}}, early + std::chrono::years(5)));
}

TEST_F(Archives, WithWhatTheyMustNotHaveAreRefused) {
  const std::string sound = packed({{"mimetype", "a/b"}, {"one.txt", "1"}, {"two.txt", "2"}});
  struct Row {
    const char* name;
    std::string from;
    std::string to;
    const char* message;
  };
  for (const Row& row :
       std::vector<Row>{{"a way out", "one.txt", "../.txt", "no name within a folder"},
                        {"a way out inside", "one.txt", "a/../bt", "no name within a folder"},
                        {"an absolute name", "one.txt", "/ne.txt", "no name within a folder"},
                        {"a drive", "one.txt", "c:e.txt", "no name within a folder"},
                        {"a backslash", "one.txt", "..\\.txt", "no name within a folder"},
                        {"a line end", "one.txt", "on\n.txt", "no name within a folder"},
                        {"a name twice", "one.txt", "two.txt", "two files of one name"}}) {
    EXPECT_THAT(opened(with(sound, row.from, row.to)),
                FailsWith(ErrorCode::Unreadable, row.message))
        << row.name;
  }
}

TEST_F(Archives, ThatAreEncryptedAreRefused) {
  std::string bytes = packed({{"a", "1"}});
  bytes[6] = static_cast<char>(bytes[6] | 1);  // the first header's flags
  const std::size_t list = bytes.find("PK\x01\x02");
  ASSERT_NE(list, bytes.npos);
  bytes[list + 8] = static_cast<char>(bytes[list + 8] | 1);
  EXPECT_THAT(opened(bytes), FailsWith(ErrorCode::Unreadable, "'a' in the archive is"));
}

TEST_F(Archives, BeyondTheLimitsAreRefused) {
  const std::string bytes = packed({{"a", ""}, {"b", std::string(5'000'000, ' ')}});
  EXPECT_THAT(opened(bytes), IsOk());
  EXPECT_THAT(opened(bytes, {.files = 1}), FailsWith(ErrorCode::Unreadable, "2 files"));
  EXPECT_THAT(opened(bytes, {.free_bytes = 1000, .growth = 100}),
              FailsWith(ErrorCode::Unreadable, "zip bomb"));
}

TEST_F(Archives, CutAnywhereAreRefused) {
  const std::string bytes = packed({{"mimetype", "a/b"}, {"b", "some text, some text"}});
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THAT(opened(bytes.substr(0, size)),
                FailsWith(ErrorCode::NotFound, "no whole zip archive"))
        << size;
  }
}

TEST_F(Archives, WithAFlippedBitNeverGiveOtherContent) {
  const std::string text_inside = "a sentence that stands for all of them, and again a sentence";
  const std::string bytes = packed({{"a", text_inside}, {"b", text_inside}});
  for (std::size_t at = 0; at < bytes.size() * 8; ++at) {
    std::string broken = bytes;
    broken[at / 8] = static_cast<char>(broken[at / 8] ^ (1 << at % 8));
    auto archive = opened(broken);
    if (!archive) continue;
    for (const Archive::File& file : archive->files()) {
      const auto in = archive->read(file.name);
      if (!in) continue;
      std::ostringstream read;
      read << (*in)->rdbuf();
      EXPECT_TRUE(archive->damage() || read.str() == text_inside) << at;
    }
  }
}

TEST_F(Archives, ThatCannotBeWrittenAreAnError) {
  write_file(dir_ / "a", "text");
  const std::vector<FileToPack> files{{"a", dir_ / "a"}};
  std::ofstream full("/dev/full", std::ios::binary);
  EXPECT_THAT(write_archive(files, kTime, full), FailsWith(ErrorCode::Io, ""));
  std::ostringstream out;
  const std::vector<FileToPack> missing{{"b", dir_ / "b"}};
  EXPECT_THAT(write_archive(missing, kTime, out), FailsWith(ErrorCode::Io, ""));
}

}  // namespace
}  // namespace whocites::testing
