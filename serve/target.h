// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whocites::serve {

// What a request line asks for, decoded: "/api/node?key=a%20b".
struct Target {
  std::string path;
  std::vector<std::pair<std::string, std::string>> parameters;  // in their order
  friend bool operator==(const Target&, const Target&) = default;
};

// Absent for what is no path from the root, or is wrongly encoded. In the query "+" is a space.
// Source: RFC 3986, 2.1 and 3.4; WHATWG URL, application/x-www-form-urlencoded.
std::optional<Target> parse_target(std::string_view text);

}  // namespace whocites::serve
