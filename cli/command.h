// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace whocites::cli {

class Session;

// An option of a command. `value` names what it takes ("FILE"); empty: it is a switch.
struct Option {
  std::string_view name;  // without the dashes; "o,output" gives a short form too
  std::string_view value;
  std::string_view help;
  bool repeats = false;
};

// What was given on the command line, checked against the command's options.
class Arguments {
 public:
  std::vector<std::string> positional;

  bool has(const std::string& name) const { return values_.contains(name); }
  // The last value given; empty when none was.
  std::string text(const std::string& name) const;
  std::vector<std::string> all(const std::string& name) const;
  // BadRequest, naming the option, when the value is no such number.
  Result<std::optional<std::uint64_t>> number(const std::string& name) const;
  Result<std::optional<double>> real(const std::string& name) const;

  void set(const std::string& name, std::vector<std::string> values) {
    values_[name] = std::move(values);
  }

 private:
  std::map<std::string, std::vector<std::string>> values_;
};

// One command: a row of the table in commands.cpp. Help, usage errors, completions and the check
// of docs/command_line.md all go through that table.
struct Command {
  std::string_view name;
  std::string_view group;      // heading in the help
  std::string_view arguments;  // "FROM TO", "[X…]"
  std::string_view summary;
  std::vector<Option> options = {};
  std::size_t min_positional = 0;
  std::size_t max_positional = 0;
  std::string_view examples = {};  // lines of the help
  bool filters = false;            // takes the filter options
  bool is_drawn = true;            // with filters: takes the options of pictures too
  bool long_work = false;          // takes the options of LongWork
  // Returns the exit code of success (0, or 3 when some records were rejected).
  Result<int> (*run)(Session& session, const Arguments& arguments) = nullptr;
};

std::span<const Command> commands();
const Command* command_named(std::string_view name);  // nullptr when there is none

// Options that every command takes, and those of Command::filters, is_drawn and long_work.
std::span<const Option> common_options();
std::span<const Option> filter_options();
std::span<const Option> picture_options();
std::span<const Option> long_work_options();

// Reads `arguments` (without program and command name) after the command's options. BadRequest
// for unknown options, missing values and wrong counts of positional arguments.
Result<Arguments> parse_arguments(const Command& command,
                                  const std::vector<std::string>& arguments);

// "whocites link FROM TO [options]" with a line for each option.
std::string help_text(const Command& command);
std::string help_text();  // all commands, by group

}  // namespace whocites::cli
