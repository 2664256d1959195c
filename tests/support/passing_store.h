// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "storage/store.h"

namespace whocites::testing {

// Passes every call on to another store: to be derived from by those that change an answer.
class PassingStore : public Store {
 public:
  explicit PassingStore(Store& whole) : whole_(whole) {}

  Result<std::optional<StoredNode>> node(NodeId id) const override { return whole_.node(id); }
  Result<void> visit_nodes(std::span<const NodeId> ids, const NodeVisitor& visit) const override {
    return whole_.visit_nodes(ids, visit);
  }
  Result<std::optional<NodeId>> find_key(std::string_view key) const override {
    return whole_.find_key(key);
  }
  Result<std::vector<NodeId>> find_name(std::string_view folded) const override {
    return whole_.find_name(folded);
  }
  Result<void> scan_names(const HashVisitor& visit) const override {
    return whole_.scan_names(visit);
  }
  Result<void> scan_words(std::string_view from, const WordVisitor& visit) const override {
    return whole_.scan_words(from, visit);
  }
  Result<void> scan_word(std::string_view word, NodeId after,
                         const IdVisitor& visit) const override {
    return whole_.scan_word(word, after, visit);
  }
  Result<void> scan_keys(std::string_view prefix, const KeyVisitor& visit) const override {
    return whole_.scan_keys(prefix, visit);
  }
  Result<void> scan_nodes(NodeId after, const NodeVisitor& visit) const override {
    return whole_.scan_nodes(after, visit);
  }
  Result<std::vector<Citation>> citations(NodeId node, Direction direction) const override {
    return whole_.citations(node, direction);
  }
  Result<std::optional<Citation>> citation(NodeId from, NodeId to,
                                           Relation relation) const override {
    return whole_.citation(from, to, relation);
  }
  Result<void> visit_citations(std::span<const CitationId> ids,
                               const CitationVisitor& visit) const override {
    return whole_.visit_citations(ids, visit);
  }
  Result<void> scan_adjacent(NodeId node, Direction direction, const std::optional<Adjacent>& after,
                             const BatchFilter& counts,
                             const AdjacentVisitor& visit) const override {
    return whole_.scan_adjacent(node, direction, after, counts, visit);
  }
  Result<void> visit_adjacent(std::span<const NodeId> nodes, Direction direction,
                              const BatchFilter& counts, const EndVisitor& visit) const override {
    return whole_.visit_adjacent(nodes, direction, counts, visit);
  }
  Result<std::uint64_t> citation_count(NodeId node, Direction direction,
                                       const BatchFilter& counts) const override {
    return whole_.citation_count(node, direction, counts);
  }
  Result<std::vector<Adjacent>> judged(NodeId node, Direction direction) const override {
    return whole_.judged(node, direction);
  }
  Result<void> scan_judged(Direction direction, NodeId from,
                           const EndVisitor& visit) const override {
    return whole_.scan_judged(direction, from, visit);
  }
  Result<void> scan_citations(const CitationVisitor& visit) const override {
    return whole_.scan_citations(visit);
  }
  Result<void> scan_ends(Direction direction, const EndsVisitor& visit) const override {
    return whole_.scan_ends(direction, visit);
  }
  Result<std::vector<NodeId>> parts_of(NodeId node) const override { return whole_.parts_of(node); }
  Result<void> scan_outlines(const OutlineVisitor& visit) const override {
    return whole_.scan_outlines(visit);
  }
  Result<void> scan_links(const LinkVisitor& visit) const override {
    return whole_.scan_links(visit);
  }
  Result<void> scan_judgements(const JudgementVisitor& visit) const override {
    return whole_.scan_judgements(visit);
  }
  Result<void> scan_identities(Sameness of, const IdentityVisitor& visit) const override {
    return whole_.scan_identities(of, visit);
  }
  Result<std::vector<NodeId>> find_band(Band band, std::size_t limit) const override {
    return whole_.find_band(band, limit);
  }
  Result<void> scan_bands(const BandVisitor& visit) const override {
    return whole_.scan_bands(visit);
  }
  BatchId bands_end() const override { return whole_.bands_end(); }
  Result<bool> has_identities() const override { return whole_.has_identities(); }
  Result<void> scan_decided(NodeId from, const IdVisitor& visit) const override {
    return whole_.scan_decided(from, visit);
  }
  Result<std::vector<IdentityDecision>> identities(NodeId node) const override {
    return whole_.identities(node);
  }
  Result<std::optional<Batch>> batch(BatchId id) const override { return whole_.batch(id); }
  Result<void> scan_batches(const BatchVisitor& visit) const override {
    return whole_.scan_batches(visit);
  }
  Result<std::vector<BatchId>> find_digest(std::string_view digest) const override {
    return whole_.find_digest(digest);
  }
  Result<std::vector<Batch>> withdrawals() const override { return whole_.withdrawals(); }
  Result<std::vector<KeptText>> texts(BatchId batch) const override { return whole_.texts(batch); }
  NodeId next_node() const override { return whole_.next_node(); }
  BatchId next_batch() const override { return whole_.next_batch(); }
  Result<void> commit(const Changes& changes) override { return whole_.commit(changes); }
  Result<void> purge(const Purge& request) override { return whole_.purge(request); }
  Result<std::optional<State>> state() const override { return whole_.state(); }
  bool is_latest() const override { return whole_.is_latest(); }
  Result<std::vector<PartSize>> sizes() const override { return whole_.sizes(); }
  Result<void> check_files() const override { return whole_.check_files(); }
  Result<void> compact() override { return whole_.compact(); }

 protected:
  Store& whole_;
};

}  // namespace whocites::testing
