// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/error.h"

namespace whocites::cli {

struct OwnCommand {
  int code = 0;
  std::string out;
  std::string err;
};

struct OwnLimits {
  std::chrono::milliseconds time;
  std::size_t bytes;  // of output
};

// Runs this program's executable with other arguments, in a process that can be ended: a question
// about a whole store can be large, and nothing else bounds what it takes. TimedOut when a limit is
// passed; Io when no process can be had. Safe from several threads.
Result<OwnCommand> run_own_command(const std::vector<std::string>& words, const OwnLimits& limits);

}  // namespace whocites::cli
