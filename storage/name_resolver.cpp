// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/name_resolver.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "graph/keys.h"
#include "storage/detail/encoding.h"

namespace whocites {
namespace {

constexpr std::size_t kSuggestionCount = 3;

std::vector<std::string> names_of(const NodeFacts& facts) {
  std::vector<std::string> names{facts.title};
  names.insert(names.end(), facts.aliases.begin(), facts.aliases.end());
  return names;
}

}  // namespace

Result<NameResolver> NameResolver::make(BatchNodes& batch, const Store& store,
                                        NameAuthority authority) {
  Result<Reader> reader = Reader::make(store);
  if (!reader) return fail(reader.error());
  return NameResolver(batch, store, std::move(authority), std::move(*reader));
}

Result<std::optional<NodeFacts>> NameResolver::facts_of(NodeId id) {
  Result<std::optional<NodeFacts>> mine = batch_->asserted(id);
  if (!mine || *mine || batch_->is_new(id)) return mine;
  Result<std::optional<StoredNode>> stored = store_->node(id);
  if (!stored) return fail(stored.error());
  if (!*stored) return std::nullopt;
  std::optional<Node> node = resolve(**stored, reader_.view());
  if (!node) return std::nullopt;
  return std::move(node->facts);
}

Result<void> NameResolver::check_kind(const NodeRecord& record, NodeId id, Action action) {
  const Result<std::optional<NodeFacts>> known = facts_of(id);
  if (!known) return fail(known.error());
  const bool described = *known && (*known)->kind && !(*known)->unresolved;
  if (!described || !record.facts.kind || record.facts.unresolved) return {};
  if ((*known)->kind == record.facts.kind) return {};
  // By hand what was taken for something else is put right.
  if (action == Action::Set) return {};
  return fail(Error{ErrorCode::BadRequest,
                    "'" + record.key + "' is already the key of " +
                        std::string(name_of(*(*known)->kind)) + " '" + (*known)->title +
                        "', and cannot be that of " + std::string(name_of(*record.facts.kind)) +
                        " '" + record.facts.title + "' too",
                    record.position, "give one of them another key"});
}

Result<std::optional<NodeId>> NameResolver::known_key(const std::string& key, Kind wanted) {
  Result<std::optional<NodeId>> known = batch_->new_key(key);
  if (known && !*known) known = store_->find_key(key);
  if (!known || !*known) return known;
  const Result<bool> fits = may_be(**known, wanted);
  if (!fits) return fail(fits.error());
  return *fits ? known : std::nullopt;
}

// An outlet is no article, also where an article has its name: "Nature" of an editorial "Nature".
Result<bool> NameResolver::may_be(NodeId id, Kind wanted) {
  if (wanted != Kind::Outlet) return true;
  const Result<std::optional<NodeFacts>> facts = facts_of(id);
  if (!facts) return fail(facts.error());
  return !*facts || (*facts)->kind != Kind::Article;
}

// The node that `text` certainly means, by key or identifier.
Result<std::optional<NodeId>> NameResolver::known_as(const std::string& text, Kind wanted) {
  const Result<std::optional<NodeId>> by_key = known_key(text, wanted);
  if (!by_key || *by_key) return by_key;
  for (const auto& form : {canonical_url(text), canonical_doi(text), domain_of(text)}) {
    if (!form) continue;
    // The domain of a whole address names its publisher, not the page.
    if (form == domain_of(text) && canonical_url(text)) continue;
    const Result<std::optional<NodeId>> by_form = known_key(*form, wanted);
    if (!by_form || *by_form) return by_form;
    const Result<std::vector<NodeId>> bearers = named(*form, wanted);
    if (!bearers) return fail(bearers.error());
    if (bearers->size() == 1) return bearers->front();
  }
  return std::nullopt;
}

// Everything visible that is called `name` (folded, or an identifier): of the batch and the store,
// likes counted once.
Result<std::vector<NodeId>> NameResolver::named(const std::string& name) {
  Result<std::vector<NodeId>> mine = batch_->new_named(name);
  if (!mine) return mine;
  std::set<NodeId> found(mine->begin(), mine->end());
  const Result<std::vector<NodeId>> stored = reader_.named(name);
  if (!stored) return stored;
  found.insert(stored->begin(), stored->end());
  return std::vector<NodeId>(found.begin(), found.end());
}

// What is called `name` and may be what is wanted.
Result<std::vector<NodeId>> NameResolver::named(const std::string& name, Kind wanted) {
  const Result<std::vector<NodeId>> all = named(name);
  if (!all || wanted != Kind::Outlet) return all;
  std::vector<NodeId> fitting;
  for (NodeId id : *all) {
    const Result<bool> fits = may_be(id, wanted);
    if (!fits) return fail(fits.error());
    if (*fits) fitting.push_back(id);
  }
  return fitting;
}

Result<NodeId> NameResolver::refer(const std::string& text, Kind kind_if_unknown) {
  const Result<std::optional<NodeId>> known = known_as(text, kind_if_unknown);
  if (!known) return fail(known.error());
  if (*known) {
    // Naming a node that was only ever described by a withdrawn batch asserts that it exists.
    const Result<std::optional<NodeFacts>> facts = facts_of(**known);
    if (!facts) return fail(facts.error());
    if (*facts) return **known;
  }
  return refer_by_name(text, kind_if_unknown, std::nullopt);
}

Result<std::optional<NodeId>> NameResolver::namesake_of(NodeId citing, const std::string& text) {
  const Result<std::optional<NodeFacts>> facts = facts_of(citing);
  if (!facts) return fail(facts.error());
  const bool is_work = *facts && !(*facts)->unresolved &&
                       ((*facts)->kind == Kind::Article || (*facts)->kind == Kind::Publication);
  if (!is_work) return std::nullopt;
  const Result<std::optional<NodeId>> known = known_as(text, Kind::Publication);
  if (!known) return fail(known.error());
  if (*known) return std::nullopt;
  const Result<NodeId> other = refer_by_name(text, Kind::Publication, citing);
  if (!other) return fail(other.error());
  return *other;
}

// The node that `text` means by its name, which is not `but_not`.
Result<NodeId> NameResolver::refer_by_name(const std::string& text, Kind kind_if_unknown,
                                           std::optional<NodeId> but_not) {
  Result<std::vector<NodeId>> bearers = named(fold_name(text), kind_if_unknown);
  if (!bearers) return fail(bearers.error());
  if (but_not) std::erase(*bearers, *but_not);
  bool doubtful = false;
  if (bearers->size() == 1) {
    const Result<bool> certain = is_certain(text, bearers->front());
    if (!certain) return fail(certain.error());
    if (*certain) return bearers->front();
    doubtful = true;
  }
  if ((bearers->empty() || doubtful) && authority_.outlet_named) {
    if (std::optional<NodeRecord> outlet = authority_.outlet_named(text)) {
      const Result<NodeId> id = batch_->obtain(outlet->key);
      if (!id) return id;
      auto done = batch_->assert_node(*id, std::move(outlet->facts));
      if (!done) return fail(done.error());
      return *id;
    }
  }
  return keep_unresolved(text, kind_if_unknown, *bearers, but_not);
}

// What is written just as it is stored is meant, whatever else in the world is called so.
Result<bool> NameResolver::is_certain(const std::string& text, NodeId bearer) {
  const Result<std::optional<NodeFacts>> facts = facts_of(bearer);
  if (!facts) return fail(facts.error());
  if (!*facts || (*facts)->kind != Kind::Outlet || !authority_.same) return true;
  const std::vector<std::string> names = names_of(**facts);
  const std::string written = collapse_space(text);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return fold_name(name) == fold_name(text) &&
           (collapse_space(name) == written || authority_.same(text, name));
  });
}

