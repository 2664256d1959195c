// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Writers and readers side by side, as processes.
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/support/child_process.h"
#include "tests/support/effort.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"
#include "tests/support/store_dump.h"
#include "tests/support/temp_dir.h"
#include "tests/support/tool_process.h"
#include "tests/support/workload.h"

namespace whocites::testing {
namespace {

const Workload& long_workload() {
  static const Workload workload(static_cast<unsigned>(seed()), times(3, 12));
  return workload;
}

// Opens the store again and again, from before it is made until it holds the whole workload; each
// time it must be one of the workload's states, and none that came before the last one seen.
void read_on(const std::string& path, const std::string&) {
  const Workload& workload = long_workload();
  std::size_t seen = 0;
  int opened = 0;
  tell_parent("ready");
  while (seen < workload.size()) {
    const auto store = open_rocksdb_store(path, OpenMode::Read);
    if (!store && store.error().code == ErrorCode::NotFound && opened == 0) continue;
    const std::string where =
        "opening " + std::to_string(opened + 1) + ", after step " + std::to_string(seen) + ": ";
    if (!store) return tell_parent(where + to_string(store.error()));
    ++opened;
    const std::string said = dump(**store);
    const auto steps = workload.find(said);
    if (!steps) return tell_parent(where + "a state that never was, " + workload.nearest(said));
    if (*steps < seen) return tell_parent(where + "the older state " + std::to_string(*steps));
    seen = *steps;
  }
  tell_parent("done");
}

[[maybe_unused]] const auto* const kRoles =
    ::testing::AddGlobalTestEnvironment(new ChildRoles({{"read_on", read_on}}));

class Processes : public ::testing::Test {
 protected:
  TempDir dir_;
  const std::string path_ = dir_ / "store";
};

TEST_F(Processes, SecondWriterEndsWithCodeFourAndNamesTheFirst) {
  const auto holder = open_rocksdb_store(path_, OpenMode::Write);
  ASSERT_THAT(holder, IsOk());
  const Ended second = ToolProcess({"--db", path_, "add", "person", "--name", "Somebody"}).wait();
  EXPECT_EQ(second.code, 4);
  EXPECT_THAT(second.err, ::testing::HasSubstr("process " + std::to_string(::getpid())));
  EXPECT_EQ((*holder)->next_batch(), BatchId(1));
}

TEST_F(Processes, EightReadersSeeWholeStatesWhileOneWrites) {
  std::vector<std::unique_ptr<ChildProcess>> readers;
  for (int i = 0; i < 8; ++i) readers.push_back(std::make_unique<ChildProcess>("read_on", path_));
  const Workload& workload = long_workload();
  for (const auto& reader : readers) ASSERT_EQ(reader->read_line(), "ready");
  Result<std::unique_ptr<Store>> store = open_rocksdb_store(path_, OpenMode::Write);
  for (std::size_t i = 0; i < workload.size(); ++i) {
    if (workload.reopens(i)) {
      store->reset();
      store = open_rocksdb_store(path_, OpenMode::Write);
    }
    ASSERT_THAT(store, IsOk());
    ASSERT_THAT(workload.apply(**store, i), IsOk());
  }
  for (const auto& reader : readers) {
    EXPECT_EQ(reader->read_all(), "done\n");
    EXPECT_EQ(reader->wait(), 0);
    count("readers beside a writer");
  }
}

TEST_F(Processes, ReaderKeepsItsStateWhileAllTablesAreRewritten) {
  const Workload& workload = long_workload();
  const auto writer = open_rocksdb_store(path_, OpenMode::Write, {.sync = false});
  ASSERT_THAT(writer, IsOk());
  std::vector<std::pair<std::size_t, std::unique_ptr<Store>>> readers;
  for (std::size_t i = 0; i < workload.size(); ++i) {
    if (i % 5 == 0) {
      auto reader = open_rocksdb_store(path_, OpenMode::Read);
      ASSERT_THAT(reader, IsOk());
      readers.emplace_back(i, std::move(*reader));
    }
    ASSERT_THAT(workload.apply(**writer, i), IsOk());
  }
  ASSERT_THAT((*writer)->compact(), IsOk());
  for (const auto& [steps, reader] : readers) {
    EXPECT_EQ(first_difference(dump(*reader), workload.state(steps)), "") << steps << " steps";
    count("readers that outlived a compaction");
  }
}

}  // namespace
}  // namespace whocites::testing
