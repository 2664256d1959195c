// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <vector>

namespace whocites {

// Puts them in ascending order and keeps each once.
template <class T>
void sort_and_unite(std::vector<T>& things) {
  std::sort(things.begin(), things.end());
  things.erase(std::unique(things.begin(), things.end()), things.end());
}

}  // namespace whocites
