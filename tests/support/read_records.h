// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/format.h"

namespace whocites::testing {

// What a reader made of an input, as text that a test can spell out: one line a record, such as
// `article a1 title=T date=2020 ; part of o1`, and one a rejection: `f:2:14: message [hint]`.
struct ReadOutcome {
  std::vector<std::string> records;
  std::vector<std::string> rejected;
  std::string failure;  // of the whole input; empty when there is none
};

std::string describe(const Record& record);
std::string describe(const Error& error);

// Reads `bytes` as the format of that name. Requires: the format exists.
ReadOutcome read_records(std::string_view format, std::string_view bytes,
                         const ingest::ReadOptions& options = {.source_name = "f"});

}  // namespace whocites::testing
