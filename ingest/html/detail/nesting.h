// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace whocites::ingest::html {

// How deep the tags of a page are nested, at least where that is deep: found without making the
// tree, in O(text). Elements that another one of their kind ends (p, li, td) and void ones do not
// count.
std::size_t nesting_of(std::string_view page);

}  // namespace whocites::ingest::html
