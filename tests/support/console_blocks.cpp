// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/console_blocks.h"

#include <algorithm>

#include "base/text.h"

namespace whocites::tests {
namespace {

constexpr std::string_view kAnything = "…";

std::vector<std::string> without_empty_end(std::vector<std::string> lines) {
  while (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

std::string_view without_indent(std::string_view line, std::string_view indent) {
  return line.starts_with(indent) ? line.substr(indent.size()) : line;
}

}  // namespace

std::vector<std::string> lines_of(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.empty()) return {};
  std::vector<std::string> lines;
  for (std::string_view line : split(text, '\n')) lines.emplace_back(line);
  return lines;
}

ConsoleDocument read_console_blocks(std::string_view document) {
  ConsoleDocument found;
  found.lines = lines_of(document);
  std::size_t opened = 0;  // line of the fence, counted from 1; 0 outside of a block
  bool needs_more = false;
  std::string indent;
  const auto complain = [&](std::size_t line, std::string_view what) {
    found.faults.push_back(std::to_string(line) + ": " + std::string(what));
  };
  for (std::size_t i = 0; i < found.lines.size(); ++i) {
    if (opened == 0) {
      const std::string_view fence = trim(found.lines[i]);
      if (fence != "```console") continue;
      indent = found.lines[i].substr(0, found.lines[i].find('`'));
      opened = i + 1;
      continue;
    }
    const std::string line(without_indent(found.lines[i], indent));
    const bool first = found.commands.empty() || found.commands.back().line < opened;
    if (needs_more) {
      ConsoleCommand& last = found.commands.back();
      last.command += "\n" + line;
      last.begin = last.end = i + 1;
      needs_more = line.ends_with('\\');
    } else if (line == "```") {
      if (first) complain(opened, "a console block without a command");
      opened = 0;
    } else if (line.starts_with("$ ")) {
      found.commands.push_back({line.substr(2), {}, i + 1, i + 1, i + 1, indent});
      needs_more = line.ends_with('\\');
    } else if (first) {
      complain(i + 1, "output before the first command of a console block");
    } else {
      found.commands.back().expected.push_back(line);
      found.commands.back().end = i + 1;
    }
  }
  if (opened != 0) complain(opened, "a console block that does not end");
  return found;
}

bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& actual) {
  const std::vector<std::string> pattern = without_empty_end(expected);
  const std::vector<std::string> lines = without_empty_end(actual);
  // possible[j]: the pattern so far fits the first j lines.
  std::vector<bool> possible(lines.size() + 1, false);
  possible[0] = true;
  for (const std::string& wanted : pattern) {
    std::vector<bool> next(lines.size() + 1, false);
    if (trim(wanted) == kAnything) {
      const auto from = std::find(possible.begin(), possible.end(), true) - possible.begin();
      std::fill(next.begin() + from, next.end(), true);
    } else {
      for (std::size_t j = 0; j < lines.size(); ++j) {
        next[j + 1] = possible[j] && lines[j] == wanted;
      }
    }
    if (std::find(next.begin(), next.end(), true) == next.end()) return false;
    possible = std::move(next);
  }
  return possible.back();
}

std::string difference(const std::vector<std::string>& expected,
                       const std::vector<std::string>& actual) {
  // Longest common subsequence from the end: common[i][j] of the lines from i and from j on.
  std::vector<std::vector<std::size_t>> common(expected.size() + 1,
                                               std::vector<std::size_t>(actual.size() + 1, 0));
  for (std::size_t i = expected.size(); i-- > 0;) {
    for (std::size_t j = actual.size(); j-- > 0;) {
      common[i][j] = expected[i] == actual[j] ? common[i + 1][j + 1] + 1
                                              : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  std::string text;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < expected.size() || j < actual.size()) {
    const bool both = i < expected.size() && j < actual.size();
    if (both && expected[i] == actual[j]) {
      text += "  " + expected[i++] + "\n";
      ++j;
    } else if (j == actual.size() || (both && common[i + 1][j] >= common[i][j + 1])) {
      text += "- " + expected[i++] + "\n";
    } else {
      text += "+ " + actual[j++] + "\n";
    }
  }
  return text;
}

std::string with_outputs(const ConsoleDocument& document,
                         const std::vector<std::vector<std::string>>& outputs) {
  std::string text;
  std::size_t next = 0;
  const auto copy_to = [&](std::size_t end) {
    for (; next < end; ++next) text += document.lines[next] + "\n";
  };
  for (std::size_t i = 0; i < document.commands.size(); ++i) {
    const ConsoleCommand& command = document.commands[i];
    copy_to(command.begin);
    if (matches(command.expected, outputs[i])) continue;
    for (const std::string& line : without_empty_end(outputs[i])) {
      text += line.empty() ? "\n" : command.indent + line + "\n";
    }
    next = command.end;
  }
  copy_to(document.lines.size());
  return text;
}

}  // namespace whocites::tests
