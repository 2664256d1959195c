// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

// Comma-separated values after RFC 4180.
namespace whocites::render {

// Quoted only where needed, a quote inside doubled; ill-formed UTF-8 becomes U+FFFD.
std::string csv_cell(std::string_view text);
void write_csv_row(std::ostream& out, const std::vector<std::string>& cells);

}  // namespace whocites::render
