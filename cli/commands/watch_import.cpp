// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/watch_import.h"

#include <filesystem>

#include "cli/arriving_files.h"
#include "cli/commands/bulk_import.h"

namespace whocites::cli {
namespace {

// Another file may be better.
bool is_of_the_input(const Error& error) {
  return error.code == ErrorCode::Unreadable || error.code == ErrorCode::NotFound;
}

Result<void> check_usage(const Arguments& arguments) {
  std::error_code failure;
  const auto& words = arguments.positional;
  if (words.size() != 1 || !std::filesystem::is_directory(words.front(), failure)) {
    return fail(ErrorCode::BadRequest, "--watch takes one folder");
  }
  for (const std::string name : {"dry-run", "stream", "url", "title", "date"}) {
    if (!arguments.has(name)) continue;
    return fail(ErrorCode::BadRequest, "--watch cannot be combined with --" + name);
  }
  return {};
}

// What of the names is there, and can be read.
std::vector<ImportInput> inputs_of(Session& session, const std::vector<std::string>& names) {
  std::vector<ImportInput> inputs;
  for (const std::string& name : names) {
    Result<ImportInput> input = file_input(name);
    if (input) {
      inputs.push_back(std::move(*input));
    } else if (input.error().code != ErrorCode::NotFound) {
      session.complain(input.error());
    }
  }
  return inputs;
}

}  // namespace

Result<int> import_watched(Session& session, const Arguments& arguments,
                           const ingest::ReadOptions& options) {
  if (auto usable = check_usage(arguments); !usable) return fail(usable.error());
  auto files = ArrivingFiles::watch(arguments.positional.front());  // before the store has threads
  if (!files) return fail(files.error());
  const Result<Store*> store = session.store_to_write();
  if (!store) return fail(store.error());
  session.remark("watching " + arguments.positional.front() + "; Ctrl-C ends it");
  int code = kDone;
  while (true) {
    const Result<std::vector<std::string>> names = (*files)->next();
    if (!names) return fail(names.error());
    if (names->empty()) return code;
    const std::vector<ImportInput> inputs = inputs_of(session, *names);
    if (inputs.empty()) continue;
    const Result<int> imported = import_inputs(session, arguments, options, inputs);
    if (!imported && !is_of_the_input(imported.error())) return fail(imported.error());
    if (!imported) session.complain(imported.error());
    if (!imported || *imported != kDone) code = kSomeRejected;
    session.out().flush();
    if (!session.out()) return fail(ErrorCode::Io, "the output could not be written");
  }
}

}  // namespace whocites::cli
