// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// A store that is opened for reading while somebody else writes. Which of their steps fall between
// which is not left to chance: each stops before its n-th call to the file system and lets the
// other one go on.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <future>
#include <mutex>
#include <random>
#include <thread>

#include "storage/detail/file_system.h"
#include "tests/support/effort.h"
#include "tests/support/fault_fs.h"
#include "tests/support/interrupting_fs.h"
#include "tests/support/random_data.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"
#include "tests/support/store_dump.h"
#include "tests/support/temp_dir.h"
#include "tests/support/workload.h"

namespace whocites::testing {
namespace {

namespace fs = std::filesystem;
using Whose = InterruptingFileSystem::Whose;
using Writer = std::unique_ptr<Store>;

// A batch of about `size` bytes, of one node that cites itself.
Changes batch_of(const Store& store, std::size_t size) {
  BatchBuilder build(store, Action::Import);
  const std::string number = std::to_string(store.next_batch().value);
  const NodeId id = build.node("n" + number, titled("Node " + number));
  RandomData random(store.next_batch().value);
  std::string noise;
  while (noise.size() < size) noise += std::to_string(random.below(1U << 31));
  return build.cites(id, id, Relation::Quotes, noise).changes;
}

constexpr std::size_t kForTheLog = 100;
constexpr std::size_t kForTables = 1500000;  // more than a store leaves in its log

Result<void> create(const std::string& path, Writer& writer) {
  auto opened = open_rocksdb_store(path, OpenMode::Write);
  if (!opened) return fail(opened.error());
  writer = std::move(*opened);
  return writer->commit(batch_of(*writer, kForTheLog));
}

Result<void> open_again(const std::string& path, Writer& writer) {
  writer.reset();
  auto opened = open_rocksdb_store(path, OpenMode::Write);
  if (!opened) return fail(opened.error());
  writer = std::move(*opened);
  return {};
}

// What the writer does between two steps of a reader.
struct Act {
  std::string_view name;
  Result<void> (*run)(const std::string& path, Writer& writer);
  friend void PrintTo(const Act& act, std::ostream* out) { *out << act.name; }
};

constexpr std::array kActs{
    Act{"WritesToTheLog",
        [](const std::string&, Writer& writer) {
          return writer->commit(batch_of(*writer, kForTheLog));
        }},
    Act{"FillsTables",
        [](const std::string&, Writer& writer) {
          return writer->commit(batch_of(*writer, kForTables));
        }},
    Act{"LoadsTables",
        [](const std::string&, Writer& writer) {
          NodeRecord node;
          node.key = "loaded";
          node.facts.kind = Kind::Article;
          node.position = {"load.csv", 1, 1};
          return load(*writer, {node});
        }},
    Act{"Purges", [](const std::string&,
                     Writer& writer) { return writer->purge(purge_of(*writer, {NodeId(1)})); }},
    Act{"Compacts", [](const std::string&, Writer& writer) { return writer->compact(); }},
    Act{"OpensAgain", open_again},
    Act{"WritesAndOpensAgain",
        [](const std::string& path, Writer& writer) {
          auto done = writer->commit(batch_of(*writer, kForTheLog));
          return done ? open_again(path, writer) : done;
        }},
};

class ReadersOfAStore : public ::testing::Test {
 protected:
  void SetUp() override { storage::detail::use_file_system(files_, SleeplessClock::shared()); }
  void TearDown() override {
    writer_.reset();
    storage::detail::use_file_system(nullptr);
  }

  // Opens the store while `act` is done before the n-th call of the opening. Says what is wrong
  // with what it then holds: that is what was there before the act or after it.
  std::string open_beside(std::uint64_t n, const std::function<Result<void>()>& act) {
    const std::string before = writer_ ? dump(*writer_) : "";
    Result<void> acted = fail(ErrorCode::NotFound, "the opening made fewer calls");
    files_->interrupt_once(Whose::Mine, n, [&] { acted = act(); });
    const auto reader = open_rocksdb_store(path_, OpenMode::Read);
    files_->stop();
    if (n == 0) return reader ? "" : to_string(reader.error());
    if (!acted) return "the writer: " + to_string(acted.error());
    count("openings beside which a writer acted");
    if (!reader && before.empty() && reader.error().code == ErrorCode::NotFound) return "";
    if (!reader) return to_string(reader.error());
    const std::string said = dump(**reader);
    return said == before ? "" : first_difference(said, dump(*writer_));
  }

