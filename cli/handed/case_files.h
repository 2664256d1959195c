// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// What is in a case: the archive that `bundle` makes of a part of a store, for a person to read and
// for another whocites to import. docs/case.md describes it.
namespace whocites::cli {

inline constexpr std::string_view kCaseFormat = "whocites case";
inline constexpr int kCaseVersion = 1;
// The first file of the archive, neither compressed nor described otherwise, so that its first
// bytes tell what it is (as ODF 1.3, part 2, 3.3, does).
inline constexpr std::string_view kCaseType = "application/vnd.whocites.case+zip";

inline constexpr std::string_view kTypeFile = "mimetype";
inline constexpr std::string_view kManifestFile = "manifest.json";
inline constexpr std::string_view kRecordsFile = "records.jsonl";
inline constexpr std::string_view kLogFile = "log.jsonl";
inline constexpr std::string_view kTextsFile = "texts.jsonl";
inline constexpr std::uint64_t kMostManifestBytes = std::uint64_t{4} << 20;

// One file of a case, in the order in which they stand in it. A row with a command is made by that
// command and named in commands.sh; the others are made by `bundle` alone.
struct CaseFileRow {
  std::string_view name;
  std::string_view what;  // for README.txt and the manifest
  std::string_view command = {};
  std::vector<std::string_view> words = {};  // of the command, before those of the selection
  bool is_picture = false;                   // takes the options of pictures
  bool takes_rejected = false;               // shows what a person rejected too
};
std::span<const CaseFileRow> case_file_rows();

// Whether an input that begins with these bytes is a case, as `bundle` wrote it.
bool begins_case(std::string_view head);
// Whether these are the bytes of a case's manifest, of whatever version.
bool is_case_manifest(std::string_view bytes);
// Whether the folder is a case that was unpacked: its type or its manifest says so.
bool is_case_folder(const std::string& folder);

}  // namespace whocites::cli
