// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "storage/detail/check_changes.h"
#include "storage/detail/encoding.h"
#include "storage/detail/scrub.h"
#include "storage/store.h"

namespace whocites {
namespace {

using storage::detail::index_bands;
using storage::detail::index_form;
using storage::detail::index_names;
using storage::detail::index_words;

// The plain reading of the contract: standard containers, copied out whole. It proves the
// interface, makes other tests fast, and is the second opinion on the RocksDB store.
class MemoryStore final : public Store {
 public:
  Result<std::optional<StoredNode>> node(NodeId id) const override {
    const auto at = nodes_.find(id);
    if (at == nodes_.end()) return std::nullopt;
    return at->second;
  }

  Result<void> visit_nodes(std::span<const NodeId> ids, const NodeVisitor& visit) const override {
    for (NodeId id : ids) {
      const auto at = nodes_.find(id);
      if (at != nodes_.end() && !visit(at->second)) break;
    }
    return {};
  }

  Result<std::optional<NodeId>> find_key(std::string_view key) const override {
    const auto at = keys_.find(key);
    if (at == keys_.end()) return std::nullopt;
    return at->second;
  }

  Result<std::vector<NodeId>> find_name(std::string_view folded) const override {
    const auto at = names_.find(index_form(folded));
    if (at == names_.end()) return std::vector<NodeId>{};
    return std::vector<NodeId>(at->second.begin(), at->second.end());
  }

  Result<void> scan_names(const HashVisitor& visit) const override {
    std::set<std::pair<std::string, NodeId>> all;
    for (const auto& [name, ids] : names_) {
      for (NodeId id : ids) all.emplace(storage::detail::name_hash(name), id);
    }
    for (const auto& [hash, id] : all) {
      if (!visit(hash, id)) break;
    }
    return {};
  }

  Result<void> scan_words(std::string_view from, const WordVisitor& visit) const override {
    auto at = words_.lower_bound(from);
    while (at != words_.end()) {
      const std::optional<std::string> next = visit(at->first);
      if (!next) break;
      at = *next > at->first ? words_.lower_bound(*next) : std::next(at);
    }
    return {};
  }

  Result<void> scan_word(std::string_view word, NodeId after,
                         const IdVisitor& visit) const override {
    const auto at = words_.find(word);
    if (at == words_.end()) return {};
    for (auto id = at->second.upper_bound(after); id != at->second.end(); ++id) {
      if (!visit(*id)) break;
    }
    return {};
  }

  Result<void> scan_keys(std::string_view prefix, const KeyVisitor& visit) const override {
    for (auto at = keys_.lower_bound(prefix); at != keys_.end(); ++at) {
      if (!at->first.starts_with(prefix) || !visit(at->first, at->second)) break;
    }
    return {};
  }

  Result<void> scan_nodes(NodeId after, const NodeVisitor& visit) const override {
    for (auto at = nodes_.upper_bound(after); at != nodes_.end(); ++at) {
      if (!visit(at->second)) break;
    }
    return {};
  }

  Result<std::vector<Citation>> citations(NodeId node, Direction direction) const override {
    std::vector<Citation> found;
    for (const auto& [place, citation] : citations_) {
      if (near_end(citation, direction) == node) found.push_back(citation);
    }
    return found;  // ascending by (from, to, relation), which is (to, from, …) for a fixed `to`
  }

  Result<std::optional<Citation>> citation(NodeId from, NodeId to,
                                           Relation relation) const override {
    const auto at = citations_.find({from, to, relation});
    if (at == citations_.end()) return std::nullopt;
    return at->second;
  }

  Result<void> visit_citations(std::span<const CitationId> ids,
                               const CitationVisitor& visit) const override {
    for (const CitationId& id : ids) {
      const auto at = citations_.find(id);
      if (at != citations_.end() && !visit(at->second)) break;
    }
    return {};
  }

  Result<void> scan_adjacent(NodeId node, Direction direction, const std::optional<Adjacent>& after,
                             const BatchFilter& counts,
                             const AdjacentVisitor& visit) const override {
    for (const auto& [place, citation] : citations_) {
      const auto given = [&](const Evidence& evidence) { return counts(evidence.batch); };
      if (near_end(citation, direction) != node) continue;
      if (after && far_end(citation, direction) <= *after) continue;
      if (!std::any_of(citation.evidence.begin(), citation.evidence.end(), given)) continue;
      if (!visit(far_end(citation, direction))) break;
    }
    return {};
  }

