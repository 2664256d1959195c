// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "ingest/format.h"
#include "ingest/line_records.h"
#include "ingest/table_header.h"

namespace whocites::ingest {

// What reads the rows below a header. Requires: `options` outlives it.
std::unique_ptr<LineRecords> table_rows(TableHeader header, char separator,
                                        const ReadOptions& options);

}  // namespace whocites::ingest
