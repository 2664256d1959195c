// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/check_changes.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace whocites::storage::detail {
namespace {

class Checker {
 public:
  Checker(const Store& store, const Changes& changes)
      : store_(store),
        changes_(changes),
        first_new_(store.next_node().value),
        end_new_(first_new_ + static_cast<std::uint32_t>(changes.new_nodes.size())) {}

  Result<void> new_nodes() {
    std::unordered_set<std::string_view> keys;
    for (std::size_t i = 0; i < changes_.new_nodes.size(); ++i) {
      const Changes::NewNode& node = changes_.new_nodes[i];
      if (node.id.value != first_new_ + i)
        return fail(ErrorCode::BadRequest, "node id out of turn");
      if (node.key.empty()) return fail(ErrorCode::BadRequest, "a node needs a key");
      const Result<std::optional<NodeId>> taken = store_.find_key(node.key);
      if (!taken) return fail(taken.error());
      if (*taken || !keys.insert(node.key).second) {
        return fail(ErrorCode::BadRequest, "the key '" + node.key + "' is taken");
      }
    }
    return {};
  }

  Result<void> exists(NodeId id) {
    if (id.value >= first_new_ && id.value < end_new_) return {};
    const auto [at, fresh] = old_.try_emplace(id, false);
    if (fresh) {
      const Result<std::optional<StoredNode>> node = store_.node(id);
      if (!node) return fail(node.error());
      at->second = node->has_value();
    }
    if (at->second) return {};
    return fail(ErrorCode::BadRequest, "node " + std::to_string(id.value) + " does not exist");
  }

 private:
  const Store& store_;
  const Changes& changes_;
  std::uint32_t first_new_;
  std::uint32_t end_new_;
  std::unordered_map<NodeId, bool> old_;
};

// What is written must be readable: values outside the closed lists, or a date that no text
// stands for, would be taken for damage.
bool is_readable(const std::optional<Date>& date) {
  return !date || parse_date(to_string(*date)) == *date;
}

bool is_readable(const NodeFacts& facts) {
  return is_readable(facts.date) && (!facts.kind || name_of(*facts.kind) != "unknown");
}

bool is_readable(const Citation& citation) {
  const auto dated = [](const Evidence& evidence) { return is_readable(evidence.date); };
  const auto listed = [](const Judgement& judgement) {
    return judgement.verdict == Verdict::Confirmed || judgement.verdict == Verdict::Rejected;
  };
  return name_of(citation.relation) != "unknown" &&
         std::all_of(citation.evidence.begin(), citation.evidence.end(), dated) &&
         std::all_of(citation.judgements.begin(), citation.judgements.end(), listed);
}

Result<void> unreadable(const std::string& what) {
  return fail(ErrorCode::BadRequest, what + " has a date or a kind that does not exist");
}

Result<void> check_entry(const Store& store, const Batch& entry) {
  if (entry.id != store.next_batch()) return fail(ErrorCode::BadRequest, "batch id out of turn");
  if (name_of(entry.action) == "unknown") return unreadable("the batch");
  if (!entry.target || *entry.target < entry.id) return {};
  return fail(ErrorCode::BadRequest, "only an earlier batch can be withdrawn");
}

}  // namespace

Result<void> check(const Store& store, const Changes& changes) {
  if (auto sound = check_entry(store, changes.batch); !sound) return sound;
  Checker checker(store, changes);
  if (auto sound = checker.new_nodes(); !sound) return sound;
  const auto all_exist = [&](std::initializer_list<NodeId> ids) -> Result<void> {
    for (NodeId id : ids) {
      if (auto there = checker.exists(id); !there) return there;
    }
    return {};
  };
  for (const Changes::NodeAssertion& assertion : changes.assertions) {
    auto there = all_exist({assertion.node, assertion.part_of.value_or(assertion.node)});
    if (!there) return there;
    if (!is_readable(assertion.facts)) {
      return unreadable("node " + std::to_string(assertion.node.value));
    }
  }
  for (const Citation& citation : changes.citations) {
    if (auto there = all_exist({citation.from, citation.to}); !there) return there;
    if (citation.evidence.empty() && citation.judgements.empty()) {
      return fail(ErrorCode::BadRequest, "a citation needs evidence, if only an empty one");
    }
    if (!is_readable(citation)) return unreadable("a citation");
  }
  for (const IdentityDecision& decision : changes.identities) {
    if (auto there = all_exist({decision.a, decision.b}); !there) return there;
    if (decision.a == decision.b) return fail(ErrorCode::BadRequest, "a node is always itself");
  }
  return {};
}

Result<void> check(const Store& store, const Store::Purge& request) {
  if (auto sound = check_entry(store, request.entry); !sound) return sound;
  for (NodeId id : request.nodes) {
    const Result<std::optional<StoredNode>> node = store.node(id);
    if (!node) return fail(node.error());
    if (!*node) {
      return fail(ErrorCode::BadRequest, "node " + std::to_string(id.value) + " does not exist");
    }
  }
  return {};
}

}  // namespace whocites::storage::detail
