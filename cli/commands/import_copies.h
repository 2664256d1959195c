// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "graph/records.h"
#include "storage/reader.h"

namespace whocites::cli {

// An article that is to be imported and one that it has most of its text in common with.
struct FoundCopy {
  CitationRecord citation;  // republishes: from the later of the two to the earlier
  std::string remark;       // for the person who imports
};

// The near-duplicates among the articles of `records`, and between them and those in `store` (which
// may be nullptr), by the sketches that the text formats give them. Each new article is tied to
// one print of its text, the earliest known, so that many prints are one source to `corroborate`.
// Where dates do not tell, the one that is in the store, or comes first, counts as the earlier. The
// evidence is the longest stretch in common, from the new article's input, which `bytes_of` gives
// (empty when it is not at hand or no plain text; then the part in common is said in words). Reads
// every article of the store once when a new one has a sketch.
Result<std::vector<FoundCopy>> find_text_copies(
    std::span<const Record> records, const Store* store,
    const std::function<std::string(const std::string& file)>& bytes_of);

}  // namespace whocites::cli
