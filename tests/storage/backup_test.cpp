// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Backups bring back what was there when they were made, or say why not and leave nothing behind.
#include "storage/backup.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <rocksdb/db.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>

#include "base/text.h"
#include "storage/bulk_writer.h"
#include "storage/detail/backup_folder.h"
#include "tests/storage/backends.h"
#include "tests/support/random_data.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_dump.h"

namespace whocites::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Backups : public ::testing::Test {
 protected:
  // Commits a few batches; what the store then says.
  std::string grow(const std::string& path) {
    const std::unique_ptr<Store> store = open_in(path);
    std::vector<NodeId> known;
    EXPECT_THAT(store->scan_nodes(NodeId(0),
                                  [&](const StoredNode& node) {
                                    known.push_back(node.id);
                                    return true;
                                  }),
                IsOk());
    for (int i = 0; i < 5; ++i) {
      EXPECT_THAT(store->commit(random_.changes(*store, known)), IsOk());
    }
    return dump(*store);
  }
  std::string grow() { return grow(path_); }
  std::string restored(std::optional<std::uint32_t> id = std::nullopt) {
    fs::remove_all(target_);
    const auto done = restore_backup(folder_, target_, id);
    EXPECT_THAT(done, IsOk());
    if (!done) return "";
    EXPECT_FALSE(fs::exists(target_ + ".restoring"));
    return dump(*open_in(target_));
  }
  std::vector<std::uint32_t> ids() {
    std::vector<std::uint32_t> found;
    const auto backups = list_backups(folder_);
    EXPECT_THAT(backups, IsOk());
    for (const Backup& backup : *backups) found.push_back(backup.id);
    return found;
  }
  std::vector<fs::path> files(const std::string& part) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      if (entry.is_regular_file() && entry.path().string().find(part) != std::string::npos) {
        found.push_back(entry.path());
      }
    }
    std::sort(found.begin(), found.end());
    return found;
  }
  void expect_nothing_restored() {
    EXPECT_FALSE(fs::exists(target_));
    EXPECT_FALSE(fs::exists(target_ + ".restoring"));
  }

  RandomData random_{17};
  TempDir dir_;
  const std::string path_ = dir_ / "store";
  const std::string folder_ = dir_ / "backups";
  const std::string target_ = dir_ / "new";
};

TEST_F(Backups, EachBringsBackItsOwnState) {
  std::vector<std::string> states;
  for (int i = 0; i < 3; ++i) {
    states.push_back(grow());
    const auto made = create_backup(path_, folder_);
    ASSERT_THAT(made, IsOk());
    EXPECT_EQ(made->id, static_cast<std::uint32_t>(i + 1));
    EXPECT_EQ(made->entries, static_cast<std::uint32_t>(5 * (i + 1)));
  }
  grow();
  EXPECT_THAT(ids(), ElementsAre(1, 2, 3));
  for (std::uint32_t id = 1; id <= 3; ++id) EXPECT_EQ(restored(id), states[id - 1]) << id;
  EXPECT_EQ(restored(), states[2]);
}

TEST_F(Backups, ARestoredStoreIsAStore) {
  grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  restored();
  EXPECT_EQ(read_file(target_ + "/WHOCITES"), read_file(path_ + "/WHOCITES"));
  const std::string grown = grow(target_);
  EXPECT_EQ(dump(*open_in(target_)), grown);
  // Its backups stand beside those of the store that it came from.
  ASSERT_THAT(create_backup(target_, folder_), IsOk());
  EXPECT_EQ(restored(2), grown);
}

TEST_F(Backups, KeepDeletesTheOldest) {
  std::string last;
  for (int i = 0; i < 4; ++i) {
    last = grow();
    ASSERT_THAT(create_backup(path_, folder_, 2), IsOk());
  }
  EXPECT_THAT(ids(), ElementsAre(3, 4));
  EXPECT_EQ(restored(), last);
  EXPECT_THAT(restore_backup(folder_, dir_ / "other", 1), FailsWith(ErrorCode::NotFound, "1"));
}

TEST_F(Backups, NumbersAreNotReusedAfterTheNewestWasDeleted) {
  const std::string first = grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  fs::remove(folder_ + "/meta/2");
  const std::string third = grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  EXPECT_EQ(restored(1), first);
  EXPECT_EQ(restored(), third);
}

TEST_F(Backups, TablesAreShared) {
  grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  const std::size_t tables = files(".sst").size();
  ASSERT_GT(tables, 0U);
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  EXPECT_EQ(files(".sst").size(), tables);
}

