// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "tests/support/temp_dir.h"

namespace whocites::testing {

// What a command line gave back.
struct Ran {
  int code = 0;
  std::string out;
  std::string err;
};
void PrintTo(const Ran& ran, std::ostream* os);  // for GoogleTest

// The tool with a store and a folder of its own; the time and the person in the log are fixed.
class Tool {
 public:
  Tool();

  // Runs the words with --db on this store; `input` is the standard input.
  Ran operator()(std::vector<std::string> words, const std::string& input = {}) const;
  // The same, with --format json, read back. An answer that is no JSON throws.
  nlohmann::json json(std::vector<std::string> words) const;
  // The column of a JSON answer, as texts.
  std::vector<std::string> column(std::vector<std::string> words, const std::string& name) const;
  // Writes a file into the folder and returns its path.
  std::string file(const std::string& name, const std::string& bytes) const;
  // Imports the bytes as a file of that name; what went wrong fails the test.
  void import(const std::string& name, const std::string& bytes) const;

  std::string path(const std::string& name) const { return dir_ / name; }

 private:
  TempDir dir_;
};

// A small case: two articles of The Harbour Post draw on a report, one through the Harlow Gazette.
extern const char* const kHarbour;

}  // namespace whocites::testing
