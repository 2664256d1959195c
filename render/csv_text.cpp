// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/csv_text.h"

#include "base/text.h"

namespace whocites::render {

std::string csv_cell(std::string_view text) {
  std::string clean = to_valid_utf8(text);
  const bool spaced = !clean.empty() && (clean.front() == ' ' || clean.back() == ' ');
  if (!spaced && clean.find_first_of(",\"\r\n") == std::string::npos) return clean;
  std::string quoted = "\"";
  for (const char c : clean) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string no_formula(const std::string& text) {
  const bool is_formula = text.find_first_of("=+-@\t\r") == 0;
  return is_formula ? "'" + text : text;
}

void write_csv_row(std::ostream& out, const std::vector<std::string>& cells) {
  const char* separator = "";
  for (const std::string& text : cells) {
    out << separator << csv_cell(text);
    separator = ",";
  }
  out << '\n';
}

}  // namespace whocites::render
