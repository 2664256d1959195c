// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/warc/detail/http_message.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "ingest/content_coding.h"

namespace whocites::ingest::warc {
namespace {

struct Head {
  std::string encoding;
  bool is_chunked = false;
};

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest = end == rest.npos ? std::string_view() : rest.substr(end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

void read_header(std::string_view line, HttpResponse& response, Head& head) {
  const std::size_t colon = line.find(':');
  if (colon == line.npos) return;
  const std::string name = ascii_lower(trim(line.substr(0, colon)));
  const std::string value = ascii_lower(trim(line.substr(colon + 1)));
  if (name == "content-type") read_content_type(value, response.content_type, response.charset);
  if (name == "content-encoding") head.encoding = value;
  if (name == "transfer-encoding") head.is_chunked = value.find("chunked") != value.npos;
}

// Archives say "chunked" of bodies that they have put together: then nothing is a chunk.
std::string join_chunks(std::string_view body) {
  std::string joined;
  std::string_view rest = body;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    std::size_t size = 0;
    const auto [end, failure] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
    if (failure != std::errc()) return joined.empty() ? std::string(body) : joined;
    if (size == 0) break;
    joined += rest.substr(0, size);
    rest = rest.size() > size ? rest.substr(size) : std::string_view();
    take_line(rest);
  }
  return joined;
}

}  // namespace

void read_content_type(std::string_view header, std::string& type, std::string& charset) {
  const std::string lower = ascii_lower(header);
  type = std::string(trim(std::string_view(lower).substr(0, lower.find(';'))));
  const std::size_t at = lower.find("charset=");
  if (at == lower.npos) return;
  std::string_view value = trim(std::string_view(lower).substr(at + 8));
  value = value.substr(0, value.find(';'));
  while (!value.empty() && (value.front() == '"' || value.front() == '\'')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == '"' || value.back() == '\'')) value.remove_suffix(1);
  charset = std::string(trim(value));
}

Result<HttpResponse> read_response(std::string_view message, std::size_t max_body) {
  std::string_view rest = message;
  const std::string_view status = take_line(rest);
  if (!status.starts_with("HTTP/")) {
    return fail(ErrorCode::Unreadable, "the record holds no HTTP response");
  }
  HttpResponse response;
  const std::size_t space = status.find(' ');
  if (space != status.npos) {
    const std::string_view code = trim(status.substr(space));
    std::from_chars(code.data(), code.data() + code.size(), response.status);
  }
  Head head;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (line.empty()) break;
    read_header(line, response, head);
  }
  std::string body = head.is_chunked ? join_chunks(rest) : std::string(rest);
  Result<std::string> page = without_coding(std::move(body), head.encoding, max_body);
  if (!page) return fail(page.error());
  response.body = std::move(*page);
  return response;
}

}  // namespace whocites::ingest::warc
