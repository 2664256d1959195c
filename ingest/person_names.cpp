// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/person_names.h"

#include "base/text.h"
#include "ingest/latex_text.h"

namespace whocites::ingest {
namespace {

// Parts at commas, or at the word "and", outside of braces.
std::vector<std::string_view> parts_of(std::string_view text, bool at_commas) {
  std::vector<std::string_view> parts;
  std::size_t depth = 0;
  std::size_t start = 0;
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '{') ++depth;
    if (text[at] == '}' && depth > 0) --depth;
    if (depth > 0) continue;
    if (at_commas && text[at] == ',') {
      parts.push_back(text.substr(start, at - start));
      start = at + 1;
    }
    const bool is_and = !at_commas && at > 0 && is_space(text[at - 1]) && at + 3 < text.size() &&
                        is_space(text[at + 3]) && ascii_lower(text.substr(at, 3)) == "and";
    if (is_and) {
      parts.push_back(text.substr(start, at - start));
      start = at + 3;
    }
  }
  parts.push_back(text.substr(start));
  return parts;
}

}  // namespace

std::string natural_name(std::string_view name) {
  const std::vector<std::string_view> parts = parts_of(name, true);
  if (parts.size() == 2 && !trim(parts[1]).empty()) {
    return std::string(trim(parts[1])) + " " + std::string(trim(parts[0]));
  }
  if (parts.size() == 3 && !trim(parts[2]).empty()) {
    return std::string(trim(parts[2])) + " " + std::string(trim(parts[0])) + ", " +
           std::string(trim(parts[1]));
  }
  std::string_view whole = trim(name);
  while (whole.ends_with(',')) whole = trim(whole.substr(0, whole.size() - 1));
  return std::string(whole);
}

std::vector<std::string> bibtex_names(std::string_view field) {
  std::vector<std::string> names;
  for (const std::string_view part : parts_of(field, false)) {
    std::string name = latex_text(natural_name(part));
    if (!name.empty()) names.push_back(std::move(name));
  }
  return names;
}

}  // namespace whocites::ingest
