// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/data_shape.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "base/text.h"

namespace whocites::ingest {
namespace {

constexpr std::size_t kWordsOfASentence = 3;
constexpr std::size_t kFewLines = 3;  // of which nothing is concluded

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
// Bytes of other than Latin letters count as letters: signs and digits are mostly ASCII.
bool is_letter(char c) {
  return is_capital(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_word(std::string_view token) {
  const auto letters = std::count_if(token.begin(), token.end(), is_letter);
  return letters > 0 && letters * 2 >= static_cast<std::ptrdiff_t>(token.size());
}

bool ends_a_sentence(std::string_view token) {
  while (true) {
    const std::size_t before = token.size();
    for (const std::string_view closing : {"\"", "'", ")", "]", "*", "_", "”", "’", "»", "“"}) {
      if (token.size() > closing.size() && token.ends_with(closing)) {
        token.remove_suffix(closing.size());
      }
    }
    if (token.size() == before) break;
  }
  for (const std::string_view end : {".", "!", "?", ":", "…", "।", "؟", "۔"}) {
    if (token.ends_with(end) && token.size() > end.size()) return true;
  }
  return false;
}

// Characters of three bytes and more: of Asia's scripts, mostly.
bool is_mostly_unspaced(std::string_view text) {
  std::size_t long_characters = 0;
  std::size_t letters = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) == 0x80) continue;
    if (is_letter(c)) ++letters;
    if (byte >= 0xE3) ++long_characters;
  }
  return long_characters > 0 && long_characters * 2 > letters;
}

// "%T Title", "TI  - Title", "PMID- 1", "AU Lee, A", "--AU-- Lee, A": how EndNote, PubMed, ISI and
// Biblioscape begin a line.
bool has_tag(std::string_view line) {
  if (line.starts_with('%')) return line.size() > 2 && line[2] == ' ';
  if (line.starts_with("--")) return line.size() > 5 && line.substr(4).starts_with("--");
  const std::size_t size = static_cast<std::size_t>(
      std::find_if_not(line.begin(), line.end(),
                       [](char c) { return is_capital(c) || is_digit(c); }) -
      line.begin());
  if (size < 2 || size > 4 || !is_capital(line.front())) return false;
  const std::string_view rest = trim(line.substr(size));
  return rest.starts_with("- ") || rest == "-" || (size == 2 && line.substr(2).starts_with(' '));
}

// "version: 1", "- name: x", "# of which"
bool has_name(std::string_view line) {
  line = trim(line);
  if (line.starts_with('#') || line == "---") return true;
  if (line.starts_with("- ")) line = trim(line.substr(2));
  const std::size_t colon = line.find(':');
  if (colon == line.npos || colon == 0) return false;
  if (colon + 1 < line.size() && line[colon + 1] != ' ') return false;
  return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
  });
}

constexpr std::array<std::string_view, 40> kHtmlElements{
    "html",   "head",   "body",  "div",    "p",      "article",    "section", "main",
    "header", "nav",    "aside", "footer", "h1",     "h2",         "h3",      "h4",
    "title",  "meta",   "link",  "script", "style",  "base",       "table",   "ul",
    "ol",     "dl",     "span",  "a",      "b",      "i",          "em",      "strong",
    "img",    "figure", "br",    "hr",     "center", "blockquote", "font",    "form"};

bool is_html_element(std::string_view name) {
  const std::string lower = ascii_lower(name);
  return std::find(kHtmlElements.begin(), kHtmlElements.end(), lower) != kHtmlElements.end();
}

struct LineCounts {
  std::size_t all = 0;  // that are not blank and go on no other
  std::size_t tagged = 0;
  std::size_t named = 0;
};

LineCounts count_lines(std::string_view text) {
  LineCounts counts;
  for (const std::string_view line : split(text, '\n')) {
    if (trim(line).empty()) continue;
    if (has_name(line)) ++counts.named;
    const bool goes_on = is_space(line.front()) && !has_name(line);
    if (goes_on) continue;
    ++counts.all;
    if (has_tag(line)) ++counts.tagged;
  }
  return counts;
}

bool is_mostly_signs(std::string_view text) {
  std::size_t letters = 0;
  std::size_t others = 0;
  for (const char c : text) {
    if (!is_space(c)) ++(is_letter(c) ? letters : others);
  }
  return others > letters;
}

}  // namespace

std::optional<std::string_view> xml_root(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const bool is_declared = trim(text).starts_with("<?xml");
  if (!is_declared && !trim(text).starts_with('<')) return std::nullopt;
  for (std::size_t at = text.find('<'); at != text.npos; at = text.find('<', at + 1)) {
    const std::string_view rest = text.substr(at + 1);
    if (rest.empty() || !is_letter(rest.front())) continue;  // a declaration, a comment
    const std::string_view name = rest.substr(0, rest.find_first_of(" \t\r\n/>"));
    if (!is_declared && is_html_element(name)) return std::nullopt;
    return name;
  }
  return std::nullopt;
}

bool has_sentence(std::string_view text) {
  if (is_mostly_unspaced(text)) return true;
  std::size_t words = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t line_ends = 0;
    for (; at < text.size() && is_space(text[at]); ++at) line_ends += text[at] == '\n' ? 1 : 0;
    if (line_ends > 1) words = 0;
    const std::size_t begin = at;
    while (at < text.size() && !is_space(text[at])) ++at;
    const std::string_view token = text.substr(begin, at - begin);
    if (!is_word(token)) {
      words = 0;
    } else if (++words >= kWordsOfASentence && ends_a_sentence(token)) {
      return true;
    }
  }
  return false;
}

std::optional<std::string_view> data_kind(std::string_view text, bool is_called_text) {
  if (xml_root(text)) return "an XML document of a kind that is not known";
  if (trim(text).empty()) return std::nullopt;
  const LineCounts lines = count_lines(text);
  if (lines.all > kFewLines && lines.tagged * 10 > lines.all * 7) {
    return "tagged records, such as EndNote's, PubMed's or ISI's";
  }
  if (lines.all > kFewLines && lines.named * 10 > lines.all * 8) {
    return "names and values, such as YAML's";
  }
  if (is_mostly_signs(text)) return "numbers and signs";
  if (!is_called_text && lines.all > kFewLines && !has_sentence(text)) {
    return "lines of which none is a sentence";
  }
  return std::nullopt;
}

}  // namespace whocites::ingest
