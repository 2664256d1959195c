// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/session.h"
#include "ingest/format.h"

namespace whocites::cli {

// `import --watch DIR`: imports the files of a folder that the store does not have, and then those
// that come, each group of them as one batch, until SIGINT or SIGTERM comes or the folder goes.
// What cannot be read is told and passed over. Returns the exit code.
Result<int> import_watched(Session& session, const Arguments& arguments,
                           const ingest::ReadOptions& options);

}  // namespace whocites::cli
