// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The file graph.csr: used only for the state that it shows, never wrong, and never in the way.
#include "storage/graph_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <thread>

#include "storage/backup.h"
#include "storage/detail/structure.h"
#include "storage/verify.h"
#include "tests/storage/backends.h"
#include "tests/support/graph_brief.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"

namespace whocites::testing {
namespace {

namespace fs = std::filesystem;
using storage::detail::GraphImage;
using ::testing::HasSubstr;
using ::testing::Optional;

std::unique_ptr<Store> open_to_read(const std::string& path) {
  auto opened = open_rocksdb_store(path, OpenMode::Read);
  if (!opened) ADD_FAILURE() << to_string(opened.error());
  return opened ? std::move(*opened) : nullptr;
}

Reader reader_of(const Store& store) {
  const auto reader = Reader::make(store);
  if (!reader) ADD_FAILURE() << to_string(reader.error());
  return *reader;
}

std::string loaded(const Store& store, GraphFileUse use = GraphFileUse::ReadAndWrite) {
  const auto graph = load_source_graph(reader_of(store), use);
  return graph ? brief(*graph) : to_string(graph.error());
}
std::string read(const Store& store) {
  const auto graph = reader_of(store).source_graph();
  return graph ? brief(*graph) : to_string(graph.error());
}

class GraphFile : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto store = open_in(path_);
    BatchBuilder build(*store, Action::Import);
    std::vector<NodeId> nodes;
    for (int i = 0; i < 40; ++i) {
      NodeFacts facts = titled("node " + std::to_string(i));
      facts.date = *parse_date(std::to_string(1990 + i));
      nodes.push_back(build.node("n" + std::to_string(i), facts, NodeId(1)));
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      build.cites(nodes[i], nodes[i * i % 40]).cites(nodes[i], nodes[i / 2], Relation::Links);
    }
    ASSERT_THAT(build.commit(*store), IsOk());
  }

  // One more batch that joins two nodes.
  void commit(const std::string& path, std::uint32_t from, std::uint32_t to) {
    const auto store = open_in(path);
    ASSERT_THAT(BatchBuilder(*store).cites(NodeId(from), NodeId(to)).commit(*store), IsOk());
  }
  // Whether the file is now used: it must stay as it is, and does so only then.
  bool is_used() {
    const std::string before = read_file(file_);
    write_file(file_, before);
    fs::last_write_time(file_, fs::file_time_type::min() + std::chrono::hours(1));
    const auto time = fs::last_write_time(file_);
    const auto store = open_to_read(path_);
    EXPECT_EQ(loaded(*store), read(*store));
    return fs::last_write_time(file_) == time;
  }
  std::size_t graph_files() {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(path_)) {
      if (entry.path().filename().native().starts_with("graph.csr")) ++count;
    }
    return count;
  }

  TempDir dir_;
  const std::string path_ = dir_ / "store";
  const std::string file_ = path_ + "/graph.csr";
};

TEST_F(GraphFile, IsWrittenByTheFirstAndUsedByTheNext) {
  const auto store = open_to_read(path_);
  EXPECT_EQ(loaded(*store), read(*store));
  EXPECT_EQ(graph_files(), 1);
  EXPECT_TRUE(is_used());
}

TEST_F(GraphFile, OfAWriterIsUsedByReadersAndTheOtherWayRound) {
  loaded(*open_in(path_));
  EXPECT_TRUE(is_used());
  fs::remove(file_);
  loaded(*open_to_read(path_));
  const std::string bytes = read_file(file_);
  loaded(*open_in(path_));
  EXPECT_EQ(read_file(file_), bytes);
}

TEST_F(GraphFile, IsUsedAfterACompactionToo) {
  loaded(*open_to_read(path_));
  ASSERT_THAT(open_in(path_)->compact(), IsOk());
  EXPECT_TRUE(is_used());
}

