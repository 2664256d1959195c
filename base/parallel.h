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
