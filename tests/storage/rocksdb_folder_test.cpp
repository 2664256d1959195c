// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What a folder must be to be opened, and what is said when it is not.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "tests/storage/backends.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"
#include "tests/support/store_dump.h"

namespace whocites::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class RocksDbFolder : public ::testing::Test {
 protected:
  // A store with one node, closed again; what it said.
  std::string make_store() {
    const std::unique_ptr<Store> store = open_in(path_);
    BatchBuilder build(*store);
    const NodeId a = build.node("a");
    build.cites(a, a);
    EXPECT_THAT(build.commit(*store), IsOk());
    return dump(*store);
  }
  // Makes sure the nodes stand in table files, not in the log of writes only.
  void compact() {
    const std::unique_ptr<Store> store = open_in(path_);
    EXPECT_THAT(store->purge(purge_of(*store, {})), IsOk());
  }
  std::vector<fs::path> files(const std::string& part) {
    std::vector<fs::path> found;
    for (const fs::directory_entry& entry : fs::directory_iterator(path_)) {
      const std::string name = entry.path().filename();
      if (name.find(part) != std::string::npos) found.push_back(entry.path());
    }
    return found;
  }
  // Every file's name and bytes.
  std::string contents() {
    std::string text;
    std::vector<fs::path> all = files("");
    std::sort(all.begin(), all.end());
    for (const fs::path& file : all) text += file.string() + "\n" + read_file(file) + "\n";
    return text;
  }

  TempDir dir_;
  const std::string path_ = dir_ / "store";
};

constexpr std::array kModes{OpenMode::Read, OpenMode::Write, OpenMode::WriteExisting};

TEST_F(RocksDbFolder, ReadingAMissingStoreIsNotFoundAndMakesNothing) {
  for (const OpenMode mode : {OpenMode::Read, OpenMode::WriteExisting}) {
    EXPECT_THAT(open_rocksdb_store(path_, mode), FailsWith(ErrorCode::NotFound, path_));
    EXPECT_FALSE(fs::exists(path_));
  }
}

TEST_F(RocksDbFolder, EmptyFolderMayBecomeAStore) {
  fs::create_directory(path_);
  EXPECT_THAT(open_rocksdb_store(path_, OpenMode::Read), FailsWith(ErrorCode::NotFound, path_));
  EXPECT_THAT(open_rocksdb_store(path_, OpenMode::Write), IsOk());
  EXPECT_THAT(open_rocksdb_store(path_, OpenMode::Read), IsOk());
}

TEST_F(RocksDbFolder, MakesTheFoldersAboveIt) {
  EXPECT_THAT(open_rocksdb_store(path_ + "/deep/er", OpenMode::Write), IsOk());
}

TEST_F(RocksDbFolder, ForeignFolderIsRefusedAndLeftAlone) {
  fs::create_directory(path_);
  write_file(path_ + "/thesis.txt", "words");
  const std::string before = contents();
  for (const OpenMode mode : kModes) {
    EXPECT_THAT(open_rocksdb_store(path_, mode),
                FailsWith(ErrorCode::BadRequest, "is not a whocites store"));
  }
  EXPECT_EQ(contents(), before);
}

TEST_F(RocksDbFolder, FileIsRefused) {
  write_file(path_, "words");
  for (const OpenMode mode : kModes) {
    EXPECT_THAT(open_rocksdb_store(path_, mode),
                FailsWith(ErrorCode::BadRequest, "is not a whocites store"));
  }
  EXPECT_EQ(read_file(path_), "words");
}

TEST_F(RocksDbFolder, FolderInsideAFileIsIo) {
  write_file(path_, "words");
  EXPECT_THAT(open_rocksdb_store(path_ + "/store", OpenMode::Write),
              FailsWith(ErrorCode::Io, path_));
}

TEST_F(RocksDbFolder, NewerFormatIsRefusedWithWhatToDoAndLeftAlone) {
  make_store();
  write_file(path_ + "/WHOCITES", "whocites store, format 3\n");
  const std::string before = contents();
  for (const OpenMode mode : kModes) {
    const auto opened = open_rocksdb_store(path_, mode);
    EXPECT_THAT(opened, FailsWith(ErrorCode::Damaged, "has format 3"));
    EXPECT_THAT(opened, FailsWith(ErrorCode::Damaged, "newer one; nothing was changed"));
  }
  EXPECT_EQ(contents(), before);
}

