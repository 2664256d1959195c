// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/bibtex_parser.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "ingest/field_values.h"
#include "ingest/format.h"
#include "ingest/legacy_text.h"

namespace whocites::ingest {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

// What cannot stand in the name of a field, a string or an entry's type.
bool is_name_byte(int c) {
  return c > ' ' && c != 0x7F &&
         std::string_view("\"#%'(),={}@").find(static_cast<char>(c)) == std::string_view::npos;
}

char closing(char open) { return open == '{' ? '}' : ')'; }

}  // namespace

const std::string* BibtexEntry::find(std::string_view name) const {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const BibtexField& field) { return field.name == name; });
  return found != fields.end() ? &found->value : nullptr;
}

bool BibtexParser::wrong(std::string message) {
  complain_(position(), std::move(message));
  return false;
}

std::string BibtexParser::word() {
  constexpr std::size_t kMostBytes = 4096;
  std::string text;
  while (is_name_byte(bytes_.peek()) && text.size() < kMostBytes) {
    text += static_cast<char>(bytes_.get());
  }
  return legacy_text(text);
}

// Behind the next '@'; false at the end of the input.
bool BibtexParser::skip_to_entry() {
  if (is_at_entry_) {
    is_at_entry_ = false;
    return true;
  }
  for (int c = bytes_.get(); c != ByteCursor::kEnd; c = bytes_.get()) {
    if (c == '@') return true;
  }
  return false;
}

// Of @comment and @preamble: to the bracket that closes it, or to a line that begins an entry.
void BibtexParser::skip_block(char close) {
  std::size_t depth = 1;
  while (depth > 0 && bytes_.peek() != ByteCursor::kEnd && !at_next_entry()) {
    const int c = bytes_.get();
    if (c == '{' || (c == '(' && close == ')')) ++depth;
    if (c == '}' || (c == ')' && close == ')')) --depth;
  }
}

// At an '@' that begins a line: the next entry, whatever was left open. Then that '@' is taken.
bool BibtexParser::at_next_entry() {
  if (bytes_.column() != 1 || bytes_.peek() != '@') return false;
  bytes_.get();
  is_at_entry_ = true;
  return true;
}

std::optional<BibtexEntry> BibtexParser::next() {
  while (skip_to_entry()) {
    BibtexEntry entry;
    entry.position = position();
    if (entry.position.column > 1) --entry.position.column;
    bytes_.skip_space();
    entry.type = ascii_lower(word());
    bytes_.skip_space();
    const int open = bytes_.peek();
    if (entry.type.empty() || (open != '{' && open != '(')) continue;  // an address, "@" in a text
    found_any_ = true;
    bytes_.get();
    const char close = closing(static_cast<char>(open));
    if (entry.type == "comment" || entry.type == "preamble") {
      skip_block(close);
    } else if (body(entry, close)) {
      if (entry.type != "string") return entry;
      for (BibtexField& field : entry.fields) strings_[field.name] = std::move(field.value);
    }
  }
  return std::nullopt;
}

