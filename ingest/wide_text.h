// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "ingest/line_reader.h"

// UTF-16 and UTF-32, as Windows programs write them, read as UTF-8.
namespace whocites::ingest {

// Whether a byte order mark says that the text is UTF-16 or UTF-32: text, though full of NULs.
bool is_wide_text(std::string_view head);

// The bytes of a source; of one that begins with such a mark its text in UTF-8, without the mark.
// What is no character there becomes U+FFFD. Holds a block. Not to be shared between threads.
class WideTextReader {
 public:
  explicit WideTextReader(ByteSource source);
  ~WideTextReader();
  WideTextReader(const WideTextReader&) = delete;
  WideTextReader& operator=(const WideTextReader&) = delete;

  // The next bytes, at most `size`; how many, 0 at the end.
  std::size_t read(char* out, std::size_t size);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// What an input begins with, in UTF-8, as far as its characters are whole.
std::string narrow_head(std::string_view head);

}  // namespace whocites::ingest
