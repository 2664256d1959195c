// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/parallel.h"
#include "graph/source_graph.h"
#include "storage/detail/chunked_vector.h"
#include "storage/view.h"

namespace whocites::storage::detail {

// The kinds of citation that occur, each once, numbered as they are met. Not thread-safe.
class CitationClasses {
 public:
  CitationClasses() { plain_.fill(SourceGraph::kNone); }

  std::uint32_t of(Relation relation, double confidence) {
    if (confidence != 1) return find({relation, false, confidence});
    std::uint32_t& known = plain_[static_cast<std::size_t>(relation) & 15];
    if (known == SourceGraph::kNone) known = find({relation, false, 1});
    return known;
  }
  // What the last word of a person makes of it.
  std::uint32_t judged(Relation relation, Verdict verdict) {
    const bool rejected = verdict == Verdict::Rejected;
    return find({relation, rejected, rejected ? 0.0 : 1.0});
  }
  const std::vector<CitationClass>& list() const { return list_; }

 private:
  struct Hash {
    std::size_t operator()(const CitationClass& one) const {
      return std::hash<double>{}(one.confidence) * 31 + static_cast<std::size_t>(one.relation) * 2 +
             (one.rejected ? 1 : 0);
    }
  };
  std::uint32_t find(const CitationClass& one);

  std::vector<CitationClass> list_;
  std::unordered_map<CitationClass, std::uint32_t, Hash> numbers_;
  std::array<std::uint32_t, 16> plain_{};  // of confidence 1, by relation
};

// What each node cites, by ids: what the batches that a view shows say, united, with the confidence
// of the best evidence. Citations between numbers that the store never gave are left out; nothing
// is said of whether the nodes are seen. 5 bytes a citation (8 when there are more than 256
// classes) and 4 a node. Not thread-safe.
class LinkRows {
 public:
  // BadRequest when there are more citations than a CitationGraph holds; Interrupted.
  static Result<LinkRows> read(const Store& store, const View& view, CitationClasses& classes,
                               const Work& work);

  struct Link {
    std::uint32_t to;
    std::uint32_t edge_class;
  };
  // Those of one node are begin(node) … begin(node + 1), ascending by (to, relation).
  std::uint32_t begin(std::uint32_t node) const { return begin_[node]; }
  Link operator[](std::uint32_t at) const {
    return {to_[at], wide_.empty() ? narrow_[at] : wide_[at]};
  }
  std::uint32_t size() const { return begin_.back(); }
  // O(citations of `from`). Requires: `from` is below the store's next node.
  bool contains(NodeId from, const Adjacent& to, const CitationClasses& classes) const;

 private:
  explicit LinkRows(NodeId next) : begin_(next.value + std::size_t{1}, 0) {}
  void push(const Store::Link& link, CitationClasses& classes);

  std::vector<std::uint32_t> begin_;
  ChunkedVector<std::uint32_t> to_;
  ChunkedVector<std::uint8_t> narrow_;
  ChunkedVector<std::uint32_t> wide_;  // used instead once there are too many
  std::vector<Store::Link> row_;       // that is being read
};

}  // namespace whocites::storage::detail
