// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <memory>
#include <optional>

#include "serve/server.h"

namespace whocites::serve::detail {

namespace beast = boost::beast;
namespace http = boost::beast::http;

// What all connections of a server share.
struct Shared {
  Handler handler;
  Limits limits;
  std::uint16_t port = 0;
  std::atomic<bool> is_stopped = false;
  std::atomic<std::size_t> answering = 0;
  std::atomic<std::size_t> connections = 0;
};

// One browser's connection: reads a request, answers it, and reads the next, until either side ends
// it or a limit is passed. Keeps itself alive while something is under way; all of it runs on one
// strand.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::ip::tcp::socket socket, Shared& shared);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void begin();
  // Ends it unless a request is being answered, which ends it itself when it is done. From any
  // thread.
  void end_if_idle();

 private:
  void read();
  void take(beast::error_code failure);
  void send(http::response<http::string_body> response, bool keep);
  void close();

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::string_body> response_;
  Shared& shared_;
  bool is_idle_ = true;
};

}  // namespace whocites::serve::detail
