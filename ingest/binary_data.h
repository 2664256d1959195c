// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "base/error.h"

namespace whocites::ingest {

// What an input that is no text is, by its first bytes: "gzip data", "a PNG image". Absent when
// they are not those of a known format. The result lives to the program's end.
std::optional<std::string_view> binary_kind(std::string_view head);

// Unreadable, with what to do, when `head` is of such a kind, or UTF-16 that was not narrowed.
Result<void> expect_utf8_text(std::string_view head);

}  // namespace whocites::ingest
