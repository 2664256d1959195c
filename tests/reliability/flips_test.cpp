// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Damaged bytes in each kind of file of a store's folder: an error or an earlier state, never a
// wrong row and never a crash.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "storage/graph_file.h"
#include "tests/support/effort.h"
#include "tests/support/graph_brief.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_dump.h"
#include "tests/support/temp_dir.h"
#include "tests/support/workload.h"

namespace whocites::testing {
namespace {

namespace fs = std::filesystem;

enum class Harm : std::uint8_t { Bit, Byte, Sector, CutOff };
constexpr std::array kHarms{Harm::Bit, Harm::Bit, Harm::Byte, Harm::Sector, Harm::CutOff};

std::string harmed(std::string bytes, Harm harm, std::size_t at, std::mt19937_64& random) {
  switch (harm) {
    case Harm::Bit:
      bytes[at] = static_cast<char>(bytes[at] ^ (1U << random() % 8));
      break;
    case Harm::Byte:
      bytes[at] = static_cast<char>(bytes[at] + 1 + random() % 255);
      break;
    case Harm::Sector:
      for (std::size_t i = at; i < std::min(at + 512, bytes.size()); ++i) bytes[i] = '\0';
      break;
    case Harm::CutOff:
      bytes.resize(at);
      break;
  }
  return bytes;
}

// "000012.sst" and "MANIFEST-000005" are of the kinds "sst" and "MANIFEST".
std::string kind_of(const fs::path& file) {
  const std::string name = file.filename();
  if (file.has_extension()) return file.extension().string().substr(1);
  return name.substr(0, name.find('-'));
}

class Flips : public ::testing::Test {
 protected:
  void SetUp() override {
    auto store = open_rocksdb_store(path_, OpenMode::Write, {.sync = false});
    for (std::size_t i = 0; i < workload_.size(); ++i) {
      if (workload_.reopens(i)) {
        store->reset();
        store = open_rocksdb_store(path_, OpenMode::Write, {.sync = false});
      }
      ASSERT_THAT(store, IsOk());
      ASSERT_THAT(workload_.apply(**store, i), IsOk());
    }
    store->reset();
    // Moves all into tables but for the batches that come now.
    store = open_rocksdb_store(path_, OpenMode::Write, {.sync = false});
    ASSERT_THAT((*store)->commit(other_batch(**store)), IsOk());
    last_state_ = dump(**store);
    for (std::size_t i = 0; i <= workload_.size(); ++i) note(workload_.state(i));
    note(last_state_);
    store->reset();
    store = open_rocksdb_store(path_, OpenMode::Read);
    ASSERT_THAT(store, IsOk());
    ASSERT_EQ(judge_graph(**store, GraphFileUse::ReadAndWrite), "");
  }

  // What is wrong with the structure that a store gives by way of the file beside it.
  static std::string judge_graph(const Store& store, GraphFileUse use) {
    const auto reader = Reader::make(store);
    if (!reader) return to_string(reader.error());
    const auto mapped = load_source_graph(*reader, use);
    const auto read = reader->source_graph();
    if (!mapped || !read) return to_string((mapped ? read : mapped).error());
    if (brief(*mapped) == brief(*read)) return "";
    count(kWrong);
    return "a graph that the store does not tell";
  }

  void note(const std::string& state) {
    std::istringstream in(state);
    for (std::string line; std::getline(in, line);) true_lines_.insert(line);
  }
  // What is wrong with what a store says; nothing for a state, or for true lines and errors.
  std::string judge(const Result<std::unique_ptr<Store>>& store) {
    if (!store) {
      count("refused when opened");
      const ErrorCode code = store.error().code;
      if (code == ErrorCode::Damaged || code == ErrorCode::NotFound) return "";
      return "refused with the wrong code: " + to_string(store.error());
    }
    const std::string said = dump(**store);
    if (said.find("FAILED: ") == std::string::npos) {
      const bool is_whole = said == last_state_;
      if (is_whole || workload_.find(said)) {
        count(is_whole ? "harmless" : "an earlier state");
        return judge_graph(**store, GraphFileUse::ReadOnly);
      }
      count(kWrong);
      return "what never was: " + said.substr(0, 200);
    }
    count("errors when read");
    std::istringstream in(said);
    for (std::string line; std::getline(in, line);) {
      if (line.starts_with("FAILED: ")) {
        if (line.find("is damaged") == std::string::npos) return "an unclear error: " + line;
      } else if (!true_lines_.contains(line)) {
        count(kWrong);
        return "a wrong row: " + line;
      }
    }
    return "";
  }

