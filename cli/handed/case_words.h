// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "cli/handed/case_records.h"

// The files of a case that are about it.
namespace whocites::cli {

struct PackedCaseFile {
  std::string name;
  std::string what;
  std::string sha256;
  std::uint64_t bytes = 0;
};

// What is told of a case.
struct CaseStory {
  std::string archive;    // its file name, without folders
  std::string title;      // empty: none was given
  std::string selection;  // the words of the command line that chose it
  Timestamp state;        // of the store that it was taken from
  CaseCounts counts;
  std::vector<std::string> commands;                          // that make its files, as shell lines
  std::vector<std::pair<std::string, std::string>> left_out;  // file and reason
};

// README.txt, for a person who has never heard of whocites.
std::string readme_text(const CaseStory& story);
// A shell script that makes the files of the case anew in a new store, and compares.
std::string commands_text(const CaseStory& story);
// In the notation of sha256sum.
std::string sums_text(const std::vector<PackedCaseFile>& files);
std::string manifest_text(const CaseStory& story, const std::vector<PackedCaseFile>& files);

}  // namespace whocites::cli
