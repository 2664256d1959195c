// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/http_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace whocites::testing {

std::string HttpAnswer::header(const std::string& name) const {
  for (const std::string_view line : split(head, '\n')) {
    const std::size_t colon = line.find(": ");
    if (colon == line.npos || ascii_lower(line.substr(0, colon)) != ascii_lower(name)) continue;
    return std::string(trim(line.substr(colon + 2)));
  }
  return {};
}

std::string http_bytes(std::uint16_t port, const std::string& bytes) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string answer;
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    // A server may refuse without reading to the end.
    std::size_t sent = 0;
    while (sent < bytes.size()) {
      const ssize_t count = ::send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) break;
      sent += static_cast<std::size_t>(count);
    }
    std::array<char, 65536> piece{};
    for (ssize_t count = 0; (count = ::read(socket, piece.data(), piece.size())) > 0;) {
      answer.append(piece.data(), static_cast<std::size_t>(count));
    }
  }
  ::close(socket);
  return answer;
}

HttpAnswer http(std::uint16_t port, const HttpRequest& request) {
  std::string bytes = request.method + " " + request.target + " HTTP/1.1\r\n";
  const auto is_host = [](const auto& header) { return header.first == "Host"; };
  if (std::none_of(request.headers.begin(), request.headers.end(), is_host)) {
    bytes += "Host: 127.0.0.1:" + std::to_string(port) + "\r\n";
  }
  for (const auto& [name, value] : request.headers) bytes += name + ": " + value + "\r\n";
  bytes +=
      "Connection: close\r\nContent-Length: " + std::to_string(request.body.size()) + "\r\n\r\n";
  const std::string text = http_bytes(port, bytes + request.body);
  const std::size_t end = text.find("\r\n\r\n");
  if (!text.starts_with("HTTP/1.1 ") || end == text.npos) return {};
  return {std::stoi(text.substr(9, 3)), text.substr(0, end), text.substr(end + 4)};
}

}  // namespace whocites::testing
