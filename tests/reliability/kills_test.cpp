// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The tool, killed at any instant of any command that writes. A twin store gets the same commands
// uninterrupted, and says what the killed one must hold: what it held before, or all of the
// command; the latter whenever the command had said that it was done.
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <map>
#include <random>
#include <thread>

#include "storage/backup.h"
#include "tests/support/effort.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_dump.h"
#include "tests/support/temp_dir.h"
#include "tests/support/tool_process.h"

namespace whocites::testing {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

std::string article(int round, int i) { return "a" + std::to_string(round * 1000 + i); }

// Several files with some hundred records; all are one batch.
Words import_files(int round, const std::string& folder) {
  std::string lines;
  std::string rows = "from,to,relation,evidence\n";
  for (int i = 0; i < 200; ++i) {
    lines += R"({"kind":"article","key":")" + article(round, i) + R"(","title":"Story )" +
             std::to_string(round * 1000 + i) +
             R"( of the year","date":"2021-03","cites":["hub"]})" + "\n";
    rows += article(round, i) + "," + article(round, (i * 7) % 200) + ",quotes,\"as it said, " +
            std::to_string(i) + "\"\n";
  }
  const std::string name = folder + "/import" + std::to_string(round);
  write_file(name + ".jsonl", lines);
  write_file(name + ".csv", rows);
  return {"import", name + ".jsonl", name + ".csv", "--keep-text"};
}

// Enough to be sorted outside of memory and to go into the store as finished tables; few rows, so
// that they are soon compared.
Words large_import(int round, const std::string& folder) {
  const Words files = import_files(round, folder);
  std::string rows = "from,to,relation,evidence\n";
  for (int i = 0; i < 420; ++i) {
    rows += article(round, i % 200) + "," + article(round, i * 7 % 200) + ",disputes,\"";
    while (rows.size() < static_cast<std::size_t>(i + 1) * 20200) rows += "line by line, ";
    rows += "\"\n";
  }
  const std::string name = folder + "/large" + std::to_string(round) + ".csv";
  write_file(name, rows);
  return {"import", files[1], name};
}

constexpr std::string_view kInput = "input.jsonl";

// Eight groups in less than the tool reads at once, so that it always cuts the same ones.
Words stream(int round, const std::string& folder) {
  std::string lines;
  for (int i = 0; i < 400; ++i) {
    lines += R"({"from":"s)" + std::to_string(round * 400 + i) + R"(","to":"hub"})" + "\n";
  }
  write_file(folder + "/" + std::string(kInput), lines);
  return {"import", "-", "--stream", "--group", "50"};
}

// One row for each command that writes. `words` makes the command of a round; files that it needs
// go into `folder`. A command that changes nothing that can be read has `shows` false; one that
// stores several batches one after the other has `in_parts` true, and goes on where it was killed
// when it is given again.
struct Operation {
  std::string_view name;
  Words (*words)(int round, const std::string& folder);
  bool shows = true;
  bool in_parts = false;
  bool into_nothing = false;  // each time there is no store yet
  bool reads_input = false;   // kInput, as standard input
  int rounds_of_a_store = 12;
  friend void PrintTo(const Operation& operation, std::ostream* out) { *out << operation.name; }
};

