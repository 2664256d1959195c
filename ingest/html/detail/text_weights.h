// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <unordered_map>
#include <unordered_set>

#include "ingest/html/detail/document.h"

namespace whocites::ingest::html {

// How much running text the nodes of a page hold, and which of them are no article text. Bytes
// count without white space.
class Weights {
 public:
  // O(page). Requires: `document` outlives it.
  explicit Weights(const Document& document);

  // The text in a node itself, and in what is inline in it.
  struct Own {
    std::size_t bytes = 0;
    std::size_t link_bytes = 0;
    std::size_t commas = 0;  // of any script
  };
  Own own_text(const GumboNode* node) const;

  bool is_left_out(const GumboNode* node) const { return left_out_.count(node) != 0; }
  std::size_t plain(const GumboNode* node) const;  // bytes that are no link's
  double link_share(const GumboNode* node) const;  // of all bytes
  bool is_text(const GumboNode* node) const;       // by its names
  bool is_around(const GumboNode* node) const;
  bool is_article(const GumboNode* node) const;  // the element that means that

 private:
  struct Sizes {
    std::size_t plain = 0;
    std::size_t linked = 0;
  };
  Sizes measure(const GumboNode* node, bool in_link);
  void leave_out(const GumboNode* node);

  std::unordered_map<const GumboNode*, Sizes> sizes_;
  std::unordered_set<const GumboNode*> left_out_;
  std::size_t whole_ = 0;
};

// Whether the element stands in a line of text, so that its words belong to the paragraph.
bool is_inline(const GumboNode* node);

}  // namespace whocites::ingest::html
