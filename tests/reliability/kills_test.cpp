// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The tool, killed at any instant of any command that writes. A twin store gets the same commands
// uninterrupted, and says what the killed one must hold: what it held before, or all of the
// command; the latter whenever the command had said that it was done.
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <random>
#include <thread>

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

// One row for each command that writes. `words` makes the command of a round; files that it needs
// go into `folder`. A command that changes nothing that can be read has `shows` false; one that
// stores several batches one after the other has `in_parts` true, and goes on where it was killed
// when it is given again.
struct Operation {
  std::string_view name;
  Words (*words)(int round, const std::string& folder);
  bool shows = true;
  bool in_parts = false;
};

constexpr std::array kOperations{
    Operation{"import", import_files},
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

class Kills : public ::testing::TestWithParam<Operation> {
 protected:
  std::string dump_of(const std::string& path) {
    const auto store = open_rocksdb_store(path, OpenMode::Read);
    return store ? dump(**store) : "cannot be read: " + to_string(store.error());
  }
  // The command on one of the stores, to its end.
  Ended on(const std::string& path, Words words) {
    words.insert(words.begin(), {"--db", path});
    return ToolProcess(words).wait();
  }
  void both(const Words& words) {
    for (const std::string& path : {path_, twin_}) {
      const Ended ended = on(path, words);
      ASSERT_EQ(ended.code, 0) << ended.err;
    }
  }
  void start_anew() {
    for (const std::string& path : {path_, twin_}) fs::remove_all(path);
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
  std::chrono::microseconds duration_of(const Words& words) {
    const std::string copy = dir_ / "copy";
    fs::remove_all(copy);
    fs::copy(path_, copy);
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(on(copy, words).code, 0);
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                                 begin);
  }

  // Runs the command and kills it `after` that time. Returns what is wrong with what is left.
  std::string kill_once(const Words& words, std::chrono::microseconds after) {
    const std::string before = dump_of(path_);
    Words on_path = words;
    on_path.insert(on_path.begin(), {"--db", path_});
    ToolProcess tool(on_path);
    std::this_thread::sleep_for(after);
    tool.kill();
    const Ended ended = tool.wait();
    const bool acknowledged = ended.code == 0 || ended.out.find("batch") != std::string::npos;
    count(ended.code == -SIGKILL ? "kills" : "commands that ended before the kill");
    const std::string found = dump_of(path_);
    if (found == before && !(acknowledged && GetParam().shows)) {
      count("... after which nothing of the command was there");
      return "";
    }
    if (found == before) {
      count(kLost);
      return "acknowledged, but not there: " + ended.out;
    }
    EXPECT_EQ(on(twin_, words).code, 0);
    if (found == dump_of(twin_)) {
      count("... after which all of the command was there");
      return "";
    }
    if (GetParam().in_parts && !acknowledged) {
      EXPECT_EQ(verified(), "");
      EXPECT_EQ(on(path_, words).code, 0);
      if (dump_of(path_) == dump_of(twin_)) {
        count("... after which some of its batches were, and the rest when it was given again");
        return "";
      }
    }
    count(kWrong);
    return "neither before:\n" + first_difference(found, before) + "nor after:\n" +
           first_difference(found, dump_of(twin_));
  }

  // What `verify` finds; nothing in a sound store.
  std::string verified() {
    const Ended ended = on(path_, {"verify", "--quiet"});
    count("stores verified after kills");
    return ended.code == 0 ? "" : ended.out + ended.err;
  }

  TempDir dir_;
  const std::string path_ = dir_ / "store";
  const std::string twin_ = dir_ / "twin";
};

INSTANTIATE_TEST_SUITE_P(Operations, Kills, ::testing::ValuesIn(kOperations),
                         [](const ::testing::TestParamInfo<Operation>& row) {
                           return std::string(row.param.name);
                         });

TEST_P(Kills, LeaveWhatWasAcknowledgedAndNothingHalf) {
  constexpr int kRoundsOfAStore = 12;
  std::mt19937_64 random(seed());
  std::chrono::microseconds usual{0};
  const int rounds = times(8, 120);
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE("round " + std::to_string(round) + ", seed " + std::to_string(seed()));
    const bool is_first = round % kRoundsOfAStore == 0;
    if (is_first) start_anew();
    prepare(round);
    if (HasFatalFailure()) return;
    const Words words = GetParam().words(round, dir_.path());
    if (is_first) usual = duration_of(words);
    const std::chrono::microseconds after(random() % static_cast<unsigned>(usual.count() + 1));
    ASSERT_EQ(kill_once(words, after), "");
    if (round % kRoundsOfAStore == kRoundsOfAStore - 1 || round == rounds - 1) {
      EXPECT_EQ(verified(), "");
    }
  }
  // And the store takes the next command.
  both({"add", "person", "--name", "The Last"});
  EXPECT_EQ(dump_of(path_), dump_of(twin_));
}

}  // namespace
}  // namespace whocites::testing