  // The same, with the writer on a thread of its own, which stops before call m until then. `file`:
  // the n-th call about such files.
  std::string open_within_act(std::uint64_t m, std::uint64_t n,
                              const std::function<Result<void>()>& run_act,
                              const std::string& file = "") {
    const std::string before = writer_ ? dump(*writer_) : "";
    struct Gate {
      std::promise<void> stopped;
      std::promise<void> goes_on;
    };
    const auto gate = std::make_shared<Gate>();  // a thread of RocksDB may come late
    std::once_flag once;
    files_->interrupt_once(Whose::Others, m, [gate] {
      gate->stopped.set_value();
      gate->goes_on.get_future().wait();
    });
    std::future<Result<void>> act = std::async(std::launch::async, run_act);
    const auto end_act = [&] {
      std::call_once(once, [&] {
        gate->goes_on.set_value();
        act.wait();
      });
    };
    const std::future<void> stop = gate->stopped.get_future();
    while (stop.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready &&
           act.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
    }
    files_->interrupt_once(Whose::Mine, n, end_act, file);
    const auto reader = open_rocksdb_store(path_, OpenMode::Read);
    end_act();
    files_->stop();
    count("openings within what a writer did");
    if (const Result<void> acted = act.get(); !acted) return to_string(acted.error());
    if (!reader && before.empty() && reader.error().code == ErrorCode::NotFound) return "";
    if (!reader) return to_string(reader.error());
    const std::string said = dump(**reader);
    return said == before ? "" : first_difference(said, dump(*writer_));
  }
  // How many calls the writer makes for it.
  std::uint64_t calls_of(const std::function<Result<void>()>& act) {
    files_->interrupt_once(Whose::Others, 0, {});
    std::thread([&] { EXPECT_THAT(act(), IsOk()); }).join();
    files_->stop();
    return files_->calls(Whose::Others);
  }

  // A store with something in tables and in the log, open for writing.
  void start_anew() {
    writer_.reset();
    fs::remove_all(path_);
    ASSERT_THAT(create(path_, writer_), IsOk());
    ASSERT_THAT(writer_->commit(batch_of(*writer_, kForTables)), IsOk());
    ASSERT_THAT(writer_->commit(batch_of(*writer_, kForTheLog)), IsOk());
  }

