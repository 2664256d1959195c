// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// Answers that a command of this program gives: in a process of its own, with a limit of time.
#include "base/text.h"
#include "cli/served/endpoints.h"
#include "cli/served/own_command.h"
#include "cli/session.h"
#include "render/json_text.h"

namespace whocites::cli {
namespace {

constexpr std::size_t kMostBytes = 16 << 20;
constexpr std::size_t kMostKeys = 50;

ErrorCode error_code(int exit) {
  if (exit == kNotFound) return ErrorCode::NotFound;
  if (exit == kUsage) return ErrorCode::BadRequest;
  return ErrorCode::Io;
}

// "whocites: message" and, on a line of its own, the hint.
Error told_error(const OwnCommand& ran) {
  std::vector<std::string_view> lines = split(ran.err, '\n');
  std::string_view message = lines.empty() ? std::string_view() : lines.front();
  constexpr std::string_view kProgram = "whocites: ";
  if (message.starts_with(kProgram)) message.remove_prefix(kProgram.size());
  Error error{error_code(ran.code), std::string(message)};
  if (lines.size() > 1) error.hint = std::string(lines[1]);
  return error;
}

// The command with the keys that are asked about, which stand behind "--": none is an option.
Result<OwnCommand> run_about_keys(const Served& served, const serve::Request& request,
                                  std::vector<std::string> words) {
  const std::vector<std::string> keys = request.all("key");
  if (keys.empty() || keys.size() > kMostKeys) {
    return fail(ErrorCode::BadRequest,
                "say which nodes with key=, at most " + std::to_string(kMostKeys) + " times");
  }
  words.insert(words.end(), {"--db", served.store, "--read-only", "--"});
  words.insert(words.end(), keys.begin(), keys.end());
  Result<OwnCommand> ran = run_own_command(words, {.time = served.time, .bytes = kMostBytes});
  if (ran && ran->code != kDone) return fail(told_error(*ran));
  return ran;
}

Result<serve::Response> answered(const Result<OwnCommand>& ran) {
  if (!ran) return fail(ran.error());
  std::vector<std::string> remarks;
  for (const std::string_view line : split(ran->err, '\n')) {
    if (!line.empty()) remarks.emplace_back(line);
  }
  return serve::Response{.body = render::JsonObject()
                                     .add("answer", render::json_value(ran->out))
                                     .add("remarks", render::json_list(remarks))
                                     .text() +
                                 "\n"};
}

}  // namespace

Result<serve::Response> answer_trace(const Served& served, const serve::Request& request) {
  if (request.all("key").size() > 1) return fail(ErrorCode::BadRequest, "say one key=");
  return answered(run_about_keys(served, request, {"trace", "--format", "json"}));
}

Result<serve::Response> answer_corroborate(const Served& served, const serve::Request& request) {
  return answered(run_about_keys(served, request, {"corroborate", "--format", "json"}));
}

Result<serve::Response> answer_render(const Served& served, const serve::Request& request) {
  std::vector<std::string> words{
      "render", "--to", "svg", "--output", "-", "--max-nodes", std::to_string(kMostServedNodes)};
  for (const std::string name : {"depth", "direction", "title"}) {
    const std::string value = request.parameter(name);
    if (!value.empty()) words.push_back("--" + name + "=" + value);
  }
  const Result<OwnCommand> ran = run_about_keys(served, request, std::move(words));
  if (!ran) return fail(ran.error());
  return serve::Response{.type = "image/svg+xml", .body = ran->out};
}

}  // namespace whocites::cli
