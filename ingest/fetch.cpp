// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/fetch.h"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <array>
#include <memory>

#include "base/text.h"
#include "graph/keys.h"
#include "ingest/detail/curl_library.h"
#include "ingest/warc/detail/http_message.h"

namespace whocites::ingest {
namespace {

struct CloseHandle {
  void operator()(CURL* handle) const { CurlLibrary::get()->easy_cleanup(handle); }
};

// What the callbacks of one transfer share.
struct Transfer {
  const FetchOptions& options;
  std::string body;
  bool is_too_large = false;
  std::string refused;  // the address that may not be connected to
};

std::size_t take_body(const char* data, std::size_t, std::size_t size, void* self) {
  Transfer& transfer = *static_cast<Transfer*>(self);
  transfer.is_too_large = transfer.body.size() + size > transfer.options.max_bytes;
  if (transfer.is_too_large) return 0;
  transfer.body.append(data, size);
  return size;
}

std::string address_of(const curl_sockaddr& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.family == AF_INET) {
    const auto* four = reinterpret_cast<const sockaddr_in*>(&address.addr);
    inet_ntop(AF_INET, &four->sin_addr, text.data(), text.size());
  } else if (address.family == AF_INET6) {
    // libcurl keeps the room behind `addr` for the longer form.
    const void* whole = &address.addr;
    const auto* six = static_cast<const sockaddr_in6*>(whole);
    inet_ntop(AF_INET6, &six->sin6_addr, text.data(), text.size());
  }
  return text.data();
}

curl_socket_t open_socket(void* self, curlsocktype, curl_sockaddr* address) {
  Transfer& transfer = *static_cast<Transfer*>(self);
  const std::string text = address_of(*address);
  if (!transfer.options.may_connect(text)) {
    transfer.refused = text;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

void configure(const CurlLibrary& curl, CURL* handle, const std::string& url, Transfer& transfer,
               char* message) {
  const FetchOptions& options = transfer.options;
  curl.easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl.easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl.easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl.easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 1L);
  curl.easy_setopt(handle, CURLOPT_MAXREDIRS, options.max_redirects);
  curl.easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(options.connect_timeout.count()));
  curl.easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout.count()));
  curl.easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl.easy_setopt(handle, CURLOPT_PROXY, "");
  curl.easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");  // all that libcurl unpacks
  curl.easy_setopt(handle, CURLOPT_USERAGENT, "whocites (a reader of who cites whom)");
  curl.easy_setopt(handle, CURLOPT_ERRORBUFFER, message);
  curl.easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
  curl.easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
  curl.easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl.easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &transfer);
}

Error failure_of(CURLcode code, const Transfer& transfer, std::string_view message,
                 const std::string& url) {
  const std::string what = "cannot fetch '" + url + "': ";
  if (!transfer.refused.empty()) {
    return {ErrorCode::BadRequest,
            what + transfer.refused + " is an address of a private network or of this machine"};
  }
  if (transfer.is_too_large) {
    return {ErrorCode::Unreadable,
            what + "larger than " + std::to_string(transfer.options.max_bytes >> 20) + " MiB"};
  }
  const std::string cause(message.empty() ? CurlLibrary::get()->easy_strerror(code) : message);
  if (code == CURLE_OPERATION_TIMEDOUT) return {ErrorCode::TimedOut, what + cause};
  if (code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT) {
    return {ErrorCode::BadRequest, what + cause, std::nullopt, "only http and https are fetched"};
  }
  return {ErrorCode::Network, what + cause};
}

}  // namespace

bool is_web_address(std::string_view text) {
  return starts_with_ignoring_case(text, "http://") || starts_with_ignoring_case(text, "https://");
}

Result<Fetched> fetch(const std::string& url, const FetchOptions& options) {
  if (!is_web_address(url)) {
    return fail(ErrorCode::BadRequest, "'" + url + "' is no web address",
                "only http and https are fetched");
  }
  const CurlLibrary* const curl = CurlLibrary::get();
  const std::unique_ptr<CURL, CloseHandle> handle(curl != nullptr ? curl->easy_init() : nullptr);
  if (!handle) {
    return fail(ErrorCode::BadRequest, "cannot fetch '" + url + "': there is no libcurl here",
                "install libcurl 4, or save the page and import the file");
  }
  Transfer transfer{options, {}, false, {}};
  std::array<char, CURL_ERROR_SIZE> message{};
  configure(*curl, handle.get(), url, transfer, message.data());
  const CURLcode code = curl->easy_perform(handle.get());
  if (code != CURLE_OK) return fail(failure_of(code, transfer, message.data(), url));
  long status = 0;
  curl->easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status < 200 || status > 299) {
    return fail(ErrorCode::Network, "cannot fetch '" + url + "': the server answers with status " +
                                        std::to_string(status));
  }
  Fetched page;
  const char* text = nullptr;
  if (curl->easy_getinfo(handle.get(), CURLINFO_EFFECTIVE_URL, &text) == CURLE_OK && text) {
    page.url = text;
  }
  text = nullptr;
  if (curl->easy_getinfo(handle.get(), CURLINFO_CONTENT_TYPE, &text) == CURLE_OK && text) {
    warc::read_content_type(text, page.type, page.charset);
  }
  page.body = std::move(transfer.body);
  return page;
}

}  // namespace whocites::ingest
