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
// A spreadsheet takes such a text for a formula, unless a quote is before it: for tables that are
// read by nothing else.
std::string no_formula(const std::string& text);
void write_csv_row(std::ostream& out, const std::vector<std::string>& cells);

}  // namespace whocites::render
