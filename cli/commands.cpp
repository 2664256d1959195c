// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "cli/command.h"

namespace whocites::cli {

// A command is a function that describes it, in a file of its own, and a row here. The order is
// that of the help.
// clang-format off
#define WHOCITES_COMMANDS(ROW)                                                                  \
  ROW(import) ROW(add) ROW(set) ROW(link) ROW(alias) ROW(note)                                  \
  ROW(review) ROW(same) ROW(not_same) ROW(confirm) ROW(reject) ROW(undo) ROW(forget) ROW(purge) ROW(log)    \
  ROW(show) ROW(list) ROW(search) ROW(explain) ROW(cites) ROW(cited_by) ROW(neighbors)          \
  ROW(trace) ROW(corroborate) ROW(impact) ROW(circles) ROW(check_dates)                         \
  ROW(path) ROW(common) ROW(similar) ROW(rank) ROW(outlets)                                     \
  ROW(core) ROW(components) ROW(communities) ROW(mainpath) ROW(timeline) ROW(diff)              \
  ROW(stats) ROW(render) ROW(export) ROW(bundle) ROW(serve)                                                           \
  ROW(merge) ROW(verify) ROW(backup) ROW(restore) ROW(compact)
// clang-format on

#define WHOCITES_DECLARE(name) Command describe_##name();
WHOCITES_COMMANDS(WHOCITES_DECLARE)
#undef WHOCITES_DECLARE

std::span<const Command> commands() {
#define WHOCITES_LIST(name) describe_##name(),
  static const std::vector<Command> table{WHOCITES_COMMANDS(WHOCITES_LIST)};
#undef WHOCITES_LIST
  return table;
}

const Command* command_named(std::string_view name) {
  for (const Command& command : commands()) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

}  // namespace whocites::cli
