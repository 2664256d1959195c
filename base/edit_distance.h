// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace whocites {

// Number of single-character insertions, deletions, substitutions and swaps of neighbours between
// two texts (optimal string alignment distance), counted in code points; `limit`+1 when it exceeds
// `limit`. O(longer) when both are ASCII and one has at most 64 characters; else O(|a|·|b|) time
// and O(|b|) memory. Sources: Damerau, A technique for computer detection and correction of
// spelling errors, CACM 7(3), 1964; Hyyrö, A bit-vector algorithm for computing Levenshtein and
// Damerau edit distances, Nordic Journal of Computing 10, 2003 (for short texts).
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

}  // namespace whocites
