// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "base/parallel.h"

namespace whocites::detail {

// For each i of 0 … count-1 calls search(scratch, i), several at once on threads of `work`, each
// with a scratch of its own that make() gave; then take(scratch, i), one at a time and in the order
// of i, so that what is added up there does not depend on threads. Tells `work` how many are done;
// when it is stopped, those that have not begun are left out. make() is called at most once for
// each thread.
template <class Make, class Search, class Take>
void in_order(std::size_t count, const Work& work, Make make, Search search, Take take) {
  using Scratch = decltype(make());
  std::mutex lending;
  std::vector<std::unique_ptr<Scratch>> idle;
  std::atomic<std::size_t> turn = 0;
  // Passes the turn on in any case, or the others would wait for ever after a failure.
  struct Turn {
    std::atomic<std::size_t>& now;
    std::size_t mine;
    void wait() const {
      for (std::size_t at = now.load(); at != mine; at = now.load()) now.wait(at);
    }
    ~Turn() {
      wait();
      now.store(mine + 1);
      now.notify_all();
    }
  };
  for_blocks(count, 1, work, [&](std::size_t i, std::size_t) {
    const Turn mine{turn, i};
    std::unique_ptr<Scratch> scratch;
    {
      const std::scoped_lock lock(lending);
      if (!idle.empty()) {
        scratch = std::move(idle.back());
        idle.pop_back();
      }
    }
    if (!scratch) scratch = std::make_unique<Scratch>(make());
    search(*scratch, i);
    mine.wait();
    take(*scratch, i);
    work.tell(static_cast<double>(i + 1) / static_cast<double>(count));
    const std::scoped_lock lock(lending);
    idle.push_back(std::move(scratch));
  });
}

}  // namespace whocites::detail
