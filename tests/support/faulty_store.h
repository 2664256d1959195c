// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "storage/store.h"

namespace whocites::testing {

// Passes every call on to another store, but fails the n-th one (counted from 0) with Io, "fault
// injected". Scans fail after their first visit, as a disk does that breaks half-way.
class FaultyStore final : public Store {
 public:
  FaultyStore(Store& whole, std::size_t fail_at) : whole_(whole), left_(fail_at) {}

  // Whether the fault has been met.
  bool has_failed() const { return has_failed_; }

  Result<std::optional<StoredNode>> node(NodeId id) const override {
    if (is_due()) return fault();
    return whole_.node(id);
  }
  Result<void> visit_nodes(std::span<const NodeId> ids, const NodeVisitor& visit) const override {
    if (!is_due()) return whole_.visit_nodes(ids, visit);
    return broken(
        whole_.visit_nodes(ids, [&](const StoredNode& node) { return visit(node) && false; }));
  }
  Result<std::optional<NodeId>> find_key(std::string_view key) const override {
    if (is_due()) return fault();
    return whole_.find_key(key);
  }
  Result<std::vector<NodeId>> find_name(std::string_view folded) const override {
    if (is_due()) return fault();
    return whole_.find_name(folded);
  }
  Result<void> scan_names(const HashVisitor& visit) const override {
    if (!is_due()) return whole_.scan_names(visit);
    return broken(whole_.scan_names(
        [&](std::string_view hash, NodeId id) { return visit(hash, id) && false; }));
  }
  Result<void> scan_words(std::string_view from, const WordVisitor& visit) const override {
    if (!is_due()) return whole_.scan_words(from, visit);
    return broken(whole_.scan_words(from, [&](std::string_view word) {
      visit(word);
      return std::optional<std::string>();
    }));
  }
  Result<void> scan_word(std::string_view word, NodeId after,
                         const IdVisitor& visit) const override {
    if (!is_due()) return whole_.scan_word(word, after, visit);
    return broken(whole_.scan_word(word, after, [&](NodeId id) { return visit(id) && false; }));
  }
  Result<void> scan_keys(std::string_view prefix, const KeyVisitor& visit) const override {
    if (!is_due()) return whole_.scan_keys(prefix, visit);
    return broken(whole_.scan_keys(
        prefix, [&](std::string_view key, NodeId id) { return visit(key, id) && false; }));
  }
  Result<void> scan_nodes(NodeId after, const NodeVisitor& visit) const override {
    if (!is_due()) return whole_.scan_nodes(after, visit);
    return broken(
        whole_.scan_nodes(after, [&](const StoredNode& node) { return visit(node) && false; }));
  }
  Result<std::vector<Citation>> citations(NodeId node, Direction direction) const override {
    if (is_due()) return fault();
    return whole_.citations(node, direction);
  }
  Result<std::optional<Citation>> citation(NodeId from, NodeId to,
                                           Relation relation) const override {
    if (is_due()) return fault();
    return whole_.citation(from, to, relation);
  }
  Result<void> visit_citations(std::span<const CitationId> ids,
                               const CitationVisitor& visit) const override {
    if (!is_due()) return whole_.visit_citations(ids, visit);
    const auto once = [&](const Citation& citation) { return visit(citation) && false; };
    return broken(whole_.visit_citations(ids, once));
  }
  Result<void> scan_adjacent(NodeId node, Direction direction, const std::optional<Adjacent>& after,
                             const BatchFilter& counts,
                             const AdjacentVisitor& visit) const override {
    if (!is_due()) return whole_.scan_adjacent(node, direction, after, counts, visit);
    const auto once = [&](const Adjacent& adjacent) { return visit(adjacent) && false; };
    return broken(whole_.scan_adjacent(node, direction, after, counts, once));
  }
  Result<void> visit_adjacent(std::span<const NodeId> nodes, Direction direction,
                              const BatchFilter& counts, const EndVisitor& visit) const override {
    if (!is_due()) return whole_.visit_adjacent(nodes, direction, counts, visit);
    const auto once = [&](NodeId node, const Adjacent& end) { return visit(node, end) && false; };
    return broken(whole_.visit_adjacent(nodes, direction, counts, once));
  }
  Result<std::uint64_t> citation_count(NodeId node, Direction direction,
                                       const BatchFilter& counts) const override {
    if (is_due()) return fault();
    return whole_.citation_count(node, direction, counts);
  }
  Result<std::vector<Adjacent>> judged(NodeId node, Direction direction) const override {
    if (is_due()) return fault();
    return whole_.judged(node, direction);
  }
  Result<void> scan_judged(Direction direction, NodeId from,
                           const EndVisitor& visit) const override {
    if (!is_due()) return whole_.scan_judged(direction, from, visit);
    const auto once = [&](NodeId node, const Adjacent& end) { return visit(node, end) && false; };
    return broken(whole_.scan_judged(direction, from, once));
  }
  Result<void> scan_ends(Direction direction, const EndsVisitor& visit) const override {
    if (!is_due()) return whole_.scan_ends(direction, visit);
    const auto once = [&](NodeId node, BatchId batch, const Adjacent& adjacent) {
      return visit(node, batch, adjacent) && false;
    };
    return broken(whole_.scan_ends(direction, once));
  }
  Result<void> scan_citations(const CitationVisitor& visit) const override {
    if (!is_due()) return whole_.scan_citations(visit);
    return broken(
        whole_.scan_citations([&](const Citation& citation) { return visit(citation) && false; }));
  }
  Result<std::vector<NodeId>> parts_of(NodeId node) const override {
    if (is_due()) return fault();
    return whole_.parts_of(node);
  }
  Result<void> scan_outlines(const OutlineVisitor& visit) const override {
    if (!is_due()) return whole_.scan_outlines(visit);
    return broken(
        whole_.scan_outlines([&](const Outline& outline) { return visit(outline) && false; }));
  }
  Result<void> scan_links(const LinkVisitor& visit) const override {
    if (!is_due()) return whole_.scan_links(visit);
    const auto once = [&](NodeId from, BatchId batch, std::span<const Link> links) {
      return visit(from, batch, links) && false;
    };
    return broken(whole_.scan_links(once));
  }
  Result<void> scan_judgements(const JudgementVisitor& visit) const override {
    if (!is_due()) return whole_.scan_judgements(visit);
    const auto once = [&](NodeId from, const Adjacent& to, const Judgement& judgement) {
      return visit(from, to, judgement) && false;
    };
    return broken(whole_.scan_judgements(once));
  }
  Result<void> scan_identities(Sameness of, const IdentityVisitor& visit) const override {
    if (!is_due()) return whole_.scan_identities(of, visit);
    return broken(whole_.scan_identities(
        of, [&](const IdentityDecision& decision) { return visit(decision) && false; }));
  }
  Result<std::vector<NodeId>> find_band(Band band, std::size_t limit) const override {
    if (is_due()) return fault();
    return whole_.find_band(band, limit);
  }
  Result<void> scan_bands(const BandVisitor& visit) const override {
    if (!is_due()) return whole_.scan_bands(visit);
    return broken(
        whole_.scan_bands([&](Band band, NodeId node) { return visit(band, node) && false; }));
  }
  BatchId bands_end() const override { return whole_.bands_end(); }
  Result<bool> has_identities() const override {
    if (is_due()) return fault();
    return whole_.has_identities();
  }
  Result<void> scan_decided(NodeId from, const IdVisitor& visit) const override {
    if (!is_due()) return whole_.scan_decided(from, visit);
    return broken(whole_.scan_decided(from, [&](NodeId id) { return visit(id) && false; }));
  }
  Result<std::vector<IdentityDecision>> identities(NodeId node) const override {
    if (is_due()) return fault();
    return whole_.identities(node);
  }
  Result<std::optional<Batch>> batch(BatchId id) const override {
    if (is_due()) return fault();
    return whole_.batch(id);
  }
  Result<void> scan_batches(const BatchVisitor& visit) const override {
    if (!is_due()) return whole_.scan_batches(visit);
    return broken(whole_.scan_batches([&](const Batch& batch) { return visit(batch) && false; }));
  }
  Result<std::vector<BatchId>> find_digest(std::string_view digest) const override {
    if (is_due()) return fault();
    return whole_.find_digest(digest);
  }
  Result<std::vector<Batch>> withdrawals() const override {
    if (is_due()) return fault();
    return whole_.withdrawals();
  }
  Result<std::vector<KeptText>> texts(BatchId batch) const override {
    if (is_due()) return fault();
    return whole_.texts(batch);
  }
  NodeId next_node() const override { return whole_.next_node(); }
  BatchId next_batch() const override { return whole_.next_batch(); }
  Result<void> commit(const Changes& changes) override {
    if (is_due()) return fault();
    return whole_.commit(changes);
  }
  Result<void> purge(const Purge& request) override {
    if (is_due()) return fault();
    return whole_.purge(request);
  }
  Result<std::optional<State>> state() const override {
    if (is_due()) return fault();
    return whole_.state();
  }
  bool is_latest() const override { return whole_.is_latest(); }
  Result<std::vector<PartSize>> sizes() const override {
    if (is_due()) return fault();
    return whole_.sizes();
  }
  Result<void> check_files() const override {
    if (is_due()) return fault();
    return whole_.check_files();
  }
  Result<void> compact() override {
    if (is_due()) return fault();
    return whole_.compact();
  }

 private:
  static tl::unexpected<Error> fault() { return fail(ErrorCode::Io, "fault injected"); }
  static Result<void> broken(const Result<void>& done) { return done ? fault() : done; }
  bool is_due() const {
    if (left_-- != 0) return false;
    has_failed_ = true;
    return true;
  }

  Store& whole_;
  mutable std::atomic<std::size_t> left_;
  mutable std::atomic<bool> has_failed_ = false;
};

}  // namespace whocites::testing
