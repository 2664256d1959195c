// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/html/detail/text_weights.h"

#include <algorithm>
#include <array>

#include "ingest/html/detail/page_parts.h"

namespace whocites::ingest::html {
namespace {

// Less plain text than this in a form, a header or a part of doubtful name is none of the
// article's.
constexpr std::size_t kLeastForm = 500;
constexpr std::size_t kLeastDoubtful = 800;

std::size_t bytes_of(std::string_view text) {
  return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
           return c == ' ' || c == '\n' || c == '\t' || c == '\r';
         }));
}

std::size_t commas_of(std::string_view text) {
  auto count = static_cast<std::size_t>(std::count(text.begin(), text.end(), ','));
  for (const std::string_view comma : {"、", "，", "،", "。"}) {
    for (std::size_t at = text.find(comma); at != text.npos; at = text.find(comma, at + 1)) ++count;
  }
  return count;
}

void add_own(const GumboNode* node, bool in_link, Weights::Own& own) {
  for (const GumboNode* child : children_of(node)) {
    const std::string_view text = characters_of(child);
    if (!text.empty()) {
      own.bytes += bytes_of(text);
      if (in_link) own.link_bytes += bytes_of(text);
      own.commas += commas_of(text);
    } else if (is_inline(child)) {
      add_own(child, in_link || tag_of(child) == GUMBO_TAG_A, own);
    }
  }
}

}  // namespace

bool is_inline(const GumboNode* node) {
  static constexpr std::array<GumboTag, 31> kInline{
      GUMBO_TAG_A,    GUMBO_TAG_ABBR,  GUMBO_TAG_ACRONYM, GUMBO_TAG_B,      GUMBO_TAG_BDI,
      GUMBO_TAG_BDO,  GUMBO_TAG_BIG,   GUMBO_TAG_CITE,    GUMBO_TAG_CODE,   GUMBO_TAG_DATA,
      GUMBO_TAG_DEL,  GUMBO_TAG_DFN,   GUMBO_TAG_EM,      GUMBO_TAG_FONT,   GUMBO_TAG_I,
      GUMBO_TAG_INS,  GUMBO_TAG_KBD,   GUMBO_TAG_MARK,    GUMBO_TAG_Q,      GUMBO_TAG_S,
      GUMBO_TAG_SAMP, GUMBO_TAG_SMALL, GUMBO_TAG_SPAN,    GUMBO_TAG_STRIKE, GUMBO_TAG_STRONG,
      GUMBO_TAG_SUB,  GUMBO_TAG_SUP,   GUMBO_TAG_TIME,    GUMBO_TAG_TT,     GUMBO_TAG_U,
      GUMBO_TAG_VAR};
  return std::find(kInline.begin(), kInline.end(), tag_of(node)) != kInline.end() ||
         tag_of(node) == GUMBO_TAG_BR || tag_of(node) == GUMBO_TAG_UNKNOWN;
}

Weights::Weights(const Document& document) {
  whole_ = measure(document.root(), false).plain;
  leave_out(document.root());
}

Weights::Sizes Weights::measure(const GumboNode* node, bool in_link) {
  const std::string_view text = characters_of(node);
  if (!text.empty()) {
    const std::size_t bytes = bytes_of(text);
    return in_link ? Sizes{0, bytes} : Sizes{bytes, 0};
  }
  const PageParts& parts = PageParts::get();
  Sizes sizes;
  const GumboTag tag = tag_of(node);
  const bool counts = tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY ||
                      (!parts.is_never_text(node) && !parts.is_comments(node));
  if (counts) {
    for (const GumboNode* child : children_of(node)) {
      const Sizes more = measure(child, in_link || tag == GUMBO_TAG_A);
      sizes.plain += more.plain;
      sizes.linked += more.linked;
    }
  } else {
    left_out_.insert(node);
  }
  if (tag != GUMBO_TAG_LAST) sizes_[node] = sizes;
  return sizes;
}

void Weights::leave_out(const GumboNode* node) {
  const PageParts& parts = PageParts::get();
  for (const GumboNode* child : children_of(node)) {
    const GumboTag tag = tag_of(child);
    if (tag == GUMBO_TAG_LAST || is_left_out(child)) continue;
    const std::size_t bytes = plain(child);
    const bool is_most = 2 * bytes > whole_;
    const bool is_body = tag == GUMBO_TAG_BODY;
    const bool is_named_so =
        parts.is_around(child) && !(parts.is_text(child) && bytes >= kLeastDoubtful);
    const bool is_frame = (tag == GUMBO_TAG_FORM || tag == GUMBO_TAG_HEADER) && bytes < kLeastForm;
    if (!is_body && !is_most && (is_named_so || is_frame)) {
      left_out_.insert(child);
    } else {
      leave_out(child);
    }
  }
}

Weights::Own Weights::own_text(const GumboNode* node) const {
  Own own;
  add_own(node, false, own);
  return own;
}

std::size_t Weights::plain(const GumboNode* node) const {
  const auto found = sizes_.find(node);
  return found != sizes_.end() ? found->second.plain : 0;
}

double Weights::link_share(const GumboNode* node) const {
  const auto found = sizes_.find(node);
  if (found == sizes_.end()) return 0;
  const auto [plain, linked] = found->second;
  return linked == 0 ? 0 : static_cast<double>(linked) / static_cast<double>(plain + linked);
}

bool Weights::is_text(const GumboNode* node) const { return PageParts::get().is_text(node); }
bool Weights::is_around(const GumboNode* node) const { return PageParts::get().is_around(node); }

bool Weights::is_article(const GumboNode* node) const {
  return tag_of(node) == GUMBO_TAG_ARTICLE || tag_of(node) == GUMBO_TAG_MAIN ||
         attribute(node, "role") == "main" || attribute(node, "role") == "article";
}

}  // namespace whocites::ingest::html
