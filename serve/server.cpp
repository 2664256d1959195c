// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "serve/server.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <mutex>
#include <thread>

#include "serve/detail/connection.h"

namespace whocites::serve {

namespace asio = boost::asio;
using asio::ip::tcp;
using detail::Connection;
namespace beast = boost::beast;

namespace {

constexpr std::size_t kMostConnections = 64;

}  // namespace

std::string Request::parameter(const std::string& name) const {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const auto& one) { return one.first == name; });
  return found != parameters.end() ? found->second : std::string();
}

std::vector<std::string> Request::all(const std::string& name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : parameters) {
    if (key == name) values.push_back(value);
  }
  return values;
}

struct Server::Parts {
  detail::Shared shared;
  asio::io_context context;
  tcp::acceptor acceptor{asio::make_strand(context)};
  std::mutex guard;  // of `open`
  std::vector<std::weak_ptr<Connection>> open;

  beast::error_code listen(std::uint16_t port) {
    beast::error_code failure;
    const tcp::endpoint here(asio::ip::address_v4::loopback(), port);
    acceptor.open(here.protocol(), failure);
    if (!failure) acceptor.set_option(tcp::acceptor::reuse_address(true), failure);
    if (!failure) acceptor.bind(here, failure);
    if (!failure) acceptor.listen(asio::socket_base::max_listen_connections, failure);
    if (!failure) shared.port = acceptor.local_endpoint(failure).port();
    return failure;
  }

  void accept() {
    acceptor.async_accept(asio::make_strand(context),
                          [this](beast::error_code failure, tcp::socket socket) {
                            if (failure == asio::error::operation_aborted) return;
                            if (!failure) begin(std::move(socket));
                            accept();
                          });
  }

  void begin(tcp::socket socket) {
    if (shared.connections >= kMostConnections) return;  // the socket's end closes it
    const auto connection = std::make_shared<Connection>(std::move(socket), shared);
    {
      const std::lock_guard lock(guard);
      std::erase_if(open, [](const auto& one) { return one.expired(); });
      open.push_back(connection);
    }
    connection->begin();
  }

  void end() {
    beast::error_code ignored;
    acceptor.close(ignored);
    const std::lock_guard lock(guard);
    for (const auto& one : open) {
      if (const auto connection = one.lock()) connection->end_if_idle();
    }
  }
};

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::listen(std::uint16_t port, Handler handler, Limits limits) {
  auto parts = std::make_unique<Parts>();
  parts->shared.handler = std::move(handler);
  parts->shared.limits = limits;
  if (const beast::error_code failure = parts->listen(port)) {
    return fail(ErrorCode::Io,
                "cannot listen on port " + std::to_string(port) + ": " + failure.message(),
                "--port 0 takes a free one");
  }
  parts->accept();
  return std::unique_ptr<Server>(new Server(std::move(parts)));
}

std::uint16_t Server::port() const { return parts_->shared.port; }

// More threads than requests that are answered at once: others hear at once that it is busy.
void Server::run() {
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < parts_->shared.limits.at_once + 1; ++i) {
    threads.emplace_back([this] { parts_->context.run(); });
  }
  for (std::thread& thread : threads) thread.join();
}

void Server::stop() {
  parts_->shared.is_stopped = true;
  asio::post(parts_->acceptor.get_executor(), [this] { parts_->end(); });
}

}  // namespace whocites::serve
