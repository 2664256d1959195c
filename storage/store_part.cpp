// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/store_part.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace whocites {
namespace {

auto rank(const IdentityDecision& decision) {
  const auto [low, high] = std::minmax(decision.a, decision.b);
  return std::tuple(decision.batch, low, high, decision.a);
}

// What the batches that are told of kept of their sources.
class Texts {
 public:
  Texts(const Store& store, bool takes_all) : store_(store), takes_all_(takes_all) {}

  Result<void> note(BatchId batch, const Record& record) {
    const auto [known, is_fresh] = files_.try_emplace(batch);
    if (is_fresh) {
      const Result<std::vector<KeptText>> texts = store_.texts(batch);
      if (!texts) return fail(texts.error());
      if (!texts->empty()) known->second.emplace();
    }
    const auto* const citation = std::get_if<CitationRecord>(&record);
    if (known->second && citation != nullptr) known->second->insert(citation->evidence.place.file);
    return {};
  }

  Result<void> tell(const StorePart::Visitor& visit) const {
    for (const auto& [batch, files] : files_) {
      if (!files) continue;
      Result<std::vector<KeptText>> texts = store_.texts(batch);
      if (!texts) return fail(texts.error());
      for (KeptText& text : *texts) {
        if (!takes_all_ && !files->contains(text.place.file)) continue;
        if (!visit(batch, IgnoredRecord{std::move(text.text), text.reason, text.place})) return {};
      }
    }
    return {};
  }

 private:
  const Store& store_;
  bool takes_all_;
  std::map<BatchId, std::optional<std::set<std::string>>> files_;  // absent: kept no text
};

bool before(const Citation& shown, const CitationId& id) {
  return CitationId{shown.from, shown.to, shown.relation} < id;
}

}  // namespace

Result<StorePart> StorePart::whole(const Reader& reader, Filter filter) {
  filter.include_rejected = true;
  Result<StoreWalk> walk = StoreWalk::make(reader, filter, StoreWalk::Identity::Apart);
  if (!walk) return fail(walk.error());
  StorePart part(reader);
  part.walk_ = std::move(*walk);
  const auto note = [&](const Node& node) {
    part.nodes_.push_back(node.id);
    return true;
  };
  if (auto done = part.walk_->nodes(note); !done) return fail(done.error());
  const auto decisions = part.walk_->identities();
  part.decisions_.assign(decisions.begin(), decisions.end());
  if (auto done = part.add_named(); !done) return fail(done.error());
  return part;
}

Result<StorePart> StorePart::of(const Reader& reader, const Network& network) {
  StorePart part(reader);
  part.network_ = &network;
  if (auto done = part.add_likes(); !done) return fail(done.error());
  if (auto done = part.read_decisions(); !done) return fail(done.error());
  if (auto done = part.add_named(); !done) return fail(done.error());
  return part;
}

Result<void> StorePart::add_likes() {
  for (const Node& node : network_->nodes) {
    const Result<std::vector<NodeId>> likes = reader_->same_as(node.id);
    if (!likes) return fail(likes.error());
    for (NodeId like : *likes) shown_as_.emplace(like, node.id);
    nodes_.insert(nodes_.end(), likes->begin(), likes->end());
  }
  std::sort(nodes_.begin(), nodes_.end());
  nodes_.erase(std::unique(nodes_.begin(), nodes_.end()), nodes_.end());
  return {};
}

Result<void> StorePart::read_decisions() {
  for (NodeId node : nodes_) {
    const Result<std::vector<IdentityDecision>> decisions = reader_->store().identities(node);
    if (!decisions) return fail(decisions.error());
    for (const IdentityDecision& decision : *decisions) {
      const NodeId other = decision.a == node ? decision.b : decision.a;
      const bool comes_again = other < node && has(other);
      if (!comes_again && reader_->view().sees(decision.batch)) decisions_.push_back(decision);
    }
  }
  return {};
}

// What facts and decisions name beside the nodes, and what those are part of in turn.
Result<void> StorePart::add_named() {
  std::vector<NodeId> named;
  if (auto done = read_keys(nodes_, &named); !done) return done;
  for (const IdentityDecision& decision : decisions_) {
    named.push_back(decision.a);
    named.push_back(decision.b);
  }
  while (!named.empty()) {
    std::sort(named.begin(), named.end());
    named.erase(std::unique(named.begin(), named.end()), named.end());
    std::erase_if(named, [&](NodeId id) { return has(id); });
    const auto known = static_cast<std::ptrdiff_t>(nodes_.size());
    nodes_.insert(nodes_.end(), named.begin(), named.end());
    std::inplace_merge(nodes_.begin(), nodes_.begin() + known, nodes_.end());
    std::vector<NodeId> wholes;
    if (auto done = read_keys(named, &wholes); !done) return done;
    named = std::move(wholes);
  }
  return {};
}

