// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/handed/case_files.h"

namespace whocites::cli {

std::span<const CaseFileRow> case_file_rows() {
  static const std::vector<CaseFileRow> rows{
      {kTypeFile, "tells programs what this archive is"},
      {"README.txt", "this text"},
      {"evidence.csv",
       "who cites whom in which words, where that stands and how sure it is: a table for people",
       "export",
       {"--to", "evidence"},
       false,
       true},
      {"graph.svg", "the picture", "render", {}, true},
      {"page.html",
       "the same to look around in, in any browser, without a network",
       "render",
       {},
       true},
      {"graph.graphml",
       "the graph for Gephi, yEd, igraph, NetworkX",
       "export",
       {"--to", "graphml"}},
      {kRecordsFile, "all of it for whocites, one record a line"},
      {kLogFile, "which lines of it who said, when, and from what source"},
      {kTextsFile, "what imports left out of those sources, or kept of them"},
      {"commands.sh", "the commands that make these files anew from the records"},
      {"SHA256SUMS", "for 'sha256sum -c SHA256SUMS'"},
      {kManifestFile, "the list of files, for programs"},
  };
  return rows;
}

bool begins_case(std::string_view head) {
  constexpr std::size_t kHeader = 30;  // of a zip archive's file, before its name
  if (!head.starts_with("PK\x03\x04") || head.size() < kHeader) return false;
  const std::string_view rest = head.substr(kHeader);
  return rest.starts_with(kTypeFile) && rest.substr(kTypeFile.size()).starts_with(kCaseType);
}

}  // namespace whocites::cli
