// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/html/detail/page_parts.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"
#include "ingest/data/embedded.h"

namespace whocites::ingest::html {
namespace {

struct PartName {
  std::string_view name;
  unsigned bit;
};
constexpr unsigned kComments = 1;
constexpr unsigned kAround = 2;
constexpr unsigned kText = 4;
constexpr unsigned kSources = 8;
constexpr unsigned kAuthor = 16;
constexpr unsigned kDate = 32;
constexpr std::array<PartName, 6> kParts{{{"comments", kComments},
                                          {"around", kAround},
                                          {"text", kText},
                                          {"sources", kSources},
                                          {"author", kAuthor},
                                          {"date", kDate}}};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// Calls `use` for each word of "post-comments_list postComments".
template <class Use>
void for_each_word(std::string_view names, const Use& use) {
  std::string word;
  for (std::size_t i = 0; i <= names.size(); ++i) {
    const char c = i < names.size() ? names[i] : ' ';
    const bool is_part = std::isalpha(static_cast<unsigned char>(c)) != 0;
    const bool begins = is_upper(c) && i > 0 && !is_upper(names[i - 1]);
    if ((!is_part || begins) && !word.empty()) {
      use(word);
      word.clear();
    }
    if (is_part) word += ascii_lower(names.substr(i, 1));
  }
}

bool is_hidden(const GumboNode* node) {
  if (has_attribute(node, "hidden") || attribute(node, "aria-hidden") == "true") return true;
  std::string style = ascii_lower(attribute(node, "style"));
  std::erase(style, ' ');
  return style.find("display:none") != style.npos || style.find("visibility:hidden") != style.npos;
}

}  // namespace

PageParts::PageParts() {
  for (const std::string_view line : split(embedded::page_parts_txt(), '\n')) {
    const std::size_t bar = line.find('|');
    if (line.starts_with('#') || bar == line.npos) continue;
    const std::string_view what = trim(line.substr(0, bar));
    const std::string words = collapse_space(line.substr(bar + 1));
    for (const std::string_view word : split(words, ' ')) {
      if (what == "shares") shares_.emplace_back(word);
      if (what == "sections") sections_.emplace_back(word);
      for (const PartName& part : kParts) {
        if (part.name == what) words_[std::string(word)] |= part.bit;
      }
    }
  }
}

const PageParts& PageParts::get() {
  static const PageParts parts;
  return parts;
}

bool PageParts::is_never_text(const GumboNode* node) const {
  switch (tag_of(node)) {
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_INPUT:
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_LAST:
      return true;
    default:
      break;
  }
  static constexpr std::array<std::string_view, 10> kRoles{
      "navigation",  "complementary", "banner",  "contentinfo", "dialog",
      "alertdialog", "menu",          "menubar", "search",      "toolbar"};
  const std::string role = ascii_lower(attribute(node, "role"));
  return is_hidden(node) || std::find(kRoles.begin(), kRoles.end(), role) != kRoles.end();
}

unsigned PageParts::parts_of(const GumboNode* node) const {
  unsigned parts = 0;
  for (const char* const name : {"class", "id"}) {
    for_each_word(attribute(node, name), [&](const std::string& word) {
      if (const auto known = words_.find(word); known != words_.end()) parts |= known->second;
    });
  }
  return parts;
}

bool PageParts::has(const GumboNode* node, unsigned parts) const {
  const GumboTag tag = tag_of(node);
  if (tag == GUMBO_TAG_LAST || tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY) return false;
  return (parts_of(node) & parts) != 0;
}

bool PageParts::is_comments(const GumboNode* node) const {
  return tag_of(node) != GUMBO_TAG_MAIN && tag_of(node) != GUMBO_TAG_ARTICLE &&
         has(node, kComments);
}

bool PageParts::is_around(const GumboNode* node) const { return has(node, kAround); }
bool PageParts::is_text(const GumboNode* node) const { return has(node, kText); }
bool PageParts::is_sources(const GumboNode* node) const { return has(node, kSources); }
bool PageParts::is_author(const GumboNode* node) const { return has(node, kAuthor); }
bool PageParts::is_date(const GumboNode* node) const { return has(node, kDate); }

bool PageParts::is_share(std::string_view canonical_url) const {
  return std::any_of(shares_.begin(), shares_.end(), [&](const std::string& part) {
    return canonical_url.find(part) != canonical_url.npos;
  });
}

bool PageParts::is_section(std::string_view canonical_url) const {
  return std::any_of(sections_.begin(), sections_.end(), [&](const std::string& part) {
    return (std::string(canonical_url) + "/").find(part) != std::string::npos;
  });
}

}  // namespace whocites::ingest::html
