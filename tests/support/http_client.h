// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace whocites::testing {

struct HttpRequest {
  std::string method = "GET";
  std::string target = "/";
  std::vector<std::pair<std::string, std::string>> headers = {};  // Host is added unless given
  std::string body = {};
};

struct HttpAnswer {
  int status = 0;    // 0: the server ended the connection without a word
  std::string head;  // "HTTP/1.1 200 OK\r\n…"
  std::string body;
  // The value of a header; empty when there is none.
  std::string header(const std::string& name) const;
};

// Asks 127.0.0.1 over a connection of its own.
HttpAnswer http(std::uint16_t port, const HttpRequest& request);
// Sends these bytes and reads what comes back until the server ends it.
std::string http_bytes(std::uint16_t port, const std::string& bytes);

}  // namespace whocites::testing
