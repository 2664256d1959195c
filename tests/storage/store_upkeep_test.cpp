// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Sizes and compaction, on every backend.
#include <gtest/gtest.h>

#include <filesystem>
#include <numeric>
#include <random>

#include "tests/storage/backends.h"
#include "tests/support/random_data.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_dump.h"

namespace whocites::testing {
namespace {

namespace fs = std::filesystem;

class Upkeep : public OnEachBackend {};
INSTANTIATE_TEST_SUITE_P(Backends, Upkeep, ::testing::ValuesIn(kBackends), backend_name);

TEST_P(Upkeep, CompactionChangesNoAnswer) {
  RandomData random(3);
  std::vector<NodeId> known;
  for (int i = 0; i < 30; ++i) {
    ASSERT_THAT(store().commit(random.changes(store(), known)), IsOk());
    if (i % 10 != 5) continue;
    const std::string before = dump(store());
    ASSERT_THAT(store().compact(), IsOk());
    EXPECT_EQ(dump(store()), before);
    reopen();
  }
  EXPECT_EQ(disagreements(store()), "");
}

TEST_P(Upkeep, AnEmptyStoreCompacts) {
  EXPECT_THAT(store().compact(), IsOk());
  EXPECT_THAT(BatchBuilder(store()).commit(store()), IsOk());
}

TEST_P(Upkeep, OnlyAStoreOnDiskHasSizes) {
  const auto sizes = store().sizes();
  ASSERT_THAT(sizes, IsOk());
  EXPECT_EQ(sizes->empty(), !GetParam().is_kept);
}

std::uint64_t bytes_in(const std::string& folder) {
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::directory_iterator(folder)) bytes += entry.file_size();
  return bytes;
}

std::uint64_t sum(const std::vector<PartSize>& parts) {
  return std::accumulate(parts.begin(), parts.end(), std::uint64_t{0},
                         [](std::uint64_t all, const PartSize& part) { return all + part.bytes; });
}

PartSize part_named(const Store& store, std::string_view name) {
  const auto sizes = store.sizes();
  EXPECT_THAT(sizes, IsOk());
  for (const PartSize& part : *sizes) {
    if (part.name == name) return part;
  }
  ADD_FAILURE() << "no part " << name;
  return {};
}

class UpkeepOnDisk : public ::testing::Test {
 protected:
  // Evidence that no compression shrinks.
  void commit_noise(Store& store, const std::string& key, std::size_t bytes) {
    std::string noise(bytes, '\0');
    for (char& c : noise) c = static_cast<char>(random_());
    BatchBuilder build(store);
    const NodeId id = build.node(key);
    build.cites(id, id, Relation::Quotes, noise);
    ASSERT_THAT(build.commit(store), IsOk());
  }

  TempDir dir_;
  const std::string path_ = dir_ / "store";
  std::mt19937 random_{5};
};

TEST_F(UpkeepOnDisk, TheSumOfTheSizesIsTheFolder) {
  const std::unique_ptr<Store> store = open_in(path_);
  commit_noise(*store, "tables", 300000);
  ASSERT_THAT(store->compact(), IsOk());
  commit_noise(*store, "log", 100);
  const auto writer = store->sizes();
  ASSERT_THAT(writer, IsOk());
  EXPECT_EQ(sum(*writer), bytes_in(path_));
  const auto reader = open_rocksdb_store(path_, OpenMode::Read);
  ASSERT_THAT(reader, IsOk());
  EXPECT_EQ((*reader)->sizes()->size(), writer->size());
  EXPECT_EQ(sum(*(*reader)->sizes()), bytes_in(path_));
}

TEST_F(UpkeepOnDisk, SizesGoToThePartThatGrew) {
  const std::unique_ptr<Store> store = open_in(path_);
  commit_noise(*store, "a", 100000);
  ASSERT_THAT(store->compact(), IsOk());
  const PartSize before = part_named(*store, "cites");
  const PartSize names = part_named(*store, "names");
  commit_noise(*store, "b", 200000);
  ASSERT_THAT(store->compact(), IsOk());
  EXPECT_GT(part_named(*store, "cites").bytes, before.bytes + 200000);
  EXPECT_LT(part_named(*store, "names").bytes, names.bytes + 1000);
  EXPECT_EQ(part_named(*store, "keys").rows, 2U);
}

TEST_F(UpkeepOnDisk, CompactionGivesBackWhatWasWrittenTwice) {
  const std::unique_ptr<Store> store = open_in(path_);
  commit_noise(*store, "gone", 400000);
  commit_noise(*store, "stays", 1000);
  ASSERT_THAT(store->compact(), IsOk());
  const std::uint64_t before = bytes_in(path_);
  ASSERT_THAT(store->purge(purge_of(*store, {NodeId(1)})), IsOk());
  ASSERT_THAT(store->compact(), IsOk());
  EXPECT_LT(bytes_in(path_) + 300000, before);
}

TEST_F(UpkeepOnDisk, AReaderDoesNotCompact) {
  commit_noise(*open_in(path_), "a", 10);
  const auto reader = open_rocksdb_store(path_, OpenMode::Read);
  ASSERT_THAT(reader, IsOk());
  EXPECT_THAT((*reader)->compact(), FailsWith(ErrorCode::BadRequest, "reading only"));
}

}  // namespace
}  // namespace whocites::testing