  // One file of the store, harmed in many places.
  void harm(const fs::path& file, int tries, std::mt19937_64& random) {
    const std::string bytes = read_file(file);
    if (bytes.empty()) return;
    for (int i = 0; i < tries; ++i) {
      const std::size_t at = random() % bytes.size();
      // A manifest that lost its end cannot be told from one whose end was never written.
      const std::size_t harms = kind_of(file) == "MANIFEST" ? 3 : kHarms.size();
      const Harm how = kHarms[random() % harms];
      SCOPED_TRACE(file.filename().string() + " at " + std::to_string(at) + " of " +
                   std::to_string(bytes.size()) + ", harm " +
                   std::to_string(static_cast<int>(how)) + ", seed " + std::to_string(seed()));
      count("flips in " + kind_of(file));
      write_file(file, harmed(bytes, how, at, random));
      EXPECT_EQ(judge(open_rocksdb_store(path_, OpenMode::Read)), "");
      if (i % 8 == 0) {
        const std::string copy = dir_ / "copy";
        fs::remove_all(copy);
        fs::copy(path_, copy);
        EXPECT_EQ(judge(open_rocksdb_store(copy, OpenMode::WriteExisting)), "");
      }
      write_file(file, bytes);
    }
  }

  TempDir dir_;
  const std::string path_ = dir_ / "store";
  const Workload workload_{static_cast<unsigned>(seed()), 1};
  std::string last_state_;
  std::set<std::string> true_lines_;
};

TEST_F(Flips, AreErrorsOrEarlierStatesNeverWrongRows) {
  std::mt19937_64 random(seed());
  std::map<std::string, std::vector<fs::path>> kinds;
  for (const fs::directory_entry& entry : fs::directory_iterator(path_)) {
    if (entry.file_size() > 0) kinds[kind_of(entry.path())].push_back(entry.path());
  }
  for (const std::string kind : {"sst", "log", "MANIFEST", "CURRENT", "WHOCITES", "csr"}) {
    EXPECT_TRUE(kinds.contains(kind)) << kind;
  }
  for (auto& [kind, files] : kinds) {
    std::sort(files.begin(), files.end());
    const int tries = times(40, kind == "sst" ? 4000 : 1000);
    for (const fs::path& file : files) {
      harm(file, std::max(1, tries / static_cast<int>(files.size())), random);
    }
  }
  EXPECT_EQ(judge(open_rocksdb_store(path_, OpenMode::Read)), "");
}

// RocksDB takes a record whose length runs past the end of the file for one that was never written
// out, and goes on without it.
TEST_F(Flips, OfEveryBitOfTheManifestAreErrorsOrEarlierStates) {
  for (const fs::directory_entry& entry : fs::directory_iterator(path_)) {
    if (kind_of(entry.path()) != "MANIFEST") continue;
    const std::string bytes = read_file(entry.path());
    const std::size_t step = is_long() ? 1 : 101;
    for (std::size_t bit = seed() % step; bit < bytes.size() * 8; bit += step) {
      SCOPED_TRACE("bit " + std::to_string(bit) + " of " + std::to_string(bytes.size() * 8));
      std::string flipped = bytes;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1U << bit % 8));
      write_file(entry.path(), flipped);
      count("flips in MANIFEST");
      EXPECT_EQ(judge(open_rocksdb_store(path_, OpenMode::Read)), "");
    }
    write_file(entry.path(), bytes);
  }
}

}  // namespace
}  // namespace whocites::testing
