// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/bfs.h"

#include <algorithm>
#include <utility>

namespace whocites {
namespace {

// The paper's: from the vertices found last to their neighbours while those are few, else from the
// vertices not found to any neighbour that was found last.
constexpr std::uint64_t kFewerEdges = 14;
constexpr std::uint64_t kFewerVertices = 24;
constexpr std::size_t kWordBits = 64;
constexpr std::size_t kBlock = 128 * kWordBits;  // a block writes whole words

class Bits {
 public:
  explicit Bits(std::size_t count) : words_(count / kWordBits + 1) {}
  bool has(VertexId v) const { return (words_[v.value / kWordBits] >> (v.value % kWordBits)) & 1; }
  void set(VertexId v) { words_[v.value / kWordBits] |= std::uint64_t{1} << (v.value % kWordBits); }
  void clear() { std::fill(words_.begin(), words_.end(), 0); }

 private:
  std::vector<std::uint64_t> words_;
};

class Search {
 public:
  Search(const CitationGraph& graph, Follow follow, const Work& work)
      : graph_(graph), follow_(follow), work_(work), distance_(graph.vertex_count(), kUnreached) {}

  std::vector<std::uint32_t> run(std::span<const VertexId> starts) {
    for (const VertexId start : starts) find(start, 0);
    std::uint64_t unseen = follow_ == Follow::Both ? 2 * graph_.edge_count() : graph_.edge_count();
    for (std::uint32_t step = 1; !front_.empty() && !work_.is_stopped(); ++step) {
      std::uint64_t edges = 0;
      for (const VertexId vertex : front_) edges += ahead(vertex);
      unseen -= std::min(unseen, edges);
      if (edges > unseen / kFewerEdges && edges > kBlock) {
        step = pull(step);
      } else {
        push(step);
      }
    }
    return std::move(distance_);
  }

 private:
  bool along_cites() const { return follow_ != Follow::CitedBy; }
  bool along_cited_by() const { return follow_ != Follow::Cites; }
  std::uint64_t ahead(VertexId vertex) const {
    return (along_cites() ? graph_.cites(vertex).size() : 0) +
           (along_cited_by() ? graph_.cited_by(vertex).size() : 0);
  }

  void find(VertexId vertex, std::uint32_t step) {
    if (distance_[vertex.value] != kUnreached) return;
    distance_[vertex.value] = step;
    front_.push_back(vertex);
  }

  void push(std::uint32_t step) {
    const std::vector<VertexId> from = std::exchange(front_, {});
    for (const VertexId vertex : from) {
      if (along_cites()) {
        for (const VertexId next : graph_.cites(vertex)) find(next, step);
      }
      if (along_cited_by()) {
        for (const VertexId next : graph_.cited_by(vertex)) find(next, step);
      }
    }
  }

  // Steps from `step` on until what is found is few again; the last of them.
  std::uint32_t pull(std::uint32_t step) {
    Bits last(graph_.vertex_count());
    for (const VertexId vertex : front_) last.set(vertex);
    Bits now(graph_.vertex_count());
    for (std::uint64_t before = front_.size();; ++step) {
      const std::uint64_t found = pull_once(step, last, now);
      std::swap(last, now);
      const bool grows = found >= before;
      before = found;
      if (found == 0 || work_.is_stopped()) break;
      if (!grows && found <= graph_.vertex_count() / kFewerVertices) break;
      now.clear();
    }
    front_.clear();
    for (std::uint32_t v = 0; v < distance_.size(); ++v) {
      if (distance_[v] == step) front_.emplace_back(v);
    }
    return step;
  }

  std::uint64_t pull_once(std::uint32_t step, const Bits& last, Bits& now) {
    const double found =
        sum_blocks(distance_.size(), kBlock, work_, [&](std::size_t begin, std::size_t end) {
          std::size_t count = 0;
          for (std::size_t v = begin; v < end; ++v) {
            const VertexId vertex(static_cast<std::uint32_t>(v));
            if (distance_[v] != kUnreached || !touches(vertex, last)) continue;
            distance_[v] = step;
            now.set(vertex);
            ++count;
          }
          return static_cast<double>(count);
        });
    return static_cast<std::uint64_t>(found);
  }

  bool touches(VertexId vertex, const Bits& last) const {
    const auto is_last = [&](VertexId other) { return last.has(other); };
    if (along_cites()) {
      const auto citing = graph_.cited_by(vertex);
      if (std::any_of(citing.begin(), citing.end(), is_last)) return true;
    }
    if (!along_cited_by()) return false;
    const auto cited = graph_.cites(vertex);
    return std::any_of(cited.begin(), cited.end(), is_last);
  }

  const CitationGraph& graph_;
  Follow follow_;
  const Work& work_;
  std::vector<std::uint32_t> distance_;
  std::vector<VertexId> front_;  // what the last step found
};

}  // namespace

std::vector<std::uint32_t> bfs_distances(const CitationGraph& graph,
                                         std::span<const VertexId> starts, Follow follow,
                                         const Work& work) {
  return Search(graph, follow, work).run(starts);
}

}  // namespace whocites
