// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "cli/commands/parts.h"

namespace whocites::cli {
namespace {

Result<BatchId> parse_batch(const std::string& text) {
  std::uint32_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size() || number == 0) {
    return fail(ErrorCode::BadRequest, "'" + text + "' is not the number of a batch",
                "'whocites log' lists them");
  }
  return BatchId(number);
}

Result<Batch> standing_batch(const Reader& reader, BatchId id) {
  const Result<std::optional<Batch>> batch = reader.store().batch(id);
  if (!batch) return fail(batch.error());
  if (!*batch) {
    return fail(ErrorCode::NotFound, "there is no batch " + std::to_string(id.value),
                "'whocites log' lists them");
  }
  if ((*batch)->action == Action::Purge) {
    return fail(ErrorCode::BadRequest, "what was purged is gone and cannot be brought back");
  }
  if (!reader.view().sees(id)) {
    return fail(ErrorCode::BadRequest,
                "batch " + std::to_string(id.value) + " was taken back already",
                "'whocites log' shows by which entry; undo that one to have it again");
  }
  return **batch;
}

// The newest entry that stands and can be taken back.
Result<Batch> last_batch(const Reader& reader) {
  std::optional<Batch> last;
  const auto note = [&](const Batch& batch) {
    const bool reversible = batch.action != Action::Purge && batch.action != Action::Undo;
    if (reversible && reader.view().sees(batch.id)) last = batch;
    return true;
  };
  if (auto done = reader.store().scan_batches(note); !done) return fail(done.error());
  if (!last) return fail(ErrorCode::NotFound, "there is nothing to undo");
  return *last;
}

Result<int> withdraw(Session& session, const Arguments& arguments, Action action) {
  const Result<Store*> store = session.store_to_write();
  if (!store) return fail(store.error());
  const Result<Reader> reader = Reader::make(**store);
  if (!reader) return fail(reader.error());
  Result<Batch> target = fail(ErrorCode::NotFound, "");
  if (arguments.positional.empty()) {
    target = last_batch(*reader);
  } else {
    const Result<BatchId> id = parse_batch(arguments.positional.front());
    if (!id) return fail(id.error());
    target = standing_batch(*reader, *id);
  }
  if (!target) return fail(target.error());
  Changes changes;
  changes.batch = session.entry(action);
  changes.batch.id = (*store)->next_batch();
  changes.batch.target = target->id;
  // The log says which one, also when the command did not.
  changes.batch.summary = std::string(name_of(action)) + " " + std::to_string(target->id.value);
  if (auto stored = (*store)->commit(changes); !stored) return fail(stored.error());
  const std::string number = std::to_string(target->id.value);
  const std::string done = target->target
                               ? "batch " + std::to_string(target->target->value) +
                                     " stands again, since batch " + number + " was taken back"
                               : "took back batch " + number + ": " + printable(target->summary);
  session.report(done, changes.batch.id);
  return kDone;
}

Result<int> run_undo(Session& session, const Arguments& arguments) {
  return withdraw(session, arguments, Action::Undo);
}
Result<int> run_forget(Session& session, const Arguments& arguments) {
  return withdraw(session, arguments, Action::Forget);
}

}  // namespace

Command describe_undo() {
  return {
      .name = "undo",
      .group = "Decide",
      .arguments = "[BATCH]",
      .summary = "take back the last change, or that batch; undo an undo to have it again",
      .max_positional = 1,
      .run = run_undo,
  };
}

Command describe_forget() {
  return {
      .name = "forget",
      .group = "Decide",
      .arguments = "BATCH",
      .summary = "take back a whole import or change; 'undo' brings it back",
      .min_positional = 1,
      .max_positional = 1,
      .run = run_forget,
  };
}

}  // namespace whocites::cli
