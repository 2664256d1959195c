// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "cli/commands/parts.h"

namespace whocites::cli {
namespace {

std::uint64_t bytes_of(const std::vector<PartSize>& parts, const std::string& name) {
  const auto at = std::find_if(parts.begin(), parts.end(),
                               [&](const PartSize& part) { return part.name == name; });
  return at == parts.end() ? 0 : at->bytes;
}

Result<int> run_compact(Session& session, const Arguments&) {
  const Result<Store*> store = session.existing_store_to_write();
  if (!store) return fail(store.error());
  const Result<std::vector<PartSize>> before = (*store)->sizes();
  if (!before) return fail(before.error());
  if (auto done = (*store)->compact(); !done) return fail(done.error());
  const Result<std::vector<PartSize>> after = (*store)->sizes();
  if (!after) return fail(after.error());
  Answer answer;
  answer.table.columns = {"part", "bytes_before", "bytes_after"};
  std::uint64_t all_before = 0;
  std::uint64_t all_after = 0;
  for (const PartSize& part : *after) {
    const std::uint64_t was = bytes_of(*before, part.name);
    answer.table.add({part.name, number_cell(was), number_cell(part.bytes)});
    all_before += was;
    all_after += part.bytes;
  }
  answer.table.add({"all", number_cell(all_before), number_cell(all_after)});
  return session.print(std::move(answer));
}

}  // namespace

Command describe_compact() {
  return {
      .name = "compact",
      .group = "Keep",
      .arguments = "",
      .summary = "rewrite the store's files to be as small as they can be",
      .run = run_compact,
  };
}

}  // namespace whocites::cli
