// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/backup.h"

#include "cli/commands/parts.h"

namespace whocites::cli {
namespace {

Result<std::optional<std::uint32_t>> small_number(const Arguments& arguments,
                                                  const std::string& name) {
  const Result<std::optional<std::uint64_t>> number = arguments.number(name);
  if (!number) return fail(number.error());
  if (*number && (**number == 0 || **number > UINT32_MAX)) {
    return fail(ErrorCode::BadRequest, "--" + name + " takes a number from 1 on");
  }
  if (!*number) return std::nullopt;
  return static_cast<std::uint32_t>(**number);
}

Answer as_answer(const std::vector<Backup>& backups) {
  Answer answer;
  answer.table.columns = {"backup", "time", "log_entries", "format", "bytes", "state"};
  for (const Backup& backup : backups) {
    if (backup.is_damaged) {
      answer.table.add({number_cell(backup.id), {}, {}, {}, {}, "damaged"});
      continue;
    }
    answer.table.add({number_cell(backup.id), to_string(backup.time), number_cell(backup.entries),
                      number_cell(backup.format), number_cell(backup.bytes), "complete"});
  }
  answer.nothing = "no backups";
  return answer;
}

Result<int> run_backup(Session& session, const Arguments& arguments) {
  const std::string& folder = arguments.positional.front();
  if (arguments.has("list")) {
    const Result<std::vector<Backup>> backups = list_backups(folder);
    if (!backups) return fail(backups.error());
    return session.print(as_answer(*backups));
  }
  const Result<std::optional<std::uint32_t>> keep = small_number(arguments, "keep");
  if (!keep) return fail(keep.error());
  const Result<std::string> store = session.path_to_write();
  if (!store) return fail(store.error());
  const Result<Backup> backup = create_backup(*store, folder, *keep);
  if (!backup) return fail(backup.error());
  return session.print(as_answer({*backup}));
}

Result<int> run_restore(Session& session, const Arguments& arguments) {
  const Result<std::optional<std::uint32_t>> id = small_number(arguments, "id");
  if (!id) return fail(id.error());
  const Result<Backup> backup =
      restore_backup(arguments.positional[0], arguments.positional[1], *id);
  if (!backup) return fail(backup.error());
  return session.print(as_answer({*backup}));
}

}  // namespace

Command describe_backup() {
  return {
      .name = "backup",
      .group = "Keep",
      .arguments = "FOLDER",
      .summary = "add a backup of the store to a folder of backups",
      .options = {{"list", "", "instead, list the backups in the folder"},
                  {"keep", "N", "then delete the oldest, so that N are left"}},
      .min_positional = 1,
      .max_positional = 1,
      .run = run_backup,
  };
}

Command describe_restore() {
  return {
      .name = "restore",
      .group = "Keep",
      .arguments = "FOLDER NEW.db",
      .summary = "make a new store from a backup; nothing is overwritten",
      .options = {{"id", "N", "the backup of this number, not the newest"}},
      .min_positional = 2,
      .max_positional = 2,
      .run = run_restore,
  };
}

}  // namespace whocites::cli
