// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/batch_writer.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "graph/keys.h"
#include "storage/detail/encoding.h"
#include "storage/detail/print_search.h"

namespace whocites {
namespace {

Error at(const SourcePosition& position, std::string message, std::string hint = {}) {
  return {ErrorCode::BadRequest, std::move(message), position, std::move(hint)};
}

bool position_less(const Error& a, const Error& b) {
  const SourcePosition nowhere;
  const SourcePosition& x = a.position ? *a.position : nowhere;
  const SourcePosition& y = b.position ? *b.position : nowhere;
  return std::tie(x.file, x.line, x.column) < std::tie(y.file, y.line, y.column);
}

// A failure that is only this record's: the run goes on without it.
bool is_record_error(const Error& error) { return error.position.has_value(); }

}  // namespace

BatchWriter::BatchWriter(Store& store, NameAuthority authority, Batch entry)
    : store_(store), authority_(std::move(authority)) {
  changes_.batch = std::move(entry);
}

Result<void> BatchWriter::accept(Record record) {
  records_.push_back(std::move(record));
  return {};
}

void BatchWriter::reject(Error error) { rejected_.push_back(std::move(error)); }

Result<const Changes*> BatchWriter::prepare() {
  if (prepared_) return &changes_;
  prepared_ = true;
  auto resolver = NameResolver::make(*this, store_, authority_);
  if (!resolver) return fail(resolver.error());
  resolver_ = std::move(*resolver);
  changes_.batch.id = store_.next_batch();
  for (auto step :
       {&BatchWriter::place_nodes, &BatchWriter::place_parts, &BatchWriter::place_citations,
        &BatchWriter::place_decisions, &BatchWriter::recognise_same, &BatchWriter::find_prints}) {
    if (auto done = (this->*step)(); !done) return fail(done.error());
  }
  std::stable_sort(rejected_.begin(), rejected_.end(), position_less);
  std::set<std::tuple<NodeId, NodeId, Relation>> distinct;
  for (const Citation& c : changes_.citations) {
    if (!c.evidence.empty()) distinct.emplace(c.from, c.to, c.relation);
  }
  changes_.batch.node_count = asserted_.size();
  changes_.batch.citation_count = distinct.size();
  changes_.batch.rejected_count = rejected_.size();
  unresolved_ = resolver_->unresolved();
  return &changes_;
}

Result<void> BatchWriter::commit() {
  if (auto ready = prepare(); !ready) return fail(ready.error());
  const bool empty = changes_.assertions.empty() && changes_.citations.empty() &&
                     changes_.identities.empty() && changes_.texts.empty() &&
                     !changes_.batch.target;
  if (empty) {
    changes_.batch.id = BatchId(0);
    return {};
  }
  return store_.commit(changes_);
}

// Described nodes come first, wherever in the input they stand: a name may be used before.
Result<void> BatchWriter::place_nodes() {
  for (Record& record : records_) {
    NodeRecord* node = std::get_if<NodeRecord>(&record);
    if (node == nullptr) {
      if (auto* text = std::get_if<IgnoredRecord>(&record)) {
        changes_.texts.push_back({{}, text->place, text->reason, std::move(text->text)});
      }
      continue;
    }
    if (node->key.empty()) node->key = key_for(node->facts);
    if (node->key.empty()) {
      reject(at(node->position, "a node needs a key, an address or a name"));
      continue;
    }
    Result<NodeId> id = obtain(node->key);
    if (!id) return fail(id.error());
    if (auto fits = resolver_->check_kind(*node, *id, changes_.batch.action); !fits) {
      if (!is_record_error(fits.error())) return fits;
      reject(fits.error());
      node->key.clear();  // place_parts skips it
      continue;
    }
    if (auto done = assert_node(*id, node->facts); !done) return done;
    if (!node->text.empty()) read_texts_[*id] = std::move(node->text);
  }
  return {};
}

// The id of a key: the store's, or a new one.
Result<NodeId> BatchWriter::obtain(const std::string& key) {
  if (const auto mine = new_keys_.find(key); mine != new_keys_.end()) return mine->second;
  const Result<std::optional<NodeId>> stored = store_.find_key(key);
  if (!stored) return fail(stored.error());
  if (*stored) return **stored;
  const NodeId id(store_.next_node().value + static_cast<std::uint32_t>(changes_.new_nodes.size()));
  changes_.new_nodes.push_back({id, key});
  new_keys_.emplace(key, id);
  return id;
}

Result<void> BatchWriter::assert_node(NodeId id, NodeFacts facts) {
  for (const std::string& name : storage::detail::index_names(facts)) {
    std::vector<NodeId>& bearers = new_names_[name];
    if (std::find(bearers.begin(), bearers.end(), id) == bearers.end()) bearers.push_back(id);
  }
  const auto [mine, fresh] = asserted_.try_emplace(id, facts);
  if (!fresh) merge_into(mine->second, facts);
  assertion_of_.try_emplace(id, changes_.assertions.size());
  changes_.assertions.push_back({id, std::move(facts), std::nullopt});
  return {};
}

Result<void> BatchWriter::place_parts() {
  for (const Record& record : records_) {
    const NodeRecord* node = std::get_if<NodeRecord>(&record);
    if (node == nullptr || node->key.empty() || node->part_of.empty()) continue;
    const Result<NodeId> whole = refer(node->part_of, Kind::Outlet);
    if (!whole) return fail(whole.error());
    const Result<NodeId> id = obtain(node->key);
    if (!id) return fail(id.error());
    if (*whole == *id) {
      reject(at(node->position, "'" + node->key + "' cannot be part of itself"));
      continue;
    }
    changes_.assertions[assertion_of_.at(*id)].part_of = *whole;
  }
  return {};
}

Result<void> BatchWriter::place_citations() {
  std::vector<std::pair<Citation, const CitationRecord*>> of_itself;
  for (Record& record : records_) {
    auto* stated = std::get_if<CitationRecord>(&record);
    if (stated == nullptr) continue;
    if (trim(stated->from).empty() || trim(stated->to).empty()) {
      reject(at(stated->position, "a citation needs both 'from' and 'to'"));
      continue;
    }
    const Result<NodeId> from = refer(stated->from, Kind::Publication);
    if (!from) return fail(from.error());
    const Result<NodeId> to = refer(stated->to, Kind::Publication);
    if (!to) return fail(to.error());
    Citation citation;
    citation.from = *from;
    citation.to = *to;
    citation.relation = stated->relation;
    citation.evidence.push_back(std::move(stated->evidence));
    if (*from == *to && stated->from != stated->to) {
      of_itself.emplace_back(std::move(citation), stated);
    } else {
      changes_.citations.push_back(std::move(citation));
    }
  }
  // After all others, whose names a namesake would make doubtful.
  for (auto& [citation, stated] : of_itself) {
    const Result<NodeId> to = namesake(citation.from, *stated);
    if (!to) return fail(to.error());
    citation.to = *to;
    changes_.citations.push_back(std::move(citation));
  }
  return {};
}

Result<void> BatchWriter::place_decisions() {
  for (Record& record : records_) {
    if (auto* same = std::get_if<IdentityRecord>(&record)) {
      const Result<NodeId> a = refer(same->a, Kind::Publication);
      if (!a) return fail(a.error());
      const Result<NodeId> b = refer(same->b, Kind::Publication);
      if (!b) return fail(b.error());
      if (*a == *b) {
        reject(at(same->position, "'" + same->a + "' and '" + same->b + "' are one node already"));
        continue;
      }
      changes_.identities.push_back({{}, *a, *b, same->same, std::move(same->reason), same->of});
    } else if (auto* judged = std::get_if<JudgementRecord>(&record)) {
      const Result<NodeId> from = refer(judged->from, Kind::Publication);
      if (!from) return fail(from.error());
      const Result<NodeId> to = refer(judged->to, Kind::Publication);
      if (!to) return fail(to.error());
      Citation citation;
      citation.from = *from;
      citation.to = *to;
      citation.relation = judged->relation;
      citation.judgements.push_back(std::move(judged->judgement));
      changes_.citations.push_back(std::move(citation));
    }
  }
  return {};
}

Result<NodeId> BatchWriter::refer(const std::string& text, Kind kind_if_unknown) {
  auto& decided = kind_if_unknown == Kind::Outlet ? decided_outlets_ : decided_;
  if (const auto before = decided.find(text); before != decided.end()) return before->second;
  Result<NodeId> id = resolver_->refer(text, kind_if_unknown);
  if (id) decided.emplace(text, *id);
  return id;
}

// What is meant by the citation of a node that cites itself, see NameResolver::namesake_of().
Result<NodeId> BatchWriter::namesake(NodeId citing, const CitationRecord& stated) {
  if (fold_name(stated.from) == fold_name(stated.to)) return citing;
  const auto before = namesakes_.find(stated.to);
  if (before != namesakes_.end()) return before->second;
  const Result<std::optional<NodeId>> other = resolver_->namesake_of(citing, stated.to);
  if (!other) return fail(other.error());
  return namesakes_.emplace(stated.to, other->value_or(citing)).first->second;
}

Result<std::optional<NodeId>> BatchWriter::new_key(const std::string& key) {
  const auto mine = new_keys_.find(key);
  return mine == new_keys_.end() ? std::nullopt : std::optional(mine->second);
}

Result<std::vector<NodeId>> BatchWriter::new_named(const std::string& name) {
  const auto mine = new_names_.find(name);
  return mine == new_names_.end() ? std::vector<NodeId>() : mine->second;
}

Result<std::optional<NodeFacts>> BatchWriter::asserted(NodeId id) {
  const auto mine = asserted_.find(id);
  return mine == asserted_.end() ? std::nullopt : std::optional(mine->second);
}

Result<void> BatchWriter::recognise_same() {
  std::map<NodeId, NodeFacts> ordered(asserted_.begin(), asserted_.end());
  std::set<std::pair<NodeId, NodeId>> paired;
  for (const auto& [id, facts] : ordered) {
    if (facts.unresolved) continue;
    Result<std::vector<IdentityDecision>> likes = resolver_->likes_of(id, facts);
    if (!likes) return fail(likes.error());
    for (IdentityDecision& decision : *likes) {
      if (!paired.emplace(decision.a, decision.b).second) continue;
      changes_.identities.push_back(std::move(decision));
    }
  }
  Result<std::vector<IdentityDecision>> spellings = resolver_->spelt_otherwise();
  if (!spellings) return fail(spellings.error());
  for (IdentityDecision& decision : *spellings) {
    if (!paired.emplace(decision.a, decision.b).second) continue;
    changes_.identities.push_back(std::move(decision));
  }
  return {};
}

Result<void> BatchWriter::find_prints() {
  using namespace storage::detail;  // NOLINT
  PrintSearch search([this](NodeId id) { return resolver_->facts_of(id); });
  const std::map<NodeId, NodeFacts> ordered(asserted_.begin(), asserted_.end());
  std::set<NodeId> stated;  // what the input says of texts stands
  for (const IdentityDecision& decision : changes_.identities) {
    if (decision.of == Sameness::Text) stated.insert({decision.a, decision.b});
  }
  std::unordered_map<Band, std::vector<NodeId>> holders;  // of this batch, those before
  for (const auto& [id, facts] : ordered) {
    const std::optional<TextSketch> sketch = sketch_in(facts);
    if (!sketch) continue;
    const Result<std::size_t> known = resolver_->count_prints(id);
    if (!known) return fail(known.error());
    Result<std::vector<NodeId>> sharing = sharing_bands(store_, *sketch);
    if (!sharing) return fail(sharing.error());
    for (const Band band : bands_of(*sketch)) {
      std::vector<NodeId>& fresh = holders[band];
      sharing->insert(sharing->end(), fresh.begin(), fresh.end());
      if (fresh.size() < kMostHolders) fresh.push_back(id);
    }
    if (*known >= kMostTies || stated.contains(id)) continue;
    const auto passes = [this, node = id](NodeId other) {
      return resolver_->may_share_text(node, other);
    };
    const auto prints = search.best_of(*sketch, std::move(*sharing), kMostTies - *known, passes);
    if (!prints) return fail(prints.error());
    for (const PrintSearch::Print& print : *prints) {
      changes_.identities.push_back(one_text(id, print, read_texts_[id]));
    }
  }
  return {};
}

}  // namespace whocites
