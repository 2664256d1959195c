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
  ASSERT_THAT(sorter.add("a", std::string(std::size_t{2} << 20, '1')), IsOk());
  EXPECT_THAT(sorter.add("b", "2"), FailsWith(ErrorCode::Io, "/nonexistent/folder"));
}

// How much of it may be in memory: nothing, a part, all.
class Spilled : public ::testing::TestWithParam<std::uint64_t> {};
INSTANTIATE_TEST_SUITE_P(Memory, Spilled, ::testing::Values(0, 64, 1000, 1 << 20));

std::string fill(SpillFile& file, RandomData& random) {
  std::string all;
  for (int i = 0; i < 500; ++i) {
    const std::string bytes = random_bytes(random, random.chance(0.1) ? 300 : 30);
    all += bytes;
    EXPECT_THAT(file.append(bytes), IsOk());
    EXPECT_EQ(file.size(), all.size());
  }
  return all;
}

void expect_read(SpillReader reader, const std::string& all, RandomData& random) {
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
}

TEST_P(Spilled, IsReadAsItWasWrittenAndLeavesNoFile) {
  TempDir dir;
  RandomData random(3);
  SpillMemory memory(GetParam());
  SpillFile file(dir.path(), 64, &memory);
  const std::string all = fill(file, random);
  EXPECT_FALSE(memory.is_exceeded());
  expect_read(SpillReader(file, 100), all, random);
  std::string part(40, '\0');
  ASSERT_THAT(file.read_at(17, part.size(), part.data()), IsOk());
  EXPECT_EQ(part, all.substr(17, 40));
  EXPECT_FALSE(file.read_at(all.size(), 1, part.data()));
  EXPECT_TRUE(std::filesystem::is_empty(dir.path()));
}

TEST_P(Spilled, MovesToDiskWhenTheMemoryIsNeeded) {
  TempDir dir;
  RandomData random(4);
  SpillMemory memory(GetParam());
  SpillFile file(dir.path(), 64, &memory);
  const std::string before = fill(file, random);
  memory.set_limit(0);
  EXPECT_EQ(memory.is_exceeded(), GetParam() != 0);
  ASSERT_THAT(file.move_to_disk(), IsOk());
  EXPECT_FALSE(memory.is_exceeded());
  memory.set_limit(640);
  ASSERT_THAT(file.append("and more"), IsOk());
  const std::string all = before + "and more";
  std::string part(all.size(), '\0');
  ASSERT_THAT(file.read_at(0, part.size(), part.data()), IsOk());
  EXPECT_EQ(part, all);
}

TEST_P(Spilled, GivesItsMemoryBackAsItIsReadOnce) {
  TempDir dir;
  RandomData random(5);
  SpillMemory memory(GetParam());
  SpillFile file(dir.path(), 64, &memory);
  const std::string all = fill(file, random);
  SpillReader reader = SpillReader::once(file);
  expect_read(std::move(reader), all, random);
  SpillFile moved = std::move(file);
  { const SpillFile gone = std::move(moved); }
  EXPECT_TRUE(memory.take(GetParam()));
}

TEST(Spill, AFolderThatIsNotThereIsIo) {
  SpillFile file("/nonexistent/folder", 4);
  EXPECT_THAT(file.append("four"), IsOk());
  EXPECT_THAT(file.append("more"), FailsWith(ErrorCode::Io, "/nonexistent"));
  SpillMemory memory(4);
  SpillFile held("/nonexistent/folder", 4, &memory);
  EXPECT_THAT(held.append("four and more"), FailsWith(ErrorCode::Io, "/nonexistent"));
  EXPECT_THAT(held.move_to_disk(), FailsWith(ErrorCode::Io, "/nonexistent"));
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
