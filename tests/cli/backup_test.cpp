// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <random>
#include <sstream>
#include <thread>

#include "cli/run.h"
#include "tests/support/tool.h"

namespace whocites::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class BackupCommand : public ::testing::Test {
 protected:
  Ran done(std::vector<std::string> words) const {
    Ran ran = tool_(words);
    EXPECT_EQ(ran.code, 0) << ::testing::PrintToString(ran);
    return ran;
  }

  // What the restored store lists.
  std::string listed() const {
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    EXPECT_EQ(cli::run({"--db", new_, "list"}, in, out, err), 0) << err.str();
    return out.str();
  }

  Tool tool_;
  const std::string folder_ = tool_.path("backups");
  const std::string new_ = tool_.path("new.db");
};

TEST_F(BackupCommand, BringsBackWhatWas) {
  tool_.import("case.jsonl", kHarbour);
  const std::string before = done({"list"}).out;
  done({"backup", folder_});
  done({"add", "person", "--name", "Late Comer"});
  done({"backup", folder_});
  EXPECT_THAT(tool_.column({"backup", folder_, "--list"}, "backup"), ElementsAre("1", "2"));
  EXPECT_THAT(tool_.column({"backup", folder_, "--list"}, "log_entries"), ElementsAre("1", "2"));
  done({"restore", folder_, new_, "--id", "1"});
  EXPECT_EQ(listed(), before);
  done({"backup", folder_, "--keep", "1"});
  EXPECT_THAT(tool_.column({"backup", folder_, "--list"}, "backup"), ElementsAre("3"));
}

TEST_F(BackupCommand, SaysWhatIsWrong) {
  EXPECT_EQ(tool_({"backup", folder_}).code, 1);
  EXPECT_EQ(tool_({"backup", folder_, "--list"}).code, 1);
  EXPECT_EQ(tool_({"restore", folder_, new_}).code, 1);
  tool_.import("case.jsonl", kHarbour);
  EXPECT_EQ(tool_({"backup", folder_, "--keep", "0"}).code, 2);
  EXPECT_EQ(tool_({"backup", folder_, "--read-only"}).code, 2);
  done({"backup", folder_});
  EXPECT_EQ(tool_({"restore", folder_, tool_.path("store.db")}).code, 2);
  EXPECT_EQ(tool_({"restore", folder_, new_, "--id", "2"}).code, 1);
  fs::resize_file(folder_ + "/private/1/CURRENT", 1);
  const Ran damaged = tool_({"restore", folder_, new_});
  EXPECT_EQ(damaged.code, 5);
  EXPECT_THAT(damaged.err, HasSubstr("--list"));
}

// Starts the tool, kills it after so long; whether it was done by then.
bool run_and_kill(const std::vector<std::string>& words, std::chrono::microseconds after) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    std::vector<char*> line;
    for (const std::string& word : words) line.push_back(const_cast<char*>(word.c_str()));
    line.push_back(nullptr);
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    ::execv(WHOCITES_TOOL, line.data());
    ::_exit(127);
  }
  std::this_thread::sleep_for(after);
  ::kill(pid, SIGKILL);
  int status = 0;
  ::waitpid(pid, &status, 0);
  return WIFEXITED(status);
}

TEST_F(BackupCommand, KilledAtAnyInstantLeavesWholeOrNothing) {
  tool_.import("case.jsonl", kHarbour);
  const std::string before = done({"list"}).out;
  done({"backup", folder_});
  std::mt19937 random(3);
  for (int round = 0; round < 15; ++round) {
    const std::chrono::microseconds after(random() % 80000);
    run_and_kill({"whocites", "restore", folder_, new_}, after);
    if (fs::exists(new_)) {
      EXPECT_EQ(listed(), before);
      fs::remove_all(new_);
    }
    run_and_kill({"whocites", "--db", tool_.path("store.db"), "backup", folder_}, after);
  }
  done({"restore", folder_, new_});
  EXPECT_EQ(listed(), before);
  EXPECT_FALSE(fs::exists(new_ + ".restoring"));
}

}  // namespace
}  // namespace whocites::testing
