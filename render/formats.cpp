// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "render/formats.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace whocites::render {

std::span<const Format> formats() {
  static const std::vector<Format> table{
      dot_format,
      svg_format,
      png_format,
      pdf_format,
      html_format,
      jsonl_format,
      json_format,
      csv_nodes_format,
      csv_citations_format,
      graphml_format,
      gexf_format,
      gexf_old_format,
      pajek_format,
      node_link_format,
      cytoscape_format,
      jgf_format,
      csl_json_format,
      bibtex_format,
      ris_format,
      turtle_format,
      ntriples_format,
      neo4j_nodes_format,
      neo4j_relationships_format,
      matrix_format,
      mermaid_format,
      evidence_format,
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
  const Format* found = nullptr;
  std::size_t length = 0;  // "a.csl.json" ends in ".json" too
  for (const Format& row : formats()) {
    for (const std::string_view extension : row.extensions) {
      if (extension.size() <= length || !lower.ends_with(extension)) continue;
      found = &row;
      length = extension.size();
    }
  }
  return found;
}

}  // namespace whocites::render
