// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// cxxopts splits the values of list options at this character. Names and addresses contain commas,
// so it is one that no argument can contain.
#define CXXOPTS_VECTOR_DELIMITER '\0'
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cxxopts.hpp>

#include "base/edit_distance.h"
#include "base/text.h"
#include "cli/command.h"

namespace whocites::cli {
namespace {

constexpr std::array<Option, 9> kCommon{{
    {"db", "PATH", "the store's folder (default: $WHOCITES_DB, then ./whocites.db)"},
    {"format", "FORMAT", "table, json, ndjson, csv, tsv, tree or dot"},
    {"read-only", "", "refuse to change anything"},
    {"color", "WHEN", "auto, always or never (NO_COLOR is respected)"},
    {"quiet", "", "no remarks beside the answer"},
    {"limit", "N", "at most N rows"},
    {"after", "CURSOR", "rows after the one that CURSOR names (printed when rows are left)"},
    {"svg", "FILE", "draw the answer too; also as .png, .pdf or, to look around in, .html"},
    {"h,help", "", "this help"},
}};

constexpr std::array<Option, 9> kFilter{{
    {"kind", "KIND", "only nodes of this kind", true},
    {"relation", "RELATION", "only citations of this relation", true},
    {"outlet", "X", "only this outlet and what is part of it", true},
    {"since", "DATE", "published on or after"},
    {"until", "DATE", "published on or before"},
    {"include-undated", "", "with --since/--until: also what has no known date"},
    {"min-confidence", "C", "only citations at least this sure, 0 to 1"},
    {"include-rejected", "", "also citations that a person rejected"},
    {"as-of", "DATE", "what the store knew then (time of import)"},
}};

constexpr std::array<Option, 6> kPicture{{
    {"title", "TEXT", "written above the picture"},
    {"theme", "THEME", "light, dark or print"},
    {"by-date", "", "in columns of time, the oldest first"},
    {"layout", "LAYOUT", "dot, neato, fdp, sfdp, twopi or circo"},
    {"max-nodes", "N", "collapse what is more than this"},
    {"timeout", "SECONDS", "for placing the nodes (default: 20)"},
}};

constexpr std::array<Option, 2> kLongWork{{
    {"threads", "N", "threads to use (default: what the machine has); no answer changes"},
    {"seed", "N", "where chance plays a part: another number, another chance (default: 1)"},
}};

std::string long_name(const Option& option) {
  const std::size_t comma = option.name.find(',');
  return std::string(comma == std::string_view::npos ? option.name : option.name.substr(comma + 1));
}

std::vector<Option> all_options(const Command& command) {
  std::vector<Option> options = command.options;
  const auto absent = [&](const Option& option) {
    for (const Option& own : command.options) {
      if (long_name(own) == long_name(option)) return false;
    }
    return true;
  };
  if (command.filters) {
    for (const Option& option : filter_options()) {
      if (absent(option)) options.push_back(option);
    }
  }
  if (command.filters && command.is_drawn) {
    for (const Option& option : picture_options()) {
      if (absent(option)) options.push_back(option);
    }
  }
  if (command.long_work) {
    options.insert(options.end(), kLongWork.begin(), kLongWork.end());
  }
  for (const Option& option : common_options()) {
    if (absent(option)) options.push_back(option);
  }
  return options;
}

std::string usage_hint(const Command& command) {
  return "see 'whocites help " + std::string(command.name) + "'";
}

constexpr std::size_t kHelpWidth = 80;
constexpr std::size_t kHelpIndent = 34;

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t used = display_width(text);
  return text + std::string(used < width ? width - used : 2, ' ');
}

std::string option_lines(std::span<const Option> options) {
  std::string text;
  for (const Option& option : options) {
    const std::size_t comma = option.name.find(',');
    std::string line = "  ";
    if (comma != std::string_view::npos)
      line += "-" + std::string(option.name.substr(0, comma)) + ", ";
    line += "--" + long_name(option);
    if (!option.value.empty()) line += " " + std::string(option.value);
    line.resize(std::max<std::size_t>(line.size() + 2, 28), ' ');
    text += line + std::string(option.help) + "\n";
  }
  return text;
}

tl::unexpected<Error> unknown_option(const Command& command, const std::vector<Option>& options,
                                     const std::string& word) {
  std::string nearest;
  std::size_t fewest = 3;
  for (const Option& option : options) {
    const std::string name = "--" + long_name(option);
    const std::size_t distance = edit_distance(word, name, 2);
    if (distance >= fewest) continue;
    fewest = distance;
    nearest = name;
  }
  return fail(ErrorCode::BadRequest,
              "'" + std::string(command.name) + "' has no option '" + word + "'",
              (nearest.empty() ? usage_hint(command) : "did you mean '" + nearest + "'?") +
                  "\na name that begins with a dash goes after --");
}

// What cxxopts would refuse in its own words: unknown options, switches with a value, options
// without one.
Result<void> check_options(const Command& command, const std::vector<Option>& options,
                           const std::vector<std::string>& arguments) {
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    const std::string& argument = arguments[i];
    if (argument.size() < 2 || argument.front() != '-') continue;
    const bool is_short = argument[1] != '-';
    const std::size_t equals = is_short ? std::string::npos : argument.find('=');
    const std::string word = is_short ? argument.substr(0, 2) : argument.substr(0, equals);
    const auto option = std::find_if(options.begin(), options.end(), [&](const Option& row) {
      return is_short ? row.name.starts_with(word.substr(1) + ",") : "--" + long_name(row) == word;
    });
    if (option == options.end()) return unknown_option(command, options, word);
    const bool has_value = equals != std::string::npos || (is_short && argument.size() > 2);
    if (option->value.empty() && has_value) {
      return fail(ErrorCode::BadRequest, word + " takes no value", usage_hint(command));
    }
    if (option->value.empty() || has_value) continue;
    if (++i == arguments.size()) {
      return fail(ErrorCode::BadRequest, word + " needs a value: " + std::string(option->value),
                  usage_hint(command));
    }
  }
  return {};
}

