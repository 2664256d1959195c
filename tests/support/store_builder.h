// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "storage/store.h"

namespace whocites::testing {

inline Timestamp at(std::int64_t seconds) { return Timestamp(std::chrono::seconds(seconds)); }

inline NodeFacts titled(std::string title, Kind kind = Kind::Article) {
  NodeFacts facts;
  facts.kind = kind;
  facts.title = std::move(title);
  return facts;
}

inline NodeFacts unresolved(std::string title) {
  NodeFacts facts;
  facts.title = std::move(title);
  facts.unresolved = true;
  return facts;
}

inline Citation citing(NodeId from, NodeId to, Relation relation = Relation::Mentions,
                       std::string text = "") {
  Citation citation;
  citation.from = from;
  citation.to = to;
  citation.relation = relation;
  citation.evidence.emplace_back().text = std::move(text);
  return citation;
}

inline Citation judging(NodeId from, NodeId to, Verdict verdict,
                        Relation relation = Relation::Mentions, std::string why = "") {
  Citation citation;
  citation.from = from;
  citation.to = to;
  citation.relation = relation;
  citation.judgements.push_back({BatchId(), verdict, "a person", at(5), std::move(why)});
  return citation;
}

// Puts one batch together with the ids that the store will accept next. Batch n is dated n·100
// seconds, so that as-of questions are easy to write.
class BatchBuilder {
 public:
  explicit BatchBuilder(const Store& store, Action action = Action::Add)
      : next_(store.next_node().value) {
    changes.batch.id = store.next_batch();
    changes.batch.action = action;
    changes.batch.time = at(std::int64_t{100} * store.next_batch().value);
  }

  NodeId bare_node(std::string key) {
    const NodeId id(next_++);
    changes.new_nodes.push_back({id, std::move(key)});
    return id;
  }
  NodeId node(std::string key, NodeFacts facts, std::optional<NodeId> part_of = std::nullopt) {
    const NodeId id = bare_node(std::move(key));
    says(id, std::move(facts), part_of);
    return id;
  }
  NodeId node(const std::string& key) { return node(key, titled(key)); }
  BatchBuilder& says(NodeId id, NodeFacts facts, std::optional<NodeId> part_of = std::nullopt) {
    changes.assertions.push_back({id, std::move(facts), part_of});
    return *this;
  }
  BatchBuilder& cites(NodeId from, NodeId to, Relation relation = Relation::Mentions,
                      std::string text = "") {
    changes.citations.push_back(citing(from, to, relation, std::move(text)));
    return *this;
  }
  BatchBuilder& judges(NodeId from, NodeId to, Verdict verdict,
                       Relation relation = Relation::Mentions, std::string why = "") {
    changes.citations.push_back(judging(from, to, verdict, relation, std::move(why)));
    return *this;
  }
  BatchBuilder& decides(NodeId a, NodeId b, bool same, std::string reason = "",
                        Sameness of = Sameness::Thing) {
    changes.identities.push_back({BatchId(), a, b, same, std::move(reason), of});
    return *this;
  }
  BatchBuilder& keeps(std::string text, std::string reason = "source text") {
    changes.texts.push_back({BatchId(), {}, std::move(reason), std::move(text)});
    return *this;
  }
  BatchBuilder& sums_up(std::string summary) {
    changes.batch.summary = std::move(summary);
    return *this;
  }
  BatchBuilder& withdraws(BatchId target) {
    changes.batch.target = target;
    return *this;
  }

  Result<void> commit(Store& store) const { return store.commit(changes); }

  Changes changes;

 private:
  std::uint32_t next_;
};

inline Store::Purge purge_of(const Store& store, std::vector<NodeId> nodes,
                             std::vector<BatchId> texts = {}) {
  Store::Purge purge;
  purge.nodes = std::move(nodes);
  purge.texts = std::move(texts);
  purge.entry = BatchBuilder(store, Action::Purge).changes.batch;
  return purge;
}

}  // namespace whocites::testing