TEST_F(Backups, IngestedTablesComeBack) {
  std::string state;
  for (const std::string key : {"one", "two"}) {
    const std::unique_ptr<Store> store = open_in(path_);
    Batch entry;
    entry.action = Action::Import;
    entry.sources = {{key + ".csv", "digest", "csv"}};
    NameAuthority authority;
    authority.outlet_named = [](std::string_view) { return std::nullopt; };
    authority.similar = [](std::string_view, std::size_t) { return std::vector<Suggestion>(); };
    auto bulk = BulkWriter::make(*store, authority, entry);
    ASSERT_THAT(bulk, IsOk());
    (*bulk)->begin_source(0);
    std::unique_ptr<RecordSink> chunk = (*bulk)->make_chunk();
    NodeRecord record;
    record.key = key;
    record.facts = titled(key);
    ASSERT_THAT(chunk->accept(record), IsOk());
    ASSERT_THAT((*bulk)->take(std::move(chunk)), IsOk());
    ASSERT_THAT((*bulk)->commit(), IsOk());
    state = dump(*store);
    ASSERT_THAT(state, HasSubstr(key));
  }
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  EXPECT_EQ(restored(), state);
}

TEST_F(Backups, EmptyStoreHasABackup) {
  const std::string empty = dump(*open_in(path_));
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  EXPECT_EQ(restored(), empty);
}