Result<void> check_count(const Command& command, const std::vector<std::string>& words) {
  const std::string usage = "usage: whocites " + std::string(command.name) +
                            (command.arguments.empty() ? "" : " ") +
                            std::string(command.arguments) + " [options]\n" + usage_hint(command);
  if (words.size() < command.min_positional) {
    return fail(ErrorCode::BadRequest,
                "'" + std::string(command.name) + "' needs " + std::string(command.arguments),
                usage);
  }
  if (words.size() > command.max_positional) {
    return fail(ErrorCode::BadRequest,
                "'" + std::string(command.name) + "' takes no further word: '" +
                    words[command.max_positional] + "'",
                "names of several words go in quotes\n" + usage);
  }
  return {};
}

// cxxopts knows an option of one letter by a single dash only: "--k=3" becomes "-k3".
std::vector<std::string> with_single_dashes(const std::vector<Option>& options,
                                            std::vector<std::string> arguments) {
  for (std::string& argument : arguments) {
    if (argument == "--") break;
    const std::string name = argument.substr(0, argument.find('='));
    if (name.size() != 3 || !name.starts_with("--")) continue;
    const auto is_named = [&](const Option& option) { return option.name == name.substr(2); };
    if (std::none_of(options.begin(), options.end(), is_named)) continue;
    argument = name.substr(1) + (argument.size() > 3 ? argument.substr(4) : "");
  }
  return arguments;
}

template <class T>
Result<std::optional<T>> parse_number(const Arguments& arguments, const std::string& name,
                                      std::string_view what) {
  if (!arguments.has(name)) return std::nullopt;
  const std::string text = arguments.text(name);
  T value{};
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc() || end != text.data() + text.size()) {
    return fail(ErrorCode::BadRequest,
                "--" + name + " takes " + std::string(what) + ", not '" + text + "'");
  }
  return value;
}

}  // namespace

std::span<const Option> common_options() { return kCommon; }
std::span<const Option> filter_options() { return kFilter; }
std::span<const Option> picture_options() { return kPicture; }
std::span<const Option> long_work_options() { return kLongWork; }

std::string Arguments::text(const std::string& name) const {
  const auto at = values_.find(name);
  return at == values_.end() || at->second.empty() ? std::string() : at->second.back();
}

std::vector<std::string> Arguments::all(const std::string& name) const {
  const auto at = values_.find(name);
  return at == values_.end() ? std::vector<std::string>{} : at->second;
}

