// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/tie_prints.h"

#include <algorithm>

#include "storage/detail/print_search.h"
#include "storage/name_resolver.h"

namespace whocites::storage::detail {
namespace {

// All that is asked about is in the store.
class NoNodes final : public BatchNodes {
 public:
  Result<std::optional<NodeId>> new_key(const std::string& /*key*/) override {
    return std::nullopt;
  }
  Result<std::vector<NodeId>> new_named(const std::string& /*name*/) override {
    return std::vector<NodeId>();
  }
  Result<std::optional<NodeFacts>> asserted(NodeId /*id*/) override { return std::nullopt; }
  bool is_new(NodeId /*id*/) const override { return false; }
  Result<NodeId> obtain(const std::string& key) override { return makes_none(key); }
  Result<void> assert_node(NodeId /*id*/, NodeFacts facts) override {
    return makes_none(facts.title);
  }

 private:
  static tl::unexpected<Error> makes_none(const std::string& name) {
    return fail(ErrorCode::BadRequest, "'" + name + "' cannot be made while texts are compared");
  }
};

}  // namespace

Result<std::vector<IdentityDecision>> find_ties(const Store& store,
                                                const std::vector<NodeId>& ids) {
  std::vector<IdentityDecision> ties;
  if (ids.empty()) return ties;
  NoNodes none;
  Result<NameResolver> resolver = NameResolver::make(none, store, {});
  if (!resolver) return fail(resolver.error());
  PrintSearch search([&](NodeId id) { return resolver->facts_of(id); });
  for (const NodeId id : ids) {
    const Result<std::optional<NodeFacts>> facts = resolver->facts_of(id);
    if (!facts) return fail(facts.error());
    const std::optional<TextSketch> sketch = *facts ? sketch_in(**facts) : std::nullopt;
    if (!sketch) continue;
    Result<std::vector<NodeId>> sharing = sharing_bands(store, *sketch);
    if (!sharing) return fail(sharing.error());
    // Of two that came each pair is asked about once.
    const auto passes = [&](NodeId other) -> Result<bool> {
      if (other > id && std::binary_search(ids.begin(), ids.end(), other)) return false;
      return resolver->may_share_text(id, other);
    };
    const auto prints = search.best_of(*sketch, std::move(*sharing), kMostTies, passes);
    if (!prints) return fail(prints.error());
    for (const PrintSearch::Print& print : *prints) ties.push_back(one_text(id, print, {}));
  }
  return ties;
}

}  // namespace whocites::storage::detail
