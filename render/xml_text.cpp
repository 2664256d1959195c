// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/xml_text.h"

#include "base/text.h"

namespace whocites::render {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

std::string_view reference(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    case '\r':
      return "&#13;";
    default:
      return static_cast<unsigned char>(c) < 0x20 ? kReplacement : std::string_view();
  }
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string escaped;
  for (const char c : to_valid_utf8(text)) {
    const std::string_view instead = reference(c);
    if (instead.empty()) {
      escaped += c;
    } else {
      escaped += instead;
    }
  }
  for (const std::string_view nonchar : {"\uFFFE", "\uFFFF"}) {
    for (std::size_t at = 0; (at = escaped.find(nonchar, at)) != std::string::npos;) {
      escaped.replace(at, nonchar.size(), kReplacement);
    }
  }
  return escaped;
}

}  // namespace whocites::render