// Notes the keys that the walk does not know, and what the nodes were ever said to be part of.
Result<void> StorePart::read_keys(std::span<const NodeId> nodes, std::vector<NodeId>* wholes) {
  return reader_->store().visit_nodes(nodes, [&](const StoredNode& node) {
    if (!walk_ || !walk_->place_of(node.id)) keys_.emplace(node.id, node.key);
    for (const Assertion& assertion : node.assertions) {
      const bool is_seen = reader_->view().sees(assertion.batch);
      if (is_seen && assertion.part_of && !has(*assertion.part_of)) {
        wholes->push_back(*assertion.part_of);
      }
    }
    return true;
  });
}

bool StorePart::has(NodeId id) const {
  return std::binary_search(nodes_.begin(), nodes_.end(), id);
}

std::string StorePart::key_of(NodeId id) const {
  if (const auto at = keys_.find(id); at != keys_.end()) return at->second;
  return walk_ ? std::string(walk_->key_of(id)) : std::string();
}

// Whether the network shows it, perhaps united with others.
bool StorePart::takes(const Citation& stored) const {
  const auto from = shown_as_.find(stored.from);
  const auto to = shown_as_.find(stored.to);
  if (from == shown_as_.end() || to == shown_as_.end()) return false;
  const CitationId shown{from->second, to->second, stored.relation};
  const std::vector<Citation>& all = network_->citations;
  const auto at = std::lower_bound(all.begin(), all.end(), shown, before);
  return at != all.end() && CitationId{at->from, at->to, at->relation} == shown;
}

Result<void> StorePart::walk_citations(const Store::CitationVisitor& visit) const {
  if (walk_) return walk_->citations(visit);
  for (NodeId node : nodes_) {
    if (!shown_as_.contains(node)) continue;
    Result<std::vector<Citation>> cited = reader_->store().citations(node, Direction::Cites);
    if (!cited) return fail(cited.error());
    for (Citation& stored : *cited) {
      if (!takes(stored)) continue;
      const std::optional<Citation> seen = resolve(std::move(stored), reader_->view());
      if (seen && !visit(*seen)) return {};
    }
  }
  return {};
}

Result<void> StorePart::tell_nodes(const Visitor& visit) const {
  return reader_->store().visit_nodes(nodes_, [&](const StoredNode& stored) {
    const std::optional<Node> node = resolve(stored, reader_->view());
    if (!node) return true;
    for (const Assertion& assertion : stored.assertions) {
      if (!reader_->view().sees(assertion.batch)) continue;
      NodeRecord record{stored.key, assertion.facts, {}, {}, {}};
      if (!record.facts.kind) record.facts.kind = node->kind;
      if (assertion.part_of) record.part_of = key_of(*assertion.part_of);
      if (!visit(assertion.batch, std::move(record))) return false;
    }
    return true;
  });
}

Result<void> StorePart::tell_citations(const Visitor& visit) const {
  return walk_citations([&](const Citation& citation) {
    const std::string from = key_of(citation.from);
    const std::string to = key_of(citation.to);
    bool goes_on = true;
    for (const Evidence& evidence : citation.evidence) {
      const CitationRecord record{from, to, citation.relation, evidence, {}};
      goes_on = goes_on && visit(evidence.batch, record);
    }
    for (const Judgement& judgement : citation.judgements) {
      const JudgementRecord record{from, to, citation.relation, judgement, {}};
      goes_on = goes_on && visit(judgement.batch, record);
    }
    return goes_on;
  });
}

Result<void> StorePart::tell_decisions(const Visitor& visit) const {
  std::vector<IdentityDecision> decisions = decisions_;
  std::stable_sort(decisions.begin(), decisions.end(),
                   [](const auto& a, const auto& b) { return rank(a) < rank(b); });
  for (const IdentityDecision& one : decisions) {
    const IdentityRecord record{key_of(one.a), key_of(one.b), one.same, one.reason, {}, one.of};
    if (!visit(one.batch, record)) break;
  }
  return {};
}

Result<void> StorePart::tell(const Visitor& visit) const {
  Texts texts(reader_->store(), walk_.has_value());
  bool goes_on = true;
  std::optional<Error> failure;
  const auto watched = [&](BatchId batch, const Record& record) {
    if (auto noted = texts.note(batch, record); !noted) failure = noted.error();
    return goes_on = goes_on && !failure && visit(batch, record);
  };
  for (const auto step :
       {&StorePart::tell_nodes, &StorePart::tell_citations, &StorePart::tell_decisions}) {
    if (auto done = (this->*step)(watched); !done) return done;
    if (failure) return fail(*failure);
    if (!goes_on) return {};
  }
  return texts.tell(visit);
}

}  // namespace whocites