TEST_F(RocksDbFolder, MarkerThatSaysNothingIsDamageAndLeftAlone) {
  make_store();
  for (const std::string marker :
       {"", "\n", "whocites store, format \n", "whocites store, format 0\n",
        "whocites store, format -1\n", "whocites store, format 1x\n",
        "whocites store, format 99999999999\n", "Whocites store, format 1\n"}) {
    write_file(path_ + "/WHOCITES", marker);
    const std::string before = contents();
    for (const OpenMode mode : kModes) {
      EXPECT_THAT(open_rocksdb_store(path_, mode),
                  FailsWith(ErrorCode::Damaged, "whocites store, format 2"))
          << marker;
    }
    EXPECT_EQ(contents(), before);
  }
}

TEST_F(RocksDbFolder, LostCurrentIsDamageAndNothingIsMadeOverIt) {
  const std::string before = make_store();
  compact();
  const std::string current = read_file(path_ + "/CURRENT");
  fs::remove(path_ + "/CURRENT");
  for (const OpenMode mode : kModes) {
    EXPECT_THAT(open_rocksdb_store(path_, mode), FailsWith(ErrorCode::Damaged, "CURRENT"));
  }
  write_file(path_ + "/CURRENT", current);
  EXPECT_THAT(dump(*open_in(path_)), HasSubstr("node 1 \"a\""));
}

TEST_F(RocksDbFolder, LostFilesAreDamage) {
  for (const std::string part : {"MANIFEST", ".sst"}) {
    make_store();
    compact();
    ASSERT_FALSE(files(part).empty());
    fs::remove(files(part).front());
    for (const OpenMode mode : kModes) {
      EXPECT_THAT(open_rocksdb_store(path_, mode), FailsWith(ErrorCode::Damaged, path_)) << part;
    }
    fs::remove_all(path_);
  }
}

TEST_F(RocksDbFolder, MakingThatWasCutShortIsTakenUpAgain) {
  fs::create_directory(path_);
  write_file(path_ + "/WHOCITES", "whocites store, format 1\n");
  EXPECT_THAT(open_rocksdb_store(path_, OpenMode::Read), FailsWith(ErrorCode::NotFound, path_));
  EXPECT_THAT(open_rocksdb_store(path_, OpenMode::Write), IsOk());
}

TEST_F(RocksDbFolder, MakingThatWasCutShortAtOnceIsTakenUpAgain) {
  fs::create_directory(path_);
  write_file(path_ + "/WHOCITES.new", "whoc");
  EXPECT_THAT(open_rocksdb_store(path_, OpenMode::Read), FailsWith(ErrorCode::NotFound, path_));
  EXPECT_THAT(open_rocksdb_store(path_, OpenMode::Write), IsOk());
}

TEST_F(RocksDbFolder, ReaderRefusesToWrite) {
  make_store();
  const auto reader = open_rocksdb_store(path_, OpenMode::Read);
  ASSERT_THAT(reader, IsOk());
  const std::string before = contents();
  EXPECT_THAT(BatchBuilder(**reader).commit(**reader),
              FailsWith(ErrorCode::BadRequest, "reading only"));
  EXPECT_THAT((*reader)->purge(purge_of(**reader, {})),
              FailsWith(ErrorCode::BadRequest, "reading only"));
  EXPECT_EQ(contents(), before);
}

TEST_F(RocksDbFolder, ReadingChangesNoFile) {
  make_store();
  const std::string before = contents();
  const auto reader = open_rocksdb_store(path_, OpenMode::Read);
  ASSERT_THAT(reader, IsOk());
  dump(**reader);
  EXPECT_EQ(contents(), before);
}

TEST_F(RocksDbFolder, ReadOnlyFolderCanBeRead) {
  if (::geteuid() == 0) GTEST_SKIP() << "permissions do not bind the superuser";
  const std::string before = make_store();
  fs::permissions(path_, fs::perms::owner_read | fs::perms::owner_exec);
  const auto reader = open_rocksdb_store(path_, OpenMode::Read);
  EXPECT_THAT(reader, IsOk());
  EXPECT_EQ(reader ? dump(**reader) : "", before);
  EXPECT_THAT(open_rocksdb_store(path_, OpenMode::Write), FailsWith(ErrorCode::Io, path_));
  fs::permissions(path_, fs::perms::owner_all);
}