constexpr std::array kOperations{
    Operation{"import", import_files},
    Operation{.name = "large_import", .words = large_import, .rounds_of_a_store = 3},
    Operation{.name = "large_import_into_nothing",
              .words =
                  [](int round, const std::string& folder) {
                    Words words = import_files(round, folder);
                    words.back() = "--memory=64M";  // in place of --keep-text
                    return words;
                  },
              .into_nothing = true,
              .rounds_of_a_store = 1},
    Operation{.name = "stream", .words = stream, .in_parts = true, .reads_input = true},
    Operation{"add",
              [](int round, const std::string&) {
                return Words{"add",     "article",
                             "--key",   "added" + std::to_string(round),
                             "--title", "Added in round " + std::to_string(round),
                             "--date",  "2021~"};
              }},
    Operation{"link",
              [](int round, const std::string&) {
                return Words{"link",      "hub",        "Name " + std::to_string(round),
                             "--by-name", "--evidence", "as " + std::to_string(round) + " had it"};
              }},
    Operation{"undo", [](int, const std::string&) { return Words{"undo"}; }},
    Operation{"purge",
              [](int round, const std::string&) {
                return Words{"purge", "gone" + std::to_string(round), "--yes"};
              }},
    Operation{"merge",
              [](int round, const std::string& folder) {
                return Words{"merge", folder + "/other" + std::to_string(round)};
              },
              true, true},
    Operation{"compact", [](int, const std::string&) { return Words{"compact"}; }, false},
};

class KillsOfTheTool : public ::testing::Test {
 protected:
  // No store says what one says in which nothing is.
  std::string dump_of(const std::string& path) {
    const auto store = open_rocksdb_store(path, OpenMode::Read);
    if (store) return dump(**store);
    if (store.error().code == ErrorCode::NotFound) return dump(*make_memory_store());
    return "cannot be read: " + to_string(store.error());
  }
  // The command on one of the stores, to its end.
  Ended on(const std::string& path, Words words, const std::string& input = "") {
    words.insert(words.begin(), {"--db", path});
    return ToolProcess(words, input).wait();
  }
  // The command on the store, killed after so long.
  Ended kill_on(const std::string& path, Words words, std::chrono::microseconds after,
                const std::string& input = "") {
    words.insert(words.begin(), {"--db", path});
    ToolProcess tool(words, input);
    std::this_thread::sleep_for(after);
    tool.kill();
    const Ended ended = tool.wait();
    count(ended.code == -SIGKILL ? "kills" : "commands that ended before the kill");
    return ended;
  }
  // How long it takes when nobody kills it.
  template <class Command>
  std::chrono::microseconds duration_of(const Command& command) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(command().code, 0);
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                                 begin);
  }
  // Some instant within that time, or about its end, where it matters most.
  std::chrono::microseconds within(std::chrono::microseconds usual) {
    const auto length = static_cast<std::uint64_t>(usual.count() + 1);
    const std::uint64_t begin = random_() % 2 == 0 ? 0 : length * 2 / 3;
    return std::chrono::microseconds(begin + random_() % length);
  }
  // What `verify` finds; nothing in a sound store, and where none is.
  std::string verified(const std::string& path) {
    constexpr int kNoStore = 1;
    const Ended ended = on(path, {"verify", "--quiet"});
    if (ended.code == kNoStore) return "";
    count("stores verified after kills");
    return ended.code == 0 ? "" : ended.out + ended.err;
  }

  std::mt19937_64 random_{seed()};
  TempDir dir_;
  const std::string path_ = dir_ / "store";
};

