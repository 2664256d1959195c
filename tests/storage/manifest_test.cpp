// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Manifests as RocksDB wrote them, cut and flipped.
#include <gtest/gtest.h>

#include <filesystem>

#include "storage/detail/manifest.h"
#include "tests/storage/backends.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"

namespace whocites::storage::detail {
namespace {

using namespace whocites::testing;  // NOLINT: helpers only

class Manifest : public ::testing::Test {
 protected:
  void SetUp() override {
    open_in(path_);
    const std::unique_ptr<Store> store = open_in(path_);
    BatchBuilder build(*store);
    build.node("a");
    ASSERT_THAT(build.commit(*store), IsOk());
    const std::string current = read_file(path_ + "/CURRENT");
    file_ = path_ + "/" + current.substr(0, current.find('\n'));
    bytes_ = read_file(file_);
    // The bytes at which its records begin.
    for (std::size_t at = 0; at + 7 <= bytes_.size();) {
      starts_.push_back(at);
      at += 7 + static_cast<std::uint8_t>(bytes_[at + 4]) +
            256U * static_cast<std::uint8_t>(bytes_[at + 5]);
    }
    ASSERT_GT(starts_.size(), 3U);
  }

  TempDir dir_;
  const std::string path_ = dir_ / "store";
  std::string file_;
  std::string bytes_;
  std::vector<std::size_t> starts_;
};

TEST_F(Manifest, AsWrittenIsSound) {
  EXPECT_TRUE(is_manifest_sound(bytes_));
  EXPECT_THAT(check_manifest(path_), IsOk());
}

TEST_F(Manifest, CutOffAnywhereIsAWriteThatBrokeOff) {
  for (std::size_t length = 0; length < bytes_.size(); ++length) {
    EXPECT_TRUE(is_manifest_sound(bytes_.substr(0, length))) << length;
  }
}

TEST_F(Manifest, EndingInZerosIsAWriteThatBrokeOff) {
  for (const std::size_t start : starts_) {
    EXPECT_TRUE(is_manifest_sound(bytes_.substr(0, start) + std::string(50, '\0'))) << start;
  }
}

TEST_F(Manifest, LengthThatRunsPastTheEndIsNotSound) {
  for (const std::size_t start : starts_) {
    std::string flipped = bytes_;
    flipped[start + 5] = static_cast<char>(flipped[start + 5] ^ 0x40);
    EXPECT_FALSE(is_manifest_sound(flipped)) << start;
    write_file(file_, flipped);
    EXPECT_THAT(open_rocksdb_store(path_, OpenMode::Read),
                FailsWith(ErrorCode::Damaged, "wrong length"));
  }
}

TEST_F(Manifest, TypeOfAReusedLogIsNotSound) {
  for (const std::size_t start : starts_) {
    std::string flipped = bytes_;
    flipped[start + 6] = static_cast<char>(flipped[start + 6] ^ 4);
    EXPECT_FALSE(is_manifest_sound(flipped)) << start;
  }
}

TEST_F(Manifest, CurrentThatNamesNoFileIsLeftToRocksDb) {
  for (const std::string current : {"", "\n", "./\n", "MANIFEST-999999\n", "no newline"}) {
    write_file(path_ + "/CURRENT", current);
    EXPECT_THAT(check_manifest(path_), IsOk());
    EXPECT_THAT(open_rocksdb_store(path_, OpenMode::Read), FailsWith(ErrorCode::Damaged, path_));
  }
}

TEST_F(Manifest, ZerosThatSomethingFollowsAreNotSound) {
  for (std::size_t i = 0; i + 1 < starts_.size(); ++i) {
    std::string blanked = bytes_;
    std::fill_n(blanked.begin() + static_cast<std::ptrdiff_t>(starts_[i]), 8, '\0');
    EXPECT_FALSE(is_manifest_sound(blanked)) << starts_[i];
  }
}

TEST_F(Manifest, RecordsOverSeveralBlocksAreSound) {
  EXPECT_TRUE(is_manifest_sound(""));
  // A first record that fills its block but for less than a header.
  std::string block("\x01\x02\x03\x04", 4);
  const std::size_t length = 32768 - 7 - 3;
  block += static_cast<char>(length & 0xFF);
  block += static_cast<char>(length >> 8);
  block += '\x01';
  block += std::string(length, 'x') + std::string(3, '\0');
  EXPECT_TRUE(is_manifest_sound(block + bytes_));
  block[5] = '\xFF';
  EXPECT_FALSE(is_manifest_sound(block + bytes_));
}

}  // namespace
}  // namespace whocites::storage::detail
