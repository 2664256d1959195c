// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/weak_components.h"

#include <algorithm>
#include <atomic>
#include <unordered_map>
#include <utility>

namespace whocites {
namespace {

constexpr std::size_t kBlock = 8192;
// Citations of each vertex that join parts before the largest part is looked for.
constexpr std::size_t kFirstRounds = 2;
constexpr std::uint32_t kSampleCount = 1024;

// A forest in which a vertex points to one that is not above it, so that the root of a tree is its
// lowest vertex. Several threads join trees at once.
class Forest {
 public:
  explicit Forest(std::size_t count) : up_(count) {
    for (std::uint32_t v = 0; v < count; ++v) up_[v] = v;
  }

  void join(std::uint32_t a, std::uint32_t b) {
    a = load(a);
    b = load(b);
    while (a != b) {
      const std::uint32_t low = std::min(a, b);
      const std::uint32_t high = std::max(a, b);
      std::uint32_t above = load(high);
      if (above == low) return;
      // Only a root is hung up, and only below a lower vertex: no circle can arise.
      if (above == high && at(high).compare_exchange_strong(above, low)) return;
      a = load(load(high));
      b = load(low);
    }
  }

  // Requires: nobody joins meanwhile.
  void point_to_roots(std::size_t begin, std::size_t end) {
    for (std::size_t v = begin; v < end; ++v) {
      std::uint32_t root = load(static_cast<std::uint32_t>(v));
      while (root != load(root)) root = load(root);
      at(static_cast<std::uint32_t>(v)).store(root, std::memory_order_relaxed);
    }
  }

  std::uint32_t load(std::uint32_t vertex) { return at(vertex).load(std::memory_order_relaxed); }
  std::vector<std::uint32_t> take() { return std::move(up_); }

 private:
  std::atomic_ref<std::uint32_t> at(std::uint32_t vertex) {
    return std::atomic_ref<std::uint32_t>(up_[vertex]);
  }

  std::vector<std::uint32_t> up_;
};

// The root that most of some evenly spread vertices have. Any other one would be right as well,
// only slower.
std::uint32_t commonest_root(Forest& forest, std::size_t count) {
  std::unordered_map<std::uint32_t, std::uint32_t> times;
  std::uint32_t best = 0;
  const std::size_t step = std::max<std::size_t>(1, count / kSampleCount);
  for (std::size_t v = 0; v < count; v += step) {
    const std::uint32_t root = forest.load(static_cast<std::uint32_t>(v));
    if (++times[root] > times[best]) best = root;
  }
  return best;
}

}  // namespace

std::vector<std::uint32_t> weak_components(const CitationGraph& graph, const Work& work) {
  const std::size_t count = graph.vertex_count();
  Forest forest(count);
  if (count == 0) return forest.take();
  const auto flatten = [&] {
    for_blocks(count, kBlock, work,
               [&](std::size_t begin, std::size_t end) { forest.point_to_roots(begin, end); });
  };
  for (std::size_t round = 0; round < kFirstRounds && !work.is_stopped(); ++round) {
    for_blocks(count, kBlock, work, [&](std::size_t begin, std::size_t end) {
      for (std::size_t v = begin; v < end; ++v) {
        const VertexId vertex(static_cast<std::uint32_t>(v));
        const auto cited = graph.cites(vertex);
        if (round < cited.size()) forest.join(vertex.value, cited[round].value);
      }
    });
    flatten();
    work.tell(static_cast<double>(round + 1) / (kFirstRounds + 1));
  }
  // Both directions: an edge between the largest part and another is seen from the other end. So it
  // does not matter that a vertex may be passed over because it was joined just now.
  const std::uint32_t largest = commonest_root(forest, count);
  for_blocks(count, kBlock, work, [&](std::size_t begin, std::size_t end) {
    for (std::size_t v = begin; v < end; ++v) {
      const VertexId vertex(static_cast<std::uint32_t>(v));
      if (forest.load(vertex.value) == largest) continue;
      const auto cited = graph.cites(vertex);
      for (std::size_t i = kFirstRounds; i < cited.size(); ++i) {
        forest.join(vertex.value, cited[i].value);
      }
      for (const VertexId citing : graph.cited_by(vertex)) forest.join(vertex.value, citing.value);
    }
  });
  flatten();
  return forest.take();
}

}  // namespace whocites
