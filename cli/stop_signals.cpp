// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/detail/stop_signals.h"

#include <ctime>

namespace whocites::cli {

StopSignals::StopSignals() {
  sigemptyset(&watched_);
  sigaddset(&watched_, SIGINT);
  sigaddset(&watched_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &watched_, &before_);
  while_waiting_ = before_;
  sigdelset(&while_waiting_, SIGINT);
  sigdelset(&while_waiting_, SIGTERM);
  struct sigaction interrupt {};
  interrupt.sa_handler = [](int) {};
  sigaction(SIGINT, &interrupt, &on_interrupt_);
  sigaction(SIGTERM, &interrupt, &on_terminate_);
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &ignore, &on_pipe_);
}

StopSignals::~StopSignals() {
  const timespec at_once{};
  while (sigtimedwait(&watched_, nullptr, &at_once) > 0) {
  }
  sigaction(SIGINT, &on_interrupt_, nullptr);
  sigaction(SIGTERM, &on_terminate_, nullptr);
  sigaction(SIGPIPE, &on_pipe_, nullptr);
  pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

bool StopSignals::is_pending() const {
  sigset_t pending;
  sigpending(&pending);
  return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1;
}

}  // namespace whocites::cli
