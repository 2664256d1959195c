// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whocites::testing {

struct ZipEntry {
  std::string name;
  std::string bytes;
  bool is_stored = false;  // else deflated
  std::string password = {};
};

// The bytes of a zip archive of these files, in this order.
std::string zip_of(const std::vector<ZipEntry>& entries);

// `bytes` with each `from` replaced by `to`, which is as long: to lie in headers.
std::string patched(std::string bytes, std::string_view from, std::string_view to);

}  // namespace whocites::testing
