// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "ingest/fetch.h"

namespace whocites::ingest {
namespace {

struct Range4 {
  std::uint32_t begin;
  int bits;
};

constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

constexpr std::array<Range4, 15> kReserved4{{{ip(0, 0, 0, 0), 8},        // this network
                                             {ip(10, 0, 0, 0), 8},       // private
                                             {ip(100, 64, 0, 0), 10},    // carriers' own
                                             {ip(127, 0, 0, 0), 8},      // this machine
                                             {ip(169, 254, 0, 0), 16},   // this link
                                             {ip(172, 16, 0, 0), 12},    // private
                                             {ip(192, 0, 0, 0), 24},     // protocols
                                             {ip(192, 0, 2, 0), 24},     // documentation
                                             {ip(192, 88, 99, 0), 24},   // 6to4 relays
                                             {ip(192, 168, 0, 0), 16},   // private
                                             {ip(198, 18, 0, 0), 15},    // benchmarks
                                             {ip(198, 51, 100, 0), 24},  // documentation
                                             {ip(203, 0, 113, 0), 24},   // documentation
                                             {ip(224, 0, 0, 0), 4},      // multicast
                                             {ip(240, 0, 0, 0), 4}}};    // reserved, broadcast

bool is_public(std::uint32_t address) {
  return std::none_of(kReserved4.begin(), kReserved4.end(), [&](const Range4& range) {
    return (address ^ range.begin) >> (32 - range.bits) == 0;
  });
}

using Bytes6 = std::array<std::uint8_t, 16>;

std::uint32_t four_bytes(const Bytes6& address, std::size_t at) {
  return ip(address[at], address[at + 1], address[at + 2], address[at + 3]);
}

bool is_public(const Bytes6& address) {
  const bool is_mapped = std::all_of(address.begin(), address.begin() + 10,
                                     [](std::uint8_t byte) { return byte == 0; });
  if (is_mapped && address[10] == 0xFF && address[11] == 0xFF) {
    return is_public(four_bytes(address, 12));
  }
  if (four_bytes(address, 0) == 0x0064FF9B) {  // translated to IPv4; 64:ff9b:1::/48 is private
    return four_bytes(address, 4) == 0 && is_public(four_bytes(address, 12));
  }
  if (address[0] == 0x20 && address[1] == 0x02) return is_public(four_bytes(address, 2));  // 6to4
  const bool is_global_unicast = address[0] >> 5 == 1;                       // 2000::/3
  const bool is_protocol = four_bytes(address, 0) >> 9 == 0x20010000U >> 9;  // 2001::/23
  const bool is_documentation =
      four_bytes(address, 0) == 0x20010DB8 || four_bytes(address, 0) >> 12 == 0x3FFF0000U >> 12;
  return is_global_unicast && !is_protocol && !is_documentation;
}

}  // namespace

bool is_public_address(std::string_view address) {
  const std::string text(address.substr(0, address.find('%')));  // without the zone
  in_addr four{};
  if (inet_pton(AF_INET, text.c_str(), &four) == 1) return is_public(ntohl(four.s_addr));
  in6_addr six{};
  if (inet_pton(AF_INET6, text.c_str(), &six) != 1) return false;
  Bytes6 bytes{};
  std::copy(std::begin(six.s6_addr), std::end(six.s6_addr), bytes.begin());
  return is_public(bytes);
}

}  // namespace whocites::ingest
