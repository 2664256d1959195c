// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace whocites::cli {

// A line on the terminal that says how far something is, in place of the one before; gone at the
// end. Whoever shows it must be alone on the error stream meanwhile. Not thread-safe.
class ProgressLine {
 public:
  // `shown`: false keeps it silent, as Session::wants_progress() says.
  explicit ProgressLine(bool shown) : shown_(shown) {}
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // Whether enough time went by to say something new; then that counts as said.
  bool is_due();
  void show(const std::string& line);
  // "storing: 40 %", at once when the phase is new, else when it is due. `share` 0: not known.
  void work(std::string_view phase, double share);
  void clear();
  double seconds() const;  // since it was made

 private:
  using Clock = std::chrono::steady_clock;

  bool shown_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point last_ = begin_;
  std::string phase_;
  bool visible_ = false;
};

}  // namespace whocites::cli
