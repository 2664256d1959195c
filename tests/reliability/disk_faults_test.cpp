// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// A disk that fails at any one call, fills up, or loses its power: what was acknowledged is there
// afterwards, what was not is there wholly or not at all.
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <random>

#include "storage/detail/file_system.h"
#include "storage/verify.h"
#include "tests/support/effort.h"
#include "tests/support/fault_fs.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"
#include "tests/support/store_dump.h"
#include "tests/support/temp_dir.h"
#include "tests/support/workload.h"

namespace whocites::testing {
namespace {

namespace fs = std::filesystem;
using Kind = FaultFileSystem::Kind;

// How far a workload came before an error.
struct Progress {
  std::size_t acknowledged = 0;
  std::optional<Error> error;
  bool other_acknowledged = false;  // other_batch(), tried after the error on the same store
};

class DiskFaults : public ::testing::Test {
 protected:
  DiskFaults() : DiskFaults(Workload(static_cast<unsigned>(seed()), times(1, 2))) {}
  explicit DiskFaults(Workload workload) : workload_(std::move(workload)) {}
  void SetUp() override { storage::detail::use_file_system(disk_, SleeplessClock::shared()); }
  void TearDown() override { storage::detail::use_file_system(nullptr); }

  // Runs the workload on a new store, up to the first error.
  Progress run() {
    fs::remove_all(path_);
    Progress progress;
    std::unique_ptr<Store> store;
    while (progress.acknowledged < workload_.size()) {
      const std::size_t i = progress.acknowledged;
      if (!store || workload_.reopens(i)) {
        store.reset();
        auto opened = open_rocksdb_store(path_, OpenMode::Write);
        if (!opened) return {i, opened.error()};
        store = std::move(*opened);
      }
      if (const auto done = workload_.apply(*store, i); !done) {
        progress.error = done.error();
        progress.other_acknowledged = store->commit(other_batch(*store)).has_value();
        return progress;
      }
      ++progress.acknowledged;
    }
    return progress;
  }

  // Says what is wrong with the store after `progress`; nothing when all is well.
  std::string check(const Progress& progress) {
    const auto store = open_rocksdb_store(path_, OpenMode::Write);
    if (!store) return "does not open: " + to_string(store.error());
    const auto verified = verify_store(**store);
    if (!verified) return to_string(verified.error());
    if (!verified->findings.empty()) {
      count(kWrong);
      return "not sound: " + verified->findings.front().what;
    }
    const std::string found = dump(**store);
    if (progress.other_acknowledged) {
      const std::unique_ptr<Store> expected = workload_.replay(progress.acknowledged);
      EXPECT_THAT(expected->commit(other_batch(*expected)), IsOk());
      if (found == dump(*expected)) return "";
      count(kLost);
      return "the batch after the failed one is not there, or not alone:\n" +
             first_difference(found, dump(*expected));
    }
    const auto steps = workload_.find(found);
    if (!steps) {
      count(kWrong);
      return "what no number of steps makes: " + workload_.nearest(found);
    }
    if (*steps < progress.acknowledged) {
      count(kLost, progress.acknowledged - *steps);
      return "lost " + std::to_string(progress.acknowledged - *steps) + " acknowledged batches";
    }
    if (*steps > progress.acknowledged + 1) return "more than was asked for";
    return go_on(**store, *steps);
  }

  // The store takes the rest of the workload.
  std::string go_on(Store& store, std::size_t from) {
    for (std::size_t i = from; i < workload_.size(); ++i) {
      if (const auto done = workload_.apply(store, i); !done) return to_string(done.error());
    }
    return dump(store) == workload_.state(workload_.size()) ? "" : "other content in the end";
  }

  // The number of calls that the workload makes when nothing fails.
  std::uint64_t calls_in_all(Kind kind, bool reads = false) {
    disk_->fail_at(0, kind, reads);
    const Progress progress = run();
    EXPECT_EQ(progress.acknowledged, workload_.size());
    return disk_->calls();
  }

