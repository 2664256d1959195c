// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/handed/case_files.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace whocites::cli {
namespace {

// Nothing of what is no file.
std::string beginning_of(const std::filesystem::path& file, std::uint64_t bytes) {
  std::error_code failure;
  if (!std::filesystem::is_regular_file(file, failure)) return {};
  std::ifstream in(file, std::ios::binary);
  std::string text(bytes, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

}  // namespace

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

bool is_case_manifest(std::string_view bytes) {
  const auto manifest = nlohmann::json::parse(bytes, nullptr, false);
  if (!manifest.is_object()) return false;
  const auto format = manifest.find("format");
  return format != manifest.end() && *format == kCaseFormat;
}

bool is_case_folder(const std::string& folder) {
  const std::filesystem::path path(folder);
  return beginning_of(path / kTypeFile, kCaseType.size()) == kCaseType ||
         is_case_manifest(beginning_of(path / kManifestFile, kMostManifestBytes));
}

}  // namespace whocites::cli
