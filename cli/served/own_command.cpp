// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/served/own_command.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace whocites::cli {
namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
  std::array<int, 2> ends{-1, -1};
  Pipe() {
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) ends = {-1, -1};
  }
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  bool is_open() const { return ends[0] >= 0; }
  void close_end(std::size_t end) {
    if (ends[end] >= 0) ::close(ends[end]);
    ends[end] = -1;
  }
};

// What the new process starts with: the pipes, and no signal blocked that the caller blocks.
class Start {
 public:
  Start(const Pipe& out, const Pipe& err) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, out.ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, err.ends[1], STDERR_FILENO);
    posix_spawnattr_init(&attributes_);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes_, &none);
  }
  ~Start() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  Start(const Start&) = delete;
  Start& operator=(const Start&) = delete;

  // 0, or the cause.
  int begin(const std::vector<std::string>& words, pid_t& pid) const {
    std::vector<std::string> arguments{"whocites"};
    arguments.insert(arguments.end(), words.begin(), words.end());
    std::vector<char*> pointers;
    for (std::string& word : arguments) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return ::posix_spawn(&pid, "/proc/self/exe", &actions_, &attributes_, pointers.data(), environ);
  }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

// Reads both until they end. False when a limit was passed.
bool read_both(Pipe& out, Pipe& err, OwnCommand& ran, const OwnLimits& limits) {
  const Clock::time_point end = Clock::now() + limits.time;
  std::array<std::pair<Pipe*, std::string*>, 2> sources{{{&out, &ran.out}, {&err, &ran.err}}};
  std::array<char, 16384> piece{};
  while (out.is_open() || err.is_open()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    if (left.count() <= 0 || ran.out.size() + ran.err.size() > limits.bytes) return false;
    std::array<pollfd, 2> waited{{{out.ends[0], POLLIN, 0}, {err.ends[0], POLLIN, 0}}};
    if (::poll(waited.data(), waited.size(), static_cast<int>(left.count())) < 0 &&
        errno != EINTR) {
      return false;
    }
    for (std::size_t i = 0; i < sources.size(); ++i) {
      if (waited[i].fd < 0 || waited[i].revents == 0) continue;
      const ssize_t count = ::read(waited[i].fd, piece.data(), piece.size());
      if (count > 0) sources[i].second->append(piece.data(), static_cast<std::size_t>(count));
      if (count == 0 || (count < 0 && errno != EINTR)) sources[i].first->close_end(0);
    }
  }
  return true;
}

int wait_for(pid_t pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Result<OwnCommand> run_own_command(const std::vector<std::string>& words, const OwnLimits& limits) {
  Pipe out;
  Pipe err;
  pid_t pid = -1;
  int failure = out.is_open() && err.is_open() ? 0 : errno;
  if (failure == 0) failure = Start(out, err).begin(words, pid);
  if (failure != 0) {
    return fail(ErrorCode::Io, std::string("cannot start a process: ") + std::strerror(failure));
  }
  out.close_end(1);
  err.close_end(1);
  OwnCommand ran;
  const bool is_within = read_both(out, err, ran, limits);
  if (!is_within) ::kill(pid, SIGKILL);
  ran.code = wait_for(pid);
  if (is_within) return ran;
  return fail(ErrorCode::TimedOut, "this takes longer, or gives more, than the server allows",
              "ask on the command line: whocites " + words.front());
}

}  // namespace whocites::cli