  // Each n, or as many of them as the short form has time for, evenly spread.
  void for_each_call(Kind kind, bool reads, int in_short_form,
                     const std::function<void(std::uint64_t)>& fault) {
    const std::uint64_t all = calls_in_all(kind, reads);
    ASSERT_GT(all, 20U);
    const std::uint64_t step =
        is_long() ? 1 : std::max<std::uint64_t>(1, all / static_cast<unsigned>(in_short_form));
    for (std::uint64_t n = 1 + seed() % step; n <= all; n += step) {
      SCOPED_TRACE("call " + std::to_string(n) + " of " + std::to_string(all) + ", seed " +
                   std::to_string(seed()));
      fault(n);
      if (HasFatalFailure()) return;
    }
  }

  // Fails the n-th call and looks at what is left.
  void fail(std::uint64_t n, Kind kind, bool reads, const std::string& hint) {
    disk_->fail_at(n, kind, reads);
    const Progress progress = run();
    if (!disk_->has_failed()) return;  // threads may come by with a call less
    count(std::string(reads ? "failed reads" : hint.empty() ? "failed calls" : "full disks"));
    SCOPED_TRACE(name_of(disk_->failed_call()));
    if (progress.error) {
      EXPECT_EQ(progress.error->code, ErrorCode::Io) << to_string(*progress.error);
      EXPECT_THAT(progress.error->hint, ::testing::HasSubstr(hint)) << to_string(*progress.error);
    }
    disk_->fail_at(0, kind, reads);
    EXPECT_EQ(check(progress), "") << (progress.error ? to_string(*progress.error) : "no error");
  }

  // The power goes at the n-th call.
  void cut_power(std::uint64_t n) {
    disk_->fail_at(n, Kind::PowerCut);
    const Progress progress = run();
    if (!disk_->has_failed()) return;
    SCOPED_TRACE(name_of(disk_->failed_call()));
    count("power cuts");
    disk_->lose_unsynced(random_);
    disk_->fail_at(0, Kind::Once);
    EXPECT_EQ(check(progress), "");
  }