TEST_F(GraphFile, GraphLivesOnWithoutStoreAndFile) {
  loaded(*open_to_read(path_));
  auto store = open_to_read(path_);
  const auto graph = load_source_graph(reader_of(*store));
  ASSERT_THAT(graph, IsOk());
  const std::string truth = read(*store);
  store.reset();
  fs::remove_all(path_);
  EXPECT_EQ(brief(*graph), truth);
}

TEST_F(GraphFile, ShowsACommitAtOnce) {
  for (std::uint32_t i = 1; i < 4; ++i) {
    loaded(*open_to_read(path_));
    commit(path_, 40, i);
    EXPECT_FALSE(is_used());
    EXPECT_TRUE(is_used());
  }
  const auto store = open_in(path_);
  loaded(*store);
  ASSERT_THAT(BatchBuilder(*store).cites(NodeId(1), NodeId(40)).commit(*store), IsOk());
  EXPECT_EQ(loaded(*store), read(*store));
}

TEST_F(GraphFile, OfALaterStateIsNotUsedByAReaderThatOpenedBefore) {
  const auto before = open_to_read(path_);
  const std::string truth = read(*before);
  commit(path_, 40, 1);
  const auto after = open_to_read(path_);
  EXPECT_NE(loaded(*after), truth);
  EXPECT_EQ(loaded(*before), truth);
  EXPECT_EQ(loaded(*after), read(*after));
}

// The store has moved on under the reader, whose view does not know the withdrawal.
TEST_F(GraphFile, OfAnOutdatedReaderIsNotWritten) {
  const auto store = open_in(path_);
  const Reader outdated = reader_of(*store);
  ASSERT_THAT(BatchBuilder(*store, Action::Forget).withdraws(BatchId(1)).commit(*store), IsOk());
  ASSERT_THAT(load_source_graph(outdated), IsOk());
  EXPECT_EQ(graph_files(), 0);
  EXPECT_EQ(loaded(*store), "");
}

TEST_F(GraphFile, IsNeitherUsedNorWrittenForAnEarlierMoment) {
  commit(path_, 40, 1);
  const auto store = open_to_read(path_);
  const auto then = Reader::make(*store, at(150));
  ASSERT_THAT(then, IsOk());
  const auto graph = load_source_graph(*then);
  ASSERT_THAT(graph, IsOk());
  EXPECT_EQ(graph_files(), 0);
  EXPECT_NE(loaded(*store), brief(*graph));
  EXPECT_EQ(brief(*load_source_graph(*then)), brief(*graph));
}

TEST_F(GraphFile, IsNotWrittenWhereThatIsForbidden) {
  const auto store = open_to_read(path_);
  EXPECT_EQ(loaded(*store, GraphFileUse::ReadOnly), read(*store));
  EXPECT_EQ(graph_files(), 0);
}

TEST_F(GraphFile, ThatCannotBeWrittenIsNoFailure) {
  fs::create_directories(file_ + "/in the way");
  const auto store = open_to_read(path_);
  EXPECT_EQ(loaded(*store), read(*store));
  EXPECT_EQ(graph_files(), 1);
}

// As on a full disk: the first part goes, the rest does not.
TEST_F(GraphFile, ThatFindsNoRoomIsNoFailureAndLeavesNothing) {
  const auto store = open_to_read(path_);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit narrow{1000, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &narrow), 0);
  const std::string told = loaded(*store);
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(told, read(*store));
  EXPECT_EQ(graph_files(), 0);
}

TEST_F(GraphFile, MayBeMadeByManyAtOnce) {
  const std::string truth = read(*open_to_read(path_));
  std::atomic<int> wrong{0};
  const auto work = [&] {
    for (int i = 0; i < 10; ++i) {
      const auto store = open_to_read(path_);
      if (loaded(*store) != truth) ++wrong;
      std::error_code ignored;
      if (i % 3 == 0) fs::remove(file_, ignored);
    }
  };
  {
    const std::jthread first(work);
    const std::jthread second(work);
    work();
  }
  EXPECT_EQ(wrong, 0);
  EXPECT_LE(graph_files(), 1);
}

