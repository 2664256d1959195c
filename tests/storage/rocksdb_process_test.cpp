// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// One writer, many readers, crashes and full disks: what needs a second process to be seen.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <random>
#include <thread>

#include "tests/storage/backends.h"
#include "tests/support/child_process.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"
#include "tests/support/store_dump.h"

namespace whocites::testing {
namespace {

// Batch n of a writing child: node "n<n>", which cites itself and the node before it, and a text.
Changes numbered_batch(const Store& store) {
  BatchBuilder build(store);
  const std::string number = std::to_string(store.next_batch().value);
  const NodeId id = build.node("n" + number, titled("Title " + number));
  build.cites(id, id).keeps("text " + number);
  if (id.value > 1) build.cites(id, NodeId(id.value - 1), Relation::Links, std::string(2000, 'e'));
  return build.changes;
}

// Sentences that tell what is missing of the batches that a store says it holds.
std::string losses(const Store& store) {
  std::string wrong = disagreements(store);
  std::uint32_t nodes = 0;
  for (std::uint32_t id = 1; id < store.next_batch().value; ++id) {
    const std::string number = std::to_string(id);
    const auto batch = store.batch(BatchId(id));
    if (!noted(wrong, batch)) continue;
    if (!*batch) {
      wrong += "batch " + number + " is not in the log\n";
      continue;
    }
    if ((*batch)->action == Action::Purge) continue;
    ++nodes;
    const auto key = store.find_key("n" + number);
    if (!noted(wrong, key) || *key != NodeId(nodes)) wrong += "no key n" + number + "\n";
    const auto name = store.find_name("title " + number);
    if (!noted(wrong, name) || name->size() != 1) wrong += "no name title " + number + "\n";
    const auto node = store.node(NodeId(nodes));
    if (!noted(wrong, node) || !*node || (*node)->assertions.size() != 1) {
      wrong += "no node " + number + "\n";
    }
    const auto cites = store.citations(NodeId(nodes), Direction::Cites);
    if (!noted(wrong, cites) || cites->size() != (nodes > 1 ? 2 : 1)) {
      wrong += "citations of " + number + "\n";
    }
    const auto texts = store.texts(BatchId(id));
    if (!noted(wrong, texts) || texts->size() != 1) wrong += "no text " + number + "\n";
  }
  if (store.next_node() != NodeId(nodes + 1)) wrong += "the next node\n";
  return wrong;
}

void hold_open(const std::string& path, const std::string&) {
  const auto store = open_rocksdb_store(path, OpenMode::Write);
  tell_parent(store ? "open" : to_string(store.error()));
  ::pause();
}

// Commits for ever; with a number as argument, rewrites all files after each so many batches.
void write_on(const std::string& path, const std::string& every) {
  const auto store = open_rocksdb_store(path, OpenMode::Write);
  if (!store) return tell_parent(to_string(store.error()));
  tell_parent("open");
  for (int i = 1;; ++i) {
    const Changes changes = numbered_batch(**store);
    if (const auto done = (*store)->commit(changes); !done) {
      return tell_parent(to_string(done.error()));
    }
    tell_parent(std::to_string(changes.batch.id.value));
    if (every.empty() || i % std::stoi(every) != 0) continue;
    if (const auto done = (*store)->purge(purge_of(**store, {})); !done) {
      return tell_parent(to_string(done.error()));
    }
  }
}

// Commits until no file may grow past `limit` bytes; then says what was said, and how far it came.
void fill_disk(const std::string& path, const std::string& limit) {
  ::signal(SIGXFSZ, SIG_IGN);
  rlimit size{std::stoul(limit), RLIM_INFINITY};
  ::setrlimit(RLIMIT_FSIZE, &size);
  const auto store = open_rocksdb_store(path, OpenMode::Write);
  if (!store) {
    tell_parent(store.error().code == ErrorCode::Io ? "Io" : to_string(store.error()));
    return tell_parent("0");
  }
  for (;;) {
    const BatchId last((*store)->next_batch().value - 1);
    const auto done = (*store)->commit(numbered_batch(**store));
    if (done) continue;
    EXPECT_EQ((*store)->next_batch(), BatchId(last.value + 1));
    tell_parent(done.error().code == ErrorCode::Io ? "Io" : to_string(done.error()));
    return tell_parent(std::to_string(last.value));
  }
}

// Purges node 1 while no file may grow past 30 kB, less than the rewritten tables need.
void purge_on_full_disk(const std::string& path, const std::string&) {
  const auto store = open_rocksdb_store(path, OpenMode::Write);
  ::signal(SIGXFSZ, SIG_IGN);
  rlimit size{30000, RLIM_INFINITY};
  ::setrlimit(RLIMIT_FSIZE, &size);
  const auto done = (*store)->purge(purge_of(**store, {NodeId(1)}));
  tell_parent(done ? "done" : done.error().code == ErrorCode::Io ? "Io" : to_string(done.error()));
}

[[maybe_unused]] const auto* const kRoles = ::testing::AddGlobalTestEnvironment(new ChildRoles({
    {"hold_open", hold_open},
    {"write_on", write_on},
    {"fill_disk", fill_disk},
    {"purge_on_full_disk", purge_on_full_disk},
}));

class RocksDbProcesses : public ::testing::Test {
 protected:
  TempDir dir_;
  const std::string path_ = dir_ / "store";
};

TEST_F(RocksDbProcesses, SecondWriterIsToldWhoHoldsTheStore) {
  ChildProcess child("hold_open", path_);
  ASSERT_EQ(child.read_line(), "open");
  for (const OpenMode mode : {OpenMode::Write, OpenMode::WriteExisting}) {
    const auto second = open_rocksdb_store(path_, mode);
    EXPECT_THAT(second, FailsWith(ErrorCode::Locked, "process " + std::to_string(child.pid())));
    EXPECT_THAT(second, FailsWith(ErrorCode::Locked, "'" + path_ + "'"));
  }
  EXPECT_THAT(open_rocksdb_store(path_, OpenMode::Read), IsOk());
  child.kill_and_wait();
  EXPECT_THAT(open_rocksdb_store(path_, OpenMode::Write), IsOk());
}

TEST_F(RocksDbProcesses, AskingWhoHoldsTheStoreDoesNotFreeIt) {
  const std::unique_ptr<Store> store = open_in(path_);
  EXPECT_THAT(open_rocksdb_store(path_, OpenMode::Write),
              FailsWith(ErrorCode::Locked, "this process already has the store"));
  ChildProcess child("hold_open", path_);
  EXPECT_THAT(child.read_line(), ::testing::HasSubstr("process " + std::to_string(::getpid())));
}

TEST_F(RocksDbProcesses, AnotherSpellingOfThePathIsTheSameStore) {
  const std::unique_ptr<Store> store = open_in(path_);
  std::filesystem::create_symlink(path_, dir_ / "link");
  for (const std::string& other : {path_ + "/", dir_ / "./store", dir_ / "link"}) {
    EXPECT_THAT(open_rocksdb_store(other, OpenMode::Write),
                FailsWith(ErrorCode::Locked, "this process already has the store"));
  }
}

TEST_F(RocksDbProcesses, ReaderSeesTheStoreAsAtOpening) {
  const std::unique_ptr<Store> writer = open_in(path_);
  ASSERT_THAT(writer->commit(numbered_batch(*writer)), IsOk());
  const std::string before = dump(*writer);
  const auto reader = open_rocksdb_store(path_, OpenMode::Read);
  ASSERT_THAT(reader, IsOk());
  EXPECT_EQ(dump(**reader), before);
  for (int i = 0; i < 5; ++i) ASSERT_THAT(writer->commit(numbered_batch(*writer)), IsOk());
  ASSERT_THAT(writer->purge(purge_of(*writer, {NodeId(1)})), IsOk());
  ASSERT_THAT(writer->commit(numbered_batch(*writer)), IsOk());
  EXPECT_EQ(dump(**reader), before);
}

TEST_F(RocksDbProcesses, ReadersAreWholeWhileAWriterCommitsAndCompacts) {
  ChildProcess child("write_on", path_, "7");
  ASSERT_EQ(child.read_line(), "open");
  std::uint32_t last = 1;
  for (int i = 0; i < 30; ++i) {
    const auto reader = open_rocksdb_store(path_, OpenMode::Read);
    ASSERT_THAT(reader, IsOk());
    ASSERT_EQ(losses(**reader), "");
    EXPECT_GE((*reader)->next_batch().value, last);
    last = (*reader)->next_batch().value;
    for (int line = 0; line < 5; ++line) child.read_line();  // a full pipe would stop the child
  }
  EXPECT_GT(last, 10U);
}

TEST_F(RocksDbProcesses, KilledWriterLosesNothingThatWasAcknowledged) {
  std::mt19937 random(7);
  std::uint32_t acknowledged = 0;
  for (int round = 0; round < 20; ++round) {
    ChildProcess child("write_on", path_, round % 2 == 0 ? "" : "3");
    ASSERT_EQ(child.read_line(), "open");
    for (int heard = round % 4; heard > 0; --heard) {
      acknowledged = static_cast<std::uint32_t>(std::stoul(child.read_line()));
    }
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 20000));
    ::kill(child.pid(), SIGKILL);
    for (std::string line; !(line = child.read_line()).empty();) {
      acknowledged = static_cast<std::uint32_t>(std::stoul(line));
    }
    child.wait();
    const auto store = open_rocksdb_store(path_, OpenMode::WriteExisting);
    ASSERT_THAT(store, IsOk());
    EXPECT_GT((*store)->next_batch().value, acknowledged) << "round " << round;
    ASSERT_EQ(losses(**store), "") << "round " << round;
  }
  EXPECT_GT(acknowledged, 20U);
}