  Result<void> visit_adjacent(std::span<const NodeId> nodes, Direction direction,
                              const BatchFilter& counts, const EndVisitor& visit) const override {
    bool wanted = true;
    for (NodeId node : nodes) {
      const auto give = [&](const Adjacent& end) { return wanted = visit(node, end); };
      if (auto done = scan_adjacent(node, direction, std::nullopt, counts, give); !done) {
        return done;
      }
      if (!wanted) break;
    }
    return {};
  }

  Result<std::uint64_t> citation_count(NodeId node, Direction direction,
                                       const BatchFilter& counts) const override {
    std::uint64_t count = 0;
    const auto add = [&](const Adjacent&) { return ++count != 0; };
    if (auto done = scan_adjacent(node, direction, std::nullopt, counts, add); !done) {
      return fail(done.error());
    }
    return count;
  }

  Result<std::vector<Adjacent>> judged(NodeId node, Direction direction) const override {
    std::vector<Adjacent> found;
    for (const auto& [place, citation] : citations_) {
      if (near_end(citation, direction) != node || citation.judgements.empty()) continue;
      found.push_back(far_end(citation, direction));
    }
    return found;
  }

  Result<void> scan_judged(Direction direction, NodeId from,
                           const EndVisitor& visit) const override {
    std::set<std::pair<NodeId, Adjacent>> all;
    for (const auto& [id, citation] : citations_) {
      if (citation.judgements.empty() || near_end(citation, direction) < from) continue;
      all.emplace(near_end(citation, direction), far_end(citation, direction));
    }
    for (const auto& [node, end] : all) {
      if (!visit(node, end)) break;
    }
    return {};
  }

  Result<void> scan_ends(Direction direction, const EndsVisitor& visit) const override {
    std::set<std::tuple<NodeId, BatchId, Adjacent>> all;
    for (const auto& [place, citation] : citations_) {
      for (const Evidence& evidence : citation.evidence) {
        all.emplace(near_end(citation, direction), evidence.batch, far_end(citation, direction));
      }
    }
    for (const auto& [node, batch, adjacent] : all) {
      if (!visit(node, batch, adjacent)) break;
    }
    return {};
  }

  Result<void> scan_citations(const CitationVisitor& visit) const override {
    for (const auto& [place, citation] : citations_) {
      if (!visit(citation)) break;
    }
    return {};
  }

  Result<std::vector<NodeId>> parts_of(NodeId node) const override {
    std::vector<NodeId> parts;
    for (const auto& [id, stored] : nodes_) {
      const auto names_it = [&](const Assertion& a) { return a.part_of == node; };
      if (std::any_of(stored.assertions.begin(), stored.assertions.end(), names_it)) {
        parts.push_back(id);
      }
    }
    return parts;
  }

  Result<void> scan_outlines(const OutlineVisitor& visit) const override {
    for (const auto& [id, node] : nodes_) {
      for (const Assertion& assertion : node.assertions) {
        const NodeFacts& facts = assertion.facts;
        const std::string date = facts.date ? to_string(*facts.date) : std::string();
        const Outline outline{id,   assertion.batch,  facts.kind, facts.unresolved,
                              date, assertion.part_of};
        if (!visit(outline)) return {};
      }
    }
    return {};
  }

  Result<void> scan_links(const LinkVisitor& visit) const override {
    std::map<std::pair<NodeId, BatchId>, std::map<Adjacent, Link>> all;
    for (const auto& [place, citation] : citations_) {
      for (const Evidence& evidence : citation.evidence) {
        const Adjacent to{citation.to, citation.relation};
        auto& links = all[{citation.from, evidence.batch}];
        Link& link = links.try_emplace(to, Link{to, 0, 0}).first->second;
        link.confidence = std::max(link.confidence, evidence.confidence.value_or(1.0));
        ++link.evidence_count;
      }
    }
    for (const auto& [list, entries] : all) {
      std::vector<Link> links;
      for (const auto& [to, link] : entries) links.push_back(link);
      if (!visit(list.first, list.second, links)) break;
    }
    return {};
  }

  Result<void> scan_judgements(const JudgementVisitor& visit) const override {
    for (const auto& [place, citation] : citations_) {
      for (const Judgement& judgement : citation.judgements) {
        if (!visit(citation.from, {citation.to, citation.relation}, judgement)) return {};
      }
    }
    return {};
  }

