// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "serve/server.h"

#include <gmock/gmock.h>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>

#include "tests/support/http_client.h"

namespace whocites::serve {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using whocites::testing::http;
using whocites::testing::http_bytes;
using whocites::testing::HttpAnswer;
using whocites::testing::HttpRequest;

// A server that runs for as long as the test.
class Running {
 public:
  explicit Running(Handler handler, Limits limits = {})
      : server_(std::move(*Server::listen(0, std::move(handler), limits))),
        thread_([this] { server_->run(); }) {}
  ~Running() {
    server_->stop();
    thread_.join();
  }

  std::uint16_t port() const { return server_->port(); }
  std::string own(const std::string& host = "127.0.0.1") const {
    return host + ":" + std::to_string(port());
  }
  HttpAnswer ask(const HttpRequest& request = {}) const { return http(port(), request); }

 private:
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

Response echo(const Request& request) {
  std::string text = request.method + " " + request.path;
  for (const auto& [name, value] : request.parameters) text += " " + name + "=" + value;
  return {.type = "text/plain", .body = text + " " + request.body};
}

TEST(Server, HandsOnWhatIsAsked) {
  Running running(echo);
  EXPECT_EQ(running.ask({.target = "/a%2Fb?key=x%20y&key=%C3%A9"}).body, "GET /a/b key=x y key=é ");
  EXPECT_EQ(running.ask({.method = "POST", .target = "/c", .body = "body"}).body, "POST /c body");
}

TEST(Server, GivesParametersByName) {
  const Request request{"GET", "/", {{"key", "a"}, {"key", "b"}, {"q", ""}}, ""};
  EXPECT_EQ(request.parameter("key"), "a");
  EXPECT_THAT(request.all("key"), ::testing::ElementsAre("a", "b"));
  EXPECT_EQ(request.parameter("nothing"), "");
  EXPECT_THAT(request.all("nothing"), ::testing::IsEmpty());
}

TEST(Server, AnswersOnlyPagesOfItsOwn) {
  Running running(echo);
  const std::string own = running.own();
  const struct {
    std::vector<std::pair<std::string, std::string>> headers;
    int status;
  } rows[] = {
      {{{"Host", own}}, 200},
      {{{"Host", running.own("localhost")}}, 200},
      {{{"Host", "evil.example"}}, 403},
      {{{"Host", running.own("evil.example")}}, 403},
      {{{"Host", "127.0.0.1"}}, 403},
      {{{"Host", "127.0.0.1:1"}}, 403},
      {{{"Host", own + ".evil.example"}}, 403},
      {{{"Host", ""}}, 403},
      {{{"Host", own}, {"Origin", "http://" + own}}, 200},
      {{{"Host", own}, {"Origin", "http://evil.example"}}, 403},
      {{{"Host", own}, {"Origin", "https://" + own}}, 403},
      {{{"Host", own}, {"Origin", "null"}}, 403},
      {{{"Host", own}, {"Sec-Fetch-Site", "same-origin"}}, 200},
      {{{"Host", own}, {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "no-cors"}}, 403},
      {{{"Host", own}, {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "navigate"}}, 200},
  };
  for (const auto& row : rows) {
    std::string name;
    for (const auto& [header, value] : row.headers) name += header + ": " + value + "; ";
    EXPECT_EQ(running.ask({.headers = row.headers}).status, row.status) << name;
  }
}

TEST(Server, OnlyReads) {
  std::atomic<int> asked = 0;
  Running running([&](const Request&) {
    ++asked;
    return Response{};
  });
  for (const char* method : {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"}) {
    const HttpAnswer answer = running.ask({.method = method});
    EXPECT_THAT(answer.status, ::testing::AnyOf(400, 405)) << method;
  }
  EXPECT_EQ(running.ask({.method = "DELETE"}).header("Allow"), "GET, HEAD, POST");
  EXPECT_EQ(asked, 0);
  EXPECT_EQ(running.ask().status, 200);
  EXPECT_EQ(asked, 1);
}

TEST(Server, AHeadHasTheLengthAndNoBody) {
  Running running(echo);
  const HttpAnswer answer = running.ask({.method = "HEAD"});
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Content-Length"), std::to_string(std::string("GET / ").size()));
  EXPECT_EQ(answer.body, "");
}

TEST(Server, RefusesWhatIsNoHttp) {
  Running running(echo);
  const std::string host = "Host: " + running.own() + "\r\nConnection: close\r\n\r\n";
  for (const char* line : {"nonsense", "GET", "GET / HTTP/9.9", "GET http://x/ HTTP/1.1",
                           "GET /%zz HTTP/1.1", "GET /? %= HTTP/1.1", "\x16\x03\x01 HTTP/1.1"}) {
    const std::string answer = http_bytes(running.port(), std::string(line) + "\r\n" + host);
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 400")) << line;
  }
}

TEST(Server, AConnectionTakesSeveralRequests) {
  Running running(echo);
  const std::string host = " HTTP/1.1\r\nHost: " + running.own() + "\r\n";
  const std::string both = http_bytes(
      running.port(), "GET /1" + host + "\r\nGET /2" + host + "Connection: close\r\n\r\n");
  EXPECT_THAT(both, HasSubstr("GET /1"));
  EXPECT_THAT(both, HasSubstr("GET /2"));
}

TEST(Server, RefusesWhatIsTooLarge) {
  Running running(echo, {.body_bytes = 1000});
  EXPECT_EQ(running.ask({.method = "POST", .body = std::string(1000, 'x')}).status, 200);
  const HttpAnswer refused = running.ask({.method = "POST", .body = std::string(1001, 'x')});
  EXPECT_EQ(refused.status, 413);
  EXPECT_THAT(refused.body, HasSubstr("too large"));
  EXPECT_EQ(running.ask({.target = "/" + std::string(20000, 'a')}).status, 431);
}

TEST(Server, ASlowRequestIsGivenUp) {
  Running running(echo, {.reading = std::chrono::seconds(1)});
  EXPECT_EQ(http_bytes(running.port(), "GET / HTTP/1.1\r\nHost: "), "");
}

TEST(Server, SaysWhenItIsBusy) {
  std::latch begun(1);
  std::latch end(1);
  Running running(
      [&](const Request& request) {
        if (request.path != "/slow") return Response{};
        begun.count_down();
        end.wait();
        return Response{};
      },
      {.at_once = 1});
  std::thread slow([&] { EXPECT_EQ(running.ask({.target = "/slow"}).status, 200); });
  begun.wait();
  const HttpAnswer busy = running.ask({.target = "/quick"});
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.header("Retry-After"), "1");
  end.count_down();
  slow.join();
  EXPECT_EQ(running.ask({.target = "/quick"}).status, 200);
}

TEST(Server, AnExceptionIsAnErrorOfItsOwnAndTellsNothing) {
  Running running([](const Request&) -> Response { throw std::runtime_error("a secret path"); });
  const HttpAnswer failed = running.ask();
  EXPECT_EQ(failed.status, 500);
  EXPECT_EQ(failed.body, "{\"error\":\"internal error\"}\n");
  EXPECT_THAT(failed.head, ::testing::Not(HasSubstr("secret")));
}

TEST(Server, ForbidsFramesCachesAndGuesses) {
  Running running(echo);
  const HttpAnswer answer = running.ask();
  EXPECT_EQ(answer.header("X-Frame-Options"), "DENY");
  EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_EQ(answer.header("Access-Control-Allow-Origin"), "");
}

TEST(Server, APortIsHadOnce) {
  Running running(echo);
  const auto second = Server::listen(running.port(), echo);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::Io);
  EXPECT_THAT(second.error().hint, HasSubstr("--port 0"));
}

TEST(Server, StoppedBeforeItRunsItDoesNotRun) {
  const auto server = Server::listen(0, echo);
  ASSERT_TRUE(server);
  (*server)->stop();
  (*server)->run();
}

TEST(Server, WhatIsBeingAnsweredIsAnsweredToTheEnd) {
  std::latch begun(1);
  std::latch end(1);
  const auto server = Server::listen(0, [&](const Request&) {
    begun.count_down();
    end.wait();
    return Response{.body = "whole"};
  });
  ASSERT_TRUE(server);
  std::thread runs([&] { (*server)->run(); });
  HttpAnswer answer;
  std::thread asks([&] { answer = http((*server)->port(), {}); });
  begun.wait();
  (*server)->stop();
  end.count_down();
  asks.join();
  runs.join();
  EXPECT_EQ(answer.body, "whole");
}

}  // namespace
}  // namespace whocites::serve