TEST_F(RocksDbFolder, PurgedBytesAreInNoFile) {
  // Neither compressible nor found by chance.
  const std::string secret = "Qx7Zk2Wv9Lm4Rt8Yp3Bn6Hd1Jf5Gs0";
  {
    const std::unique_ptr<Store> store = open_in(path_);
    BatchBuilder import(*store, Action::Import);
    NodeFacts facts = titled(secret);
    facts.aliases = {secret + " alias"};
    facts.url = "https://example.com/" + secret;
    const NodeId gone = import.node("key:" + secret, facts);
    const NodeId other = import.node("other", titled("Other"), gone);
    import.cites(gone, other, Relation::Quotes, "as " + secret + " said").cites(other, gone);
    import.keeps("text about " + secret);
    ASSERT_THAT(import.commit(*store), IsOk());
    BatchBuilder by_hand(*store);
    by_hand.decides(gone, other, false, secret).judges(other, gone, Verdict::Rejected);
    ASSERT_THAT(by_hand.sums_up("not-same " + secret + " other").commit(*store), IsOk());
    ASSERT_THAT(contents(), HasSubstr(secret));
    ASSERT_THAT(store->purge(purge_of(*store, {gone}, {BatchId(1)})), IsOk());
    // The store goes on working.
    ASSERT_THAT(BatchBuilder(*store).says(other, titled("Still here")).commit(*store), IsOk());
  }
  EXPECT_THAT(contents(), ::testing::Not(HasSubstr(secret)));
  for (std::size_t i = 0; i + 12 <= secret.size(); ++i) {
    EXPECT_THAT(contents(), ::testing::Not(HasSubstr(secret.substr(i, 12))));
  }
}

// ---- damage ----

std::set<std::string> lines_of(const std::string& text) {
  std::set<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.insert(line);
  return lines;
}

TEST_F(RocksDbFolder, FlippedByteIsAnErrorOrAnEarlierStateNeverAWrongRow) {
  std::set<std::string> true_lines;
  const auto note = [&](const std::string& text) { true_lines.merge(lines_of(text)); };
  note("next node 1, next batch 1");
  const auto add = [&](Store& store, const std::string& word) {
    BatchBuilder build(store, Action::Import);
    const NodeId id = build.node("k" + word, titled("Title " + word), NodeId(1));
    build.cites(id, NodeId(1), Relation::Quotes, "evidence " + word).keeps("text " + word);
    if (id != NodeId(1)) build.decides(id, NodeId(1), true, "reason " + word);
    ASSERT_THAT(build.commit(store), IsOk());
    note(dump(store));
  };
  {
    const std::unique_ptr<Store> store = open_in(path_);
    for (const std::string word : {"one", "two", "three"}) add(*store, word);
    ASSERT_THAT(store->purge(purge_of(*store, {})), IsOk());
    note(dump(*store));
    for (const std::string word : {"four", "five"}) add(*store, word);
  }
  const std::string copy = dir_ / "copy";
  int errors = 0;
  for (const fs::path& file : files("")) {
    const std::string bytes = read_file(file);
    const std::size_t step = std::max<std::size_t>(1, bytes.size() / 40);
    for (std::size_t offset = 0; offset < bytes.size(); offset += step) {
      fs::remove_all(copy);
      fs::copy(path_, copy);
      std::string flipped = bytes;
      flipped[offset] = static_cast<char>(flipped[offset] ^ 0x20);
      write_file(fs::path(copy) / file.filename(), flipped);
      SCOPED_TRACE(file.filename().string() + " at " + std::to_string(offset));
      const auto store = open_rocksdb_store(copy, OpenMode::Read);
      if (!store) {
        ++errors;
        EXPECT_THAT(store, FailsWith(ErrorCode::Damaged, copy));
        continue;
      }
      for (const std::string& line : lines_of(dump(**store))) {
        if (line.starts_with("FAILED")) {
          ++errors;
          EXPECT_THAT(line, HasSubstr("is damaged"));
        } else {
          EXPECT_TRUE(true_lines.contains(line)) << line;
        }
      }
    }
  }
  EXPECT_GT(errors, 100);
}

}  // namespace
}  // namespace whocites::testing
