// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "base/parallel.h"
#include "cli/progress_line.h"
#include "cli/session.h"

namespace whocites::cli {

// A computation over a whole graph, for commands with Command::long_work: runs on --threads, shows
// a line of progress on a terminal, and ends at Ctrl-C. One at a time in a process.
//
//   const auto long_work = LongWork::begin(session, arguments, "ranking");
//   if (!long_work) return fail(long_work.error());
//   const Scores scores = pagerank(graph, options, (*long_work)->work());
//   if (!(*long_work)->end()) return kInterrupted;
//
// Where SIGINT is ignored already, as for a process in the background, it stays so. Outside of
// begin() … end() Ctrl-C ends the process at once: a question has nothing to undo.
class LongWork {
 public:
  // BadRequest when --threads or --seed is no such number.
  static Result<std::unique_ptr<LongWork>> begin(const Session& session, const Arguments& arguments,
                                                 std::string what);
  ~LongWork();
  LongWork(const LongWork&) = delete;
  LongWork& operator=(const LongWork&) = delete;

  const Work& work() const { return work_; }
  std::uint64_t seed() const { return seed_; }
  // Takes the line away. False when Ctrl-C was pressed, which then has been told: what was computed
  // means nothing, and the command is over.
  bool end();

 private:
  LongWork(const Session& session, std::string what);

  const Session& session_;
  std::string what_;
  ProgressLine line_;
  Work work_;
  std::uint64_t seed_ = 1;
  struct Interrupts;  // while there are some, Ctrl-C stops the work and not the process
  std::unique_ptr<Interrupts> interrupts_;
};

}  // namespace whocites::cli
