// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "base/parallel.h"
#include "storage/store_part.h"

namespace whocites::cli {

// How much a case holds.
struct CaseCounts {
  std::uint64_t nodes = 0;
  std::uint64_t citations = 0;
  std::uint64_t evidence = 0;
  std::uint64_t decisions = 0;  // judgements, and what is or is not the same
  std::uint64_t texts = 0;
  std::uint64_t batches = 0;
};

// Where the records of a case come from, and where they go.
struct CaseRecordsRequest {
  const Reader& reader;
  const StorePart& part;
  std::string store_name;  // of batches that were made in this store
  std::string folder;      // of records.jsonl, log.jsonl, and texts.jsonl where there are texts
};

// Writes the records batch by batch, oldest first, so that they can be replayed as they are read.
// Holds 16 bytes of each line, and what StorePart holds. Io when the folder has no room;
// Interrupted when the work is stopped.
Result<CaseCounts> write_case_records(const CaseRecordsRequest& request, const Work& work);

}  // namespace whocites::cli
