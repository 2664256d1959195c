// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/arrivals.h"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <iostream>

#include "cli/detail/stop_signals.h"

namespace whocites::cli {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10;

Error unreadable() {
  return {ErrorCode::Io, std::string("cannot read the standard input: ") + std::strerror(errno)};
}

}  // namespace

Arrivals::Arrivals(std::istream& in) : in_(in) {
  if (&in == &std::cin) signals_ = std::make_unique<StopSignals>();
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
  const int ready = ::ppoll(&input, 1, longest ? &limit : nullptr, signals_->while_waiting());
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
