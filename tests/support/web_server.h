// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

namespace whocites::testing {

// A web server on 127.0.0.1, at a port of its own, as long as it lives. Paths are to be set before
// they are asked for.
class WebServer {
 public:
  WebServer();
  ~WebServer();
  WebServer(const WebServer&) = delete;
  WebServer& operator=(const WebServer&) = delete;

  void page(const std::string& path, const std::string& body, const std::string& type);
  void redirect(const std::string& path, const std::string& to);
  // Answers not before the server ends.
  void hang(const std::string& path);

  int port() const;
  std::string url(const std::string& path) const;
  int requests() const;

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace whocites::testing