TEST_F(RocksDbProcesses, WriterKilledWhileMakingTheStoreLeavesOneThatOpens) {
  std::mt19937 random(11);
  for (int round = 0; round < 15; ++round) {
    const std::string path = path_ + std::to_string(round);
    ChildProcess child("hold_open", path);
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 60000));
    child.kill_and_wait();
    const auto reader = open_rocksdb_store(path, OpenMode::Read);
    EXPECT_TRUE(reader || reader.error().code == ErrorCode::NotFound) << round;
    const auto store = open_rocksdb_store(path, OpenMode::Write);
    ASSERT_THAT(store, IsOk());
    EXPECT_THAT((*store)->commit(numbered_batch(**store)), IsOk());
  }
}

TEST_F(RocksDbProcesses, PurgeThatFailedHalfWayIsFinishedByTheNextWriter) {
  const std::string secret = "Qx7Zk2Wv9Lm4Rt8Yp3Bn6Hd1Jf5Gs0";
  const auto holds_secret = [&] {
    const std::filesystem::directory_iterator files(path_);
    return std::any_of(begin(files), end(files), [&](const auto& entry) {
      return read_file(entry.path()).find(secret) != std::string::npos;
    });
  };
  {
    const std::unique_ptr<Store> store = open_in(path_);
    BatchBuilder build(*store);
    const NodeId gone = build.node(secret);
    const NodeId stays = build.node("stays");
    std::mt19937 random(5);
    std::string noise(60000, '\0');
    for (char& c : noise) c = static_cast<char>(random());
    build.cites(stays, stays, Relation::Quotes, noise).cites(gone, stays);
    ASSERT_THAT(build.commit(*store), IsOk());
  }
  open_in(path_);  // moves the batch from the log into tables
  ChildProcess child("purge_on_full_disk", path_);
  EXPECT_EQ(child.read_line(), "Io");
  EXPECT_EQ(child.wait(), 0);
  EXPECT_TRUE(holds_secret());
  {
    const std::unique_ptr<Store> store = open_in(path_);
    EXPECT_THAT(store->node(NodeId(1)), IsOkAndHolds(std::nullopt));
    EXPECT_EQ(store->next_batch(), BatchId(3));
  }
  EXPECT_FALSE(holds_secret());
}

TEST_F(RocksDbProcesses, FullDiskIsAnErrorAndTheStoreOpensAgain) {
  for (const int limit : {0, 10, 100, 1000, 3000, 10000, 30000, 100000, 1000000}) {
    SCOPED_TRACE("files of at most " + std::to_string(limit) + " bytes");
    const std::string path = path_ + std::to_string(limit);
    ChildProcess child("fill_disk", path, std::to_string(limit));
    EXPECT_EQ(child.read_line(), "Io");
    const std::string last = child.read_line();
    EXPECT_EQ(child.wait(), 0);
    const auto store = open_rocksdb_store(path, OpenMode::Write);
    ASSERT_THAT(store, IsOk());
    EXPECT_EQ(std::to_string((*store)->next_batch().value - 1), last);
    EXPECT_EQ(losses(**store), "");
    EXPECT_THAT((*store)->commit(numbered_batch(**store)), IsOk());
    EXPECT_EQ(losses(**store), "");
  }
}

}  // namespace
}  // namespace whocites::testing
