// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/session.h"
#include "ingest/format.h"

namespace whocites::cli {

// `import - --stream`: stores what arrives on the standard input in groups, each one batch, and
// prints a line for each as soon as it is durable. Until the input ends, SIGINT or SIGTERM comes
// (which ends it after the lines that arrived whole), or nobody reads the output any more (Io).
// Holds one group at a time. Returns the exit code; a failure ends the stream, and what was
// acknowledged before is stored.
Result<int> import_stream(Session& session, const Arguments& arguments,
                          const ingest::ReadOptions& options);

}  // namespace whocites::cli
