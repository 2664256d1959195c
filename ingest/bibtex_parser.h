// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/byte_cursor.h"

namespace whocites::ingest {

struct BibtexField {
  std::string name;   // lower case
  std::string value;  // with its braces and commands, joined where it was in pieces
};

struct BibtexEntry {
  std::string type;  // lower case
  std::string key;
  std::vector<BibtexField> fields;
  SourcePosition position;

  // The first field of that name; null when there is none.
  const std::string* find(std::string_view name) const;
};

// Entries of a BibTeX or BibLaTeX file, one at a time. What stands between entries, and @comment
// and @preamble, is passed over; @string is resolved, as are the names of the months. After a
// mistake reading goes on with the next entry: an entry that is never closed ends where a line
// begins with another one. Source: Patashnik, "BibTeXing"; the grammar of btparse.
class BibtexParser {
 public:
  using Complain = std::function<void(const SourcePosition&, std::string message)>;

  // Requires: `in` outlives it.
  BibtexParser(std::istream& in, std::string source_name, Complain complain)
      : bytes_(in), source_name_(std::move(source_name)), complain_(std::move(complain)) {}

  // Absent at the end of the input.
  std::optional<BibtexEntry> next();
  // Whether an '@' with a word and a bracket has been met.
  bool found_any() const { return found_any_; }
  std::string_view head() const { return bytes_.head(); }
  Result<void> failure() const { return bytes_.failure(); }

 private:
  SourcePosition position() const { return {source_name_, bytes_.line(), bytes_.column()}; }
  std::string word();
  bool skip_to_entry();
  void skip_block(char close);
  bool body(BibtexEntry& entry, char close);
  bool value(std::string& text);
  bool piece(std::string& text);
  bool braced(std::string& text);
  bool in_quotes(std::string& text);
  bool at_next_entry();
  bool wrong(std::string message);

  ByteCursor bytes_;
  std::string source_name_;
  Complain complain_;
  std::unordered_map<std::string, std::string> strings_;
  bool is_at_entry_ = false;  // behind the '@' of the next one
  bool found_any_ = false;
};

}  // namespace whocites::ingest
