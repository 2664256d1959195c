// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"

// HTTP for one person's browser on the same machine. It knows nothing of what is served.
namespace whocites::serve {

struct Request {
  std::string method;  // "GET" or "POST"; HEAD arrives as GET
  std::string path;    // decoded, without the query: "/api/node"
  std::vector<std::pair<std::string, std::string>> parameters;  // of the query, decoded
  std::string body;

  // The first parameter of that name; empty when there is none.
  std::string parameter(const std::string& name) const;
  std::vector<std::string> all(const std::string& name) const;
};

struct Response {
  int status = 200;
  std::string type = "application/json";
  std::string body;
};

// What one client may ask for.
struct Limits {
  std::size_t body_bytes = 256 * 1024;
  std::size_t at_once = 4;  // requests that are answered at the same time; one more gets 503
  // For a whole request to arrive, and for its answer to be taken; a connection that is kept open
  // may be silent as long.
  std::chrono::seconds reading = std::chrono::seconds(5);
};

// Answers a request; called from several threads at once, so it must be safe for that. An exception
// that it throws becomes a 500.
using Handler = std::function<Response(const Request&)>;

// Listens on 127.0.0.1 only. It refuses what does not come from a page of its own: a Host header
// that names another machine (403: a foreign page whose name was made to point here, "DNS
// rebinding"), an Origin or Sec-Fetch-Site header that tells of another site, methods other than
// GET, HEAD and POST (405), bodies over the limit (413), heads over 16 KiB (431), more than 64
// connections at once. Every answer forbids being framed, cached
// and taken for another type.
class Server {
 public:
  // Port 0: any free one. Io, with what to do, when the port cannot be had.
  static Result<std::unique_ptr<Server>> listen(std::uint16_t port, Handler handler,
                                                Limits limits = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  // Answers until stop(), and then until those being answered are. Once.
  void run();
  // From any thread; also before run(), which then returns at once.
  void stop();

 private:
  struct Parts;
  explicit Server(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace whocites::serve
