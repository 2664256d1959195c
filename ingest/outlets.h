// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/records.h"

namespace whocites::ingest {

// One outlet of the built-in list (ingest/data/outlets.tsv: facts only).
struct ListedOutlet {
  std::string_view name;
  std::string_view country;  // ISO 3166-1 alpha-2
  std::string_view type;     // newspaper, agency, broadcaster, magazine, site, journal, checker
  std::vector<std::string_view> domains;    // the main one first; may be empty
  std::vector<std::string_view> spellings;  // other names in use
};

// The list; parsed once, on first use, by whichever thread comes first. Lives to the program's end.
std::span<const ListedOutlet> listed_outlets();

// The node that stands for a listed outlet: key = its main domain, else "outlet:" + slug.
NodeRecord record_of(const ListedOutlet& outlet);

// The outlet that has this name or spelling, by fold_name(). Absent when none has, or when
// several have and none has it as its proper name. O(1).
const ListedOutlet* outlet_named(std::string_view name);
const ListedOutlet* outlet_of_domain(std::string_view domain);
// Whether several listed outlets have this name or spelling, by fold_name(). O(1).
bool is_shared_name(std::string_view name);

// Listed outlets whose name or a spelling is similar, best first: what a misspelt name may mean.
// At least 0.65 alike, and not much less so than the best; empty when nothing is, and of more than
// 100 bytes, which are a title or a whole reference.
std::vector<Suggestion> similar_outlets(std::string_view name, std::size_t limit);

// outlet_named and similar_outlets as a store's writer takes them.
NameAuthority outlet_authority();

}  // namespace whocites::ingest
