// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/run.h"

#include <algorithm>
#include <array>
#include <exception>

#include "base/edit_distance.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/session.h"

namespace whocites::cli {
namespace {

// Whether the next word belongs to this one. The command is not known yet, so options of any
// command count.
bool takes_value(std::string_view argument) {
  const auto is_meant = [&](const Option& option) {
    const std::size_t comma = option.name.find(',');
    const bool is_short = comma != std::string_view::npos &&
                          argument == "-" + std::string(option.name.substr(0, comma));
    const std::string_view name =
        comma == std::string_view::npos ? option.name : option.name.substr(comma + 1);
    return !option.value.empty() && (is_short || argument == "--" + std::string(name));
  };
  const auto any = [&](std::span<const Option> options) {
    return std::any_of(options.begin(), options.end(), is_meant);
  };
  return any(common_options()) || any(filter_options()) || any(picture_options()) ||
         any(long_work_options()) ||
         std::any_of(commands().begin(), commands().end(),
                     [&](const Command& command) { return any(command.options); });
}

// The first word that is neither an option nor an option's value; past the end when there is none.
std::size_t command_position(const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (!arguments[i].starts_with('-')) return i;
    if (takes_value(arguments[i])) ++i;
  }
  return arguments.size();
}

std::string nearest_command(const std::string& name) {
  std::string best;
  std::size_t fewest = 3;
  for (const Command& command : commands()) {
    const std::size_t distance = edit_distance(name, command.name, 2);
    if (distance >= fewest) continue;
    fewest = distance;
    best = command.name;
  }
  return best;
}

int refuse_command(const std::string& name, std::ostream& err) {
  err << "whocites: there is no command '" << printable(name) << "'\n";
  const std::string nearest = nearest_command(name);
  err << (nearest.empty() ? "'whocites help' lists them\n" : "did you mean '" + nearest + "'?\n");
  return kUsage;
}

int help(const std::vector<std::string>& topics, std::ostream& out, std::ostream& err) {
  if (topics.empty()) {
    out << help_text();
    return kDone;
  }
  const Command* command = command_named(topics.front());
  if (command == nullptr) return refuse_command(topics.front(), err);
  out << help_text(*command);
  return kDone;
}

int run_command(const Command& command, const std::vector<std::string>& arguments,
                const Session::Streams& streams, const std::atomic<bool>* stop) {
  const Result<Arguments> parsed = parse_arguments(command, arguments);
  if (parsed && parsed->has("help"))
    return help({std::string(command.name)}, streams.out, streams.err);
  const Arguments none;
  Session session(streams, command, parsed ? *parsed : none, stop);
  const auto refuse = [&](const Error& error) {
    session.complain(error);
    return exit_code(error.code);
  };
  if (!parsed) return refuse(parsed.error());
  if (auto ready = session.configure(); !ready) return refuse(ready.error());
  const Result<int> code = command.run(session, *parsed);
  if (!code) return refuse(code.error());
  streams.out.flush();
  if (!streams.out) return refuse({ErrorCode::Io, "the output could not be written"});
  return *code;
}

}  // namespace

int run(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out,
        std::ostream& err, const std::atomic<bool>* stop) {
  try {
    const std::size_t at = command_position(arguments);
    if (at == arguments.size()) {
      const bool version =
          std::find(arguments.begin(), arguments.end(), "--version") != arguments.end();
      const bool asked =
          std::find(arguments.begin(), arguments.end(), "--help") != arguments.end() ||
          std::find(arguments.begin(), arguments.end(), "-h") != arguments.end();
      if (version) out << "whocites " << kVersion << "\n";
      if (!version) (asked ? out : err) << help_text();
      return version || asked ? kDone : kUsage;
    }
    const std::string& name = arguments[at];
    if (name == "help")
      return help({arguments.begin() + static_cast<std::ptrdiff_t>(at) + 1, arguments.end()}, out,
                  err);
    const Command* command = command_named(name);
    if (command == nullptr) return refuse_command(name, err);
    std::vector<std::string> rest = arguments;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(at));
    return run_command(*command, rest, {in, out, err}, stop);
  } catch (const std::exception& bug) {
    err << "whocites: internal error: " << bug.what() << "\n"
        << "this is a defect of whocites; please report it with the command that you gave\n";
    return kBug;
  }
}

}  // namespace whocites::cli
