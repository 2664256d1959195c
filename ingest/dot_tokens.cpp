// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/dot_tokens.h"

#include "ingest/format.h"
#include "ingest/legacy_text.h"

namespace whocites::ingest {
namespace {

bool is_word_byte(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.' || c >= 0x80;
}

}  // namespace

DotToken DotTokens::make(DotToken::Sort sort) const {
  DotToken token;
  token.sort = sort;
  token.line = bytes_.line();
  token.column = bytes_.column();
  return token;
}

// Space, comments, and lines of a preprocessor, which begin with '#'.
void DotTokens::skip_blanks() {
  while (true) {
    const int c = bytes_.peek();
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v') {
      bytes_.get();
    } else if (c == '#' && bytes_.column() == 1) {
      while (bytes_.peek() != ByteCursor::kEnd && bytes_.peek() != '\n') bytes_.get();
    } else if (c == '/') {
      bytes_.get();
      if (bytes_.peek() == '/') {
        while (bytes_.peek() != ByteCursor::kEnd && bytes_.peek() != '\n') bytes_.get();
      } else if (bytes_.peek() == '*') {
        bytes_.get();
        int before = 0;
        while (bytes_.peek() != ByteCursor::kEnd && !(before == '*' && bytes_.peek() == '/'))
          before = bytes_.get();
        bytes_.get();
      }
    } else {
      return;
    }
  }
}

void DotTokens::quoted(DotToken& token) {
  token.is_quoted = true;
  bytes_.get();
  while (true) {
    const int c = bytes_.get();
    if (c == ByteCursor::kEnd || token.text.size() > kMaxLineBytes) {
      token.sort = DotToken::Sort::Broken;
      token.text = "a quote that is never closed";
      return;
    }
    if (c == '"') return;
    if (c == '\\' && bytes_.peek() == '"') {
      token.text += '"';
      bytes_.get();
    } else if (c == '\\' && bytes_.peek() == '\\') {
      token.text += "\\\\";
      bytes_.get();
    } else if (c == '\\' && (bytes_.peek() == '\n' || bytes_.peek() == '\r')) {
      if (bytes_.get() == '\r' && bytes_.peek() == '\n') bytes_.get();
    } else {
      token.text += static_cast<char>(c);
    }
  }
}

void DotTokens::html(DotToken& token) {
  token.is_quoted = true;
  token.is_html = true;
  bytes_.get();
  for (std::size_t depth = 1; depth > 0;) {
    const int c = bytes_.get();
    if (c == ByteCursor::kEnd || token.text.size() > kMaxLineBytes) {
      token.sort = DotToken::Sort::Broken;
      token.text = "a '<' that is never closed";
      return;
    }
    if (c == '<') ++depth;
    if (c == '>' && --depth == 0) return;
    token.text += static_cast<char>(c);
  }
}

DotToken DotTokens::next() {
  skip_blanks();
  DotToken token = make(DotToken::Sort::Id);
  const int c = bytes_.peek();
  if (c == ByteCursor::kEnd) {
    token.sort = DotToken::Sort::End;
    return token;
  }
  if (c == '"') {
    quoted(token);
    skip_blanks();
    while (token.sort == DotToken::Sort::Id && bytes_.peek() == '+') {
      bytes_.get();
      skip_blanks();
      if (bytes_.peek() != '"') break;
      quoted(token);
      skip_blanks();
    }
  } else if (c == '<') {
    html(token);
  } else if (is_word_byte(c)) {
    while (is_word_byte(bytes_.peek()) && token.text.size() <= kMaxLineBytes) {
      token.text += static_cast<char>(bytes_.get());
    }
  } else if (c == '-') {
    bytes_.get();
    if (bytes_.peek() == '>' || bytes_.peek() == '-') {
      token.sort = bytes_.get() == '>' ? DotToken::Sort::Arrow : DotToken::Sort::Line;
      return token;
    }
    token.text = "-";
    while (is_word_byte(bytes_.peek())) token.text += static_cast<char>(bytes_.get());
  } else {
    bytes_.get();
    token.sort = DotToken::Sort::Sign;
    token.text = static_cast<char>(c);
    return token;
  }
  if (token.sort == DotToken::Sort::Id) token.text = legacy_text(token.text);
  return token;
}

}  // namespace whocites::ingest