Result<std::vector<IdentityDecision>> NameResolver::spelt_otherwise() {
  std::vector<IdentityDecision> decisions;
  if (!authority_.same || !authority_.other_forms) return decisions;
  for (NodeId id : unresolved_) {
    const Result<std::optional<NodeFacts>> facts = facts_of(id);
    if (!facts) return fail(facts.error());
    if (!*facts || !(*facts)->unresolved || (*facts)->title.empty()) continue;
    auto decision = spelt_otherwise(id, (*facts)->title);
    if (!decision) return fail(decision.error());
    if (*decision) decisions.push_back(std::move(**decision));
  }
  return decisions;
}

Result<std::optional<IdentityDecision>> NameResolver::spelt_otherwise(NodeId id,
                                                                      const std::string& name) {
  for (const std::string& form : authority_.other_forms(name)) {
    const Result<std::vector<NodeId>> bearers = named(form);
    if (!bearers) return fail(bearers.error());
    if (bearers->size() != 1 || bearers->front() == id) continue;
    const NodeId other = bearers->front();
    const Result<std::optional<NodeFacts>> theirs = facts_of(other);
    if (!theirs) return fail(theirs.error());
    if (!*theirs || (*theirs)->kind != Kind::Outlet) continue;
    for (const std::string& one : names_of(**theirs)) {
      const std::optional<std::string> reason = authority_.same(name, one);
      if (!reason) continue;
      const auto [low, high] = std::minmax(id, other);
      return IdentityDecision{{}, low, high, true, "'" + name + "', '" + one + "': " + *reason};
    }
  }
  return std::nullopt;
}

