// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tool_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

namespace whocites::testing {
namespace {

// Leaves the place alone at which the tool, which may still run, writes.
std::string whole(int file) {
  std::string text;
  char piece[4096];
  for (ssize_t got = 0;
       (got = ::pread(file, piece, sizeof piece, static_cast<off_t>(text.size()))) > 0;) {
    text.append(piece, static_cast<std::size_t>(got));
  }
  return text;
}

}  // namespace

ToolProcess::ToolProcess(const std::vector<std::string>& words, const std::string& input)
    : ToolProcess(WHOCITES_TOOL, words, input) {}

ToolProcess::ToolProcess(const std::string& program, const std::vector<std::string>& words,
                         const std::string& input)
    : out_(::memfd_create("out", MFD_CLOEXEC)), err_(::memfd_create("err", MFD_CLOEXEC)) {
  std::vector<char*> arguments{const_cast<char*>(program.c_str())};
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  ::setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
  ::setenv("WHOCITES_USER", "ana", 1);
  pid_ = ::fork();
  if (pid_ != 0) return;
  if (!input.empty()) ::dup2(::open(input.c_str(), O_RDONLY | O_CLOEXEC), STDIN_FILENO);
  ::dup2(out_, STDOUT_FILENO);
  ::dup2(err_, STDERR_FILENO);
  ::execvp(program.c_str(), arguments.data());
  ::_exit(127);
}

ToolProcess::~ToolProcess() {
  if (pid_ > 0) {
    kill();
    wait();
  }
  ::close(out_);
  ::close(err_);
}

std::string ToolProcess::out_so_far() const { return whole(out_); }

void ToolProcess::kill() { ::kill(pid_, SIGKILL); }

Ended ToolProcess::wait() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), whole(out_), whole(err_)};
}

}  // namespace whocites::testing
