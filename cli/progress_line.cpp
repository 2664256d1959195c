// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/progress_line.h"

#include <iostream>
#include <utility>

namespace whocites::cli {

bool ProgressLine::is_due() {
  if (!shown_ || Clock::now() - last_ < std::chrono::milliseconds(200)) return false;
  last_ = Clock::now();
  return true;
}

void ProgressLine::show(const std::string& line) {
  if (!shown_) return;
  visible_ = true;
  std::cerr << "\r\033[K" << line << std::flush;
}

void ProgressLine::work(std::string_view phase, double share) {
  if (phase == phase_ && !is_due()) return;
  phase_ = phase;
  std::string line(phase);
  if (share > 0) line += ": " + std::to_string(static_cast<int>(share * 100)) + " %";
  show(line);
}

void ProgressLine::clear() {
  if (std::exchange(visible_, false)) std::cerr << "\r\033[K" << std::flush;
}

double ProgressLine::seconds() const {
  return std::chrono::duration<double>(Clock::now() - begin_).count();
}

}  // namespace whocites::cli
