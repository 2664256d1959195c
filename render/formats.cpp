// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/formats.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace whocites::render {

std::span<const Format> formats() {
  static const std::vector<Format> table{
      dot_format,   svg_format,  png_format,       pdf_format,
      jsonl_format, json_format, csv_nodes_format, csv_citations_format,
  };
  return table;
}

const Format* format_named(std::string_view name) {
  const auto rows = formats();
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const Format& row) { return row.name == name; });
  return found != rows.end() ? &*found : nullptr;
}

const Format* format_of_extension(std::string_view file_name) {
  const std::string lower = ascii_lower(file_name);
  for (const Format& row : formats()) {
    for (const std::string_view extension : row.extensions) {
      if (lower.ends_with(extension)) return &row;
    }
  }
  return nullptr;
}

}  // namespace whocites::render