  Result<void> scan_identities(Sameness of, const IdentityVisitor& visit) const override {
    std::vector<IdentityDecision> all;
    std::copy_if(identities_.begin(), identities_.end(), std::back_inserter(all),
                 [&](const IdentityDecision& decision) { return decision.of == of; });
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return std::min(a.a, a.b) < std::min(b.a, b.b);
    });
    for (const IdentityDecision& decision : all) {
      if (!visit(decision)) break;
    }
    return {};
  }

  Result<std::vector<NodeId>> find_band(Band band, std::size_t limit) const override {
    std::vector<NodeId> found;
    for (auto at = bands_.lower_bound({band, NodeId(0)});
         at != bands_.end() && at->first == band && found.size() < limit; ++at) {
      found.push_back(at->second);
    }
    return found;
  }

  Result<void> scan_bands(const BandVisitor& visit) const override {
    for (const auto& [band, node] : bands_) {
      if (!visit(band, node)) break;
    }
    return {};
  }

  BatchId bands_end() const override { return next_batch(); }

  Result<bool> has_identities() const override {
    return std::any_of(identities_.begin(), identities_.end(), is_of_things);
  }

  Result<void> scan_decided(NodeId from, const IdVisitor& visit) const override {
    std::set<NodeId> all;
    for (const IdentityDecision& decision : identities_) {
      if (is_of_things(decision)) all.insert({decision.a, decision.b});
    }
    for (auto id = all.lower_bound(from); id != all.end(); ++id) {
      if (!visit(*id)) break;
    }
    return {};
  }

  Result<std::vector<IdentityDecision>> identities(NodeId node) const override {
    std::vector<IdentityDecision> found;
    for (const IdentityDecision& decision : identities_) {
      if (decision.a == node || decision.b == node) found.push_back(decision);
    }
    std::stable_partition(found.begin(), found.end(), is_of_things);
    return found;
  }

  Result<std::optional<Batch>> batch(BatchId id) const override {
    const auto at = batches_.find(id);
    if (at == batches_.end()) return std::nullopt;
    return at->second;
  }

  Result<void> scan_batches(const BatchVisitor& visit) const override {
    for (const auto& [id, batch] : batches_) {
      if (!visit(batch)) break;
    }
    return {};
  }

  Result<std::vector<BatchId>> find_digest(std::string_view digest) const override {
    std::vector<BatchId> found;
    for (const auto& [id, batch] : batches_) {
      const auto matches = [&](const SourceFile& s) { return s.digest == digest; };
      if (std::any_of(batch.sources.begin(), batch.sources.end(), matches)) found.push_back(id);
    }
    return found;
  }

  Result<std::vector<Batch>> withdrawals() const override {
    std::vector<Batch> found;
    for (const auto& [id, batch] : batches_) {
      if (batch.target) found.push_back(batch);
    }
    return found;
  }

  Result<std::vector<KeptText>> texts(BatchId batch) const override {
    const auto at = texts_.find(batch);
    return at == texts_.end() ? std::vector<KeptText>{} : at->second;
  }

  NodeId next_node() const override { return next_node_; }
  BatchId next_batch() const override { return BatchId(next_batch_); }

  Result<void> commit(const Changes& changes) override {
    if (auto sound = storage::detail::check(*this, changes); !sound) return fail(sound.error());
    for (const Changes::NewNode& node : changes.new_nodes) {
      nodes_[node.id] = {node.id, node.key, {}};
      keys_[node.key] = node.id;
    }
    const BatchId id = changes.batch.id;
    for (const Changes::NodeAssertion& change : changes.assertions) assert_facts(change, id);
    for (const Changes::NodeAssertion& change : changes.assertions) index(change.node);
    for (const Citation& citation : changes.citations) add_citation(citation, id);
    for (IdentityDecision decision : changes.identities) {
      decision.batch = id;
      identities_.push_back(std::move(decision));
    }
    for (KeptText text : changes.texts) {
      text.batch = id;
      texts_[id].push_back(std::move(text));
    }
    next_node_ = NodeId(next_node_.value + static_cast<std::uint32_t>(changes.new_nodes.size()));
    log(changes.batch);
    return {};
  }

