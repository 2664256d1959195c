// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whocites::ingest {

// "Lee, Ann" as "Ann Lee", "King, Jr., Martin" as "Martin King, Jr."; other names as they are.
std::string natural_name(std::string_view name);

// The names of a BibTeX field, parted by "and" outside of braces, each in its natural order and as
// plain text. A last one "others" stays. Source: Patashnik, "Designing BibTeX Styles", section 4.
std::vector<std::string> bibtex_names(std::string_view field);

}  // namespace whocites::ingest
