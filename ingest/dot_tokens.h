// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>

#include "base/error.h"
#include "ingest/byte_cursor.h"

namespace whocites::ingest {

struct DotToken {
  enum class Sort : std::uint8_t {
    Id,      // a word, a number, a text in quotes (joined by "+" if need be), or HTML
    Sign,    // one of { } [ ] ; , = :
    Arrow,   // ->
    Line,    // --
    Broken,  // `text` says what is wrong
    End,
  };
  Sort sort = Sort::End;
  std::string text;
  bool is_quoted = false;  // so that it is no keyword
  bool is_html = false;
  std::uint64_t line = 0;
  std::uint64_t column = 0;

  bool is(char sign) const { return sort == Sort::Sign && text.front() == sign; }
};

// The tokens of Graphviz's language, read from a stream. Texts are UTF-8, Windows-1252 read as
// such; quotes are off, `\"` is resolved, other escapes are left to who knows what they mean.
// Source: graphviz.org/doc/info/lang.html.
class DotTokens {
 public:
  // Requires: `in` outlives it.
  explicit DotTokens(std::istream& in) : bytes_(in) {}

  DotToken next();
  std::string_view head() const { return bytes_.head(); }  // before the first token
  Result<void> failure() const { return bytes_.failure(); }

 private:
  void skip_blanks();
  void quoted(DotToken& token);
  void html(DotToken& token);
  DotToken make(DotToken::Sort sort) const;

  ByteCursor bytes_;
};

}  // namespace whocites::ingest
