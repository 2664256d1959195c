// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/parallel.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace whocites {

Work Work::stage(double from, double to) const {
  Work part{threads, stop, {}};
  if (progress) {
    part.progress = [this, from, to](double share) { progress(from + (to - from) * share); };
  }
  return part;
}

void Pace::tell() const {
  if (!work_->progress) return;
  if (count_ == 0) return work_->tell(0);
  work_->tell(std::min(1.0, static_cast<double>(at_ - 1) / static_cast<double>(count_)));
}

void for_blocks(std::size_t count, std::size_t block, const Work& work, const BlockBody& body) {
  const std::size_t blocks = count / block + (count % block != 0 ? 1 : 0);
  std::atomic<std::size_t> next = 0;
  std::mutex failing;
  std::exception_ptr failure;
  const auto take = [&] {
    try {
      while (!work.is_stopped()) {
        const std::size_t at = next.fetch_add(1, std::memory_order_relaxed);
        if (at >= blocks) return;
        body(at * block, std::min(count, (at + 1) * block));
      }
    } catch (...) {
      const std::scoped_lock lock(failing);
      if (!failure) failure = std::current_exception();
      next = blocks;
    }
  };
  {
    std::vector<std::jthread> others;
    const std::size_t wanted = std::min<std::size_t>(std::max(1U, work.threads), blocks);
    while (others.size() + 1 < wanted) others.emplace_back(take);
    take();
  }
  if (failure) std::rethrow_exception(failure);
}

double sum_blocks(std::size_t count, std::size_t block, const Work& work, const BlockSum& body) {
  std::vector<double> sums(count / block + 1, 0.0);
  for_blocks(count, block, work,
             [&](std::size_t begin, std::size_t end) { sums[begin / block] = body(begin, end); });
  double total = 0;
  for (const double sum : sums) total += sum;
  return total;
}

unsigned machine_threads() { return std::max(1U, std::thread::hardware_concurrency()); }

}  // namespace whocites
