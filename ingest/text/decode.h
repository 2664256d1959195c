// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace whocites::ingest::text {

// A text as well-formed UTF-8.
struct Decoded {
  std::string text;
  // Add to an offset into `text` for the offset into the input: 3 after a byte order mark of
  // UTF-8, else 0. In an input that was not well-formed UTF-8, places count in `text` itself.
  std::size_t shift = 0;
};

// The rest of `in`, at most `limit` bytes. Unreadable when there is more; Io when reading fails.
Result<std::string> read_all(std::istream& in, std::size_t limit);

// Tells the encoding: a byte order mark (UTF-8, UTF-16), well-formed UTF-8, UTF-8 with a few
// damaged places (each becomes U+FFFD), else what ICU's detector takes it for (windows-1252, …).
// Unreadable for bytes that are no text, saying what they look like. `charset` is what the input,
// or what brought it, says of itself: believed of bytes that are not UTF-8, if ICU knows it.
Result<Decoded> decode(std::string bytes, const std::string& charset = {});

// Whether `head` holds NULs or mostly control characters.
bool is_binary(std::string_view head);

}  // namespace whocites::ingest::text
