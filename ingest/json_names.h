// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

// Values that CSL-JSON and Crossref have in common. Requires, of all: well-formed JSON.
namespace whocites::ingest {

// [{"given":"Ann","family":"Lee"},{"literal":"Reuters"}] as names in natural order.
std::vector<std::string> json_people(std::string_view list);
// {"date-parts":[[2019,3,4],[2019,3,6]]}, or with "raw" or "literal" a date in words; absent when
// it says none that we can read.
std::optional<Date> json_date(std::string_view object);
// The text of a string, the first of a list of strings; empty for anything else.
std::string json_first_text(std::string_view value);

}  // namespace whocites::ingest
