// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstring>
#include <tuple>

#include "storage/detail/bulk_work.h"
#include "storage/detail/encoding.h"

namespace whocites {
namespace {

using namespace storage::detail;  // NOLINT: these files put its parts together

}  // namespace

Result<void> BulkWriter::Work::place_citations(RocksDbLoad& load) {
  constexpr std::uint64_t kBatch = 4096;
  constexpr std::size_t kAhead = 16;
  SpillReader reader = SpillReader::once(citations_);
  std::vector<RawCitation> batch;
  for (std::uint64_t i = 0; i < citation_count_; i += batch.size()) {
    batch.resize(std::min(kBatch, citation_count_ - i));
    const Result<std::string_view> bytes = reader.take(batch.size() * sizeof(RawCitation));
    if (!bytes) return fail(bytes.error());
    std::memcpy(batch.data(), bytes->data(), bytes->size());
    for (std::size_t at = 0; at < batch.size(); ++at) {
      // What this takes is mostly waiting for the ids of nodes far apart.
      if (at + kAhead < batch.size()) __builtin_prefetch(&ids_[batch[at + kAhead].to]);
      if (auto done = place_citation(batch[at], load); !done) return done;
    }
    progress("joining citations", static_cast<double>(i) / static_cast<double>(citation_count_));
  }
  // After all others, whose names a namesake would make doubtful.
  for (const RawCitation& raw : of_itself_) {
    const Result<NodeId> other = namesake(raw);
    if (!other) return fail(other.error());
    if (auto done = add_citation(raw, NodeId(ids_[raw.from]), *other, load); !done) return done;
  }
  of_itself_ = {};
  citations_ = spill();
  evidence_ = spill();
  return {};
}

Result<void> BulkWriter::Work::place_citation(const RawCitation& raw, RocksDbLoad& load) {
  const Result<NodeId> from = refer(raw.from, Kind::Publication);
  if (!from) return fail(from.error());
  const Result<NodeId> to = refer(raw.to, Kind::Publication);
  if (!to) return fail(to.error());
  if (*from == *to && raw.from != raw.to) {
    of_itself_.push_back(raw);
    return {};
  }
  return add_citation(raw, *from, *to, load);
}

Result<void> BulkWriter::Work::add_citation(const RawCitation& raw, NodeId from, NodeId to,
                                            RocksDbLoad& load) {
  ListEntry evidence;
  std::string full;
  if (raw.is_bare != 0) {
    evidence.source = raw.high;
    evidence.line = raw.low;
  } else {
    const std::uint64_t at = (std::uint64_t{raw.high} << 32) | raw.low;
    std::uint32_t size = 0;
    auto read = evidence_.read_at(at, sizeof(size), reinterpret_cast<char*>(&size));
    full.resize(size);
    if (read) read = evidence_.read_at(at + sizeof(size), size, full.data());
    if (!read) return read;
    evidence.evidence = full;
  }
  return load.add_citation(from, to, static_cast<Relation>(raw.relation), evidence);
}

Result<void> BulkWriter::Work::place_others(RocksDbLoad& load) {
  std::map<std::tuple<NodeId, NodeId, Relation>, std::vector<Judgement>> judgements;
  for (Other& other : others_) {
    if (auto* text = std::get_if<IgnoredRecord>(&other.record)) {
      const std::string key =
          table_key('t', entry_.id.value, static_cast<std::uint32_t>(counts.texts++));
      const KeptText kept{{}, text->place, text->reason, std::move(text->text)};
      if (auto done = load.add_row(key, encode(kept)); !done) return done;
      continue;
    }
    auto* same = std::get_if<IdentityRecord>(&other.record);
    auto* judged = std::get_if<JudgementRecord>(&other.record);
    const Result<NodeId> a = refer(other.a, Kind::Publication);
    if (!a) return fail(a.error());
    const Result<NodeId> b = refer(other.b, Kind::Publication);
    if (!b) return fail(b.error());
    if (judged != nullptr) {
      judgements[{*a, *b, judged->relation}].push_back(std::move(judged->judgement));
    } else if (*a == *b) {
      reject({ErrorCode::BadRequest,
              "'" + same->a + "' and '" + same->b + "' are one node already",
              same->position,
              {}});
    } else {
      if (same->of == Sameness::Text) text_decided_.insert({*a, *b});
      auto put = put_decision(load, {{}, *a, *b, same->same, std::move(same->reason), same->of});
      if (!put) return put;
    }
  }
  judgement_count_ = judgements.size();
  for (const auto& [ends, list] : judgements) {
    const auto [from, to, relation] = ends;
    auto done = load.add_row(judgement_key(from, to, relation, entry_.id), encode({}, list));
    if (done) done = load.add_row(judged_key(to, from, relation), {});
    if (!done) return done;
  }
  return {};
}

Result<void> BulkWriter::Work::put_decision(RocksDbLoad& load, const IdentityDecision& decision) {
  const std::string value = encode(decision);
  const std::uint32_t number = decision_count_++;
  auto done = load.add_row(decision_key(decision.of, decision.a, entry_.id, number), value);
  if (!done) return done;
  return load.add_row(decision_key(decision.of, decision.b, entry_.id, number), value);
}

void BulkWriter::Work::count_node(const NodeHead& head) {
  ++entry_.node_count;
  const auto kind = head.kind == 0 ? static_cast<std::uint8_t>(Kind::Publication) : head.kind;
  ++(head.linked != 0       ? counts.linked
     : head.unresolved != 0 ? counts.unresolved
                            : counts.kinds[kind]);
}

Result<void> BulkWriter::Work::put_body(RocksDbLoad& load, NodeId id, const NodeBody& body,
                                        std::optional<NodeId> part_of) {
  hashes_.clear();
  for (std::size_t i = 0; i < body.names.size(); i += kNameHashBytes) {
    hashes_.push_back(body.names.substr(i, kNameHashBytes));
  }
  node_words_.resize(body.head.word_count);
  std::memcpy(node_words_.data(), body.words.data(), body.words.size());
  assertion_.assign(body.facts);
  if (part_of) assertion_ += encode(NodeFacts(), part_of);  // a field more
  count_node(body.head);
  for (const Band band : bands_in(body)) {
    if (auto done = load.add_row(band_key(band, id), {}); !done) return done;
  }
  return load.add_node({id, body.key, assertion_, hashes_, node_words_, part_of});
}

Result<void> BulkWriter::Work::put_held(RocksDbLoad& load, NodeId id, std::string_view new_key) {
  const Held& held = held_.at(id);
  std::string bytes;
  append_node(bytes, {}, new_key, held.facts, words_);
  NodeHead head;
  std::memcpy(&head, bytes.data(), sizeof(head));
  const NodeBody body = body_of(head, std::string_view(bytes).substr(sizeof(head)));
  return put_body(load, id, body, held.part_of);
}

Result<void> BulkWriter::Work::put_nodes(RocksDbLoad& load) {
  for (NodeId id : resolver_->unresolved()) {
    if (unresolved.size() == kMaxUnresolved) break;
    Result<std::optional<NodeFacts>> facts = asserted(id);
    if (!facts) return fail(facts.error());
    if (*facts && !is_only_linked(**facts)) unresolved.push_back(std::move(**facts));
  }
  for (const auto& [id, held] : held_) {
    if (is_new(id)) break;
    if (auto done = put_held(load, id, {}); !done) return done;
  }
  SpillReader reader = SpillReader::once(nodes_);
  std::uint32_t next = first_new_;
  for (std::size_t record = 0; !reader.at_end(); ++record) {
    const Result<NodeBody> body = next_node(reader);
    if (!body) return fail(body.error());
    const bool is_record = record < record_keys_.size();
    if (is_record && ids_[record_keys_[record]] != next) continue;  // stored already, or held
    const NodeId id(next++);
    std::optional<NodeId> part;
    if (is_record && record_parts_[record] != 0) part = NodeId(record_parts_[record]);
    const auto held = held_.find(id);
    // A name may have told more of a node after it was made part of something.
    if (held != held_.end() && !held->second.part_of) held->second.part_of = part;
    auto done =
        held != held_.end() ? put_held(load, id, body->key) : put_body(load, id, *body, part);
    if (!done) return done;
  }
  return {};
}

}  // namespace whocites