TEST_F(GraphFile, HasNothingOfWhatAPurgeRemoved) {
  loaded(*open_to_read(path_));
  write_file(file_ + ".77-0", "left behind");
  const auto before = open_to_read(path_);
  const auto store = open_in(path_);
  loaded(*store);
  ASSERT_THAT(store->purge(purge_of(*store, {NodeId(7)})), IsOk());
  EXPECT_EQ(graph_files(), 0);
  EXPECT_EQ(loaded(*before), read(*before));
  EXPECT_EQ(graph_files(), 0) << "a reader that still sees the node wrote it down";
  EXPECT_EQ(loaded(*store), read(*store));
}

TEST_F(GraphFile, LeftBehindHalfWrittenIsRemovedByTheNextWriter) {
  loaded(*open_to_read(path_));
  write_file(file_ + ".77-0", "left behind");
  open_in(path_);
  EXPECT_EQ(graph_files(), 1);
}

TEST_F(GraphFile, OfACopyThatWentAnotherWayIsNotUsed) {
  const std::string copy = dir_ / "copy";
  fs::copy(path_, copy);
  commit(path_, 40, 1);
  commit(copy, 40, 2);
  loaded(*open_to_read(copy));
  fs::copy(copy + "/graph.csr", file_);
  const auto store = open_to_read(path_);
  EXPECT_EQ(loaded(*store), read(*store));
}

TEST_F(GraphFile, IsNotInABackup) {
  loaded(*open_to_read(path_));
  ASSERT_THAT(create_backup(path_, dir_ / "backups", std::nullopt), IsOk());
  const std::string restored = dir_ / "restored";
  ASSERT_THAT(restore_backup(dir_ / "backups", restored, std::nullopt), IsOk());
  EXPECT_FALSE(fs::exists(restored + "/graph.csr"));
  const auto store = open_to_read(restored);
  EXPECT_EQ(loaded(*store), read(*store));
}

TEST_F(GraphFile, DamagedAnywhereIsNotUsed) {
  const auto store = open_to_read(path_);
  const std::string truth = loaded(*store);
  const std::string bytes = read_file(file_);
  for (std::size_t at = 0; at < bytes.size(); at += at < 80 ? 1 : 97) {
    std::string harmed = bytes;
    harmed[at] = static_cast<char>(harmed[at] ^ (1 << at % 8));
    write_file(file_, harmed);
    ASSERT_EQ(loaded(*store, GraphFileUse::ReadOnly), truth) << "byte " << at;
  }
  for (const std::size_t length : {std::size_t{0}, std::size_t{1}, std::size_t{71}, std::size_t{72},
                                   std::size_t{4096}, bytes.size() - 1}) {
    write_file(file_, bytes.substr(0, length));
    ASSERT_EQ(loaded(*store, GraphFileUse::ReadOnly), truth) << "length " << length;
  }
  write_file(file_, bytes + "more");
  ASSERT_EQ(loaded(*store), truth);
  EXPECT_EQ(read_file(file_), bytes) << "it was not made again";
}

