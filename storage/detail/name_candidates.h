// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/detail/word_lists.h"

namespace whocites::storage::detail {

// The nodes that may answer to a name, found in the index of words without looking at any node.
// All that do are among them, unless complete() is false; whether one really does, its names must
// tell. A node may be given more than once. The sink returns false to stop.
class NameCandidates {
 public:
  // `folded` is fold_name() of the name. It may read about `pieces` pieces of lists.
  NameCandidates(const Store& store, std::string_view folded, std::size_t pieces);

  // Of which a name begins with it.
  Result<void> beginning(const IdSink& visit);
  // Of which a name has words that begin with its words.
  Result<void> with_words(const IdSink& visit);
  // Of which a name has its words but for one, and in place of that a word one edit away.
  Result<void> with_one_typo(const IdSink& visit);
  // Of which a name has its words but for a space that is missing or too many.
  Result<void> divided_otherwise(const IdSink& visit);
  // Of which a name has words each of which is at most one edit away; or, but for one that is two
  // edits away and long, all its words.
  Result<void> with_typos(const IdSink& visit);

  // Whether nothing was left out by anything asked so far.
  bool complete() const { return complete_ && budget_.pieces > 0; }

 private:
  using Words = std::vector<std::string>;
  Result<void> one_by_one(const std::string& prefix, const IdSink& visit);
  Result<void> all_of(std::vector<Words> sets, const IdSink& visit);
  // The given words, with those of `near` in place of the one at `at`.
  std::vector<Words> exactly_but(std::size_t at, Words near) const;
  Result<Words> near(std::size_t at, std::size_t edits);

  const Store& store_;
  Words words_;
  ReadBudget budget_;
  bool complete_ = true;
  bool stopped_ = false;
};

}  // namespace whocites::storage::detail
