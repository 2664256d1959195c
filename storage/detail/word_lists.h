// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/store.h"

namespace whocites::storage::detail {

// The words of a dictionary that answer to something. `complete` is false when there are more than
// were wanted.
struct WordSet {
  std::vector<std::string> words;  // ascending
  bool complete = true;
};

// The words that begin with `prefix`, the first `limit` of them.
Result<WordSet> words_with_prefix(const Store& store, std::string_view prefix, std::size_t limit);

// The words that are one to `edits` edits from `word`, marks ("^word") left out; stops after
// looking at `limit` words.
Result<WordSet> words_near(const Store& store, std::string_view word, std::size_t edits,
                           std::size_t limit);

// How many pieces of lists a question may read. Shared by all the lists of one question.
struct ReadBudget {
  std::size_t pieces = 0;
};

// The nodes that have any of some words, ascending; read piece by piece as far as they are asked
// for, and skipped in between.
class WordUnion {
 public:
  WordUnion(const Store& store, std::vector<std::string> words, ReadBudget& budget);

  // The first node after `after`, which must not be less than it was the last time; absent: there
  // is no other, or the budget is spent.
  Result<std::optional<NodeId>> next(NodeId after);

 private:
  struct List {
    std::string word;
    std::vector<NodeId> ids;  // a piece
    std::size_t at = 0;
    bool at_end = false;  // nothing follows the piece
  };
  // Moves the list to its first node after `after`; false when it has none.
  Result<bool> advance(List& list, NodeId after);

  const Store& store_;
  ReadBudget& budget_;
  std::vector<List> lists_;
  std::vector<std::pair<NodeId, std::size_t>> heap_;  // the next node of each list, least first
};

// The nodes that all the unions have, ascending; `visit` returns false to stop. Each union skips
// to what the others have next, so the cost is that of the rarest.
using IdSink = std::function<Result<bool>(NodeId node)>;
Result<void> intersect(std::vector<WordUnion>& unions, const IdSink& visit);

}  // namespace whocites::storage::detail
