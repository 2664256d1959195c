// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/xml_text.h"

#include "base/text.h"

namespace whocites::render {
namespace {

constexpr std::string_view kReplacement = "\uFFFD";

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

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

std::string exchangeable(std::string_view text) {
  std::string clean = to_valid_utf8(text);
  for (const std::string_view nonchar : {"\uFFFE", "\uFFFF"}) {
    replace_all(clean, nonchar, kReplacement);
  }
  return clean;
}

std::string xml_text(std::string_view text) {
  std::string escaped;
  for (const char c : exchangeable(text)) {
    const std::string_view instead = reference(c);
    if (instead.empty()) {
      escaped += c;
    } else {
      escaped += instead;
    }
  }
  // Line ends to readers of XML 1.1, who make all line ends one.
  replace_all(escaped, "\u0085", "&#133;");
  replace_all(escaped, "\u2028", "&#8232;");
  return escaped;
}

}  // namespace whocites::render
