// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/html/detail/page_shape.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.h"

namespace whocites::ingest::html {
namespace {

// Source: HTML Living Standard, 13.1.2 (void elements) and 13.1.2.4 (optional end tags).
constexpr std::array<std::string_view, 32> kNotCounted{
    "area",   "base",     "br",     "col",   "embed", "hr",    "img",   "input",
    "link",   "meta",     "source", "track", "wbr",   "param", "p",     "li",
    "dt",     "dd",       "td",     "th",    "tr",    "tbody", "thead", "tfoot",
    "option", "optgroup", "rt",     "rp",    "html",  "head",  "body",  "colgroup"};

// How far up an end tag looks for the tag that it ends: more were left open than that by nobody.
constexpr std::size_t kLookUp = 64;

bool is_name_part(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-'; }

bool is_between(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '/' || c == '"' ||
         c == '\'';
}

// Behind the tag whose name ends at `at`, and at least as many as it has attributes; a ">" in
// quotes is of a value.
std::pair<std::size_t, std::size_t> end_of_tag(std::string_view page, std::size_t at) {
  std::size_t attributes = 0;
  while (at < page.size() && page[at] != '>') {
    const bool begins = !is_between(page[at]) && is_between(page[at - 1]);
    if (begins) ++attributes;
    const bool is_value = page[at] == '=' && at + 1 < page.size();
    if (is_value && (page[at + 1] == '"' || page[at + 1] == '\'')) {
      at = page.find(page[at + 1], at + 2);
      if (at == page.npos) return {page.size(), attributes};
    }
    ++at;
  }
  return {at, attributes};
}

// Behind what an element of raw text holds, if `name` is such a one: there "<" begins no tag.
std::size_t end_of_raw_text(std::string_view page, std::size_t at, std::string_view name) {
  if (name != "script" && name != "style" && name != "textarea" && name != "title") return at;
  for (at = page.find("</", at); at != page.npos; at = page.find("</", at + 2)) {
    if (starts_with_ignoring_case(page.substr(at + 2, name.size()), name)) return at;
  }
  return page.size();
}

}  // namespace

PageShape shape_of(std::string_view page) {
  std::vector<std::string> open;
  PageShape shape;
  for (std::size_t at = page.find('<'); at < page.size(); at = page.find('<', at)) {
    if (page.substr(at).starts_with("<!--")) {
      at = page.find("-->", at);
      continue;
    }
    const bool ends = at + 1 < page.size() && page[at + 1] == '/';
    const std::size_t begin = at + (ends ? 2 : 1);
    std::size_t end = begin;
    while (end < page.size() && is_name_part(page[end])) ++end;
    if (end == begin) {
      ++at;
      continue;
    }
    const std::string name =
        ascii_lower(page.substr(begin, std::min<std::size_t>(end - begin, 32)));
    std::size_t attributes = 0;
    std::tie(at, attributes) = end_of_tag(page, end);
    shape.attributes = std::max(shape.attributes, attributes);
    if (std::find(kNotCounted.begin(), kNotCounted.end(), name) != kNotCounted.end()) continue;
    if (!ends) {
      at = end_of_raw_text(page, at, name);
      open.push_back(name);
      shape.nesting = std::max(shape.nesting, open.size());
      continue;
    }
    const std::size_t limit = std::min(open.size(), kLookUp);
    for (std::size_t up = 0; up < limit; ++up) {
      if (open[open.size() - 1 - up] != name) continue;
      open.resize(open.size() - 1 - up);
      break;
    }
  }
  return shape;
}

}  // namespace whocites::ingest::html
