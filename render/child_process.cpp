// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace whocites::render {
namespace {

using Clock = std::chrono::steady_clock;

// An answer as bytes: 'y' and the text; or the code as a letter from 'A' on, the message, a NUL,
// the hint.
std::string to_bytes(const Result<std::string>& answer) {
  if (answer) return "y" + *answer;
  const Error& error = answer.error();
  return std::string(1, static_cast<char>('A' + static_cast<int>(error.code))) + error.message +
         '\0' + error.hint;
}

Result<std::string> from_bytes(const std::string& bytes) {
  if (bytes.empty()) {
    return fail(ErrorCode::Io, "Graphviz ended without a picture",
                "draw less, or export --to dot and lay it out with another program");
  }
  if (bytes.front() == 'y') return bytes.substr(1);
  const std::size_t end = std::min(bytes.find('\0'), bytes.size());
  return fail(static_cast<ErrorCode>(bytes.front() - 'A'), bytes.substr(1, end - 1),
              end < bytes.size() ? bytes.substr(end + 1) : "");
}

void write_all(int file, const std::string& bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t count = ::write(file, bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    done += static_cast<std::size_t>(count);
  }
}

// Some of Graphviz's warnings bypass its error handler.
void silence() {
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere < 0) return;
  ::dup2(nowhere, 1);
  ::dup2(nowhere, 2);
}

// Reads until the other side closes; false when the time is over.
bool read_all(int file, Clock::time_point end, std::string& bytes) {
  std::array<char, 1 << 16> piece{};
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
    if (left.count() <= 0) return false;
    pollfd waiting{file, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(std::min<long>(left.count(), 60'000)));
    if (ready == 0 || (ready < 0 && errno == EINTR)) continue;
    const ssize_t count = ready < 0 ? -1 : ::read(file, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return true;
    bytes.append(piece.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace

Result<std::string> in_child(std::chrono::milliseconds limit,
                             const std::function<Result<std::string>()>& work) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    return fail(ErrorCode::Io, std::string("no pipe: ") + std::strerror(errno));
  }
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) {
    const std::string why = std::strerror(errno);
    ::close(ends[0]);
    ::close(ends[1]);
    return fail(ErrorCode::Io, "no further process for Graphviz: " + why);
  }
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::signal(SIGINT, SIG_DFL);
    ::signal(SIGPIPE, SIG_DFL);
    if (::getppid() == parent) {
      silence();
      write_all(ends[1], to_bytes(work()));
    }
    // Without the destructors and buffers that are the parent's to run and to write.
    ::_exit(0);
  }
  ::close(ends[1]);
  std::string bytes;
  const bool in_time = read_all(ends[0], Clock::now() + limit, bytes);
  ::close(ends[0]);
  if (!in_time) ::kill(child, SIGKILL);
  while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
  }
  if (in_time) return from_bytes(bytes);
  return fail(ErrorCode::TimedOut,
              "Graphviz did not place the nodes within " + std::to_string(limit.count()) + " ms",
              "give it more with --timeout, or draw less with filters or --max-nodes");
}

}  // namespace whocites::render
