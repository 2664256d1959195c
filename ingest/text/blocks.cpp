// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/blocks.h"

#include <algorithm>

#include "base/date.h"
#include "base/text.h"

namespace whocites::ingest::text {
namespace {

constexpr std::size_t kWrapLimit = 100;    // bytes; longer lines are whole paragraphs
constexpr std::size_t kWrapLeast = 40;     // shorter ones are headings and lists
constexpr std::size_t kLongestDate = 100;  // bytes

struct Line {
  std::size_t begin;
  std::size_t end;  // both without white space around
  bool is_blank() const { return begin == end; }
  std::size_t size() const { return end - begin; }
};

Line trimmed(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view inner = trim(text.substr(begin, end - begin));
  if (inner.empty()) return {begin, begin};
  const auto at = static_cast<std::size_t>(inner.data() - text.data());
  return {at, at + inner.size()};
}

// The length to which a text was broken, 0 when it was not: most lines that are followed by
// another are nearly as long as the longest one.
std::size_t wrap_width(const std::vector<Line>& lines) {
  std::size_t longest = 0;
  for (const Line& line : lines) longest = std::max(longest, line.size());
  if (longest > kWrapLimit || longest < kWrapLeast) return 0;
  std::size_t followed = 0;
  std::size_t full = 0;
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    if (lines[i].is_blank() || lines[i + 1].is_blank()) continue;
    ++followed;
    if (lines[i].size() * 10 >= longest * 7) ++full;
  }
  return followed > 0 && full * 10 >= followed * 6 ? longest : 0;
}

bool is_date_line(std::string_view line) {
  return line.size() <= kLongestDate && find_written_date(line).has_value();
}

bool continues(std::string_view text, const Line& line, const Line& next, std::size_t width) {
  if (width == 0 || next.is_blank() || line.size() * 10 < width * 7) return false;
  const auto of = [&](const Line& l) { return text.substr(l.begin, l.size()); };
  return !is_date_line(of(line)) && !is_date_line(of(next));
}

}  // namespace

std::uint64_t BlockedText::line_of(std::size_t offset) const {
  const auto after = std::upper_bound(line_starts.begin(), line_starts.end(), offset);
  return static_cast<std::uint64_t>(after - line_starts.begin());
}

BlockedText cut_into_blocks(std::string text) {
  BlockedText result;
  std::vector<Line> lines;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool is_end = i == text.size() || text[i] == '\n' || text[i] == '\f' ||
                        (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
    if (!is_end) continue;
    result.line_starts.push_back(begin);
    lines.push_back(trimmed(text, begin, i));
    begin = i + 1;
  }
  const std::size_t width = wrap_width(lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].is_blank()) continue;
    Block block{lines[i].begin, lines[i].end, lines[i].end};
    while (i + 1 < lines.size() && continues(text, lines[i], lines[i + 1], width)) {
      block.end = lines[++i].end;
    }
    result.blocks.push_back(block);
  }
  result.flat = std::move(text);
  std::replace_if(
      result.flat.begin(), result.flat.end(),
      [](char c) { return c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\v'; }, ' ');
  return result;
}

}  // namespace whocites::ingest::text
