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

namespace whocites {
namespace {

constexpr std::size_t kSuggestionCount = 3;

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
  Result<Reader> reader = Reader::make(store_);
  if (!reader) return fail(reader.error());
  reader_ = std::move(*reader);
  changes_.batch.id = store_.next_batch();
  for (auto step :
       {&BatchWriter::place_nodes, &BatchWriter::place_parts, &BatchWriter::place_citations,
        &BatchWriter::place_decisions, &BatchWriter::recognise_same}) {
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
    if (auto fits = check_kind(*node, *id); !fits) {
      if (!is_record_error(fits.error())) return fits;
      reject(fits.error());
      node->key.clear();  // place_parts skips it
      continue;
    }
    if (auto done = assert_node(node->key, node->facts); !done) return done;
  }
  return {};
}

Result<void> BatchWriter::check_kind(const NodeRecord& record, NodeId id) {
  const Result<std::optional<NodeFacts>> known = facts_of(id);
  if (!known) return fail(known.error());
  const bool described = *known && (*known)->kind && !(*known)->unresolved;
  if (!described || !record.facts.kind || record.facts.unresolved) return {};
  if ((*known)->kind == record.facts.kind) return {};
  // By hand what was taken for something else is put right.
  if (changes_.batch.action == Action::Set) return {};
  return fail(at(record.position,
                 "'" + record.key + "' is already the key of " +
                     std::string(name_of(*(*known)->kind)) + " '" + (*known)->title +
                     "', and cannot be that of " + std::string(name_of(*record.facts.kind)) + " '" +
                     record.facts.title + "' too",
                 "give one of them another key"));
}

// What the batch and the store say of a node; absent when nothing visible is said.
Result<std::optional<NodeFacts>> BatchWriter::facts_of(NodeId id) {
  if (const auto mine = asserted_.find(id); mine != asserted_.end()) return mine->second;
  if (is_new(id)) return std::nullopt;
  Result<std::optional<StoredNode>> stored = store_.node(id);
  if (!stored) return fail(stored.error());
  if (!*stored) return std::nullopt;
  std::optional<Node> node = resolve(**stored, reader_->view());
  if (!node) return std::nullopt;
  return std::move(node->facts);
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

Result<void> BatchWriter::assert_node(const std::string& key, NodeFacts facts) {
  const Result<NodeId> id = obtain(key);
  if (!id) return fail(id.error());
  for (const std::string& name : storage::detail::index_names(facts)) {
    std::vector<NodeId>& bearers = new_names_[name];
    if (std::find(bearers.begin(), bearers.end(), *id) == bearers.end()) bearers.push_back(*id);
  }
  const auto [mine, fresh] = asserted_.try_emplace(*id, facts);
  if (!fresh) merge_into(mine->second, facts);
  changes_.assertions.push_back({*id, std::move(facts), std::nullopt});
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
    changes_.assertions.push_back({*id, {}, *whole});
  }
  return {};
}

Result<void> BatchWriter::place_citations() {
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
      changes_.identities.push_back({{}, *a, *b, same->same, std::move(same->reason)});
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

// The node that `text` certainly means, by key or identifier.
Result<std::optional<NodeId>> BatchWriter::known_as(const std::string& text) {
  if (const auto mine = new_keys_.find(text); mine != new_keys_.end()) return mine->second;
  const Result<std::optional<NodeId>> stored = store_.find_key(text);
  if (!stored || *stored) return stored;
  for (const auto& form : {canonical_url(text), canonical_doi(text), domain_of(text)}) {
    if (!form) continue;
    // The domain of a whole address names its publisher, not the page.
    if (form == domain_of(text) && canonical_url(text)) continue;
    if (const auto mine = new_keys_.find(*form); mine != new_keys_.end()) return mine->second;
    const Result<std::optional<NodeId>> by_form = store_.find_key(*form);
    if (!by_form || *by_form) return by_form;
    const Result<std::vector<NodeId>> bearers = named(*form);
    if (!bearers) return fail(bearers.error());
    if (bearers->size() == 1) return bearers->front();
  }
  return std::nullopt;
}

// Everything visible that is called `name` (folded, or an identifier): of the batch and the store,
// likes counted once.
Result<std::vector<NodeId>> BatchWriter::named(const std::string& name) {
  std::set<NodeId> found;
  if (const auto mine = new_names_.find(name); mine != new_names_.end()) {
    found.insert(mine->second.begin(), mine->second.end());
  }
  const Result<std::vector<NodeId>> stored = reader_->named(name);
  if (!stored) return stored;
  found.insert(stored->begin(), stored->end());
  return std::vector<NodeId>(found.begin(), found.end());
}

Result<NodeId> BatchWriter::refer(const std::string& text, Kind kind_if_unknown) {
  if (const auto before = decided_.find(text); before != decided_.end()) return before->second;
  const auto decide = [&](NodeId id) {
    decided_.emplace(text, id);
    return id;
  };
  const Result<std::optional<NodeId>> known = known_as(text);
  if (!known) return fail(known.error());
  if (*known) {
    // Naming a node that was only ever described by a withdrawn batch asserts that it exists.
    const Result<std::optional<NodeFacts>> facts = facts_of(**known);
    if (!facts) return fail(facts.error());
    if (*facts) return decide(**known);
  }
  const std::string folded = fold_name(text);
  const Result<std::vector<NodeId>> bearers = named(folded);
  if (!bearers) return fail(bearers.error());
  if (bearers->size() == 1) return decide(bearers->front());
  if (bearers->empty() && authority_.outlet_named) {
    if (std::optional<NodeRecord> outlet = authority_.outlet_named(text)) {
      if (auto done = assert_node(outlet->key, std::move(outlet->facts)); !done) {
        return fail(done.error());
      }
      Result<NodeId> id = obtain(outlet->key);
      if (!id) return id;
      return decide(*id);
    }
  }
  Result<NodeId> id = keep_unresolved(text, kind_if_unknown, *bearers);
  if (!id) return id;
  return decide(*id);
}

Result<NodeId> BatchWriter::keep_unresolved(const std::string& text, Kind kind,
                                            const std::vector<NodeId>& candidates) {
  NodeFacts facts;
  facts.kind = kind;
  facts.unresolved = true;
  if (canonical_url(text)) {
    facts.url = text;
  } else {
    facts.title = text;
  }
  for (NodeId id : candidates) {
    const Result<std::optional<Node>> node = reader_->node(id);
    if (!node) return fail(node.error());
    if (*node) facts.suggestions.push_back({(*node)->key, label_of(**node), 1.0});
  }
  if (candidates.empty() && authority_.similar && facts.url.empty()) {
    facts.suggestions = authority_.similar(text, kSuggestionCount);
  }
  std::string key = key_for(facts);
  if (key.empty()) key = std::string(name_of(kind)) + ":" + sha256_hex(text).substr(0, 12);
  Result<NodeId> id = obtain(key);
  if (!id) return id;
  // The slug of a name may be the key of something that is described under another spelling.
  const Result<std::optional<NodeFacts>> taken = facts_of(*id);
  if (!taken) return fail(taken.error());
  if (*taken && !(*taken)->unresolved && fold_name((*taken)->title) != fold_name(text)) {
    key += "-" + sha256_hex(text).substr(0, 8);
    id = obtain(key);
    if (!id) return id;
  }
  if (auto done = assert_node(key, std::move(facts)); !done) return fail(done.error());
  unresolved_.push_back(*id);
  return id;
}

Result<void> BatchWriter::recognise_same() {
  std::map<NodeId, NodeFacts> ordered(asserted_.begin(), asserted_.end());
  std::set<std::pair<NodeId, NodeId>> paired;
  for (const auto& [id, facts] : ordered) {
    if (facts.unresolved) continue;
    for (const std::string& identifier : identifiers_of(facts)) {
      Result<std::vector<NodeId>> others = named(identifier);
      if (!others) return fail(others.error());
      for (NodeId other : *others) {
        const auto pair = std::minmax(id, other);
        if (other == id || !paired.insert(pair).second) continue;
        const Result<std::optional<NodeFacts>> theirs = facts_of(other);
        if (!theirs) return fail(theirs.error());
        if (!*theirs || (*theirs)->kind != facts.kind) continue;
        if (!is_new(id) && !is_new(other)) {
          const Result<std::optional<bool>> decided = reader_->decided(id, other);
          if (!decided) return fail(decided.error());
          if (*decided) continue;
        }
        changes_.identities.push_back(
            {{}, pair.first, pair.second, true, "both have " + identifier});
      }
    }
  }
  return {};
}

}  // namespace whocites