class Kills : public KillsOfTheTool, public ::testing::WithParamInterface<Operation> {
 protected:
  void both(const Words& words) {
    for (const std::string& path : {path_, twin_}) {
      const Ended ended = on(path, words);
      ASSERT_EQ(ended.code, 0) << ended.err;
    }
  }
  void start_anew() {
    for (const std::string& path : {path_, twin_}) fs::remove_all(path);
    if (GetParam().into_nothing) return;
    write_file(dir_ / "first.jsonl", R"({"kind":"publication","key":"hub","title":"Hub"})");
    both({"import", dir_ / "first.jsonl"});
  }
  // What a command needs to be there; and how long it takes, told by the twin's copy.
  void prepare(int round) {
    if (GetParam().name == "purge") {
      both({"add", "person", "--key", "gone" + std::to_string(round), "--name", "Somebody"});
      both({"link", "hub", "gone" + std::to_string(round)});
    } else if (GetParam().name == "merge") {
      const std::string other = dir_ / ("other" + std::to_string(round));
      for (int i = 0; i < 2; ++i) {
        const Ended ended = on(other, import_files(round * 2 + i, dir_.path()));
        ASSERT_EQ(ended.code, 0) << ended.err;
      }
    } else if (GetParam().name == "undo" || GetParam().name == "compact") {
      both(import_files(round, dir_.path()));
    }
  }
  std::string input() const {
    return GetParam().reads_input ? dir_ / std::string(kInput) : std::string();
  }
  std::chrono::microseconds duration_on_a_copy(const Words& words) {
    const std::string copy = dir_ / "copy";
    fs::remove_all(copy);
    if (fs::exists(path_)) fs::copy(path_, copy);
    return duration_of([&] { return on(copy, words, input()); });
  }
  // The last batch that the tool has said is stored.
  static std::uint32_t last_batch(const std::string& out) {
    const std::size_t at = out.rfind("batch ");
    return at == std::string::npos ? 0 : static_cast<std::uint32_t>(std::atoi(&out[at + 6]));
  }
  std::uint32_t next_batch() {
    const auto store = open_rocksdb_store(path_, OpenMode::Read);
    return store ? (*store)->next_batch().value : 1;
  }

  // Runs the command and kills it `after` that time. Returns what is wrong with what is left.
  std::string kill_once(const Words& words, std::chrono::microseconds after) {
    const std::string before = dump_of(path_);
    const Ended ended = kill_on(path_, words, after, input());
    const bool acknowledged = ended.code == 0 || last_batch(ended.out) != 0;
    const std::string found = dump_of(path_);
    if (found == before && !(acknowledged && GetParam().shows)) {
      count("... after which nothing of the command was there");
      return "";
    }
    if (found == before || last_batch(ended.out) >= next_batch()) {
      count(kLost);
      return "acknowledged, but not there: " + ended.out;
    }
    EXPECT_EQ(on(twin_, words, input()).code, 0);
    if (found == dump_of(twin_)) {
      count("... after which all of the command was there");
      return "";
    }
    if (GetParam().in_parts && ended.code != 0) {
      EXPECT_EQ(verified(path_), "");
      EXPECT_EQ(on(path_, words, input()).code, 0);
      if (dump_of(path_) == dump_of(twin_)) {
        count("... after which some of its batches were, and the rest when it was given again");
        return "";
      }
    }
    count(kWrong);
    return "neither before:\n" + first_difference(found, before) + "nor after:\n" +
           first_difference(found, dump_of(twin_));
  }

  const std::string twin_ = dir_ / "twin";
};

INSTANTIATE_TEST_SUITE_P(Operations, Kills, ::testing::ValuesIn(kOperations),
                         [](const ::testing::TestParamInfo<Operation>& row) {
                           return std::string(row.param.name);
                         });

TEST_P(Kills, LeaveWhatWasAcknowledgedAndNothingHalf) {
  std::chrono::microseconds usual{0};
  const int rounds = times(8, 120);
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round) + ", seed " + std::to_string(seed()));
    const int round_of_the_store = round % GetParam().rounds_of_a_store;
    if (round_of_the_store == 0) start_anew();
    prepare(round);
    if (HasFatalFailure()) return;
    const Words words = GetParam().words(round, dir_.path());
    if (round_of_the_store == 0) usual = duration_on_a_copy(words);
    ASSERT_EQ(kill_once(words, within(usual)), "");
    if (round_of_the_store == GetParam().rounds_of_a_store - 1 || round == rounds - 1) {
      EXPECT_EQ(verified(path_), "");
    }
  }
  // And the store takes the next command, and clears away what the killed ones left.
  both({"add", "person", "--name", "The Last"});
  EXPECT_EQ(first_difference(dump_of(path_), dump_of(twin_)), "");
  EXPECT_FALSE(fs::exists(path_ + "/loading"));
}

