// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/boilerplate.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "ingest/data/embedded.h"

namespace whocites::ingest::text {
namespace {

constexpr std::size_t kLongestStart = 30;  // words of a block that a "start" pattern may fit
constexpr std::size_t kLongestAny = 90;
constexpr std::size_t kLongestBlock = 1200;  // bytes

struct Pattern {
  std::string words;
  std::string reason;
  bool is_single = false;  // one word, which needs a colon behind it: "Photo: …"
};

// Whether the first word of `block` is a label: a colon or a bar follows it.
bool begins_with_label(std::string_view block) {
  const std::size_t end = block.find_first_of(" :|/");
  if (end == std::string_view::npos) return false;
  const std::size_t mark = block.find_first_not_of(' ', end);
  return mark != std::string_view::npos &&
         std::string_view(":|/").find(block[mark]) != std::string_view::npos;
}

// What somebody says is no line of a page's frame.
bool begins_with_quote(std::string_view block) {
  return block.starts_with('"') || block.starts_with("\u201C") || block.starts_with("\u2018") ||
         block.starts_with('\'');
}

struct Patterns {
  std::unordered_map<std::string, std::string> whole;
  std::vector<Pattern> start;
  std::vector<Pattern> any;
};

Patterns parse() {
  Patterns patterns;
  for (std::string_view line : split(embedded::boilerplate_txt(), '\n')) {
    const std::vector<std::string_view> cells = split(line.substr(0, line.find('#')), '|');
    if (cells.size() != 3) continue;
    const std::string_view how = trim(cells[0]);
    const std::string reason(trim(cells[2]));
    for (std::string_view part : split(cells[1], ';')) {
      const std::string words = fold_words(trim(part));
      if (words.empty()) continue;
      if (how == "whole") patterns.whole.emplace(words, reason);
      if (how == "start") {
        patterns.start.push_back({words + " ", reason, words.find(' ') == std::string::npos});
      }
      if (how == "any") patterns.any.push_back({" " + words + " ", reason, false});
    }
  }
  return patterns;
}

}  // namespace

std::string boilerplate_reason(std::string_view block) {
  static const Patterns patterns = parse();
  if (block.size() > kLongestBlock) return {};
  const std::string folded = fold_words(block);
  if (const auto found = patterns.whole.find(folded); found != patterns.whole.end()) {
    return found->second;
  }
  const auto words = static_cast<std::size_t>(std::count(folded.begin(), folded.end(), ' ')) + 1;
  const std::string padded = " " + folded + " ";
  const std::string_view from_start = std::string_view(padded).substr(1);
  if (words <= kLongestStart && !begins_with_quote(block)) {
    const bool has_label = begins_with_label(block);
    for (const Pattern& pattern : patterns.start) {
      if (pattern.is_single && !has_label) continue;
      if (from_start.starts_with(pattern.words)) return pattern.reason;
    }
  }
  if (words <= kLongestAny) {
    for (const Pattern& pattern : patterns.any) {
      if (padded.find(pattern.words) != std::string::npos) return pattern.reason;
    }
  }
  return {};
}

}  // namespace whocites::ingest::text
