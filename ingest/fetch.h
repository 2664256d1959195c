// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/error.h"

// Pages from the web, by libcurl.
namespace whocites::ingest {

// Whether an IP address, as text, is one of the public internet: not of this machine, a private or
// local network, multicast, documentation or otherwise reserved; of an IPv6 address that carries
// an IPv4 one, that one counts. False for what is no address. Source: the IANA registries of
// special-purpose addresses (RFC 6890).
bool is_public_address(std::string_view address);

struct FetchOptions {
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds timeout{60'000};      // for all of it
  std::size_t max_bytes = std::size_t{64} << 20;  // of the body, unpacked
  long max_redirects = 10;
  // Asked of every address that is connected to, after names were resolved, redirects included, so
  // that no name can lead into a private network.
  std::function<bool(std::string_view address)> may_connect = is_public_address;
};

struct Fetched {
  std::string url;      // where the redirects ended
  std::string type;     // "text/html"; empty: not said
  std::string charset;  // of that header; empty: not said
  std::string body;     // unpacked
};

// The body at an http or https address. BadRequest for other schemes and for an address that
// `may_connect` refuses; TimedOut; Network when there is no connection, too many redirects, or a
// status that is not 2xx; Unreadable when the body is larger than allowed. No proxy is used, for
// what is behind it could not be told; certificates are checked. May be called by several threads.
Result<Fetched> fetch(const std::string& url, const FetchOptions& options = {});

// Whether the text is an address that fetch() takes.
bool is_web_address(std::string_view text);

}  // namespace whocites::ingest
