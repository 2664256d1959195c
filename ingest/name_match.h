// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace whocites::ingest {

// What speaks for two names being those of one outlet.
struct NameMatch {
  // Nothing but spelling habits differs, or the list of outlets has both for one: safe to take them
  // for the same without asking. Everything else is for a person to decide.
  bool certain = false;
  double score = 0;    // above 0; 1 for what is certain; orders what is to be decided
  std::string reason;  // "differ only in the article", for the person
  friend bool operator==(const NameMatch&, const NameMatch&) = default;
};

// Compares two names of outlets, or addresses of their sites: case, accents and punctuation, a
// leading article, script (ICU's Any-Latin, after the romanisations of UNGEGN and ISO), spaces,
// initials, domains, what one adds to the other ("Online"), and misspellings. Absent when they have
// too little in common, and when the list of outlets tells them apart ("The Times of India", "The
// Times of Israel"). Symmetric. Pure; the list is parsed on first use.
std::optional<NameMatch> match_names(std::string_view a, std::string_view b);

}  // namespace whocites::ingest