  TempDir dir_;
  const std::string path_ = dir_ / "store";
  const std::shared_ptr<InterruptingFileSystem> files_ = std::make_shared<InterruptingFileSystem>();
  Writer writer_;
};

class Readers : public ReadersOfAStore, public ::testing::WithParamInterface<Act> {
 protected:
  Result<void> run_act() { return GetParam().run(path_, writer_); }
};

INSTANTIATE_TEST_SUITE_P(While, Readers, ::testing::ValuesIn(kActs),
                         [](const auto& row) { return std::string(row.param.name); });

TEST_P(Readers, SeeOneStateWhenAWriterActsBetweenTheirCalls) {
  start_anew();
  ASSERT_EQ(open_beside(0, {}), "");
  const std::uint64_t all = files_->calls(Whose::Mine);
  ASSERT_GT(all, 50U);
  const std::uint64_t step = is_long() ? 1 : all / 12;
  for (std::uint64_t n = 1 + seed() % step; n <= all; n += step) {
    SCOPED_TRACE("call " + std::to_string(n) + " of " + std::to_string(all));
    start_anew();
    if (HasFatalFailure()) return;
    ASSERT_EQ(open_beside(n, [&] { return run_act(); }), "");
  }
}

// The writer stops before call m of its act, on whichever thread, until the reader has come to its
// call n.
TEST_P(Readers, SeeOneStateWhenAWriterStopsWithinAnActAndEndsItBetweenTheirCalls) {
  start_anew();
  ASSERT_EQ(open_beside(0, {}), "");
  const std::uint64_t reads = files_->calls(Whose::Mine);
  const std::uint64_t writes = calls_of([&] { return run_act(); });
  std::mt19937_64 random(seed());
  for (int round = 0; round < times(12, 300); ++round) {
    const std::uint64_t m = 1 + random() % writes;
    const std::uint64_t n = 1 + random() % reads;
    SCOPED_TRACE("calls " + std::to_string(m) + " and " + std::to_string(n) + ", seed " +
                 std::to_string(seed()));
    start_anew();
    if (HasFatalFailure()) return;
    ASSERT_EQ(open_within_act(m, n, [&] { return run_act(); }), "");
  }
}

TEST_F(ReadersOfAStore, FindNoneOrAWholeOneWhileItIsMade) {
  const std::vector<std::function<void()>> beginnings{
      [&] {},
      [&] { fs::create_directory(path_); },
      [&] {
        fs::create_directory(path_);
        write_file(path_ + "/WHOCITES.new", "whoc");
      },
      [&] {
        fs::create_directory(path_);
        write_file(path_ + "/WHOCITES", "whocites store, format 2\n");
      },
  };
  for (std::size_t i = 0; i < beginnings.size(); ++i) {
    for (std::uint64_t n = 1;; ++n) {
      SCOPED_TRACE("beginning " + std::to_string(i) + ", call " + std::to_string(n));
      writer_.reset();
      fs::remove_all(path_);
      beginnings[i]();
      files_->interrupt_once(Whose::Mine, 0, {});
      EXPECT_THAT(open_rocksdb_store(path_, OpenMode::Read), FailsWith(ErrorCode::NotFound, path_));
      if (n > files_->calls(Whose::Mine)) break;
      ASSERT_EQ(open_beside(n, [&] { return create(path_, writer_); }), "");
    }
  }
}

// RocksDB asks for the size of the newest file of settings, which no reader needs; a store that is
// being made has a newer one after each family, and drops older ones without a word in the
// manifest.
TEST_F(ReadersOfAStore, DoNotMindFilesOfSettingsThatVanish) {
  const auto make = [&] { return open_again(path_, writer_); };
  const std::uint64_t writes = calls_of(make);
  for (std::uint64_t m = 1; m <= writes; m += is_long() ? 1 : 3) {
    SCOPED_TRACE("call " + std::to_string(m) + " of " + std::to_string(writes));
    writer_.reset();
    fs::remove_all(path_);
    ASSERT_EQ(open_within_act(m, 1, make, "OPTIONS-"), "");
  }
}

// The other way round: a reader looks before every so many calls that a writer makes, on all its
// threads.
TEST_F(ReadersOfAStore, SeeOneStateBetweenAnyTwoCallsOfAWriter) {
  const Workload workload(static_cast<unsigned>(seed()), 1);
  std::atomic<std::size_t> done = 0;
  std::atomic<bool> is_made = false;
  std::atomic<std::uint64_t> looks = 0;
  const auto look = [&] {
    const std::size_t least = done;
    const bool was_made = is_made;
    const auto reader = open_rocksdb_store(path_, OpenMode::Read);
    ++looks;
    if (!reader && reader.error().code == ErrorCode::NotFound && !was_made) return;
    ASSERT_THAT(reader, IsOk()) << "after step " << least;
    const std::string said = dump(**reader);
    const auto steps = workload.find(said);
    ASSERT_TRUE(steps) << workload.nearest(said);
    EXPECT_GE(*steps, least);
    EXPECT_LE(*steps, done + 1);
  };
  files_->interrupt_every(is_long() ? 1 : 20 + seed() % 7, look);
  for (std::size_t i = 0; i < workload.size(); ++i) {
    if (!writer_ || workload.reopens(i)) {
      ASSERT_THAT(open_again(path_, writer_), IsOk());
    }
    is_made = true;
    ASSERT_THAT(workload.apply(*writer_, i), IsOk());
    ++done;
  }
  files_->stop();
  EXPECT_GT(files_->calls(Whose::Others), 200U);
  count("openings between two calls of a writer", looks);
}

}  // namespace
}  // namespace whocites::testing
