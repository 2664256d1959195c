// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <signal.h>

namespace whocites::cli {

// While it lives SIGINT and SIGTERM end nothing: they stay blocked but while ppoll() waits with
// while_waiting(), so that none can fall between a look for one and the waiting, and no commit is
// disturbed. SIGPIPE is ignored meanwhile. One at a time, on the thread that starts all others.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  // Whether one of them has come; where there is always something to do ppoll() delivers none.
  bool is_pending() const;
  // The signals to block while waiting.
  const sigset_t* while_waiting() const { return &while_waiting_; }

 private:
  sigset_t watched_{};
  sigset_t before_{};
  sigset_t while_waiting_{};
  struct sigaction on_interrupt_ {};
  struct sigaction on_terminate_ {};
  struct sigaction on_pipe_ {};
};

}  // namespace whocites::cli