// The key and the fields of an entry, or the fields of a @string. False when there is nothing
// that can be used.
bool BibtexParser::body(BibtexEntry& entry, char close) {
  const bool has_key = entry.type != "string";
  bytes_.skip_space();
  if (has_key) {
    std::string key;
    for (int c = bytes_.peek(); c != ',' && c != close && c != ByteCursor::kEnd && c != '\n' &&
                                c != '=' && key.size() < 4096;
         c = bytes_.peek()) {
      key += static_cast<char>(bytes_.get());
    }
    entry.key = legacy_text(trim(key));
    if (bytes_.peek() == '=') {  // "@article{ title = {…}": no key at all
      std::string text;
      bytes_.get();
      bytes_.skip_space();
      if (!value(text)) return false;
      entry.fields.push_back({ascii_lower(entry.key), std::move(text)});
      entry.key.clear();
    }
  }
  while (true) {
    bytes_.skip_space();
    while (bytes_.peek() == ',') {
      bytes_.get();
      bytes_.skip_space();
    }
    const int c = bytes_.peek();
    if (c == close) {
      bytes_.get();
      return true;
    }
    if (c == ByteCursor::kEnd) {
      wrong("the entry " + quoted(entry.key) + " is never closed: was the input cut off?");
      return !entry.fields.empty();
    }
    if (at_next_entry()) {
      wrong("the entry " + quoted(entry.key) + " is not closed before the next one");
      return !entry.fields.empty();
    }
    const std::string name = ascii_lower(word());
    if (name.empty()) {
      wrong("expected the name of a field, found " +
            quoted(std::string(1, static_cast<char>(bytes_.get()))));
      skip_block(close);
      return !entry.fields.empty();
    }
    bytes_.skip_space();
    if (bytes_.peek() != '=') {
      wrong("expected '=' behind the field " + quoted(name));
      if (bytes_.peek() == ',' || bytes_.peek() == close) continue;
      skip_block(close);
      return !entry.fields.empty();
    }
    bytes_.get();
    bytes_.skip_space();
    std::string text;
    if (!value(text)) return !entry.fields.empty();
    entry.fields.push_back({name, std::move(text)});
  }
}

// Pieces joined by '#'.
bool BibtexParser::value(std::string& text) {
  while (true) {
    if (!piece(text)) return false;
    bytes_.skip_space();
    if (bytes_.peek() != '#') break;
    bytes_.get();
    bytes_.skip_space();
  }
  text = legacy_text(text);
  return true;
}

bool BibtexParser::piece(std::string& text) {
  const int c = bytes_.peek();
  if (c == '{') return braced(text);
  if (c == '"') return in_quotes(text);
  const SourcePosition start = position();
  const std::string name = word();
  if (name.empty()) {
    if (c == ',' || c == '}' || c == ')') {  // "year = ,": an empty value
      complain_(start, "a field without a value");
      return true;
    }
    return wrong("expected a value");
  }
  if (name.find_first_not_of("0123456789") == name.npos) {
    text += name;
    return true;
  }
  const std::string lower = ascii_lower(name);
  if (const auto known = strings_.find(lower); known != strings_.end()) {
    text += known->second;
    return true;
  }
  if (std::find(kMonths.begin(), kMonths.end(), lower) == kMonths.end()) {
    complain_(start, "no @string is called " + quoted(name) + "; taken as it is");
  }
  text += name;
  return true;
}

bool BibtexParser::braced(std::string& text) {
  const SourcePosition start = position();
  bytes_.get();
  for (std::size_t depth = 1;;) {
    const int c = bytes_.peek();
    if (c == ByteCursor::kEnd || text.size() > kMaxLineBytes || at_next_entry()) {
      complain_(start, "a '{' that is never closed");
      return false;
    }
    bytes_.get();
    if (c == '\\' && bytes_.peek() != ByteCursor::kEnd) {
      // "\{" is a brace of the text, though BibTeX itself counts it.
      text += '\\';
      const int escaped = bytes_.peek();
      if (escaped == '{' || escaped == '}') continue;
      text += static_cast<char>(bytes_.get());
      continue;
    }
    if (c == '{') ++depth;
    if (c == '}' && --depth == 0) return true;
    text += static_cast<char>(c);
  }
}

bool BibtexParser::in_quotes(std::string& text) {
  const SourcePosition start = position();
  bytes_.get();
  for (std::size_t depth = 0;;) {
    const int c = bytes_.peek();
    if (c == ByteCursor::kEnd || text.size() > kMaxLineBytes || at_next_entry()) {
      complain_(start, "a '\"' that is never closed");
      return false;
    }
    bytes_.get();
    if (c == '"' && depth == 0) return true;
    if (c == '{') ++depth;
    if (c == '}' && depth > 0) --depth;
    text += static_cast<char>(c);
  }
}

}  // namespace whocites::ingest
