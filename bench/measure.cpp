// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// bench_measure: runs a command once and says what it took, with as little of its own as can be.
// Usage: bench_measure OUT ERR COMMAND [ARGUMENT...]; the command's streams go to the files OUT
// and ERR. Prints {"seconds":…,"peak_bytes":…,"exit":…}. Seconds are from before the process is
// made to after its end; the peak is the largest resident set of it and what it started.
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdio>
#include <cstring>

extern char** environ;

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("usage: bench_measure OUT ERR COMMAND [ARGUMENT...]\n", stderr);
    return 2;
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  constexpr int kFlags = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, argv[1], kFlags, 0666);
  posix_spawn_file_actions_addopen(&actions, 2, argv[2], kFlags, 0666);

  const auto begin = std::chrono::steady_clock::now();
  pid_t child = 0;
  if (const int error = posix_spawnp(&child, argv[3], &actions, nullptr, argv + 3, environ)) {
    std::fprintf(stderr, "bench_measure: cannot run '%s': %s\n", argv[3], std::strerror(error));
    return 127;
  }
  int status = 0;
  rusage usage{};
  if (wait4(child, &status, 0, &usage) != child) {
    std::perror("bench_measure: wait4");
    return 1;
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  std::printf("{\"seconds\":%.6f,\"peak_bytes\":%lld,\"exit\":%d}\n", taken.count(),
              usage.ru_maxrss * 1024LL,
              WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}
