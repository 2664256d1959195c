// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "ingest/html/page_facts.h"

namespace whocites::ingest::html {

// A link in running text: bytes [begin, end) of the text are its words.
struct TextLink {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string href;  // as it stands there
};

// The text of an article on a page, without menus, comments and banners: its paragraphs, parted by
// blank lines, the title as the first.
struct MainText {
  std::string text;
  std::vector<TextLink> links;  // in order
  // For the begin of each word: its byte in `text`, and where that is in the page's source.
  std::vector<std::pair<std::size_t, std::size_t>> places;

  // Where a byte of the text, or the word that it is in, stands in the page. O(log words).
  std::size_t source_of(std::size_t at) const;
};

// A page that has been read.
struct Page {
  PageFacts facts;
  MainText main;
  std::string base;                      // what its relative links are relative to
  std::vector<std::size_t> line_starts;  // of the source, in which places count

  // The line of a byte of the source, counted from 1. O(log lines).
  std::uint64_t line_of(std::size_t at) const;
};

// What is known of a page from outside.
struct PageOrigin {
  std::string url;      // where it was found; empty: not known
  std::string charset;  // of the HTTP header; empty: not known
};

// Larger pages are not read.
inline constexpr std::size_t kMaxPageBytes = std::size_t{16} << 20;

// Reads the bytes of one page, in whatever encoding. Unreadable when they are no text, or no page
// of any person's making (see html/detail/document.h). Places count in the bytes where these are
// UTF-8, else in the text as converted. Pure. O(page).
Result<Page> read_page(std::string bytes, const PageOrigin& origin = {});

// The address that a link means, seen from `base`; empty when it leads to no page (mailto:, a
// script, a place on the same page). Source: RFC 3986 section 5.2.
std::string resolve_link(std::string_view base, std::string_view href);

// "Smith &amp; Co" → "Smith & Co": character references resolved.
std::string unescape(std::string_view text);

}  // namespace whocites::ingest::html
