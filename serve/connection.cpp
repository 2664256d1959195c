// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "serve/detail/connection.h"

#include <array>
#include <boost/asio/dispatch.hpp>
#include <exception>
#include <string_view>

#include "serve/target.h"

namespace whocites::serve::detail {
namespace {

using HttpRequest = http::request<http::string_body>;
using HttpResponse = http::response<http::string_body>;

constexpr std::size_t kMostHeadBytes = 16 * 1024;

constexpr std::array<std::pair<const char*, const char*>, 6> kHeaders{{
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
}};

HttpResponse response_of(Response answered, unsigned version) {
  HttpResponse response(static_cast<http::status>(answered.status), version);
  for (const auto& [name, value] : kHeaders) response.set(name, value);
  response.set(http::field::content_type, answered.type);
  response.body() = std::move(answered.body);
  return response;
}

HttpResponse refusal(int status, std::string_view message) {
  return response_of({.status = status, .body = "{\"error\":\"" + std::string(message) + "\"}\n"},
                     11);
}

std::string text(beast::string_view view) { return {view.data(), view.size()}; }

bool is_own(const std::string& authority, const Shared& shared) {
  const std::string port = ":" + std::to_string(shared.port);
  return authority == "127.0.0.1" + port || authority == "localhost" + port;
}

bool is_read(const HttpRequest& request) {
  return request.method() == http::verb::get || request.method() == http::verb::head;
}

// Whether it comes from a page of this server, from a person, or from a program.
bool comes_from_here(const HttpRequest& request, const Shared& shared) {
  if (!is_own(text(request[http::field::host]), shared)) return false;
  const std::string origin = text(request[http::field::origin]);
  constexpr std::string_view kScheme = "http://";
  if (!origin.empty() &&
      !(origin.starts_with(kScheme) && is_own(origin.substr(kScheme.size()), shared))) {
    return false;
  }
  const std::string site = text(request["Sec-Fetch-Site"]);
  // A link from elsewhere may open the page, which then asks for itself.
  const bool opens = is_read(request) && request["Sec-Fetch-Mode"] == "navigate";
  return site.empty() || site == "same-origin" || site == "none" || opens;
}

// One of those that are being answered, for as long as it lives.
class Turn {
 public:
  explicit Turn(Shared& shared) : shared_(shared) {
    is_had_ = shared_.answering.fetch_add(1) < shared_.limits.at_once;
  }
  ~Turn() { shared_.answering.fetch_sub(1); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  bool is_had() const { return is_had_; }

 private:
  Shared& shared_;
  bool is_had_;
};

HttpResponse answer(HttpRequest& request, Shared& shared) {
  if (!comes_from_here(request, shared)) return refusal(403, "not from this page");
  if (!is_read(request) && request.method() != http::verb::post) {
    HttpResponse response = refusal(405, "this server only reads");
    response.set(http::field::allow, "GET, HEAD, POST");
    return response;
  }
  std::optional<Target> target = parse_target(text(request.target()));
  if (!target) return refusal(400, "the address cannot be understood");
  const Turn turn(shared);
  if (!turn.is_had()) {
    HttpResponse response = refusal(503, "too many requests at once");
    response.set(http::field::retry_after, "1");
    return response;
  }
  try {
    return response_of(shared.handler({.method = is_read(request) ? "GET" : "POST",
                                       .path = std::move(target->path),
                                       .parameters = std::move(target->parameters),
                                       .body = std::move(request.body())}),
                       request.version());
  } catch (const std::exception&) {
    return refusal(500, "internal error");
  }
}

// What to say to a request that could not be read; absent when nobody is there to hear it.
std::optional<HttpResponse> complaint(beast::error_code failure) {
  if (failure == http::error::body_limit) return refusal(413, "the request is too large");
  if (failure == http::error::header_limit) return refusal(431, "the head is too large");
  if (failure == http::error::end_of_stream || failure == http::error::partial_message) return {};
  if (failure.category() == make_error_code(http::error::bad_method).category()) {
    return refusal(400, "the request cannot be understood");
  }
  return {};
}

}  // namespace

Connection::Connection(boost::asio::ip::tcp::socket socket, Shared& shared)
    : stream_(std::move(socket)), shared_(shared) {
  ++shared_.connections;
}

Connection::~Connection() { --shared_.connections; }

void Connection::begin() {
  boost::asio::dispatch(stream_.get_executor(), [self = shared_from_this()] { self->read(); });
}

void Connection::end_if_idle() {
  boost::asio::dispatch(stream_.get_executor(), [self = shared_from_this()] {
    if (self->is_idle_) self->close();
  });
}

void Connection::read() {
  if (shared_.is_stopped) return close();
  parser_.emplace();
  parser_->header_limit(kMostHeadBytes);
  parser_->body_limit(shared_.limits.body_bytes);
  is_idle_ = true;
  stream_.expires_after(shared_.limits.reading);
  http::async_read(
      stream_, buffer_, *parser_,
      [self = shared_from_this()](beast::error_code failure, std::size_t) { self->take(failure); });
}

void Connection::take(beast::error_code failure) {
  is_idle_ = false;
  if (failure) {
    std::optional<HttpResponse> words = complaint(failure);
    return words ? send(std::move(*words), false) : close();
  }
  HttpRequest request = parser_->release();
  HttpResponse response = answer(request, shared_);
  response.content_length(response.body().size());
  if (request.method() == http::verb::head) response.body().clear();
  send(std::move(response), request.keep_alive());
}

void Connection::send(HttpResponse response, bool keep) {
  response_ = std::move(response);
  if (!response_.has_content_length()) response_.content_length(response_.body().size());
  response_.keep_alive(keep && !shared_.is_stopped);
  stream_.expires_after(shared_.limits.reading);
  http::async_write(stream_, response_,
                    [self = shared_from_this()](beast::error_code failure, std::size_t) {
                      if (failure || !self->response_.keep_alive()) return self->close();
                      self->read();
                    });
}

void Connection::close() {
  beast::error_code ignored;
  stream_.socket().shutdown(boost::asio::ip::tcp::socket::shutdown_both, ignored);
  stream_.close();
}

}  // namespace whocites::serve::detail
