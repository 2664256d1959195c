// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/staged_work.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace whocites::storage::detail {
namespace {

class Run {
 public:
  explicit Run(const std::vector<Stage>& stages) {
    for (const Stage& stage : stages) {
      states_.push_back({.stage = &stage, .results = {stage.then.size() + 1, Result<void>()}});
    }
  }

  // What one thread does: begins with the first task of stage `own`.
  void work(std::size_t own) {
    finish(states_[own], 0, states_[own].stage->first());
    while (true) {
      std::unique_lock lock(mutex_);
      State* ready = nullptr;
      changed_.wait(lock, [&] { return (ready = next_ready()) != nullptr || is_at_end(); });
      if (ready == nullptr) return;
      const std::size_t task = ++ready->begun;
      lock.unlock();
      finish(*ready, task, ready->stage->then[task - 1]());
    }
  }

  Result<void> result() const {
    for (const State& state : states_) {
      const auto failed = std::find_if(state.results.begin(), state.results.end(),
                                       [](const Result<void>& one) { return !one; });
      if (failed != state.results.end()) return *failed;
    }
    return {};
  }

 private:
  struct State {
    const Stage* stage;
    std::vector<Result<void>> results;  // of the first task, then of the others
    std::size_t begun = 0;              // of the others
    bool is_open = false;               // the first task is finished
  };

  State* next_ready() {
    const auto is_ready = [](const State& state) {
      return state.is_open && state.begun < state.stage->then.size();
    };
    const auto ready = std::find_if(states_.begin(), states_.end(), is_ready);
    return has_failed_ || ready == states_.end() ? nullptr : &*ready;
  }
  // Whether nothing can become ready any more.
  bool is_at_end() const {
    return has_failed_ || std::all_of(states_.begin(), states_.end(), [](const State& state) {
             return state.is_open && state.begun == state.stage->then.size();
           });
  }
  void finish(State& state, std::size_t task, Result<void> result) {
    const std::lock_guard lock(mutex_);
    has_failed_ = has_failed_ || !result;
    state.results[task] = std::move(result);
    state.is_open = true;
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<State> states_;
  bool has_failed_ = false;
};

}  // namespace

Result<void> run_stages(const std::vector<Stage>& stages) {
  if (stages.empty()) return {};
  Run run(stages);
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < stages.size(); ++i) threads.emplace_back([&run, i] { run.work(i); });
  run.work(0);
  for (std::thread& thread : threads) thread.join();
  return run.result();
}

}  // namespace whocites::storage::detail
