// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/print_groups.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "base/joined_sets.h"

namespace whocites::storage::detail {
namespace {

// Joined unless that would bring two into one set that are kept apart.
class PartedSets {
 public:
  void part(NodeId a, NodeId b) {
    a = sets_.lowest(a);
    b = sets_.lowest(b);
    apart_[a].insert(b);
    apart_[b].insert(a);
  }

  void join(NodeId a, NodeId b) {
    const std::pair<NodeId, NodeId> lowest = std::minmax({sets_.lowest(a), sets_.lowest(b)});
    const auto [low, high] = lowest;
    if (low == high || apart_[low].contains(high)) return;
    for (const NodeId other : std::exchange(apart_[high], {})) {
      apart_[other].erase(high);
      apart_[other].insert(low);
      apart_[low].insert(other);
    }
    sets_.join(low, high);
  }

  std::vector<std::vector<NodeId>> groups() { return sets_.groups(); }

 private:
  JoinedSets<NodeId> sets_;
  std::map<NodeId, std::set<NodeId>> apart_;  // by the lowest of a set: those of others
};

}  // namespace

void PrintGroups::say(NodeId a, NodeId b, const Word& word) {
  const auto [at, is_new] = words_.try_emplace(std::minmax(a, b), word);
  const auto weight = [](const Word& one) { return std::tuple(one.by_person, one.batch); };
  if (!is_new && weight(word) >= weight(at->second)) at->second = word;
}

std::vector<std::vector<NodeId>> PrintGroups::take() const {
  struct Tie {
    std::pair<NodeId, NodeId> pair;
    Word word;
  };
  PartedSets sets;
  std::vector<Tie> ties;
  for (const auto& [pair, word] : words_) {
    if (word.same) {
      ties.push_back({pair, word});
    } else {
      sets.part(pair.first, pair.second);
    }
  }
  std::stable_sort(ties.begin(), ties.end(), [](const Tie& a, const Tie& b) {
    return std::tuple(a.word.by_person, a.word.part) > std::tuple(b.word.by_person, b.word.part);
  });
  for (const Tie& tie : ties) sets.join(tie.pair.first, tie.pair.second);
  return sets.groups();
}

}  // namespace whocites::storage::detail
