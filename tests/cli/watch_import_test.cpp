// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/support/tool.h"
#include "tests/support/tool_process.h"

namespace whocites::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

std::string page(const std::string& number) {
  return "<title>Page number " + number + " of the folder</title><p>Text.</p>";
}

void write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

// Whether the store has that many articles before half a minute has gone.
bool has_articles(const Tool& tool, std::size_t count) {
  for (int i = 0; i < 300; ++i) {
    const Ran ran = tool({"list", "article", "--format", "ndjson"});
    const auto lines = static_cast<std::size_t>(std::count(ran.out.begin(), ran.out.end(), '\n'));
    if (ran.code == 0 && lines == count) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return false;
}

TEST(WatchImport, TakesFilesAsTheyCome) {
  const Tool tool;
  const std::string folder = tool.path("inbox");
  fs::create_directories(folder);
  write(folder + "/one.html", page("one"));
  ToolProcess process({"--db", tool.path("store.db"), "import", "--watch", folder});
  EXPECT_TRUE(has_articles(tool, 1));

  write(folder + "/two.html", page("two"));
  EXPECT_TRUE(has_articles(tool, 2));

  fs::create_directories(folder + "/more");  // a folder that comes later is watched too
  write(folder + "/more/three.html", page("three"));
  EXPECT_TRUE(has_articles(tool, 3));

  write(folder + "/four.html.part", page("four"));  // not before it has its name
  write(folder + "/logo.png", "\x89PNG\r\n\x1A\n");
  write(folder + "/five.html", page("five"));
  EXPECT_TRUE(has_articles(tool, 4));
  fs::rename(folder + "/four.html.part", folder + "/four.html");
  EXPECT_TRUE(has_articles(tool, 5));

  ::kill(process.pid(), SIGINT);
  const Ended ended = process.wait();
  EXPECT_EQ(ended.code, 3) << ended.err;  // the image was none
  EXPECT_THAT(ended.err, AllOf(HasSubstr("watching "), HasSubstr("logo.png")));
  EXPECT_EQ(tool({"verify"}).code, 0);
}

TEST(WatchImport, AFileIsCompleteBeforeItIsRead) {
  const Tool tool;
  const std::string folder = tool.path("inbox");
  fs::create_directories(folder);
  ToolProcess process({"--db", tool.path("store.db"), "import", "--watch", folder});
  {
    std::ofstream file(folder + "/slow.jsonl");
    for (int i = 0; i < 4; ++i) {
      file << "{\"kind\":\"article\",\"key\":\"a" << i << "\"}\n" << std::flush;
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
    }
  }
  EXPECT_TRUE(has_articles(tool, 4));
  ::kill(process.pid(), SIGTERM);
  const Ended ended = process.wait();
  EXPECT_EQ(ended.code, 0) << ended.err;
  EXPECT_THAT(ended.out, AllOf(HasSubstr("batch 1: 4 articles"), Not(HasSubstr("batch 2"))));
}

TEST(WatchImport, TakesOneFolderAlone) {
  const Tool tool;
  const std::string file = tool.file("a.jsonl", "{}");
  for (const std::vector<std::string>& words : {std::vector<std::string>{file},
                                                {"-"},
                                                {tool.path("none")},
                                                {tool.path(""), file},
                                                {tool.path(""), "--dry-run"},
                                                {tool.path(""), "--date", "2020"}}) {
    std::vector<std::string> all{"import", "--watch"};
    all.insert(all.end(), words.begin(), words.end());
    EXPECT_EQ(tool(all).code, 2) << ::testing::PrintToString(words);
  }
}

}  // namespace
}  // namespace whocites::testing