Result<std::optional<std::uint64_t>> Arguments::number(const std::string& name) const {
  return parse_number<std::uint64_t>(*this, name, "a whole number");
}

Result<std::optional<double>> Arguments::real(const std::string& name) const {
  Result<std::optional<double>> value = parse_number<double>(*this, name, "a number");
  if (value && *value && !std::isfinite(**value)) {
    return fail(ErrorCode::BadRequest, "--" + name + " takes a finite number");
  }
  return value;
}

Result<Arguments> parse_arguments(const Command& command,
                                  const std::vector<std::string>& arguments) {
  const std::vector<Option> options = all_options(command);
  if (auto known = check_options(command, options, arguments); !known) return fail(known.error());
  cxxopts::Options parser("whocites " + std::string(command.name));
  for (const Option& option : options) {
    if (option.value.empty()) {
      parser.add_options()(std::string(option.name), "");
    } else {
      parser.add_options()(std::string(option.name), "",
                           cxxopts::value<std::vector<std::string>>());
    }
  }
  std::vector<const char*> argv{"whocites"};
  // "-" alone means standard input; cxxopts takes it as a positional argument.
  const std::vector<std::string> words = with_single_dashes(options, arguments);
  for (const std::string& word : words) argv.push_back(word.c_str());
  Arguments parsed;
  try {
    const cxxopts::ParseResult result = parser.parse(static_cast<int>(argv.size()), argv.data());
    for (const Option& option : options) {
      const std::string name = long_name(option);
      if (result.count(name) == 0) continue;
      std::vector<std::string> values;
      if (!option.value.empty()) values = result[name].as<std::vector<std::string>>();
      if (values.size() > 1 && !option.repeats) {
        return fail(ErrorCode::BadRequest, "--" + name + " was given more than once",
                    usage_hint(command));
      }
      parsed.set(name, std::move(values));
    }
    parsed.positional = result.unmatched();
  } catch (const cxxopts::exceptions::exception& problem) {
    return fail(ErrorCode::BadRequest,
                ascii_lower(std::string_view(problem.what()).substr(0, 1)) +
                    std::string(problem.what()).substr(1),
                usage_hint(command));
  }
  if (parsed.has("help")) return parsed;
  if (auto fits = check_count(command, parsed.positional); !fits) return fail(fits.error());
  return parsed;
}

std::string help_text(const Command& command) {
  std::string text = "usage: whocites " + std::string(command.name);
  if (!command.arguments.empty()) text += " " + std::string(command.arguments);
  text += " [options]\n\n" + std::string(command.summary) + "\n";
  if (!command.examples.empty()) text += "\nFor example:\n" + std::string(command.examples);
  if (!command.options.empty()) text += "\nOptions:\n" + option_lines(command.options);
  if (command.filters) text += "\nWhich part of the graph:\n" + option_lines(filter_options());
  if (command.filters && command.is_drawn)
    text += "\nHow it is drawn:\n" + option_lines(picture_options());
  if (command.long_work) text += "\nHow it is worked out:\n" + option_lines(long_work_options());
  return text + "\nCommon options:\n" + option_lines(common_options());
}

std::string help_text() {
  std::string text =
      "whocites: who cites whom, and where a story comes from\n\n"
      "usage: whocites [--db PATH] [--format FORMAT] COMMAND …\n"
      "\nTo begin: copy an article into a file, then\n"
      "  whocites import article.txt        who is cited in it, and by whom\n"
      "  whocites list articles             what it is called here\n"
      "  whocites trace 'Its headline'      where its story comes from\n"
      "  whocites render -o story.svg       the same as a picture\n";
  std::string_view group;
  for (const Command& command : commands()) {
    if (command.group != group) text += "\n" + std::string(command.group) + ":\n";
    group = command.group;
    std::string line = "  " + std::string(command.name) + " " + std::string(command.arguments);
    for (const std::string& part : wrap(command.summary, kHelpWidth - kHelpIndent)) {
      text += padded(line, kHelpIndent) + part + "\n";
      line.clear();
    }
  }
  return text + "\nOptions of every command:\n" + option_lines(common_options()) +
         "  --version                 the version, instead of a command\n" +
         "\n'whocites help COMMAND' tells the options of one.\n";
}

}  // namespace whocites::cli
