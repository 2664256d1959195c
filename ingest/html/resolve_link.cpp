// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "graph/keys.h"
#include "ingest/html/page.h"

namespace whocites::ingest::html {
namespace {

bool has_scheme(std::string_view href) {
  const std::size_t colon = href.find(':');
  if (colon == href.npos || colon == 0) return false;
  return std::all_of(href.begin(), href.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '+' || c == '-' || c == '.';
  });
}

// Source: RFC 3986 section 5.2.4.
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> kept;
  const std::vector<std::string_view> parts = split(path, '/');
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool is_last = i + 1 == parts.size();
    if (parts[i] == "..") {
      if (kept.size() > 1) kept.pop_back();
      if (is_last) kept.emplace_back();
    } else if (parts[i] == ".") {
      if (is_last) kept.emplace_back();
    } else {
      kept.push_back(parts[i]);
    }
  }
  std::string joined;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (i > 0) joined += '/';
    joined += kept[i];
  }
  return joined;
}

}  // namespace

std::string resolve_link(std::string_view base, std::string_view href) {
  std::string target;
  for (const char c : trim(href)) {  // line ends and tabs do not count (WHATWG URL)
    if (c != '\n' && c != '\t' && c != '\r') target += c;
  }
  if (target.empty() || target.starts_with('#')) return {};
  if (has_scheme(target)) return canonical_url(target) ? target : std::string();
  const std::size_t scheme = base.find("://");
  if (scheme == base.npos) return {};
  if (target.starts_with("//")) return std::string(base.substr(0, scheme + 1)) + target;
  const std::size_t path = std::min(base.find_first_of("/?#", scheme + 3), base.size());
  const std::string site(base.substr(0, path));
  if (target.starts_with('/')) return site + target;
  std::string_view folder = base.substr(path);
  folder = folder.substr(0, std::min(folder.find_first_of("?#"), folder.size()));
  if (target.starts_with('?')) return site + std::string(folder) + target;
  folder = folder.substr(0, folder.rfind('/') == folder.npos ? 0 : folder.rfind('/'));
  const std::size_t end = std::min(target.find_first_of("?#"), target.size());
  return site + without_dots(std::string(folder) + "/" + target.substr(0, end)) +
         target.substr(end);
}

}  // namespace whocites::ingest::html
