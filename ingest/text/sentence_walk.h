// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "ingest/text/mentions.h"
#include "ingest/text/sentences.h"

namespace whocites::ingest::text {

// Goes through a text sentence by sentence, with memory for one paragraph's tokens. Not to be
// shared between threads.
class SentenceWalk {
 public:
  explicit SentenceWalk(Language language) : lexicon_(Lexicon::of(language)), cutter_(lexicon_) {}

  // The sentence, whose tokens last until `visit` returns, and the bytes [begin, end) that quote
  // it: where it opens a quotation that ends soon after it, to the end of that quotation, since
  // half of what somebody said is no evidence.
  using Visit = std::function<void(const Sentence& sentence, std::size_t begin, std::size_t end)>;

  // Visits the sentences of text[begin, end), one paragraph, in order. O(end - begin).
  void read(std::string_view text, std::size_t begin, std::size_t end, const Visit& visit);

 private:
  void read_piece(std::string_view text, std::size_t begin, std::size_t end, const Visit& visit);
  bool ends_quoted(std::size_t first, std::size_t last, bool is_open) const;
  std::size_t end_of_quotation(const std::vector<std::size_t>& starts, std::size_t k) const;

  const Lexicon& lexicon_;
  SentenceCutter cutter_;
  std::vector<Token> tokens_;
};

}  // namespace whocites::ingest::text
