// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/html/detail/main_text.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "ingest/html/detail/page_parts.h"
#include "ingest/html/detail/text_weights.h"

namespace whocites::ingest::html {
namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

std::size_t character_bytes(char lead) {
  const auto c = static_cast<unsigned char>(lead);
  return c < 0x80 ? 1 : c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
}

// Goes along the source of a text node while its characters are read: "&eacute;" is one of them.
class SourceCursor {
 public:
  SourceCursor(std::string_view source, std::string_view original) {
    const bool is_inside = !original.empty() && original.data() >= source.data() &&
                           original.data() + original.size() <= source.data() + source.size();
    if (!is_inside) return;
    text_ = original;
    offset_ = static_cast<std::size_t>(original.data() - source.data());
    known_ = true;
  }

  bool is_known() const { return known_; }
  std::size_t place() const { return offset_ + at_; }

  void pass(std::string_view character) {
    if (!known_ || at_ >= text_.size()) return;
    if (text_[at_] == '&' && character != "&") {
      at_ = end_of_reference();
    } else if (text_[at_] == '&' && text_.substr(at_, 4) == "&amp") {
      at_ = end_of_reference();
    } else {
      if (text_[at_] == '\r' && character == "\n") ++at_;
      at_ += at_ < text_.size() ? character_bytes(text_[at_]) : 0;
    }
  }

 private:
  std::size_t end_of_reference() const {
    std::size_t end = at_ + 1;
    while (end < text_.size() && end < at_ + 34 &&
           (std::isalnum(static_cast<unsigned char>(text_[end])) != 0 || text_[end] == '#')) {
      ++end;
    }
    return end < text_.size() && text_[end] == ';' ? end + 1 : end;
  }

  std::string_view text_;
  std::size_t offset_ = 0;
  std::size_t at_ = 0;
  bool known_ = false;
};

class Writer {
 public:
  Writer(const Document& document, const Weights& weights)
      : document_(document), weights_(weights), parts_(PageParts::get()) {}

  void write_title(std::string_view title, const GumboNode* heading) {
    if (heading != nullptr) {
      for (const GumboNode* child : children_of(heading)) write(child);
    } else {
      out_.text = std::string(title);
    }
    heading_ = heading;
    end_paragraph();
  }

  void write(const GumboNode* node) {
    if (!characters_of(node).empty()) return write_characters(node);
    const GumboTag tag = tag_of(node);
    if (tag == GUMBO_TAG_LAST || node == heading_) return;
    if (weights_.is_left_out(node)) return;
    if (!parts_.is_sources(node) && is_list_of_links(node)) return;
    if (tag == GUMBO_TAG_BR) return write_line_end();
    const bool is_block = !is_inline(node) || tag == GUMBO_TAG_UNKNOWN;
    if (is_block && tag != GUMBO_TAG_UNKNOWN) end_paragraph();
    const std::size_t link = tag == GUMBO_TAG_A ? begin_link(node) : kNoLink;
    const bool is_sources = parts_.is_sources(node);
    if (is_sources) ++sources_;
    for (const GumboNode* child : children_of(node)) write(child);
    if (is_sources) --sources_;
    if (link != kNoLink) out_.links[link].end = out_.text.size();
    if (is_block && tag != GUMBO_TAG_UNKNOWN) end_paragraph();
  }

  MainText finish() {
    while (!out_.text.empty() && is_space(out_.text.back())) out_.text.pop_back();
    for (TextLink& link : out_.links) {
      link.end = std::min(link.end, out_.text.size());
      while (link.begin < link.end && is_space(out_.text[link.begin])) ++link.begin;
    }
    std::erase_if(out_.links, [](const TextLink& link) { return link.end <= link.begin; });
    return std::move(out_);
  }

 private:
  static constexpr std::size_t kNoLink = static_cast<std::size_t>(-1);

  // Pointers to other pages in the middle of an article.
  bool is_list_of_links(const GumboNode* node) const {
    const GumboTag tag = tag_of(node);
    if (tag != GUMBO_TAG_UL && tag != GUMBO_TAG_OL && tag != GUMBO_TAG_DIV &&
        tag != GUMBO_TAG_SECTION && tag != GUMBO_TAG_TABLE) {
      return false;
    }
    return sources_ == 0 && weights_.link_share(node) > 0.6 && weights_.plain(node) < 300;
  }

  std::size_t begin_link(const GumboNode* node) {
    const std::string_view href = trim(attribute(node, "href"));
    if (href.empty() || href.starts_with('#')) return kNoLink;
    out_.links.push_back({out_.text.size(), 0, std::string(href)});
    return out_.links.size() - 1;
  }

  void write_characters(const GumboNode* node) {
    const std::string_view text = characters_of(node);
    const GumboStringPiece original = node->v.text.original_text;
    SourceCursor cursor(document_.source(), {original.data, original.length});
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t size = std::min(character_bytes(text[i]), text.size() - i);
      const std::string_view character = text.substr(i, size);
      if (is_space(text[i]) || character == "\u00A0") {
        needs_space_ = true;
      } else {
        put(character, cursor);
      }
      cursor.pass(character);
      i += size;
    }
  }

  void put(std::string_view character, const SourceCursor& cursor) {
    const bool begins_line = out_.text.empty() || out_.text.back() == '\n';
    const bool begins_word = needs_space_ || begins_line;
    if (needs_space_ && !begins_line) out_.text += ' ';
    needs_space_ = false;
    if (begins_word && cursor.is_known()) {
      out_.places.emplace_back(out_.text.size(), cursor.place());
    }
    out_.text += character;
  }

  void write_line_end() {
    needs_space_ = false;
    if (out_.text.empty() || out_.text.ends_with("\n\n")) return;
    out_.text += '\n';
  }

  void end_paragraph() {
    write_line_end();
    write_line_end();
  }

  const Document& document_;
  const Weights& weights_;
  const PageParts& parts_;
  const GumboNode* heading_ = nullptr;
  MainText out_;
  bool needs_space_ = false;
  int sources_ = 0;  // lists of references around
};

// The heading that says the title; nullptr when none does.
const GumboNode* heading_of(const Document& document, std::string_view title) {
  const std::string wanted = fold_words(title);
  if (wanted.empty()) return nullptr;
  for (const GumboNode* heading : headings_of(document)) {
    if (fold_words(text_of(heading)) == wanted) return heading;
  }
  return nullptr;
}

}  // namespace

std::size_t MainText::source_of(std::size_t at) const {
  const auto after =
      std::upper_bound(places.begin(), places.end(), at,
                       [](std::size_t value, const auto& place) { return value < place.first; });
  if (after == places.begin()) return places.empty() ? 0 : places.front().second;
  const auto& [word, source] = *std::prev(after);
  return source + (at - word);
}

MainText main_text_of(const Document& document, std::string_view title) {
  const Weights weights(document);
  const std::vector<const GumboNode*> nodes = main_nodes(document, weights);
  if (nodes.empty()) return {};
  Writer writer(document, weights);
  writer.write_title(title, heading_of(document, title));
  for (const GumboNode* node : nodes) writer.write(node);
  return writer.finish();
}

}  // namespace whocites::ingest::html
