// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/import_doubts.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "graph/keys.h"

namespace whocites::cli {
namespace {

Result<std::string> key_in(const Changes& changes, const Store& store, NodeId id) {
  const auto made = std::lower_bound(
      changes.new_nodes.begin(), changes.new_nodes.end(), id,
      [](const Changes::NewNode& node, NodeId wanted) { return node.id < wanted; });
  if (made != changes.new_nodes.end() && made->id == id) return made->key;
  const Result<std::optional<StoredNode>> stored = store.node(id);
  if (!stored) return fail(stored.error());
  return *stored ? (*stored)->key : std::string();
}

// What a text cites without naming it.
Result<bool> is_unnamed(const Changes::NodeAssertion& assertion, const Changes& changes,
                        const Store& store) {
  if (assertion.facts.kind != Kind::Person || !assertion.facts.unresolved) return false;
  const Result<std::string> key = key_in(changes, store, assertion.node);
  if (!key) return fail(key.error());
  return is_unnamed_key(*key);
}

}  // namespace

void remark_unresolved(const Session& session, const NodeFacts& facts) {
  std::vector<std::string> likely;
  for (const Suggestion& one : facts.suggestions) likely.push_back(one.name + " (" + one.key + ")");
  session.remark("unresolved: " + printable(facts.title) +
                 (likely.empty() ? "" : "; perhaps " + printable(join(likely, ", or "))));
}

Result<void> remark_doubts(const Session& session, const Changes& changes, const Store& store) {
  for (const KeptText& text : changes.texts) {
    if (text.reason == "source text") continue;
    session.remark("left out: \"" + ellipsize(printable(collapse_space(text.text)), 60) + "\" (" +
                   text.reason + ")");
  }
  constexpr std::size_t kMostTold = 100;
  std::set<NodeId> met;
  std::size_t names = 0;
  std::size_t pages = 0;
  std::size_t unnamed = 0;
  for (const Changes::NodeAssertion& assertion : changes.assertions) {
    const NodeFacts& facts = assertion.facts;
    if (!facts.unresolved || !met.insert(assertion.node).second) continue;
    if (is_only_linked(facts)) {  // a link is clear enough
      ++pages;
      continue;
    }
    const Result<bool> is_nobody = is_unnamed(assertion, changes, store);
    if (!is_nobody) return fail(is_nobody.error());
    if (*is_nobody) {  // there is no name to resolve
      ++unnamed;
      continue;
    }
    if (++names > kMostTold) continue;
    remark_unresolved(session, facts);
  }
  if (names > kMostTold) {
    session.remark("… and " + std::to_string(names - kMostTold) + " more unresolved names");
  }
  if (unnamed != 0) {
    session.remark(counted(unnamed, "source is", "sources are") + " cited without a name");
  }
  if (pages != 0) {
    session.remark(counted(pages, "linked page was", "linked pages were") + " not read");
  }
  return {};
}

}  // namespace whocites::cli
