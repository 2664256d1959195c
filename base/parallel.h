// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>

// Long computations on several threads. What is computed here never depends on how many there are.
namespace whocites {

// How a long computation is run, and how it is watched and ended.
struct Work {
  unsigned threads = 1;  // at most so many, the caller's included; at least 1
  // Set by another thread or a signal handler to end the computation soon. What it returns then
  // means nothing. nullptr: it cannot be ended.
  const std::atomic<bool>* stop = nullptr;
  // Told how much is done, from 0 to 1, now and then and one call at a time, but from any thread.
  std::function<void(double share)> progress = {};

  bool is_stopped() const { return stop != nullptr && stop->load(std::memory_order_relaxed); }
  void tell(double share) const {
    if (progress) progress(share);
  }
  // The same for one of its stages: what is 0 to 1 of that counts as `from` to `to` of the whole.
  // Requires: this outlives it.
  Work stage(double from, double to) const;
};

// For a loop that goes through many things on one thread: tells now and then how far it is, and
// whether it is to go on. `count` is how many things there are, 0: not known.
//
//   Pace pace(work, vertex_count);
//   for (std::uint32_t v = 0; v < vertex_count && pace.goes_on(); ++v) …
//
// What such a loop leaves undone must not be looked at: after it, is_stopped() is asked once more.
class Pace {
 public:
  explicit Pace(const Work& work, std::size_t count = 0) : work_(&work), count_(count) {}
  bool goes_on() {
    if (work_->is_stopped()) return false;
    if (at_++ % kEach == 0) tell();
    return true;
  }

 private:
  static constexpr std::size_t kEach = std::size_t{1} << 14;
  void tell() const;

  const Work* work_;
  std::size_t count_;
  std::size_t at_ = 0;
};

// Calls body(begin, end) for each block of `block` numbers of 0 … count-1, the last one shorter, on
// the caller's and further threads; returns when all have ended. A block that has not begun when
// the work is stopped is left out. What a body throws comes out of here, the first if several do.
// Requires: block > 0; bodies write nothing that another one reads or writes.
using BlockBody = std::function<void(std::size_t begin, std::size_t end)>;
void for_blocks(std::size_t count, std::size_t block, const Work& work, const BlockBody& body);

// The sum of what body(begin, end) returns, added in the order of the blocks, so that it is the
// same to the last bit for any number of threads. Else as for_blocks().
using BlockSum = std::function<double(std::size_t begin, std::size_t end)>;
double sum_blocks(std::size_t count, std::size_t block, const Work& work, const BlockSum& body);

// How many threads this machine runs at once; at least 1.
unsigned machine_threads();

}  // namespace whocites