Result<NodeId> NameResolver::keep_unresolved(const std::string& text, Kind kind,
                                             const std::vector<NodeId>& candidates,
                                             std::optional<NodeId> but_not) {
  NodeFacts facts;
  facts.kind = kind;
  facts.unresolved = true;
  if (canonical_url(text)) {
    facts.url = text;
  } else {
    facts.title = text;
  }
  for (NodeId id : candidates) {
    const Result<std::optional<Node>> node = reader_.node(id);
    if (!node) return fail(node.error());
    if (*node) facts.suggestions.push_back({(*node)->key, label_of(**node), 1.0});
  }
  if (candidates.empty() && !but_not && authority_.similar && facts.url.empty()) {
    facts.suggestions = authority_.similar(text, kSuggestionCount);
  }
  std::string key = key_for(facts);
  if (key.empty()) key = std::string(name_of(kind)) + ":" + sha256_hex(text).substr(0, 12);
  Result<NodeId> id = batch_->obtain(key);
  if (!id) return id;
  // The slug of a name may be the key of something that is described under another spelling, and
  // an address that of a page.
  const Result<std::optional<NodeFacts>> taken = facts_of(*id);
  if (!taken) return fail(taken.error());
  const Result<bool> fits = may_be(*id, kind);
  if (!fits) return fail(fits.error());
  if (!*fits || *id == but_not ||
      (*taken && !(*taken)->unresolved && fold_name((*taken)->title) != fold_name(text))) {
    key += "-" + sha256_hex(text).substr(0, 8);
    id = batch_->obtain(key);
    if (!id) return id;
  }
  if (auto done = batch_->assert_node(*id, std::move(facts)); !done) return fail(done.error());
  unresolved_.push_back(*id);
  return id;
}

Result<std::size_t> NameResolver::count_prints(NodeId id) {
  if (batch_->is_new(id)) return std::size_t{0};
  const Result<std::vector<IdentityDecision>> decisions = store_->identities(id);
  if (!decisions) return fail(decisions.error());
  std::map<NodeId, bool> last_word;
  for (const IdentityDecision& decision : *decisions) {
    if (decision.of != Sameness::Text || !reader_.view().sees(decision.batch)) continue;
    last_word[decision.a == id ? decision.b : decision.a] = decision.same;
  }
  std::size_t count = 0;
  for (const auto& [other, same] : last_word) {
    if (!same) continue;
    const Result<std::optional<Node>> node = reader_.node(other);
    if (!node) return fail(node.error());
    count += *node ? 1 : 0;
  }
  return count;
}

Result<bool> NameResolver::may_share_text(NodeId a, NodeId b) {
  if (a == b) return false;
  if (batch_->is_new(a) || batch_->is_new(b)) return true;
  const Result<std::optional<bool>> decided = reader_.decided(a, b, Sameness::Text);
  if (!decided) return fail(decided.error());
  if (*decided) return false;
  const Result<std::vector<NodeId>> likes = reader_.same_as(a);
  if (!likes) return fail(likes.error());
  return !std::binary_search(likes->begin(), likes->end(), b);
}

Result<std::vector<IdentityDecision>> NameResolver::likes_of(NodeId id, const NodeFacts& facts) {
  std::vector<IdentityDecision> decisions;
  std::set<NodeId> met{id};
  if (!batch_->is_new(id)) {  // what is the same already needs no other decision
    const Result<std::vector<NodeId>> likes = reader_.same_as(id);
    if (!likes) return fail(likes.error());
    met.insert(likes->begin(), likes->end());
  }
  for (const std::string& identifier : identifiers_of(facts)) {
    const Result<std::vector<NodeId>> others = named(identifier);
    if (!others) return fail(others.error());
    for (NodeId other : *others) {
      if (!met.insert(other).second) continue;
      const Result<std::optional<NodeFacts>> theirs = facts_of(other);
      if (!theirs) return fail(theirs.error());
      if (!*theirs || (*theirs)->kind != facts.kind) continue;
      if (!batch_->is_new(id) && !batch_->is_new(other)) {
        const Result<std::optional<bool>> decided = reader_.decided(id, other);
        if (!decided) return fail(decided.error());
        if (*decided) continue;
      }
      const auto [low, high] = std::minmax(id, other);
      decisions.push_back({{}, low, high, true, "both have " + identifier});
    }
  }
  return decisions;
}

}  // namespace whocites
