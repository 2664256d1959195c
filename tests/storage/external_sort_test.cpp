// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The parts that a bulk import keeps its data in: spill files, the sorter, the symbol table.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "storage/detail/row_sorter.h"
#include "storage/detail/spill_file.h"
#include "storage/detail/symbol_table.h"
#include "tests/support/random_data.h"
#include "tests/support/result_matchers.h"
#include "tests/support/temp_dir.h"

namespace whocites::testing {
namespace {

using namespace storage::detail;  // NOLINT: what is tested
using Rows = std::vector<std::pair<std::string, std::string>>;

std::string random_bytes(RandomData& random, std::uint32_t most) {
  std::string bytes(random.below(most + 1), '\0');
  for (char& byte : bytes) byte = static_cast<char>(random.below(random.chance(0.5) ? 3 : 256));
  return bytes;
}

class Sorted : public ::testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Seeds, Sorted, ::testing::Range(1U, 17U));

TEST_P(Sorted, RowsComeInTheOrderOfTheirKeysHoweverLittleMemoryThereIs) {
  RandomData random(GetParam());
  TempDir dir;
  RowSorter sorter(dir.path(), std::size_t{1} << random.below(18));
  Rows rows;
  const std::uint32_t count = random.below(3000);
  for (std::uint32_t i = 0; i < count; ++i) {
    rows.emplace_back("k" + random_bytes(random, 12), random_bytes(random, 20));
    ASSERT_THAT(sorter.add(rows.back().first, rows.back().second), IsOk());
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  Rows visited;
  ASSERT_THAT(sorter.finish([&](std::string_view key, std::string_view value) -> Result<void> {
    visited.emplace_back(key, value);
    return {};
  }),
              IsOk());
  EXPECT_EQ(visited, rows);
}

TEST(SortedRows, AVisitorsFailureEndsThem) {
  TempDir dir;
  for (const std::size_t memory : {std::size_t{1}, std::size_t{1} << 20}) {
    RowSorter sorter(dir.path(), memory);
    for (const char* key : {"b", "a", "c"}) ASSERT_THAT(sorter.add(key, ""), IsOk());
    int visits = 0;
    const auto refuse = [&](std::string_view, std::string_view) -> Result<void> {
      ++visits;
      return fail(ErrorCode::Io, "enough");
    };
    EXPECT_THAT(sorter.finish(refuse), FailsWith(ErrorCode::Io, "enough"));
    EXPECT_EQ(visits, 1);
  }
}

TEST(SortedRows, AFolderThatIsNotThereIsIo) {
  RowSorter sorter("/nonexistent/folder", 1);
  ASSERT_THAT(sorter.add("a", "1"), IsOk());
  EXPECT_THAT(sorter.add("b", "2"), FailsWith(ErrorCode::Io, "/nonexistent/folder"));
}

TEST(Spill, IsReadAsItWasWrittenAndLeavesNoFile) {
  TempDir dir;
  RandomData random(3);
  std::string all;
  Result<SpillFile> file = SpillFile::make(dir.path(), 64);
  ASSERT_THAT(file, IsOk());
  for (int i = 0; i < 500; ++i) {
    const std::string bytes = random_bytes(random, random.chance(0.1) ? 300 : 30);
    all += bytes;
    ASSERT_THAT(file->append(bytes), IsOk());
    ASSERT_EQ(file->size(), all.size());
  }
  ASSERT_THAT(file->flush(), IsOk());
  SpillReader reader(*file, 100);
  std::string read;
  while (!reader.at_end()) {
    ASSERT_EQ(reader.offset(), read.size());
    const std::size_t size = std::min<std::size_t>(all.size() - read.size(), random.below(250) + 1);
    const Result<std::string_view> bytes = reader.take(size);
    ASSERT_THAT(bytes, IsOk());
    read += *bytes;
  }
  EXPECT_EQ(read, all);
  EXPECT_FALSE(reader.take(1));
  std::string part(40, '\0');
  ASSERT_THAT(file->read_at(17, part.size(), part.data()), IsOk());
  EXPECT_EQ(part, all.substr(17, 40));
  EXPECT_FALSE(file->read_at(all.size(), 1, part.data()));
  EXPECT_TRUE(std::filesystem::is_empty(dir.path()));
}

TEST(Spill, AFolderThatIsNotThereIsIo) {
  EXPECT_THAT(SpillFile::make("/nonexistent/folder"), FailsWith(ErrorCode::Io, "/nonexistent"));
}

TEST(Symbols, AreNumberedInTheOrderOfFirstUse) {
  RandomData random(5);
  SymbolTable table;
  std::map<std::string, Symbol> expected;
  for (int i = 0; i < 100000; ++i) {
    const std::string text = std::to_string(random.below(20000));
    const auto [at, fresh] = expected.emplace(text, static_cast<Symbol>(expected.size()));
    if (fresh) {
      EXPECT_FALSE(table.find(hash_of(text)));
    }
    const SymbolTable::Interned interned = table.intern(hash_of(text));
    ASSERT_EQ(interned.symbol, at->second);
    ASSERT_EQ(interned.is_new, fresh);
    ASSERT_EQ(table.find(hash_of(text)), at->second);
  }
  EXPECT_EQ(table.size(), expected.size());
  EXPECT_FALSE(table.find(hash_of("never seen")));
}

}  // namespace
}  // namespace whocites::testing
