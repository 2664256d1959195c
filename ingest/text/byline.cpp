// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/byline.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "ingest/outlets.h"
#include "ingest/text/tokens.h"

namespace whocites::ingest::text {
namespace {

constexpr std::size_t kLongestByline = 160;     // bytes
constexpr std::size_t kLongestDateline = 100;   // bytes
constexpr std::size_t kLongestCopyright = 300;  // bytes

// Parts of a byline at commas, semicolons, bars, slashes and "and".
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  const auto cut = [&](std::size_t end, std::size_t next) {
    if (const std::string_view part = trim(text.substr(begin, end - begin)); !part.empty()) {
      parts.push_back(part);
    }
    begin = next;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (std::string_view(",;|/").find(text[i]) != std::string_view::npos) cut(i, i + 1);
    if (starts_with_ignoring_case(rest, " and ")) cut(i, i + 5);
    if (rest.starts_with(" & ")) cut(i, i + 3);
    if (starts_with_ignoring_case(rest, " for ")) cut(i, i + 5);
    if (rest.starts_with(" - ")) cut(i, i + 3);
  }
  cut(text.size(), text.size());
  return parts;
}

// Two to four words that all begin with a capital, none of which is a post or a staff word.
bool is_person_name(std::string_view part) {
  const Lexicon& lexicon = Lexicon::of(Language::English);
  std::size_t words = 0;
  std::string lower;
  for (const Token& token : tokenize_name(part)) {
    if (token.kind == TokenKind::Punct && token.mark != '.') return false;
    if (token.kind != TokenKind::Word) continue;
    lower_word(part.substr(token.begin, token.end - token.begin), lower);
    const WordId word = lexicon.id_of(lower);
    if (token.joint == 0 && !token.is_capital && lower.size() > 3) return false;
    if (lexicon.is(word, WordClass::Staff) || lexicon.is(word, WordClass::Organization)) {
      return false;
    }
    ++words;
  }
  return words >= 2 && words <= 5;
}

std::string listed_name(std::string_view part) {
  return outlet_named(part) != nullptr ? std::string(part) : std::string();
}

std::optional<std::string_view> after_marker(std::string_view line) {
  if (line.starts_with('(') && line.ends_with(')')) line = line.substr(1, line.size() - 2);
  constexpr std::array<std::string_view, 5> kMarkers{"by ", "written by ", "reporting by ",
                                                     "posted by ", "story by "};
  for (const std::string_view marker : kMarkers) {
    if (starts_with_ignoring_case(line, marker)) return trim(line.substr(marker.size()));
  }
  return std::nullopt;
}

// The place of a dateline: its first word is in capitals, "SEOUL", "WASHINGTON, D.C.".
bool begins_with_place(std::string_view text) {
  std::size_t capitals = 0;
  while (capitals < text.size() && text[capitals] >= 'A' && text[capitals] <= 'Z') ++capitals;
  const bool ends_word = capitals == text.size() ||
                         std::string_view(" ,/.-(").find(text[capitals]) != std::string_view::npos;
  return capitals >= 3 && ends_word;
}

// The end of the first dash that parts a dateline from the text, and where that dash begins.
std::optional<std::pair<std::size_t, std::size_t>> find_dash(std::string_view head) {
  constexpr std::array<std::string_view, 6> kDashes{"\u2014", "\u2013", " -- ", "--", " - ", ") -"};
  std::optional<std::pair<std::size_t, std::size_t>> first;
  for (const std::string_view dash : kDashes) {
    const std::size_t at = head.find(dash);
    if (at == std::string_view::npos || (first && first->first <= at)) continue;
    const std::size_t begin = dash == ") -" ? at + 1 : at;
    first = std::pair(begin, at + dash.size());
  }
  return first;
}

std::optional<Date> date_in(std::string_view place_and_date) {
  const std::size_t comma = place_and_date.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  return find_written_date(trim(place_and_date.substr(comma + 1)));
}

// The listed outlet in "(…)" at the end of `text`; its name, and what stands before it.
std::pair<std::string, std::string_view> outlet_in_brackets(std::string_view text) {
  text = trim(text);
  const std::size_t open = text.rfind('(');
  if (!text.ends_with(')') || open == std::string_view::npos) return {{}, text};
  const std::string_view inner = text.substr(open + 1, text.size() - open - 2);
  return {listed_name(trim(inner)), trim(text.substr(0, open))};
}

}  // namespace

std::optional<Byline> parse_byline(std::string_view line) {
  line = trim(line);
  if (line.size() > kLongestByline) return std::nullopt;
  const std::optional<std::string_view> rest = after_marker(line);
  if (!rest) return std::nullopt;
  Byline byline;
  bool is_editing = false;
  for (std::string_view part : parts_of(*rest)) {
    if (starts_with_ignoring_case(part, "by ")) part = trim(part.substr(3));
    is_editing = is_editing || starts_with_ignoring_case(part, "editing by") ||
                 starts_with_ignoring_case(part, "additional reporting");
    if (const std::string outlet = listed_name(part); !outlet.empty()) {
      if (byline.outlet.empty()) byline.outlet = outlet;
    } else if (const std::optional<Date> date = find_written_date(part)) {
      byline.date = date;
    } else if (!is_editing && is_person_name(part)) {
      byline.authors.emplace_back(part);
    }
  }
  const bool is_sentence = line.ends_with('.') && line.size() > kLongestByline / 2;
  if (is_sentence || (byline.authors.empty() && byline.outlet.empty())) return std::nullopt;
  return byline;
}

std::optional<Dateline> parse_dateline(std::string_view paragraph) {
  const std::string_view head = paragraph.substr(0, kLongestDateline);
  Dateline dateline;
  if (const auto dash = find_dash(head)) {
    auto [outlet, before] = outlet_in_brackets(head.substr(0, dash->first));
    const bool is_dateline = begins_with_place(before) || (!outlet.empty() && before.size() < 60);
    if (is_dateline) {
      dateline.outlet = std::move(outlet);
      dateline.date = date_in(before);
      dateline.length = dash->second;
      return dateline;
    }
  }
  const std::size_t close = head.find(')');
  if (!head.starts_with('(') || close == std::string_view::npos) return std::nullopt;
  dateline.outlet = listed_name(trim(head.substr(1, close - 1)));
  dateline.length = close + 1;
  if (dateline.outlet.empty()) return std::nullopt;
  return dateline;
}

bool is_copyright_line(std::string_view line) {
  if (line.size() > kLongestCopyright) return false;
  return line.starts_with("\u00A9") || starts_with_ignoring_case(line, "copyright ") ||
         starts_with_ignoring_case(line, "(c) 20") || starts_with_ignoring_case(line, "(c) 19");
}

std::string copyright_holder(std::string_view line) {
  if (!is_copyright_line(line)) return {};
  const std::size_t name = line.find_first_of("0123456789");
  if (name == std::string_view::npos) return {};
  std::string_view rest = line.substr(name);
  rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of("0123456789-, ")));
  if (starts_with_ignoring_case(rest, "by ")) rest.remove_prefix(3);
  for (std::size_t end = rest.size(); end != std::string_view::npos && end > 0;
       end = rest.find_last_of(".,;|", end - 1)) {
    if (const std::string outlet = listed_name(trim(rest.substr(0, end))); !outlet.empty()) {
      return outlet;
    }
  }
  return {};
}

}  // namespace whocites::ingest::text
