// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace whocites {

// Sets of keys that grow together; a key that was never joined is alone. Takes memory for those
// that were joined only. Source: Galler & Fisher, An improved equivalence algorithm, CACM 7(5),
// 1964; ways are halved as they are gone (Tarjan & van Leeuwen, JACM 31(2), 1984).
template <class Key>
class JoinedSets {
 public:
  // The lowest key of the set that has `key`, by which a set is known. O(log keys) and the way.
  Key lowest(Key key) {
    auto at = above_.find(key);
    if (at == above_.end()) return key;
    while (at->second != at->first) {
      at->second = above_.at(at->second);
      at = above_.find(at->second);
    }
    return at->first;
  }
  void join(Key a, Key b) {
    a = lowest(a);
    b = lowest(b);
    above_[std::max(a, b)] = above_[std::min(a, b)] = std::min(a, b);
  }
  // The sets of two and more, by their lowest, each ascending.
  std::vector<std::vector<Key>> groups() {
    std::map<Key, std::vector<Key>> by_lowest;
    for (const auto& [key, above] : above_) by_lowest[lowest(key)].push_back(key);
    std::vector<std::vector<Key>> groups;
    for (auto& [low, group] : by_lowest) {
      if (group.size() > 1) groups.push_back(std::move(group));
    }
    return groups;
  }

 private:
  std::map<Key, Key> above_;
};

}  // namespace whocites
