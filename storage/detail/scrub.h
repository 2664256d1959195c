// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "storage/store.h"

namespace whocites::storage::detail {

// Removes from what is said of another node every trace of purged ones: being part of one, and
// suggestions that name one. Whether anything changed.
inline bool scrub(Assertion& assertion, const std::set<NodeId>& gone,
                  const std::set<std::string>& gone_keys) {
  bool changed = false;
  if (assertion.part_of && gone.contains(*assertion.part_of)) {
    assertion.part_of.reset();
    changed = true;
  }
  changed |= std::erase_if(assertion.facts.suggestions, [&](const Suggestion& suggestion) {
               return gone_keys.contains(suggestion.key);
             }) != 0;
  return changed;
}

}  // namespace whocites::storage::detail
