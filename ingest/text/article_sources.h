// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "ingest/text/attribution.h"

namespace whocites::ingest::text {

// Every source that an article names, those included that no graph can hold: "critics", "she".
struct ArticleSources {
  std::vector<FoundSource> sources;  // in the order of their sentences; bytes of the text
  std::vector<NodeRecord> nodes;     // that the sources' `nodes` count in
};

// The sources in an article's title and body, as the import of a text finds them. `own_outlet`
// published it, nullptr where that is not known. O(text).
ArticleSources find_sources(std::string text, const ListedOutlet* own_outlet);

}  // namespace whocites::ingest::text
