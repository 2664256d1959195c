// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <istream>
#include <memory>
#include <optional>
#include <string>

#include "base/error.h"

namespace whocites::cli {

class StopSignals;

// Bytes of an input as they arrive. On the process's standard input it waits no longer than it is
// told and notices SIGINT and SIGTERM, which while it lives end nothing else; SIGPIPE is ignored
// meanwhile, so that a closed output is seen where it is written. Any other stream is read with
// blocking and has no signals. One at a time, on the thread that starts all others.
class Arrivals {
 public:
  enum class Event {
    Bytes,    // some were added
    Timeout,  // none came in time
    End,      // none will come
    Stopped,  // by a signal
  };

  explicit Arrivals(std::istream& in);
  ~Arrivals();
  Arrivals(const Arrivals&) = delete;
  Arrivals& operator=(const Arrivals&) = delete;

  // Adds what has arrived, up to 64 KiB, to `bytes`; waits for some, without `longest` for ever.
  // Io when the input cannot be read.
  Result<Event> wait(std::optional<std::chrono::milliseconds> longest, std::string& bytes);

 private:
  Result<Event> read_stream(std::string& bytes);
  Result<Event> read_descriptor(std::string& bytes);

  std::istream& in_;
  std::unique_ptr<StopSignals> signals_;  // of the standard input alone
};

}  // namespace whocites::cli
