// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/batch_content.h"

#include <algorithm>
#include <bit>

namespace whocites::storage::detail {
namespace {

// Apart, so that items of different sorts are different.
enum class Sort : std::uint64_t { Node = 1, Part, Suggestion, Evidence, Judgement, Decision, Text };

Hasher128 item(Sort sort) { return Hasher128().add(static_cast<std::uint64_t>(sort)); }

void add(Hasher128& hash, const std::vector<std::string>& texts) {
  hash.add(texts.size());
  for (const std::string& text : texts) hash.add(text);
}

void add(Hasher128& hash, const std::optional<Date>& date) {
  hash.add(date ? to_string(*date) : std::string());
}

void add(Hasher128& hash, const std::vector<Property>& properties) {
  hash.add(properties.size());
  for (const Property& property : properties) hash.add(property.name).add(property.json);
}

void add(Hasher128& hash, const Place& place) {
  hash.add(place.file).add(place.line).add(place.begin).add(place.end);
}

// Without the suggestions, which are items of their own.
Hash128 node_item(const Hash128& key, const NodeFacts& facts) {
  Hasher128 hash = item(Sort::Node);
  hash.add(key).add(facts.kind ? static_cast<std::uint64_t>(*facts.kind) : 0);
  hash.add(facts.title).add(facts.url).add(facts.language).add(facts.country);
  add(hash, facts.date);
  for (const auto* list : {&facts.authors, &facts.domains, &facts.aliases, &facts.notes}) {
    add(hash, *list);
  }
  add(hash, facts.properties);
  return hash.add(std::uint64_t{facts.unresolved}).hash();
}

Hash128 evidence_item(const Hash128& citation, const Evidence& evidence) {
  Hasher128 hash = item(Sort::Evidence);
  hash.add(citation).add(evidence.text);
  add(hash, evidence.place);
  add(hash, evidence.date);
  hash.add(evidence.confidence ? std::bit_cast<std::uint64_t>(*evidence.confidence) : UINT64_MAX);
  add(hash, evidence.properties);
  return hash.hash();
}

Hash128 judgement_item(const Hash128& citation, const Judgement& judgement) {
  Hasher128 hash = item(Sort::Judgement);
  hash.add(citation).add(static_cast<std::uint64_t>(judgement.verdict)).add(judgement.who);
  hash.add(static_cast<std::uint64_t>(judgement.when.time_since_epoch().count()));
  return hash.add(judgement.why).hash();
}

class Reading {
 public:
  Reading(const Store& store, const ContentRequest& request) : store_(store), request_(request) {
    const std::size_t batches = store.next_batch().value;
    content_.weights.resize(batches);
    content_.batches.resize(batches);
    keys_.resize(store.next_node().value);
  }

  Result<StoreContent> read() {
    if (auto done = read_keys(); !done) return fail(done.error());
    if (auto done = read_nodes(); !done) return fail(done.error());
    if (auto done = read_citations(); !done) return fail(done.error());
    if (auto done = read_decisions(); !done) return fail(done.error());
    if (auto done = read_texts(); !done) return fail(done.error());
    return std::move(content_);
  }

 private:
  bool is_wanted(BatchId batch) const {
    return batch.value < request_.wanted.size() && request_.wanted[batch.value];
  }
  // Ids out of range are for `verify` to tell; here they must only do no harm.
  void weigh(BatchId batch) {
    if (batch.value < content_.weights.size()) ++content_.weights[batch.value];
  }
  void note(BatchId batch, const Hash128& hash) {
    if (batch.value >= content_.batches.size()) return;
    BatchContent& content = content_.batches[batch.value];
    content.sum += hash;
    if (request_.keep_items) content.items.push_back(hash);
  }
  Hash128 key_of(NodeId id) const { return id.value < keys_.size() ? keys_[id.value] : Hash128(); }

  Result<void> read_keys() {
    if (std::find(request_.wanted.begin(), request_.wanted.end(), true) == request_.wanted.end()) {
      return {};
    }
    return store_.scan_keys("", [&](std::string_view key, NodeId id) {
      if (id.value < keys_.size()) keys_[id.value] = hash_of(key);
      return true;
    });
  }

  Result<void> read_nodes() {
    return store_.scan_nodes(NodeId(0), [&](const StoredNode& node) {
      for (const Assertion& assertion : node.assertions) {
        weigh(assertion.batch);
        if (is_wanted(assertion.batch)) note_assertion(node.id, assertion);
      }
      nodes_.push_back(node.id);
      return true;
    });
  }
  void note_assertion(NodeId node, const Assertion& assertion) {
    const Hash128 key = key_of(node);
    note(assertion.batch, node_item(key, assertion.facts));
    if (assertion.part_of) {
      note(assertion.batch, item(Sort::Part).add(key).add(key_of(*assertion.part_of)).hash());
    }
    for (const Suggestion& one : assertion.facts.suggestions) {
      Hasher128 hash = item(Sort::Suggestion).add(key).add(one.key).add(one.name);
      note(assertion.batch, hash.add(std::bit_cast<std::uint64_t>(one.score)).hash());
    }
  }

  Result<void> read_citations() {
    return store_.scan_citations([&](const Citation& citation) {
      const Hash128 ends = Hasher128()
                               .add(key_of(citation.from))
                               .add(key_of(citation.to))
                               .add(static_cast<std::uint64_t>(citation.relation))
                               .hash();
      for (const Evidence& one : citation.evidence) {
        weigh(one.batch);
        if (is_wanted(one.batch)) note(one.batch, evidence_item(ends, one));
      }
      for (const Judgement& one : citation.judgements) {
        weigh(one.batch);
        if (is_wanted(one.batch)) note(one.batch, judgement_item(ends, one));
      }
      return true;
    });
  }

  // Each decision stands with both of its nodes; taken from the smaller, so that those on one pair
  // keep their order.
  Result<void> read_decisions() {
    for (NodeId node : nodes_) {
      const Result<std::vector<IdentityDecision>> decisions = store_.identities(node);
      if (!decisions) return fail(decisions.error());
      for (const IdentityDecision& one : *decisions) {
        if (std::min(one.a, one.b) != node) continue;
        content_.decisions.push_back(one);
        weigh(one.batch);
        if (!is_wanted(one.batch)) continue;
        Hasher128 hash = item(Sort::Decision).add(key_of(one.a)).add(key_of(one.b));
        if (one.of == Sameness::Text) hash.add("text");
        note(one.batch, hash.add(std::uint64_t{one.same}).add(one.reason).hash());
      }
    }
    std::stable_sort(content_.decisions.begin(), content_.decisions.end(),
                     [](const auto& x, const auto& y) { return x.batch < y.batch; });
    return {};
  }

  Result<void> read_texts() {
    for (std::uint32_t id = 1; id < store_.next_batch().value; ++id) {
      const Result<std::vector<KeptText>> texts = store_.texts(BatchId(id));
      if (!texts) return fail(texts.error());
      for (const KeptText& text : *texts) {
        weigh(BatchId(id));
        if (!is_wanted(BatchId(id))) continue;
        Hasher128 hash = item(Sort::Text);
        add(hash, text.place);
        note(BatchId(id), hash.add(text.reason).add(text.text).hash());
      }
    }
    return {};
  }

  const Store& store_;
  const ContentRequest& request_;
  StoreContent content_;
  std::vector<Hash128> keys_;  // by node
  std::vector<NodeId> nodes_;
};

}  // namespace

Result<StoreContent> content_of(const Store& store, const ContentRequest& request) {
  return Reading(store, request).read();
}

}  // namespace whocites::storage::detail
