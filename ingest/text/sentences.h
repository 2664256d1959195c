// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "ingest/text/tokens.h"

namespace whocites::ingest::text {

// Cuts paragraphs into sentences: ICU's sentence rules (Unicode UAX #29), mended where those stop
// at an abbreviation ("Mr. Smith", "Feb. 25", "U.S. troops") or an initial, and where a closing
// quotation mark would be left behind. Not to be shared between threads.
class SentenceCutter {
 public:
  // `lexicon` is that of the tokens; must outlive this.
  explicit SentenceCutter(const Lexicon& lexicon);
  ~SentenceCutter();
  SentenceCutter(const SentenceCutter&) = delete;
  SentenceCutter& operator=(const SentenceCutter&) = delete;

  // The indexes into `tokens`, which are those of text[begin, end), at which sentences begin, the
  // first always 0, and at the end tokens.size(). No sentence is longer than 300 tokens, so that
  // what looks at one sentence has a bound. O(end - begin).
  std::vector<std::size_t> cut(std::string_view text, std::size_t begin, std::size_t end,
                               const std::vector<Token>& tokens);

 private:
  struct Iterator;
  const Lexicon& lexicon_;
  std::unique_ptr<Iterator> iterator_;
};

}  // namespace whocites::ingest::text