class KillsOfBackups : public KillsOfTheTool {
 protected:
  void import(int round) {
    const Ended ended = on(path_, import_files(round, dir_.path()));
    ASSERT_EQ(ended.code, 0) << ended.err;
  }
  // What the store said that is restored from the backup, which is removed again.
  std::string restored(std::uint32_t id) {
    const Ended ended = on(path_, {"restore", folder_, new_, "--id", std::to_string(id)});
    const std::string said = ended.code == 0 ? dump_of(new_) : ended.err;
    fs::remove_all(new_);
    return said;
  }

  const std::string folder_ = dir_ / "backups";
  const std::string new_ = dir_ / "new";
};

TEST_F(KillsOfBackups, LeaveTheOlderOnesWholeAndTheNewOneWholeOrNot) {
  constexpr int kRoundsOfAStore = 12;
  std::map<std::uint32_t, std::string> states;  // of the store at each backup
  std::chrono::microseconds usual{0};
  for (int round = 0; round < times(8, 120); ++round) {
    SCOPED_TRACE("round " + std::to_string(round) + ", seed " + std::to_string(seed()));
    if (round % kRoundsOfAStore == 0) {
      for (const std::string& path : {path_, folder_}) fs::remove_all(path);
      states.clear();
    }
    import(round);
    if (HasFatalFailure()) return;
    if (states.empty()) {
      usual = duration_of([&] { return on(path_, {"backup", folder_}); });
      states[1] = dump_of(path_);
      import(round + 1000);
    }
    const std::uint32_t last = states.rbegin()->first;
    const std::string before = dump_of(path_);
    const Ended ended = kill_on(path_, {"backup", folder_}, within(usual));
    EXPECT_EQ(first_difference(dump_of(path_), before), "");
    const auto backups = list_backups(folder_);
    ASSERT_THAT(backups, IsOk());
    for (const Backup& backup : *backups) {
      EXPECT_FALSE(backup.is_damaged) << backup.id;
      if (backup.id > last) states[backup.id] = before;
    }
    ASSERT_EQ(backups->size(), states.size());
    if (ended.code == 0 && states.rbegin()->first == last) {
      count(kLost);
      FAIL() << "acknowledged, but not there: " << ended.out;
    }
    const auto any = std::next(states.begin(), static_cast<int>(random_() % states.size()));
    for (const auto& [id, state] : {*any, *states.rbegin()}) {
      EXPECT_EQ(first_difference(restored(id), state), "") << "backup " << id;
    }
  }
}

TEST_F(KillsOfBackups, OfARestoreLeaveNoStoreOrAWholeOne) {
  import(0);
  ASSERT_EQ(on(path_, large_import(1, dir_.path())).code, 0);
  ASSERT_EQ(on(path_, {"backup", folder_}).code, 0);
  const std::string expected = dump_of(path_);
  const Words restore{"restore", folder_, new_};
  const std::chrono::microseconds usual = duration_of([&] { return on(path_, restore); });
  fs::remove_all(new_);
  for (int round = 0; round < times(12, 120); ++round) {
    SCOPED_TRACE("round " + std::to_string(round) + ", seed " + std::to_string(seed()));
    const Ended ended = kill_on(path_, restore, within(usual));
    if (fs::exists(new_)) {
      ASSERT_EQ(first_difference(dump_of(new_), expected), "");
      EXPECT_EQ(verified(new_), "");
      count("... after which the restored store was there");
      fs::remove_all(new_);
      continue;
    }
    count("... after which no restored store was there");
    EXPECT_NE(ended.code, 0) << "acknowledged, but not there: " << ended.out;
    if (ended.code == 0) count(kLost);
    // Where the killed one left its work, the next one does it again.
    if (round % 3 != 0) continue;
    EXPECT_EQ(first_difference(restored(1), expected), "");
    EXPECT_FALSE(fs::exists(new_ + ".restoring"));
  }
}

}  // namespace
}  // namespace whocites::testing
