// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/reader.h"

namespace whocites {

// How a name answers to a search, best first.
enum class Match : std::uint8_t { Exact, Prefix, Word, Misspelling };
std::string_view name_of(Match match);  // "exact", "prefix", "word", "misspelling"

struct SearchHit {
  Node node;
  Match match = Match::Exact;
  std::size_t distance = 0;  // Misspelling: single-character edits
};

struct SearchOptions {
  Filter filter;
  std::size_t limit = 20;
  bool misspellings = true;
};

// Nodes of which a name, alias or key equals `text`, begins with it, has words that begin with
// its words, or is at most a few typing errors away (one up to 5 characters, two up to 11, three
// beyond, of the whole name or of as many of its words), after fold_name(). Best match first,
// then fewest edits, shorter names, lower ids. Empty for an empty text. O(names of the store).
Result<std::vector<SearchHit>> search(const Reader& reader, std::string_view text,
                                      const SearchOptions& options = {});

// The node that a person means by `text`: exactly its key; its address, DOI or domain; exactly its
// name or alias (folded); else the only one whose name or key begins with it. NotFound otherwise:
// the hint lists the candidates of an ambiguous name ("key  name"), or what an unknown one may
// have been meant to be.
Result<Node> find_node(const Reader& reader, std::string_view text);

}  // namespace whocites
