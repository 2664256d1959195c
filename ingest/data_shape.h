// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace whocites::ingest {

// Whether some words end as a sentence does, in any script; of a script without spaces (Chinese,
// Thai) any text counts as one. O(n).
bool has_sentence(std::string_view text);

// The root element of a document in XML, by its first tag: "mods". Absent when that is one of
// HTML's and no XML declaration comes before it. A view into `text`.
std::optional<std::string_view> xml_root(std::string_view text);

// What a text that no format recognises looks like, if not like something that a person wrote to
// be read: "tagged records …", "an XML document …". Absent for prose. Without a sentence more than
// a few lines count as data, unless `is_called_text`: a headline alone is prose. O(n). The result
// lives to the program's end.
std::optional<std::string_view> data_kind(std::string_view text, bool is_called_text);

}  // namespace whocites::ingest
