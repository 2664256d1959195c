// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace whocites::ingest::html {

// What makes the time that a parser takes grow with the square of a page's size, found without
// making the tree.
struct PageShape {
  // How deep tags stand in one another, at least where that is deep. Elements that another one of
  // their kind ends (p, li, td) and void ones do not count.
  std::size_t nesting = 0;
  std::size_t attributes = 0;  // that the tag with the most of them has, or a few more
};
PageShape shape_of(std::string_view page);  // O(page)

}  // namespace whocites::ingest::html
