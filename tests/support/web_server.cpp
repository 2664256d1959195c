// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/web_server.h"

#include <httplib.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace whocites::testing {

struct WebServer::Running {
  httplib::Server server;
  int port = 0;
  std::atomic<int> requests{0};
  std::mutex mutex;
  std::condition_variable ending;
  bool is_ending = false;
  std::thread thread;
};

WebServer::WebServer() : running_(std::make_unique<Running>()) {
  running_->port = running_->server.bind_to_any_port("127.0.0.1");
  if (running_->port <= 0) throw std::runtime_error("no port for a web server");
  running_->server.set_pre_routing_handler([this](const auto&, auto&) {
    ++running_->requests;
    return httplib::Server::HandlerResponse::Unhandled;
  });
  running_->thread = std::thread([this] { running_->server.listen_after_bind(); });
  while (!running_->server.is_running()) std::this_thread::yield();
}

WebServer::~WebServer() {
  {
    const std::lock_guard lock(running_->mutex);
    running_->is_ending = true;
  }
  running_->ending.notify_all();
  running_->server.stop();
  running_->thread.join();
}

void WebServer::page(const std::string& path, const std::string& body, const std::string& type) {
  running_->server.Get(path, [body, type](const httplib::Request&, httplib::Response& response) {
    response.set_content(body, type.c_str());
  });
}

void WebServer::redirect(const std::string& path, const std::string& to) {
  running_->server.Get(path, [to](const httplib::Request&, httplib::Response& response) {
    response.set_redirect(to);
  });
}

void WebServer::hang(const std::string& path) {
  running_->server.Get(path, [this](const httplib::Request&, httplib::Response&) {
    std::unique_lock lock(running_->mutex);
    running_->ending.wait(lock, [this] { return running_->is_ending; });
  });
}

int WebServer::port() const { return running_->port; }
std::string WebServer::url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(running_->port) + path;
}
int WebServer::requests() const { return running_->requests; }

}  // namespace whocites::testing