TEST_F(Backups, MissingStoreIsNotFoundAndMakesNothing) {
  EXPECT_THAT(create_backup(path_, folder_), FailsWith(ErrorCode::NotFound, path_));
  EXPECT_FALSE(fs::exists(path_));
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(Backups, StoreThatIsBeingWrittenIsLocked) {
  const std::unique_ptr<Store> writer = open_in(path_);
  EXPECT_THAT(create_backup(path_, folder_), FailsWith(ErrorCode::Locked, path_));
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(Backups, ForeignFolderIsRefusedAndLeftAlone) {
  grow();
  for (const std::string& folder : {dir_ / "photos", path_}) {
    fs::create_directories(folder);
    if (folder != path_) write_file(folder + "/holiday.jpg", "sun");
    EXPECT_THAT(create_backup(path_, folder), FailsWith(ErrorCode::BadRequest, "no backups"));
    EXPECT_THAT(list_backups(folder), FailsWith(ErrorCode::BadRequest, "no backups"));
    EXPECT_THAT(restore_backup(folder, target_), FailsWith(ErrorCode::BadRequest, "no backups"));
    EXPECT_FALSE(fs::exists(folder + "/meta"));
  }
  expect_nothing_restored();
}

TEST_F(Backups, FolderWithBackupsOfAnotherStoreIsRefused) {
  grow();
  grow(dir_ / "other");
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  EXPECT_THAT(create_backup(dir_ / "other", folder_, 1),
              FailsWith(ErrorCode::BadRequest, "another store"));
  EXPECT_THAT(ids(), ElementsAre(1));
}

TEST_F(Backups, KeepingNoneIsRefused) {
  grow();
  EXPECT_THAT(create_backup(path_, folder_, 0), FailsWith(ErrorCode::BadRequest, "at least one"));
}

TEST_F(Backups, UnknownFolderAndNumberAreNotFound) {
  EXPECT_THAT(list_backups(folder_), FailsWith(ErrorCode::NotFound, folder_));
  EXPECT_THAT(restore_backup(folder_, target_), FailsWith(ErrorCode::NotFound, folder_));
  grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  EXPECT_THAT(restore_backup(folder_, target_, 7), FailsWith(ErrorCode::NotFound, "backup 7"));
  expect_nothing_restored();
}

TEST_F(Backups, NothingIsOverwritten) {
  grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  const std::string before = dump(*open_in(path_));
  write_file(dir_ / "file", "words");
  fs::create_directory_symlink(dir_ / "nowhere", dir_ / "link");
  for (const std::string& taken : {path_, dir_ / "file", dir_ / "link", folder_}) {
    EXPECT_THAT(restore_backup(folder_, taken), FailsWith(ErrorCode::BadRequest, "exists"));
  }
  EXPECT_EQ(dump(*open_in(path_)), before);
  EXPECT_EQ(read_file(dir_ / "file"), "words");
}

TEST_F(Backups, EmptyFolderAndTrailingSlashAreGoodTargets) {
  const std::string state = grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  fs::create_directory(target_);
  ASSERT_THAT(restore_backup(folder_, target_ + "/"), IsOk());
  EXPECT_EQ(dump(*open_in(target_)), state);
}

TEST_F(Backups, TargetInAMissingFolderIsMadeWithIt) {
  const std::string state = grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  ASSERT_THAT(restore_backup(folder_, target_ + "/deep/er"), IsOk());
  EXPECT_EQ(dump(*open_in(target_ + "/deep/er")), state);
}

TEST_F(Backups, LeftoverOfARestoreThatWasCutShortIsReplaced) {
  const std::string state = grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  fs::create_directories(target_ + ".restoring/store");
  write_file(target_ + ".restoring/RESTORING", "");
  write_file(target_ + ".restoring/store/CURRENT", "half");
  EXPECT_EQ(restored(), state);
}

TEST_F(Backups, FolderInTheWayThatIsNoLeftoverIsLeftAlone) {
  grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  fs::create_directory(target_ + ".restoring");
  write_file(target_ + ".restoring/thesis.txt", "words");
  EXPECT_THAT(restore_backup(folder_, target_), FailsWith(ErrorCode::BadRequest, "in the way"));
  EXPECT_EQ(read_file(target_ + ".restoring/thesis.txt"), "words");
}

TEST_F(Backups, TwoRestoresAtOnceAreLocked) {
  const std::string state = grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  fs::create_directory(target_ + ".restoring");
  write_file(target_ + ".restoring/RESTORING", "");
  const int other = ::open((target_ + ".restoring/RESTORING").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_EQ(::flock(other, LOCK_EX), 0);
  EXPECT_THAT(restore_backup(folder_, target_), FailsWith(ErrorCode::Locked, target_));
  EXPECT_TRUE(fs::exists(target_ + ".restoring/RESTORING"));
  ::close(other);
  EXPECT_EQ(restored(), state);
}

// As the version that wrote format 1 would have made it.
TEST_F(Backups, BackupOfAnOlderFormatIsRestoredAndBroughtUpToDate) {
  const fs::path older = fs::path(WHOCITES_SOURCE_DIR) / "tests/data/format-1/store.db";
  fs::copy(older, path_, fs::copy_options::recursive);
  fs::copy(older, dir_ / "copy", fs::copy_options::recursive);
  const std::unique_ptr<Store> migrated = open_in(dir_ / "copy");
  {
    std::vector<std::string> names;
    ASSERT_TRUE(rocksdb::DB::ListColumnFamilies({}, path_, &names).ok());
    std::vector<rocksdb::ColumnFamilyDescriptor> families;
    for (const std::string& name : names)
      families.emplace_back(name, rocksdb::ColumnFamilyOptions());
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    rocksdb::DB* db = nullptr;
    ASSERT_TRUE(rocksdb::DB::Open({}, path_, families, &handles, &db).ok());
    rocksdb::BackupEngine* engine = nullptr;
    ASSERT_TRUE(rocksdb::BackupEngine::Open(storage::detail::engine_options(folder_),
                                            rocksdb::Env::Default(), &engine)
                    .ok());
    const storage::detail::BackupNote note{"whocites store, format 1\n", 1,
                                           migrated->next_batch().value - 1, ""};
    EXPECT_TRUE(engine->CreateNewBackupWithMetadata(db, encode(note)).ok());
    delete engine;
    for (rocksdb::ColumnFamilyHandle* handle : handles) db->DestroyColumnFamilyHandle(handle);
    delete db;
  }
  EXPECT_EQ(list_backups(folder_)->front().format, 1U);
  EXPECT_EQ(restored(), dump(*migrated));
}

TEST_F(Backups, NewerFormatIsRefusedWithWhatToDo) {
  grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  // As a later version would write it.
  const fs::path meta = folder_ + "/meta/1";
  std::string text = read_file(meta);
  const std::size_t at = text.find("metadata ") + 9;
  const std::size_t end = text.find('\n', at);
  std::string hex;
  storage::detail::BackupNote note{"whocites store, format 900\n", 900, 5, ""};
  for (unsigned char c : encode(note)) {
    hex += "0123456789ABCDEF"[c >> 4];
    hex += "0123456789ABCDEF"[c & 15];
  }
  write_file(meta, text.substr(0, at) + hex + text.substr(end));
  EXPECT_EQ(list_backups(folder_)->front().format, 900U);
  EXPECT_THAT(restore_backup(folder_, target_), FailsWith(ErrorCode::Damaged, "format 900"));
  EXPECT_THAT(restore_backup(folder_, target_), FailsWith(ErrorCode::Damaged, "or a newer one"));
  expect_nothing_restored();
}

TEST_F(Backups, FlippedByteIsAnErrorOrTheTruthAndLeavesNothingBehind) {
  const std::string state = grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  int errors = 0;
  int tries = 0;
  for (const fs::path& file : files("")) {
    const std::string bytes = read_file(file);
    const std::size_t step = std::max<std::size_t>(1, bytes.size() / 4);
    for (std::size_t offset = 0; offset < bytes.size(); offset += step) {
      SCOPED_TRACE(file.string() + " at " + std::to_string(offset));
      std::string flipped = bytes;
      flipped[offset] = static_cast<char>(flipped[offset] ^ 0x01);
      write_file(file, flipped);
      ++tries;
      if (const auto done = restore_backup(folder_, target_); done) {
        EXPECT_EQ(dump(*open_in(target_)), state);
        fs::remove_all(target_);
      } else {
        ++errors;
        EXPECT_THAT(done, FailsWith(ErrorCode::Damaged, folder_));
        expect_nothing_restored();
      }
    }
    write_file(file, bytes);
  }
  EXPECT_GT(errors, tries / 2);
  EXPECT_EQ(restored(), state);
}

TEST_F(Backups, MissingAndShortenedFilesAreDamageAndAnotherIsNotTakenSilently) {
  const std::string first = grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  for (const fs::path& file : files("private/2")) {
    SCOPED_TRACE(file.string());
    const std::string bytes = read_file(file);
    for (const bool missing : {false, true}) {
      if (missing) {
        fs::remove(file);
      } else {
        write_file(file, bytes + "x");
      }
      EXPECT_THAT(restore_backup(folder_, target_), FailsWith(ErrorCode::Damaged, "backup 2"));
      expect_nothing_restored();
      const auto backups = list_backups(folder_);
      ASSERT_THAT(backups, IsOk());
      EXPECT_FALSE(backups->at(0).is_damaged);
      EXPECT_EQ(backups->at(1).is_damaged, missing);
      EXPECT_EQ(restored(1), first);
      fs::remove_all(target_);
    }
    write_file(file, bytes);
  }
}

TEST_F(Backups, RottenSharedTableIsNotPassedOn) {
  grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  const fs::path table = files(".sst").front();
  std::string bytes = read_file(table);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  write_file(table, bytes);
  EXPECT_THAT(create_backup(path_, folder_, 1), FailsWith(ErrorCode::Damaged, "another folder"));
  EXPECT_THAT(ids(), ElementsAre(1));
}

TEST_F(Backups, DamagedStoreDoesNotPushOutAGoodBackup) {
  grow();
  ASSERT_THAT(create_backup(path_, folder_), IsOk());
  const std::string good = restored();
  for (const auto& entry : fs::directory_iterator(path_)) {
    if (entry.path().extension() != ".sst") continue;
    std::string bytes = read_file(entry.path());
    bytes[10] = static_cast<char>(bytes[10] ^ 1);
    write_file(entry.path(), bytes);
  }
  EXPECT_THAT(create_backup(path_, folder_, 1), FailsWith(ErrorCode::Damaged, path_));
  EXPECT_THAT(ids(), ElementsAre(1));
  EXPECT_EQ(restored(), good);
}

TEST(BackupNote, IsReadBack) {
  const storage::detail::BackupNote note{"whocites store, format 1\n", 1, 12, "abc"};
  const auto back = storage::detail::decode_note(encode(note));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->marker, note.marker);
  EXPECT_EQ(back->format, 1U);
  EXPECT_EQ(back->entries, 12U);
  EXPECT_EQ(back->origin, "abc");
}

TEST(BackupNote, AnyOtherByteMakesItUnreadable) {
  const std::string text =
      encode(storage::detail::BackupNote{"whocites store, format 1\n", 1, 2, ""});
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string other = text;
    other[i] = static_cast<char>(other[i] ^ 1);
    EXPECT_FALSE(storage::detail::decode_note(other)) << i;
    EXPECT_FALSE(storage::detail::decode_note(text.substr(0, i))) << i;
  }
  for (const std::string body :
       {"", "format 1\nentries 1\n", "whocites store, format x\nentries 1\n",
        "whocites store, format 1\n", "whocites store, format 1\nentries \n"}) {
    EXPECT_FALSE(storage::detail::decode_note(body + "sha256 " + sha256_hex(body) + "\n")) << body;
  }
}

}  // namespace
}  // namespace whocites::testing
