// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "graph/keys.h"
#include "storage/detail/bulk_work.h"
#include "storage/detail/encoding.h"

namespace whocites {
namespace {

using namespace storage::detail;  // NOLINT: these files put its parts together

}  // namespace

// The names of all nodes of the batch; or only those that share a hash with `wanted`, which is
// sorted, so that identifiers alone do not bring every title into memory.
Result<void> BulkWriter::Work::load_names(const std::vector<NameEntry>* wanted) {
  if (names_are_loaded_) return {};
  names_are_loaded_ = true;
  const std::uint64_t count = name_spill_.size() / sizeof(NameEntry);
  if (wanted == nullptr) names_.reserve(count);
  SpillReader reader(name_spill_);
  const auto by_hash = [](const NameEntry& a, const NameEntry& b) { return a.hash < b.hash; };
  for (std::uint64_t i = 0; i < count; ++i) {
    const Result<std::string_view> bytes = reader.take(sizeof(NameEntry));
    if (!bytes) return fail(bytes.error());
    NameEntry name{};
    std::memcpy(&name, bytes->data(), sizeof(name));
    if (refused_.contains(name.node)) continue;
    if (wanted != nullptr && !std::binary_search(wanted->begin(), wanted->end(), name, by_hash)) {
      continue;
    }
    name.node = ids_[record_keys_[name.node]];
    names_.push_back(name);
  }
  std::sort(names_.begin(), names_.end());
  return {};
}

// Nodes of the batch whose identifiers others have. Only a hash that two share is looked into.
Result<void> BulkWriter::Work::recognise_same(RocksDbLoad& load) {
  std::sort(identifiers_.begin(), identifiers_.end());
  if (auto done = load_names(&identifiers_); !done) return done;
  std::set<NodeId> suspects;
  for (const NameEntry& entry : identifiers_) {
    const NodeId id(entry.node);
    const auto [begin, end] =
        std::equal_range(names_.begin(), names_.end(), entry,
                         [](const NameEntry& a, const NameEntry& b) { return a.hash < b.hash; });
    bool shared = extra_names_.contains(entry.hash);
    for (auto at = begin; at != end; ++at) shared = shared || at->node != entry.node;
    if (!shared && first_new_ != 1) {
      const Result<bool> known = store_.has_name_hash(entry.hash, id);
      if (!known) return fail(known.error());
      shared = *known;
    }
    if (shared) suspects.insert(id);
  }
  std::set<std::pair<NodeId, NodeId>> paired;
  for (NodeId id : suspects) {
    const Result<std::optional<NodeFacts>> facts = asserted(id);
    if (!facts) return fail(facts.error());
    if (!*facts || (*facts)->unresolved) continue;
    Result<std::vector<IdentityDecision>> likes = resolver_->likes_of(id, **facts);
    if (!likes) return fail(likes.error());
    for (const IdentityDecision& decision : *likes) {
      if (!paired.emplace(decision.a, decision.b).second) continue;
      if (auto done = put_decision(load, decision); !done) return done;
    }
  }
  const Result<std::vector<IdentityDecision>> spellings = resolver_->spelt_otherwise();
  if (!spellings) return fail(spellings.error());
  for (const IdentityDecision& decision : *spellings) {
    if (!paired.emplace(decision.a, decision.b).second) continue;
    if (auto done = put_decision(load, decision); !done) return done;
  }
  return {};
}

Result<NodeId> BulkWriter::Work::refer(Symbol symbol, Kind kind_if_unknown) {
  if (const std::uint32_t known = known_id(symbol); known != 0) return NodeId(known);
  const Result<std::string> text = text_of(symbol);
  if (!text) return fail(text.error());
  Result<NodeId> id = resolver_->refer(*text, kind_if_unknown);
  if (!id) return id;
  ids_[symbol] = id->value;
  states_[symbol] &= static_cast<std::uint8_t>(~kIsUnseen);
  return id;
}

bool BulkWriter::Work::is_name(Symbol symbol) const {
  const auto at = std::lower_bound(unknown_texts_.begin(), unknown_texts_.end(),
                                   std::pair<Symbol, std::uint64_t>(symbol, 0));
  return at != unknown_texts_.end() && at->first == symbol;
}

// What is meant by the citation of a node that cites itself, see NameResolver::namesake_of().
Result<NodeId> BulkWriter::Work::namesake(const storage::detail::RawCitation& raw) {
  const NodeId citing(ids_[raw.from]);
  if (!is_name(raw.to)) return citing;
  const Result<std::string> text = text_of(raw.to);
  if (!text) return fail(text.error());
  if (is_name(raw.from)) {
    const Result<std::string> said = text_of(raw.from);
    if (!said) return fail(said.error());
    if (fold_name(*said) == fold_name(*text)) return citing;
  }
  if (const auto at = namesakes_.find(raw.to); at != namesakes_.end()) return at->second;
  const Result<std::optional<NodeId>> other = resolver_->namesake_of(citing, *text);
  if (!other) return fail(other.error());
  return namesakes_.emplace(raw.to, other->value_or(citing)).first->second;
}

// Where an outlet is wanted: what has that key may be an article.
Result<NodeId> BulkWriter::Work::refer_outlet(Symbol symbol) {
  const auto [at, fresh] = outlets_.try_emplace(symbol);
  if (!fresh) return at->second;
  at->second = NodeId(known_id(symbol));
  if (at->second.value != 0) {
    const Result<bool> fits = resolver_->may_be(at->second, Kind::Outlet);
    if (!fits) return fail(fits.error());
    if (*fits) return at->second;
  }
  const Result<std::string> text = text_of(symbol);
  if (!text) return fail(text.error());
  Result<NodeId> id = resolver_->refer(*text, Kind::Outlet);
  if (id) at->second = *id;
  return id;
}

Result<std::string> BulkWriter::Work::text_of(Symbol symbol) {
  const auto at = std::lower_bound(unknown_texts_.begin(), unknown_texts_.end(),
                                   std::pair<Symbol, std::uint64_t>(symbol, 0));
  std::uint32_t size = 0;
  auto done = texts_.read_at(at->second, sizeof(size), reinterpret_cast<char*>(&size));
  std::string text(size, '\0');
  if (done) done = texts_.read_at(at->second + sizeof(size), size, text.data());
  if (!done) return fail(done.error());
  return text;
}

Result<std::string> BulkWriter::Work::node_at(std::uint64_t offset, NodeHead& head) {
  auto done = nodes_.read_at(offset, sizeof(head), reinterpret_cast<char*>(&head));
  if (!done) return fail(done.error());
  std::string bytes(head.body_size(), '\0');
  done = nodes_.read_at(offset + sizeof(head), bytes.size(), bytes.data());
  if (!done) return fail(done.error());
  return bytes;
}

Result<NodeFacts> BulkWriter::Work::facts_at(std::uint64_t offset) {
  NodeHead head;
  const Result<std::string> bytes = node_at(offset, head);
  if (!bytes) return fail(bytes.error());
  std::optional<Assertion> assertion = decode_assertion(body_of(head, *bytes).facts, entry_.id);
  if (!assertion) return fail(ErrorCode::Io, "temporary data were changed");
  return std::move(assertion->facts);
}

Result<std::optional<NodeId>> BulkWriter::Work::new_key(const std::string& key) {
  const TextHash hash = hash_of(key);
  if (const std::optional<Symbol> symbol = symbols_.find(hash)) {
    if ((states_[*symbol] & kIsKey) != 0) return NodeId(ids_[*symbol]);
  }
  if (const std::optional<Symbol> extra = extra_keys_.find(hash)) {
    return NodeId(extra_ids_[*extra]);
  }
  return std::nullopt;
}

Result<std::vector<NodeId>> BulkWriter::Work::new_named(const std::string& name) {
  if (auto done = load_names(nullptr); !done) return fail(done.error());
  const std::uint64_t hash = number_of(name_hash(name));
  std::set<NodeId> candidates;
  const auto begin = std::lower_bound(names_.begin(), names_.end(), NameEntry{hash, 0});
  for (auto at = begin; at != names_.end() && at->hash == hash; ++at) {
    candidates.insert(NodeId(at->node));
  }
  const auto [extra_begin, extra_end] = extra_names_.equal_range(hash);
  for (auto at = extra_begin; at != extra_end; ++at) candidates.insert(NodeId(at->second));
  std::vector<NodeId> found;
  for (NodeId id : candidates) {
    // What is held was put together from several records, each with names of its own.
    if (!held_.contains(id)) {
      const Result<std::optional<NodeFacts>> facts = asserted(id);
      if (!facts) return fail(facts.error());
      if (!*facts) continue;
      const std::vector<std::string> names = index_names(**facts);
      if (!std::binary_search(names.begin(), names.end(), name)) continue;
    }
    found.push_back(id);
  }
  return found;
}

Result<std::optional<NodeFacts>> BulkWriter::Work::asserted(NodeId id) {
  if (const auto held = held_.find(id); held != held_.end()) return held->second.facts;
  if (!is_new(id) || extra_bare_.contains(id.value)) return std::nullopt;
  const std::size_t number = id.value - first_new_;
  if (number >= new_records_.size()) return std::nullopt;
  Result<NodeFacts> facts = facts_at(record_offsets_[new_records_[number]]);
  if (!facts) return fail(facts.error());
  return std::move(*facts);
}

Result<NodeId> BulkWriter::Work::obtain(const std::string& key) {
  const Result<std::optional<NodeId>> mine = new_key(key);
  if (!mine) return fail(mine.error());
  if (*mine) return **mine;
  const Result<std::optional<NodeId>> stored = store_.find_key(key);
  if (!stored) return fail(stored.error());
  if (*stored) return **stored;
  const NodeId id(next_id_++);
  extra_keys_.intern(hash_of(key));
  extra_ids_.push_back(id.value);
  extra_bare_.emplace(id.value, key);
  return id;
}

Result<void> BulkWriter::Work::assert_node(NodeId id, NodeFacts facts) {
  const std::vector<std::string> names = index_names(facts);
  for (const std::string& name : names) {
    extra_names_.emplace(number_of(name_hash(name)), id.value);
  }
  for (const std::string& identifier : identifiers_of(facts)) {
    identifiers_.push_back({number_of(name_hash(index_form(identifier))), id.value});
  }
  if (const auto bare = extra_bare_.find(id.value); bare != extra_bare_.end()) {
    std::string bytes;
    append_node(bytes, {}, bare->second, facts, words_);
    new_records_.push_back(static_cast<std::uint32_t>(record_offsets_.size()));
    record_offsets_.push_back(nodes_.size());
    extra_bare_.erase(bare);
    return nodes_.append(bytes);
  }
  Result<std::optional<NodeFacts>> before = asserted(id);
  if (!before) return fail(before.error());
  const auto [held, fresh] = held_.try_emplace(id);
  if (fresh && *before) held->second.facts = std::move(**before);
  if (fresh && !*before) {
    held->second.facts = std::move(facts);
  } else {
    merge_into(held->second.facts, facts);
  }
  return {};
}

}  // namespace whocites
