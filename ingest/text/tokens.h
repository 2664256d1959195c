// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/text/lexicon.h"

namespace whocites::ingest::text {

enum class TokenKind : std::uint8_t { Word, Punct, Url, Domain };

// A word, a mark or an address. Words end at apostrophes and hyphens too ("Post's" is "Post" and
// "s", "L'Équipe" is "L" and "Équipe"), so that a name matches however it is joined.
struct Token {
  std::uint32_t begin = 0;  // bytes
  std::uint32_t end = 0;
  WordId word = 0;
  TokenKind kind = TokenKind::Word;
  // Punct: the ASCII mark that it counts as: one of  , . ; : ! ? ( ) [ ] / -  where '-' is a dash,
  // '"' a quotation mark of either side, '\'' a single one, and '*' anything else.
  char mark = 0;
  char joint = 0;  // the ' or - that joins this word to the one before it
  bool is_capital = false;
  bool is_all_caps = false;   // two letters or more, all capitals
  bool opens_quote = false;   // a quotation mark that can only open
  bool closes_quote = false;  // … only close
};

// The tokens of text[begin, end), added to `tokens`; words are numbered as `lexicon` does.
// Addresses are found only in running text. O(end - begin).
void tokenize(const Lexicon& lexicon, std::string_view text, std::size_t begin, std::size_t end,
              std::vector<Token>& tokens);

// The tokens of one name or phrase; words are not looked up, addresses are not looked for.
std::vector<Token> tokenize_name(std::string_view name);

// The form under which words are looked up: lower case, without accents, dots of "U.S." kept
// inside but not at the end. Written to `lower`, whose memory is reused.
void lower_word(std::string_view word, std::string& lower);

}  // namespace whocites::ingest::text
