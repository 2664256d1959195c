// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/print_groups.h"

#include <algorithm>

namespace whocites::storage::detail {
namespace {

// Sets that grow together unless that would bring two into one that are kept apart (union-find; of
// each set it is kept from which others it is parted).
class PartedSets {
 public:
  void part(NodeId a, NodeId b) {
    apart_[root(a)].insert(root(b));
    apart_[root(b)].insert(root(a));
  }

  void join(NodeId a, NodeId b) {
    const std::pair<NodeId, NodeId> roots = std::minmax({root(a), root(b)});
    const auto [low, high] = roots;
    if (low == high || apart_[low].contains(high)) return;
    for (const NodeId other : std::exchange(apart_[high], {})) {
      apart_[other].erase(high);
      apart_[other].insert(low);
      apart_[low].insert(other);
    }
    above_[high] = low;
  }

  std::vector<NodeGroups::Group> groups() {
    std::map<NodeId, NodeGroups::Group> by_root;
    for (const auto& [node, above] : above_) by_root[root(node)].push_back(node.value);
    std::vector<NodeGroups::Group> list;
    for (auto& [root, group] : by_root) {
      if (group.size() > 1) list.push_back(std::move(group));
    }
    return list;
  }

 private:
  NodeId root(NodeId node) {
    NodeId at = above_.try_emplace(node, node).first->second;
    while (above_[at] != at) at = above_[at] = above_[above_[at]];
    return above_[node] = at;
  }

  std::map<NodeId, NodeId> above_;
  std::map<NodeId, std::set<NodeId>> apart_;  // by root: other roots
};

}  // namespace

void PrintGroups::say(NodeId a, NodeId b, const Word& word) {
  const auto [at, is_new] = words_.try_emplace(std::minmax(a, b), word);
  const auto weight = [](const Word& one) { return std::tuple(one.by_person, one.batch); };
  if (!is_new && weight(word) >= weight(at->second)) at->second = word;
}

std::vector<NodeGroups::Group> PrintGroups::take() const {
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
