// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/html/detail/document.h"

namespace whocites::ingest::html {

// What an element is by its name, role, class and id (ingest/data/page_parts.txt).
class PageParts {
 public:
  // Read once, on first use, by whichever thread comes first.
  static const PageParts& get();

  // Scripts, menus, forms and other elements that hold no running text whatever they are called.
  bool is_never_text(const GumboNode* node) const;
  bool is_comments(const GumboNode* node) const;
  bool is_around(const GumboNode* node) const;
  bool is_text(const GumboNode* node) const;
  bool is_sources(const GumboNode* node) const;
  bool is_author(const GumboNode* node) const;
  bool is_date(const GumboNode* node) const;

  // Whether a link is one that shares or prints the page; one to a list of its own site.
  bool is_share(std::string_view canonical_url) const;
  bool is_section(std::string_view canonical_url) const;

 private:
  PageParts();
  bool has(const GumboNode* node, unsigned parts) const;
  unsigned parts_of(const GumboNode* node) const;

  std::unordered_map<std::string, unsigned> words_;  // word -> bits of the parts it names
  std::vector<std::string> shares_;
  std::vector<std::string> sections_;
};

}  // namespace whocites::ingest::html
