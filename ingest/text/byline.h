// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

// The lines around an article that say who wrote it, where, and for whom.
namespace whocites::ingest::text {

struct Byline {
  std::vector<std::string> authors;
  std::string outlet;  // a listed outlet's name as it stands there; empty: none named
  std::optional<Date> date;
};

// "By Jane Doe and John Roe, The Guardian", "By JANE DOE | 3 March 2020", "(Reporting by Jane Doe;
// editing by John Roe)". Absent when the line is something else.
std::optional<Byline> parse_byline(std::string_view line);

struct Dateline {
  std::string outlet;  // of "(Reuters)"; empty: none named
  std::optional<Date> date;
  std::size_t length = 0;  // bytes up to where the text begins
};

// "SEOUL, Feb 25 (Reuters) — …", "LONDON — …", "(CNN) …" at the begin of a paragraph. Only a name
// that the outlet list knows counts as an outlet. Absent when there is no dateline.
std::optional<Dateline> parse_dateline(std::string_view paragraph);

bool is_copyright_line(std::string_view line);  // "© 2020 …", "Copyright 2020 …"
// The listed outlet that a copyright line names, as it stands there; empty when none.
std::string copyright_holder(std::string_view line);

}  // namespace whocites::ingest::text
