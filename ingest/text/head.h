// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "ingest/text/blocks.h"

namespace whocites::ingest::text {

struct LeftOut {
  std::size_t block;  // its index
  std::string reason;
};

// An agency or a paper that a line of its own names as the text's origin.
struct Credit {
  std::string name;  // as it stands there
  std::size_t begin = 0;
  std::size_t end = 0;  // the bytes of the line or of the dateline
};

// What surrounds an article's text, and which blocks are the text.
struct ArticleParts {
  std::string title;  // empty when the text shows none
  std::optional<std::size_t> title_block;
  std::optional<Date> date;
  std::vector<std::string> authors;
  std::optional<Credit> publisher;  // of a byline ("By Jane Doe, The Guardian") or a copyright line
  std::optional<Credit> dateline;   // of "SEOUL, Feb 25 (Reuters) —"
  std::vector<std::size_t> body;    // indexes of blocks, ascending
  std::size_t body_begin = 0;       // of the first body block, behind a dateline
  std::vector<LeftOut> left_out;
};

// Sorts the blocks into title, byline, date, body and what does not belong to the article.
// A line is left out when ingest/data/boilerplate.txt knows it, or when it stands before the text
// and has no content word in common with it. A title is a short first line that has such words in
// common and does not end like a sentence. Nothing is guessed: a part that is not there stays
// empty. O(text).
ArticleParts sort_parts(const BlockedText& text);

// The running text in the order in which it is understood best: the body, then the title, since a
// title shortens the names that the body gives in full.
std::vector<Block> reading_order(const BlockedText& text, const ArticleParts& parts);

}  // namespace whocites::ingest::text
