// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "graph/model.h"

namespace whocites::storage::detail {

// Groups of prints of one text, none of which holds a pair that was parted: a third print that is
// like both does not join what somebody said are two. Where ties contradict, the surer one holds.
class PrintGroups {
 public:
  // That two are one text, or that they are not. Of words on one pair a person's prevails, else the
  // later one. `part`: how much of the text they share, in percent; 0 when that is not known.
  struct Word {
    bool same = true;
    bool by_person = false;
    BatchId batch;
    int part = 0;
  };
  void say(NodeId a, NodeId b, const Word& word);

  // In the order of their lowest; none of one alone. The ties of persons are made first, then
  // those that share most, of equals the lowest pair: the same words make the same groups, in
  // whatever order they were said. O(n log n) words.
  std::vector<std::vector<NodeId>> take() const;

 private:
  std::map<std::pair<NodeId, NodeId>, Word> words_;
};

}  // namespace whocites::storage::detail
