// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/long_work.h"

#include <signal.h>

#include <atomic>
#include <utility>

namespace whocites::cli {
namespace {

constexpr std::uint64_t kMostThreads = 1024;

std::atomic<bool> pressed = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

}  // namespace

struct LongWork::Interrupts {
  Interrupts() {
    pressed = false;
    struct sigaction action {};
    action.sa_handler = [](int) { pressed = true; };
    // A second Ctrl-C ends the process even if the computation did not look.
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(SIGINT, &action, &before);
    // What was started in the background is not meant by a Ctrl-C.
    if (before.sa_handler == SIG_IGN) ::sigaction(SIGINT, &before, nullptr);
  }
  ~Interrupts() { ::sigaction(SIGINT, &before, nullptr); }
  Interrupts(const Interrupts&) = delete;
  Interrupts& operator=(const Interrupts&) = delete;

  struct sigaction before {};
};

LongWork::LongWork(const Session& session, std::string what)
    : what_(std::move(what)), line_(session.wants_progress()) {
  if (session.stop() == nullptr) interrupts_ = std::make_unique<Interrupts>();
  work_.stop = interrupts_ ? &pressed : session.stop();
  work_.progress = [this](double share) { line_.work(what_, share); };
}

LongWork::~LongWork() = default;

Result<std::unique_ptr<LongWork>> LongWork::begin(const Session& session,
                                                  const Arguments& arguments, std::string what) {
  const Result<std::optional<std::uint64_t>> threads = arguments.number("threads");
  if (!threads) return fail(threads.error());
  if (*threads && (**threads == 0 || **threads > kMostThreads)) {
    return fail(ErrorCode::BadRequest, "--threads takes a number from 1 to 1024");
  }
  const Result<std::uint64_t> seed = seed_option(arguments);
  if (!seed) return fail(seed.error());
  std::unique_ptr<LongWork> begun(new LongWork(session, std::move(what)));
  begun->work_.threads = *threads ? static_cast<unsigned>(**threads) : machine_threads();
  begun->seed_ = *seed;
  return begun;
}

Result<void> LongWork::end() {
  line_.clear();
  interrupts_.reset();
  if (work_.is_stopped()) return interrupted();
  return {};
}

Result<std::uint64_t> seed_option(const Arguments& arguments) {
  const Result<std::optional<std::uint64_t>> seed = arguments.number("seed");
  if (!seed) return fail(seed.error());
  return seed->value_or(1);
}

}  // namespace whocites::cli