  Result<void> purge(const Purge& request) override {
    if (auto sound = storage::detail::check(*this, request); !sound) return fail(sound.error());
    const std::set<NodeId> gone(request.nodes.begin(), request.nodes.end());
    std::set<BatchId> concerned;
    std::set<std::string> gone_keys;
    for (NodeId id : gone) {
      StoredNode& node = nodes_[id];
      gone_keys.insert(node.key);
      for (const Assertion& assertion : node.assertions) concerned.insert(assertion.batch);
      keys_.erase(node.key);
      nodes_.erase(id);
    }
    std::erase_if(citations_, [&](const auto& entry) {
      const Citation& citation = entry.second;
      if (!gone.contains(citation.from) && !gone.contains(citation.to)) return false;
      for (const Evidence& evidence : citation.evidence) concerned.insert(evidence.batch);
      for (const Judgement& judgement : citation.judgements) concerned.insert(judgement.batch);
      return true;
    });
    std::erase_if(identities_, [&](const IdentityDecision& decision) {
      if (!gone.contains(decision.a) && !gone.contains(decision.b)) return false;
      concerned.insert(decision.batch);
      return true;
    });
    for (auto& [id, node] : nodes_) {
      for (Assertion& assertion : node.assertions) {
        if (storage::detail::scrub(assertion, gone, gone_keys)) concerned.insert(assertion.batch);
      }
    }
    for (auto& [name, ids] : names_) {
      std::erase_if(ids, [&](NodeId id) { return gone.contains(id); });
    }
    std::erase_if(names_, [](const auto& entry) { return entry.second.empty(); });
    for (auto& [word, ids] : words_) {
      std::erase_if(ids, [&](NodeId id) { return gone.contains(id); });
    }
    std::erase_if(words_, [](const auto& entry) { return entry.second.empty(); });
    std::erase_if(bands_, [&](const auto& entry) { return gone.contains(entry.second); });
    for (BatchId id : concerned) {
      if (batches_[id].action != Action::Import) batches_[id].summary.clear();
    }
    for (BatchId id : request.texts) texts_.erase(id);
    log(request.entry);
    return {};
  }

  Result<std::optional<State>> state() const override { return std::nullopt; }
  bool is_latest() const override { return true; }

  Result<std::vector<PartSize>> sizes() const override { return std::vector<PartSize>{}; }
  Result<void> check_files() const override { return {}; }
  Result<void> compact() override { return {}; }

 private:
  static bool is_of_things(const IdentityDecision& decision) {
    return decision.of == Sameness::Thing;
  }
  static NodeId near_end(const Citation& citation, Direction direction) {
    return direction == Direction::Cites ? citation.from : citation.to;
  }
  static Adjacent far_end(const Citation& citation, Direction direction) {
    return {direction == Direction::Cites ? citation.to : citation.from, citation.relation};
  }

  void assert_facts(const Changes::NodeAssertion& change, BatchId batch) {
    std::vector<Assertion>& assertions = nodes_[change.node].assertions;
    if (assertions.empty() || assertions.back().batch != batch) {
      assertions.push_back({batch, change.facts, change.part_of});
    } else {
      merge_into(assertions.back().facts, change.facts);
      if (change.part_of) assertions.back().part_of = change.part_of;
    }
  }

  // Of the facts as merged: a title that the same batch replaced is not a name.
  void index(NodeId node) {
    for (const std::string& name : index_names(nodes_[node].assertions.back().facts)) {
      names_[name].insert(node);
    }
    for (const std::string& word : index_words(nodes_[node].assertions.back().facts)) {
      words_[word].insert(node);
    }
    for (const Band band : index_bands(nodes_[node].assertions.back().facts)) {
      bands_.emplace(band, node);
    }
  }

  void add_citation(const Citation& added, BatchId batch) {
    Citation& citation = citations_[{added.from, added.to, added.relation}];
    citation.from = added.from;
    citation.to = added.to;
    citation.relation = added.relation;
    for (Evidence evidence : added.evidence) {
      evidence.batch = batch;
      citation.evidence.push_back(std::move(evidence));
    }
    for (Judgement judgement : added.judgements) {
      judgement.batch = batch;
      citation.judgements.push_back(std::move(judgement));
    }
  }

  void log(const Batch& batch) {
    batches_[batch.id] = batch;
    next_batch_ = batch.id.value + 1;
  }

  std::map<NodeId, StoredNode> nodes_;
  std::map<std::string, NodeId, std::less<>> keys_;
  std::map<std::string, std::set<NodeId>, std::less<>> names_;
  std::map<std::string, std::set<NodeId>, std::less<>> words_;
  std::set<std::pair<Band, NodeId>> bands_;
  std::map<CitationId, Citation> citations_;
  std::vector<IdentityDecision> identities_;
  std::map<BatchId, Batch> batches_;
  std::map<BatchId, std::vector<KeptText>> texts_;
  NodeId next_node_{1};
  std::uint32_t next_batch_ = 1;
};

}  // namespace

std::unique_ptr<Store> make_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace whocites
