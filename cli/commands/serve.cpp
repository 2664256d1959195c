// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "serve/server.h"

#include <pthread.h>
#include <signal.h>

#include <thread>

#include "cli/served/endpoints.h"
#include "cli/session.h"
#include "render/page.h"

namespace whocites::cli {
namespace {

constexpr std::uint16_t kUsualPort = 8765;
constexpr std::uint64_t kUsualSeconds = 30;
constexpr std::uint64_t kMostSeconds = 3600;

Result<std::uint64_t> number_within(const Arguments& arguments, const std::string& name,
                                    std::uint64_t usual, std::uint64_t least, std::uint64_t most) {
  const Result<std::optional<std::uint64_t>> number = arguments.number(name);
  if (!number) return fail(number.error());
  if (!*number) return usual;
  if (**number >= least && **number <= most) return **number;
  return fail(ErrorCode::BadRequest, "--" + name + " takes a number from " + std::to_string(least) +
                                         " to " + std::to_string(most));
}

// Answers until SIGINT or SIGTERM, which end it after what is being answered. They are taken by
// waiting for them: threads that are started meanwhile leave them alone.
void run_until_told(serve::Server& server, const std::function<void()>& say) {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  sigset_t before;
  ::pthread_sigmask(SIG_BLOCK, &ends, &before);
  std::thread answers([&] { server.run(); });
  say();
  int which = 0;
  ::sigwait(&ends, &which);
  server.stop();
  answers.join();
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

Result<int> run_serve(Session& session, const Arguments& arguments) {
  const auto port = number_within(arguments, "port", kUsualPort, 0, UINT16_MAX);
  if (!port) return fail(port.error());
  const auto seconds = number_within(arguments, "timeout", kUsualSeconds, 1, kMostSeconds);
  if (!seconds) return fail(seconds.error());
  if (!render::has_page()) {
    return fail(ErrorCode::BadRequest, "this whocites was built without the page for browsers",
                "build it where Node.js and npm are installed");
  }
  if (const Result<Store*> store = session.store_to_read(); !store) return fail(store.error());
  const Served served{.store = session.store_path(),
                      .title = arguments.has("title") ? arguments.text("title") : "Who cites whom",
                      .time = std::chrono::seconds(*seconds)};
  const Result<std::unique_ptr<serve::Server>> server = serve::Server::listen(
      static_cast<std::uint16_t>(*port),
      [&served](const serve::Request& request) { return answer(served, request); });
  if (!server) return fail(server.error());
  run_until_told(**server, [&] {
    session.out() << "http://127.0.0.1:" << (*server)->port() << "/" << std::endl;
    session.remark("only this machine can reach it, and only to read; Ctrl-C ends it");
  });
  session.remark("ended");
  return kDone;
}

}  // namespace

Command describe_serve() {
  return {
      .name = "serve",
      .group = "Hand on",
      .arguments = "",
      .summary = "the store as a page in the browser, on this machine only",
      .options = {{"port", "N", "the port (default: 8765); 0: any free one"},
                  {"timeout", "SECONDS", "what one answer may take (default: 30)"},
                  {"title", "TEXT", "written above the page"}},
      .run = run_serve,
  };
}

}  // namespace whocites::cli