  std::mt19937_64 random_{seed()};
  TempDir dir_;
  const std::string path_ = dir_ / "store";
  const Workload workload_;
  const std::shared_ptr<FaultFileSystem> disk_ =
      std::make_shared<FaultFileSystem>(dir_ / "scratch");
};

// Loads of finished tables: those are written, linked into the store and named in its manifest.
class DiskFaultsOfLoads : public DiskFaults {
 protected:
  DiskFaultsOfLoads() : DiskFaults(Workload::of_loads(static_cast<unsigned>(seed()), 1)) {}
};

// One load into no store, short enough for every call of it to fail in every run of the tests.
class DiskFaultsOfOneLoad : public DiskFaults {
 protected:
  static constexpr int kAll = 1000;
  DiskFaultsOfOneLoad() : DiskFaults(Workload::of_one_load(static_cast<unsigned>(seed()))) {}
};

TEST_F(DiskFaults, CallsOfEverySortAreMet) {
  calls_in_all(Kind::Once);
  for (const DiskCall call : {DiskCall::Create, DiskCall::Append, DiskCall::Sync, DiskCall::Rename,
                              DiskCall::Delete, DiskCall::SyncFolder, DiskCall::Read}) {
    EXPECT_GT(disk_->count(call), 0U) << name_of(call);
  }
}

TEST_F(DiskFaults, OneFailedCallLosesNothing) {
  for_each_call(Kind::Once, false, 25, [&](std::uint64_t n) { fail(n, Kind::Once, false, ""); });
}

TEST_F(DiskFaults, DiskThatFailsForGoodLosesNothing) {
  for_each_call(Kind::FromThenOn, false, 25,
                [&](std::uint64_t n) { fail(n, Kind::FromThenOn, false, ""); });
}

TEST_F(DiskFaults, FullDiskLosesNothing) {
  for_each_call(Kind::Full, false, 20,
                [&](std::uint64_t n) { fail(n, Kind::Full, false, "make room"); });
}

// A table of which only the beginning found room: RocksDB went on trying by itself, and closing the
// store waited for that for ever.
TEST_F(DiskFaults, FullDiskAtTheBeginningOfAFileLosesNothing) {
  calls_in_all(Kind::Full);
  const std::vector<std::uint64_t> calls = disk_->calls_after(DiskCall::Create);
  ASSERT_GT(calls.size(), 10U);
  for (std::uint64_t n : calls) fail(n, Kind::Full, false, "make room");
}

TEST_F(DiskFaults, DiskWithoutRoomForAnotherFileLosesNothing) {
  for_each_call(Kind::NoMoreFiles, false, 10,
                [&](std::uint64_t n) { fail(n, Kind::NoMoreFiles, false, "make room"); });
}

TEST_F(DiskFaults, FailedReadLosesNothing) {
  for_each_call(Kind::Once, true, 15, [&](std::uint64_t n) { fail(n, Kind::Once, true, ""); });
}

TEST_F(DiskFaults, LostPowerLosesNothingThatWasAcknowledged) {
  for_each_call(Kind::PowerCut, false, 35, [&](std::uint64_t n) { cut_power(n); });
}

TEST_F(DiskFaultsOfOneLoad, OneFailedCallLosesNothing) {
  for_each_call(Kind::Once, false, kAll, [&](std::uint64_t n) { fail(n, Kind::Once, false, ""); });
}

TEST_F(DiskFaultsOfOneLoad, FailedReadLosesNothing) {
  for_each_call(Kind::Once, true, kAll, [&](std::uint64_t n) { fail(n, Kind::Once, true, ""); });
}

TEST_F(DiskFaultsOfLoads, CallsOfEverySortAreMet) {
  calls_in_all(Kind::Once);
  for (const DiskCall call : {DiskCall::Create, DiskCall::Append, DiskCall::Sync, DiskCall::Rename,
                              DiskCall::Link, DiskCall::Delete, DiskCall::SyncFolder}) {
    EXPECT_GT(disk_->count(call), 0U) << name_of(call);
  }
}

TEST_F(DiskFaultsOfLoads, OneFailedCallLosesNothing) {
  for_each_call(Kind::Once, false, 25, [&](std::uint64_t n) { fail(n, Kind::Once, false, ""); });
}

TEST_F(DiskFaultsOfLoads, DiskThatFailsForGoodLosesNothing) {
  for_each_call(Kind::FromThenOn, false, 20,
                [&](std::uint64_t n) { fail(n, Kind::FromThenOn, false, ""); });
}

TEST_F(DiskFaultsOfLoads, FullDiskLosesNothing) {
  for_each_call(Kind::Full, false, 20,
                [&](std::uint64_t n) { fail(n, Kind::Full, false, "make room"); });
}

TEST_F(DiskFaultsOfLoads, FailedReadLosesNothing) {
  for_each_call(Kind::Once, true, 15, [&](std::uint64_t n) { fail(n, Kind::Once, true, ""); });
}

TEST_F(DiskFaultsOfLoads, LostPowerLosesNothingThatWasAcknowledged) {
  for_each_call(Kind::PowerCut, false, 30, [&](std::uint64_t n) { cut_power(n); });
}

TEST_F(DiskFaults, LostPowerDoesNotBringBackWhatWasPurged) {
  const std::string secret = "Qx7Zk2Wv9Lm4Rt8Yp3Bn6Hd1Jf5Gs0";
  std::mt19937_64 random(seed());
  for (int round = 0; round < times(4, 40); ++round) {
    fs::remove_all(path_);
    disk_->fail_at(0, Kind::PowerCut);
    auto store = open_rocksdb_store(path_, OpenMode::Write);
    ASSERT_THAT(store, IsOk());
    BatchBuilder build(**store);
    const NodeId gone = build.node(secret);
    ASSERT_THAT(build.keeps("text of " + secret).commit(**store), IsOk());
    ASSERT_THAT((*store)->purge(purge_of(**store, {gone}, {BatchId(1)})), IsOk());
    disk_->cut_power();
    store->reset();
    disk_->lose_unsynced(random);
    for (const fs::directory_entry& entry : fs::directory_iterator(path_)) {
      EXPECT_EQ(read_file(entry.path()).find(secret), std::string::npos) << entry.path();
    }
    disk_->fail_at(0, Kind::Once);
    const auto again = open_rocksdb_store(path_, OpenMode::Read);
    ASSERT_THAT(again, IsOk());
    EXPECT_THAT((*again)->find_key(secret), IsOkAndHolds(std::nullopt));
    count("power cuts after a purge");
  }
}

}  // namespace
}  // namespace whocites::testing
