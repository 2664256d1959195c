// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/arrivals.h"

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <iostream>

namespace whocites::cli {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10;

Error unreadable() {
  return {ErrorCode::Io, std::string("cannot read the standard input: ") + std::strerror(errno)};
}

}  // namespace

// The signals stay blocked but while ppoll() waits, so that none can fall between a look for one
// and the waiting, and no commit is disturbed.
struct Arrivals::Signals {
  Signals() {
    sigemptyset(&watched);
    sigaddset(&watched, SIGINT);
    sigaddset(&watched, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &watched, &before);
    while_waiting = before;
    sigdelset(&while_waiting, SIGINT);
    sigdelset(&while_waiting, SIGTERM);
    struct sigaction interrupt {};
    interrupt.sa_handler = [](int) {};
    sigaction(SIGINT, &interrupt, &on_interrupt);
    sigaction(SIGTERM, &interrupt, &on_terminate);
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &ignore, &on_pipe);
  }
  ~Signals() {
    const timespec at_once{};
    while (sigtimedwait(&watched, nullptr, &at_once) > 0) {
    }
    sigaction(SIGINT, &on_interrupt, nullptr);
    sigaction(SIGTERM, &on_terminate, nullptr);
    sigaction(SIGPIPE, &on_pipe, nullptr);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
  }
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  // While bytes keep coming ppoll() delivers no signal.
  bool is_pending() const {
    sigset_t pending;
    sigpending(&pending);
    return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1;
  }

  sigset_t watched{};
  sigset_t before{};
  sigset_t while_waiting{};
  struct sigaction on_interrupt {};
  struct sigaction on_terminate {};
  struct sigaction on_pipe {};
};

Arrivals::Arrivals(std::istream& in) : in_(in) {
  if (&in == &std::cin) signals_ = std::make_unique<Signals>();
}

Arrivals::~Arrivals() = default;

Result<Arrivals::Event> Arrivals::wait(std::optional<std::chrono::milliseconds> longest,
                                       std::string& bytes) {
  if (!signals_) return read_stream(bytes);
  if (signals_->is_pending()) return Event::Stopped;
  pollfd input{STDIN_FILENO, POLLIN, 0};
  timespec limit{};
  if (longest) {
    limit.tv_sec = longest->count() / 1000;
    limit.tv_nsec = static_cast<long>(longest->count() % 1000) * 1'000'000;
  }
  const int ready = ::ppoll(&input, 1, longest ? &limit : nullptr, &signals_->while_waiting);
  if (ready == 0) return Event::Timeout;
  if (ready < 0) {
    // Another signal than those two is not for this program to notice.
    if (errno == EINTR) return Event::Stopped;
    return fail(unreadable());
  }
  return read_descriptor(bytes);
}

Result<Arrivals::Event> Arrivals::read_stream(std::string& bytes) {
  std::array<char, kBlockBytes> block{};
  in_.read(block.data(), static_cast<std::streamsize>(block.size()));
  bytes.append(block.data(), static_cast<std::size_t>(in_.gcount()));
  if (in_.bad()) return fail(unreadable());
  return in_.gcount() > 0 ? Event::Bytes : Event::End;
}

Result<Arrivals::Event> Arrivals::read_descriptor(std::string& bytes) {
  std::array<char, kBlockBytes> block{};
  const ssize_t count = ::read(STDIN_FILENO, block.data(), block.size());
  if (count > 0) bytes.append(block.data(), static_cast<std::size_t>(count));
  if (count >= 0) return count > 0 ? Event::Bytes : Event::End;
  if (errno == EINTR || errno == EAGAIN) return Event::Timeout;
  return fail(unreadable());
}

}  // namespace whocites::cli