// What a program with a defect, or with bad intentions, may write: the checksums are right.
TEST_F(GraphFile, ThatPointsOutsideOfItselfIsNotUsed) {
  using Parts = GraphImage::Parts;
  const std::vector<std::pair<const char*, void (*)(const Parts&)>> harms{
      {"order of nodes", [](const Parts& parts) { parts.node[1] = parts.node[0]; }},
      {"kind", [](const Parts& parts) { parts.kind[3] = 77; }},
      {"whole", [](const Parts& parts) { parts.whole[3] = 40; }},
      {"date", [](const Parts& parts) { parts.date[39] = 40; }},
      {"begin", [](const Parts& parts) { parts.cites_begin[0] = 1; }},
      {"order of rows", [](const Parts& parts) { parts.cites_begin[5] = 0; }},
      {"end", [](const Parts& parts) { parts.cited_by_begin[40] = 81; }},
      {"cited", [](const Parts& parts) { parts.cited[79] = VertexId(40); }},
      {"citing", [](const Parts& parts) { parts.citing[0] = VertexId(0xFFFFFFFF); }},
      {"class", [](const Parts& parts) { parts.edge_class[50] = 2; }},
      {"relation", [](const Parts& parts) { parts.classes[1].relation = Relation(0); }},
  };
  const auto store = open_to_read(path_);
  const auto state = store->state();
  const auto view = load_view(*store);
  ASSERT_TRUE(state && *state && view);
  const std::string truth = read(*store);
  for (const auto& [what, harm] : harms) {
    auto image = storage::detail::read_structure(*store, *view);
    ASSERT_THAT(image, IsOk());
    harm(image->parts());
    image->seal((*state)->stamp);
    write_file(file_, std::string(reinterpret_cast<const char*>(image->bytes().data()),
                                  image->bytes().size()));
    EXPECT_EQ(loaded(*store, GraphFileUse::ReadOnly), truth) << what;
    EXPECT_THAT(check_graph_file(*store), IsOkAndHolds(Optional(HasSubstr("points outside"))));
  }
}

TEST_F(GraphFile, IsCheckedAgainstTheStore) {
  const auto store = open_to_read(path_);
  EXPECT_THAT(check_graph_file(*store), IsOkAndHolds(std::nullopt)) << "there is none";
  loaded(*store);
  EXPECT_THAT(check_graph_file(*store), IsOkAndHolds(std::nullopt));
  const auto state = store->state();
  auto image = storage::detail::read_structure(*store, *load_view(*store));
  ASSERT_TRUE(state && *state && image);
  std::swap(image->parts().kind[0], image->parts().kind[1]);
  image->parts().kind[0] = static_cast<std::uint8_t>(Kind::Person);
  image->seal((*state)->stamp);
  write_file(file_, std::string(reinterpret_cast<const char*>(image->bytes().data()),
                                image->bytes().size()));
  EXPECT_THAT(check_graph_file(*store), IsOkAndHolds(Optional(HasSubstr("something else"))));
  write_file(file_, "");
  EXPECT_THAT(check_graph_file(*store), IsOkAndHolds(Optional(HasSubstr("delete '" + file_))));
}

TEST_F(GraphFile, IsVerifiedWithTheStore) {
  const auto store = open_to_read(path_);
  loaded(*store);
  const auto sound = verify_store(*store);
  ASSERT_THAT(sound, IsOk());
  EXPECT_EQ(sound->finding_count, 0);
  write_file(file_, read_file(file_).substr(1));
  const auto harmed = verify_store(*store);
  ASSERT_THAT(harmed, IsOk());
  ASSERT_EQ(harmed->findings.size(), 1);
  EXPECT_EQ(harmed->findings[0].part, "graph");
}

TEST_F(GraphFile, OfAnotherStateIsNothingWrong) {
  loaded(*open_to_read(path_));
  commit(path_, 40, 1);
  EXPECT_THAT(check_graph_file(*open_to_read(path_)), IsOkAndHolds(std::nullopt));
}

TEST_F(GraphFile, IsCountedAmongTheSizes) {
  const auto store = open_to_read(path_);
  loaded(*store);
  const auto parts = store->sizes();
  ASSERT_THAT(parts, IsOk());
  const auto at = std::find_if(parts->begin(), parts->end(),
                               [](const PartSize& part) { return part.name == "derived graph"; });
  ASSERT_NE(at, parts->end());
  EXPECT_EQ(at->bytes, fs::file_size(file_));
}

// 9 bytes an edge and 21 a vertex, and what stands once.
TEST_F(GraphFile, TakesTwelveBytesACitationWhereANodeHasTen) {
  const GraphImage image(
      {.vertices = 1'005'000, .edges = 10'000'000, .dates = 10'000, .classes = 9});
  EXPECT_LE(image.bytes().size(), 12U * 10'000'000U);
}

}  // namespace
}  // namespace whocites::testing
