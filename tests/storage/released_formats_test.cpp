// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Stores that released versions wrote are kept in tests/data and must open for ever.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>

#include "tests/support/golden.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"
#include "tests/support/store_dump.h"
#include "tests/support/temp_dir.h"

namespace whocites::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 1> kReleased{"format-1"};

class ReleasedFormats : public ::testing::TestWithParam<std::string_view> {
 protected:
  void SetUp() override { fs::copy(data("store.db"), path_); }

  static std::string data(const std::string& file) {
    return WHOCITES_SOURCE_DIR "/tests/data/" + std::string(GetParam()) + "/" + file;
  }
  // All that the store says, or why it says nothing.
  std::string read_back() const {
    const auto store = open_rocksdb_store(path_, OpenMode::Read);
    return store ? dump(**store) : to_string(store.error());
  }

  TempDir dir_;
  const std::string path_ = dir_ / "store";
};

std::string format_name(const ::testing::TestParamInfo<std::string_view>& released) {
  return "Format" + std::string(released.param.substr(released.param.find('-') + 1));
}

INSTANTIATE_TEST_SUITE_P(Data, ReleasedFormats, ::testing::ValuesIn(kReleased), format_name);

// The superuser becomes nobody while this lives, since permissions do not bind him.
class OrdinaryUser {
 public:
  OrdinaryUser() : is_root_(::geteuid() == 0) {
    if (is_root_ && ::seteuid(kNobody) != 0) ADD_FAILURE() << "cannot become nobody";
  }
  ~OrdinaryUser() {
    if (is_root_ && ::seteuid(0) != 0) ADD_FAILURE() << "cannot become root again";
  }
  OrdinaryUser(const OrdinaryUser&) = delete;
  OrdinaryUser& operator=(const OrdinaryUser&) = delete;

 private:
  static constexpr uid_t kNobody = 65534;
  bool is_root_;
};

TEST_P(ReleasedFormats, OpensForReadingWithAllThatItHeld) {
  EXPECT_TRUE(tests::equals_golden(data("expected.txt"), read_back()));
  const auto store = open_rocksdb_store(path_, OpenMode::Read);
  ASSERT_THAT(store, IsOk());
  EXPECT_EQ(disagreements(**store), "");
}

TEST_P(ReleasedFormats, OpensForWritingWithAllThatItHeld) {
  {
    const auto store = open_rocksdb_store(path_, OpenMode::WriteExisting);
    ASSERT_THAT(store, IsOk());
    EXPECT_TRUE(tests::equals_golden(data("expected.txt"), dump(**store)));
    EXPECT_EQ(disagreements(**store), "");
  }
  EXPECT_TRUE(tests::equals_golden(data("expected.txt"), read_back()));
}

TEST_P(ReleasedFormats, TakesNewBatchesAndAPurge) {
  std::string before;
  NodeId added;
  {
    const auto store = open_rocksdb_store(path_, OpenMode::WriteExisting);
    ASSERT_THAT(store, IsOk());
    BatchBuilder build(**store);
    added = build.node("a new node");
    build.says(NodeId(1), titled("A later title")).cites(added, NodeId(1)).cites(NodeId(1), added);
    ASSERT_THAT(build.commit(**store), IsOk());
    ASSERT_THAT((*store)->purge(purge_of(**store, {NodeId(2)})), IsOk());
    EXPECT_EQ(disagreements(**store), "");
    before = dump(**store);
  }
  EXPECT_EQ(read_back(), before);
  const auto store = open_rocksdb_store(path_, OpenMode::Read);
  ASSERT_THAT(store, IsOk());
  EXPECT_THAT((*store)->node(NodeId(2)), IsOkAndHolds(std::nullopt));
  EXPECT_THAT((*store)->find_key("a new node"), IsOkAndHolds(added));
}

// An unwritable copy cannot be migrated: then the reader must say so instead of showing less.
TEST_P(ReleasedFormats, UnwritableCopyIsReadOrRefusedUnchanged) {
  for (const fs::directory_entry& file : fs::directory_iterator(path_)) {
    ::chmod(file.path().c_str(), 0444);
  }
  ::chmod(path_.c_str(), 0555);
  ::chmod(dir_.path().c_str(), 0755);
  {
    const OrdinaryUser user;
    const auto store = open_rocksdb_store(path_, OpenMode::Read);
    if (store) {
      EXPECT_TRUE(tests::equals_golden(data("expected.txt"), dump(**store)));
    } else {
      EXPECT_THAT(store, FailsWith(ErrorCode::Io, path_));
      EXPECT_FALSE(store.error().hint.empty());
    }
    EXPECT_THAT(open_rocksdb_store(path_, OpenMode::WriteExisting),
                FailsWith(ErrorCode::Io, path_));
  }
  ::chmod(path_.c_str(), 0755);
  EXPECT_TRUE(tests::equals_golden(data("expected.txt"), read_back()));
}

}  // namespace
}  // namespace whocites::testing
