// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/fetch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/web_server.h"

namespace whocites::ingest {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using whocites::testing::WebServer;

FetchOptions local() {
  FetchOptions options;
  options.may_connect = [](std::string_view address) { return address == "127.0.0.1"; };
  return options;
}

TEST(Fetch, GivesThePageAndWhereItIs) {
  WebServer server;
  server.page("/new", "<title>Moved here</title>", "text/html; charset=\"ISO-8859-1\"");
  server.redirect("/old", "/new");
  const Result<Fetched> page = fetch(server.url("/old"), local());
  ASSERT_TRUE(page) << page.error().message;
  EXPECT_EQ(page->url, server.url("/new"));
  EXPECT_EQ(page->type, "text/html");
  EXPECT_EQ(page->charset, "iso-8859-1");
  EXPECT_EQ(page->body, "<title>Moved here</title>");
}

struct Refusal {
  std::string name;
  std::string path;
  ErrorCode code;
  std::string message;
};
void PrintTo(const Refusal& refusal, std::ostream* out) { *out << refusal.name; }

class FetchRefuses : public ::testing::TestWithParam<Refusal> {};

TEST_P(FetchRefuses, WithTheCause) {
  WebServer server;
  server.page("/large", std::string(std::size_t{2} << 20, 'x'), "text/html");
  server.redirect("/loop", "/loop");
  server.redirect("/file", "file:///etc/hostname");
  server.redirect("/private", "http://127.0.0.2:" + std::to_string(server.port()) + "/large");
  server.redirect("/local", "http://[::1]:" + std::to_string(server.port()) + "/large");
  server.hang("/slow");
  FetchOptions options = local();
  options.max_bytes = std::size_t{1} << 20;
  options.timeout = std::chrono::milliseconds(300);
  const std::string& path = GetParam().path;
  const Result<Fetched> page = fetch(path.starts_with('/') ? server.url(path) : path, options);
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, GetParam().code) << page.error().message;
  EXPECT_THAT(page.error().message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Fetch, FetchRefuses,
    ::testing::Values(
        Refusal{"Missing", "/none", ErrorCode::Network, "status 404"},
        Refusal{"TooLarge", "/large", ErrorCode::Unreadable, "larger than 1 MiB"},
        Refusal{"Loop", "/loop", ErrorCode::Network, "redirects"},
        Refusal{"Slow", "/slow", ErrorCode::TimedOut, "cannot fetch"},
        Refusal{"RedirectToAFile", "/file", ErrorCode::BadRequest, "cannot fetch"},
        Refusal{"RedirectToAPrivateAddress", "/private", ErrorCode::BadRequest,
                "127.0.0.2 is an address of a private network"},
        Refusal{"RedirectToThisMachine", "/local", ErrorCode::BadRequest, "::1 is an address"},
        Refusal{"NobodyListens", "http://127.0.0.1:1/", ErrorCode::Network, "cannot fetch"},
        Refusal{"NoName", "http://no-such-host.invalid/", ErrorCode::Network, "cannot fetch"},
        Refusal{"File", "file:///etc/hostname", ErrorCode::BadRequest, "no web address"},
        Refusal{"NoAddress", "http://", ErrorCode::BadRequest, "cannot fetch"}),
    [](const auto& row) { return row.param.name; });

TEST(Fetch, ConnectsToNothingPrivateUnlessAllowed) {
  WebServer server;
  server.page("/", "x", "text/html");
  for (const std::string host : {"127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433"}) {
    const Result<Fetched> page =
        fetch("http://" + host + ":" + std::to_string(server.port()) + "/");
    ASSERT_FALSE(page) << host;
    EXPECT_EQ(page.error().code, ErrorCode::BadRequest) << page.error().message;
  }
  EXPECT_EQ(server.requests(), 0);
}

TEST(PublicAddress, IsToldFromReservedOnes) {
  for (const std::string address :
       {"8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "192.167.1.1",
        "223.255.255.255", "2001:4860:4860::8888", "2606:4700::1111", "::ffff:8.8.8.8",
        "64:ff9b::808:808", "2002:808:808::1"}) {
    EXPECT_TRUE(is_public_address(address)) << address;
  }
  for (const std::string address : {"",
                                    "localhost",
                                    "0.0.0.0",
                                    "10.0.0.1",
                                    "100.64.0.1",
                                    "127.0.0.1",
                                    "127.255.255.255",
                                    "169.254.169.254",
                                    "172.16.0.1",
                                    "172.31.255.255",
                                    "192.0.2.1",
                                    "192.168.1.1",
                                    "198.18.0.1",
                                    "203.0.113.9",
                                    "224.0.0.1",
                                    "255.255.255.255",
                                    "::",
                                    "::1",
                                    "fc00::1",
                                    "fd12::1",
                                    "fe80::1",
                                    "fe80::1%eth0",
                                    "ff02::1",
                                    "2001:db8::1",
                                    "::ffff:127.0.0.1",
                                    "::ffff:10.0.0.1",
                                    "64:ff9b::7f00:1",
                                    "2002:7f00:1::",
                                    "::7f00:1",
                                    "127.1",
                                    "1.2.3"}) {
    EXPECT_FALSE(is_public_address(address)) << address;
  }
}

}  // namespace
}  // namespace whocites::ingest
