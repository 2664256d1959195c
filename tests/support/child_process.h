// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <vector>

// A second process for tests about locks, readers and crashes. It is this program started anew,
// since RocksDB's threads do not survive a bare fork().
namespace whocites::testing {

// What a child does, by name; `path` and `argument` are those given to the ChildProcess.
struct ChildRole {
  std::string name;
  void (*run)(const std::string& path, const std::string& argument);
};

// Runs the role that the parent asked for, if this is a child, and ends the process: with 0, or
// with 1 when an expectation failed. Add it with ::testing::AddGlobalTestEnvironment.
class ChildRoles final : public ::testing::Environment {
 public:
  explicit ChildRoles(std::vector<ChildRole> roles) : roles_(std::move(roles)) {}
  void SetUp() override {
    const char* wanted = std::getenv("WHOCITES_CHILD");
    if (wanted == nullptr) return;
    for (const ChildRole& role : roles_) {
      if (role.name != wanted) continue;
      role.run(std::getenv("WHOCITES_CHILD_PATH"), std::getenv("WHOCITES_CHILD_ARGUMENT"));
      ::_exit(::testing::Test::HasFailure() ? 1 : 0);
    }
    ::_exit(2);
  }

 private:
  std::vector<ChildRole> roles_;
};

inline constexpr int kTellParent = 200;  // the descriptor that a child writes its lines to

class ChildProcess {
 public:
  ChildProcess(const std::string& role, const std::string& path, const std::string& argument = "") {
    int ends[2];
    if (::pipe(ends) != 0) std::abort();
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(ends[1], kTellParent);
      ::close(ends[0]);
      ::close(ends[1]);
      ::setenv("WHOCITES_CHILD", role.c_str(), 1);
      ::setenv("WHOCITES_CHILD_PATH", path.c_str(), 1);
      ::setenv("WHOCITES_CHILD_ARGUMENT", argument.c_str(), 1);
      ::unsetenv("GTEST_FILTER");
      ::execl("/proc/self/exe", "child", "--gtest_brief=1", nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ends[0];
  }
  ~ChildProcess() {
    if (pid_ > 0) kill_and_wait();
    ::close(output_);
  }
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  pid_t pid() const { return pid_; }

  // The next line that the child told; empty when it has ended.
  std::string read_line() {
    std::string line;
    char c = 0;
    while (::read(output_, &c, 1) == 1 && c != '\n') line += c;
    return line;
  }
  // All that it still tells until it ends.
  std::string read_all() {
    std::string text;
    char c = 0;
    while (::read(output_, &c, 1) == 1) text += c;
    return text;
  }
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  }
  void kill_and_wait() {
    ::kill(pid_, SIGKILL);
    wait();
  }

 private:
  pid_t pid_ = -1;
  int output_ = -1;
};

// For a child: one line that the parent reads at once.
inline void tell_parent(const std::string& line) {
  const std::string text = line + "\n";
  if (::write(kTellParent, text.data(), text.size()) < 0) ::_exit(3);
}

}  // namespace whocites::testing
