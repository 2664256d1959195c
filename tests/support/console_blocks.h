// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace whocites::tests {

// A command in a document and what the document says it prints. Blocks are fenced and tagged
// "console", as in
//     ```console
//     $ whocites stats
//     1 article
//     ```
struct ConsoleCommand {
  std::string command;  // without "$ "; a line that ends in a backslash goes on in the next
  std::vector<std::string> expected;
  std::size_t line = 0;  // of the "$", counted from 1
  // The document's lines that hold `expected`, counted from 0, `end` exclusive.
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string indent;  // before each line of the block
};

struct ConsoleDocument {
  std::vector<std::string> lines;
  std::vector<ConsoleCommand> commands;
  std::vector<std::string> faults;  // "3: …": blocks that are not closed or begin with output
};

ConsoleDocument read_console_blocks(std::string_view document);

std::vector<std::string> lines_of(std::string_view text);

// Whether what was printed is what was expected. An expected line "…" stands for any number of
// lines; empty lines at the end do not count.
bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& actual);

// Both, line by line: " " in common, "-" only expected, "+" only printed.
std::string difference(const std::vector<std::string>& expected,
                       const std::vector<std::string>& actual);

// The document with `outputs[i]` instead of what commands[i] expects, where the two do not match.
std::string with_outputs(const ConsoleDocument& document,
                         const std::vector<std::vector<std::string>>& outputs);

}  // namespace whocites::tests
