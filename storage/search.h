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
  // How many nodes are looked at, at most, for each kind of match.
  std::size_t max_rated = 1000;
};

struct SearchAnswer {
  std::vector<SearchHit> hits;
  // More nodes may answer than were looked at, so `hits` may lack some that belong before others.
  bool more = false;
};

// Nodes of which a name, alias, domain or key equals `text`, begins with it, has words that begin
// with its words in that order, or is a few typing errors away (at most one up to 5 characters, two
// up to 11, three beyond, of the whole name or of as many of its words), after fold_name(). Best
// match first, then fewest edits, shorter names, lower ids. Empty for an empty text.
//
// Found for certain, unless `more`: what matches exactly (this always), by beginning, by words, and
// by one typo in one of the words, in any script. Only when nothing of that is found: a space that
// is missing or too many, one typo in each of several words, two in one that is long.
// Matches of a worse kind are not looked for when better ones fill the limit.
//
// Reads the index of words, never the nodes one after another: O(words looked at · log words +
// nodes looked at), which is bounded, but for many nodes with exactly one name.
Result<SearchAnswer> search(const Reader& reader, std::string_view text,
                            const SearchOptions& options = {});

// The node that a person means by `text`: exactly its key; its address, DOI or domain; exactly its
// name or alias (folded); else the only one whose name or key begins with it. NotFound otherwise:
// the hint lists the candidates of an ambiguous name ("key  name"), or what an unknown one may
// have been meant to be.
Result<Node> find_node(const Reader& reader, std::string_view text);

}  // namespace whocites
