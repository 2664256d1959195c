// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "base/parallel.h"
#include "cli/progress_line.h"
#include "cli/session.h"

namespace whocites::cli {

// A computation over a whole graph, for commands with Command::long_work: runs on --threads, shows
// a line of progress on a terminal, and ends at Ctrl-C. One at a time in a process. do_long_work()
// is the short form.
//
// Where SIGINT is ignored already, as for a process in the background, it stays so, and where
// Session::stop() is what ends a question. Outside of begin() … end() Ctrl-C ends the process at
// once: a question has nothing to undo.
class LongWork {
 public:
  // BadRequest when --threads or --seed is no such number. Requires: the session outlives this.
  static Result<std::unique_ptr<LongWork>> begin(const Session& session, const Arguments& arguments,
                                                 std::string what);
  ~LongWork();
  LongWork(const LongWork&) = delete;
  LongWork& operator=(const LongWork&) = delete;

  const Work& work() const { return work_; }
  std::uint64_t seed() const { return seed_; }
  // Takes the line away. Interrupted when Ctrl-C was pressed: what was computed means nothing.
  Result<void> end();

 private:
  LongWork(const Session& session, std::string what);

  std::string what_;
  ProgressLine line_;
  Work work_;
  std::uint64_t seed_ = 1;
  struct Interrupts;  // while there are some, Ctrl-C stops the work and not the process
  std::unique_ptr<Interrupts> interrupts_;
};

// --seed, or 1.
Result<std::uint64_t> seed_option(const Arguments& arguments);

// What `compute(work)` returns, a value or a Result, or the error of begin() or end():
//
//   const auto scores = do_long_work(session, arguments, "ranking",
//                                    [&](const Work& work) { return pagerank(graph, {}, work); });
//   if (!scores) return fail(scores.error());
template <class T>
struct ResultOf {
  using Type = Result<T>;
};
template <class T>
struct ResultOf<Result<T>> {
  using Type = Result<T>;
};
template <class Compute>
auto do_long_work(const Session& session, const Arguments& arguments, std::string what,
                  Compute compute) ->
    typename ResultOf<std::invoke_result_t<Compute, const Work&>>::Type {
  const auto begun = LongWork::begin(session, arguments, std::move(what));
  if (!begun) return fail(begun.error());
  auto found = compute((*begun)->work());
  if (auto ended = (*begun)->end(); !ended) return fail(ended.error());
  return found;
}

}  // namespace whocites::cli
