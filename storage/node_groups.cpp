// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/node_groups.h"

#include <algorithm>
#include <utility>

namespace whocites::storage::detail {

Result<NodeGroups> NodeGroups::read(const Store& store, const View& view, Sameness of) {
  std::map<std::pair<NodeId, NodeId>, bool> last_word;
  const auto note = [&](const IdentityDecision& decision) {
    if (view.sees(decision.batch)) last_word[std::minmax(decision.a, decision.b)] = decision.same;
    return true;
  };
  if (auto done = store.scan_identities(of, note); !done) return fail(done.error());
  NodeGroups groups;
  for (const auto& [pair, same] : last_word) {
    if (same) groups.join(pair.first.value, pair.second.value);
  }
  return groups;
}

std::uint32_t NodeGroups::root(std::uint32_t node) {
  std::uint32_t at = above_.try_emplace(node, node).first->second;
  while (above_[at] != at) at = above_[at] = above_[above_[at]];
  return above_[node] = at;
}

std::vector<NodeGroups::Group> NodeGroups::take() {
  std::map<std::uint32_t, Group> by_root;
  for (const auto& [node, above] : above_) by_root[root(node)].push_back(node);
  std::vector<Group> list;
  for (auto& [root, group] : by_root) list.push_back(std::move(group));
  above_.clear();
  return list;
}

}  // namespace whocites::storage::detail
