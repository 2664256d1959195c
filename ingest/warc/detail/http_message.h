// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace whocites::ingest::warc {

// An HTTP response as an archive keeps it, its body unpacked and in one piece.
struct HttpResponse {
  int status = 0;            // 0: the first line does not say
  std::string content_type;  // "text/html"
  std::string charset;       // of that header
  std::string body;
};

// Unreadable when it is none, or its body is packed in a way that is not known or damaged. A body
// in chunks that ends early is given as far as it goes. Source: RFC 9112.
Result<HttpResponse> read_response(std::string_view message, std::size_t max_body);

// "text/html; charset=utf-8" → its two parts.
void read_content_type(std::string_view header, std::string& type, std::string& charset);

}  // namespace whocites::ingest::warc
