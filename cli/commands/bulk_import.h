// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/import_inputs.h"
#include "cli/session.h"
#include "ingest/format.h"

namespace whocites::cli {

// The format of what the stream begins with, or that of --from.
Result<const ingest::Format*> import_format(const Arguments& arguments, const std::string& name,
                                            std::string_view head);
// The reader's name and the options that change what it makes of the bytes: the same bytes read
// with others are another import.
std::string format_line(const ingest::Format& format, const Arguments& arguments);
// The batch that already holds this source, read the same way; absent when none does.
Result<std::optional<BatchId>> imported_before(const Reader& reader, const SourceFile& file);

// Imports as one batch, and tells of it; the exit code.
Result<int> import_inputs(Session& session, const Arguments& arguments,
                          const ingest::ReadOptions& options,
                          const std::vector<ImportInput>& inputs);

// Imports without holding the inputs or their records; absent when they are small, or only to be
// looked at: then they are to be imported in memory.
Result<std::optional<int>> import_in_bulk(Session& session, const Arguments& arguments,
                                          const ingest::ReadOptions& options,
                                          const std::vector<ImportInput>& inputs);

}  // namespace whocites::cli
