// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gumbo.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

// A page as a tree, by Gumbo, which follows the HTML standard's parsing rules.
namespace whocites::ingest::html {

// Owns the tree and the text that its nodes point into. Not to be shared between threads while it
// is made; constant afterwards.
class Document {
 public:
  // Requires: well-formed UTF-8. Unreadable where elements stand more than kMaxDepth deep in one
  // another, a tag has more than kMaxAttributes, or the tree would take more than kMaxTreeBytes: no
  // page of people, and the time to read it would grow with the square of its size.
  static Result<std::unique_ptr<Document>> parse(std::string text);
  ~Document();
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  const GumboNode* root() const { return root_; }  // the html element
  std::string_view source() const { return source_; }

  static constexpr std::size_t kMaxDepth = 1000;
  static constexpr std::size_t kMaxAttributes = 1000;
  static constexpr std::size_t kMaxTreeBytes = std::size_t{512} << 20;

 private:
  struct Arena;
  Document();

  std::string source_;
  std::unique_ptr<Arena> arena_;  // all of the tree: Gumbo's own release recurses without limit
  const GumboNode* root_ = nullptr;
};

// GUMBO_TAG_LAST for what is no element.
GumboTag tag_of(const GumboNode* node);
// Of an element; empty when it has none.
std::string_view attribute(const GumboNode* node, const char* name);
bool has_attribute(const GumboNode* node, const char* name);
// Empty for what is no element.
std::vector<const GumboNode*> children_of(const GumboNode* node);
// The character data of a text node; empty for any other.
std::string_view characters_of(const GumboNode* node);

// Calls `visit` for the node and what is in it, in the order of the page. `visit` returns whether
// to go into the node.
void walk(const GumboNode* node, const std::function<bool(const GumboNode*)>& visit);
// The elements of that name in a node.
std::vector<const GumboNode*> elements_named(const GumboNode* node, GumboTag tag);
// The h1 and then the h2 elements, of a page without end the first few.
std::vector<const GumboNode*> headings_of(const Document& document);
// All text in a node but that of scripts and styles, its white space collapsed.
std::string text_of(const GumboNode* node);

}  // namespace whocites::ingest::html
