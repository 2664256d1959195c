// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace whocites::testing {

// How a program ended: its exit code, or minus the signal that ended it; and what it wrote.
struct Ended {
  int code = 0;
  std::string out;
  std::string err;
};

// The tool as a process of its own, with the time and the person in the log fixed.
class ToolProcess {
 public:
  // `input`: the file that is its standard input; empty: that of this process.
  explicit ToolProcess(const std::vector<std::string>& words, const std::string& input = "");
  // Any program, found in $PATH.
  ToolProcess(const std::string& program, const std::vector<std::string>& words,
              const std::string& input = "");
  ~ToolProcess();
  ToolProcess(const ToolProcess&) = delete;
  ToolProcess& operator=(const ToolProcess&) = delete;

  pid_t pid() const { return pid_; }
  std::string out_so_far() const;
  void kill();
  Ended wait();

 private:
  pid_t pid_ = -1;
  int out_ = -1;  // files without a name: a full pipe would stop the tool
  int err_ = -1;
};

}  // namespace whocites::testing
