// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/detail/leiden_level.h"

namespace whocites::detail {
namespace {

// Each vertex is in it at most once, so that a ring of `count` places is enough.
class VertexQueue {
 public:
  explicit VertexQueue(std::vector<std::uint32_t> order)
      : ring_(std::move(order)), waits_(ring_.size(), true), length_(ring_.size()) {}
  bool empty() const { return length_ == 0; }
  std::uint32_t pop() {
    const std::uint32_t v = ring_[head_];
    head_ = head_ + 1 == ring_.size() ? 0 : head_ + 1;
    --length_;
    waits_[v] = false;
    return v;
  }
  void push(std::uint32_t v) {
    if (waits_[v]) return;
    waits_[v] = true;
    const std::size_t end = head_ + length_;
    ring_[end < ring_.size() ? end : end - ring_.size()] = v;
    ++length_;
  }

 private:
  std::vector<std::uint32_t> ring_;
  std::vector<bool> waits_;
  std::size_t head_ = 0;
  std::size_t length_;
};

}  // namespace

template <class Ties>
void move_vertices(const Ties& ties, double scale, SplitMix& random, Division& division,
                   const Work& work) {
  VertexQueue queue(shuffled(division.count(), random));
  NearbyWeights nearby(division.count());
  std::vector<std::uint32_t> unused;
  for (std::uint32_t c = division.count(); c-- > 0;) {
    if (division.community_size[c] == 0) unused.push_back(c);
  }
  while (!queue.empty() && !work.is_stopped()) {
    const std::uint32_t v = queue.pop();
    const std::uint32_t own = division.community[v];
    const double strength = division.strength[v];
    ties.for_each(v, [&](std::uint32_t peer, std::uint32_t weight) {
      nearby.add(division.community[peer], weight);
    });
    const double slope = scale * strength;
    const double margin = kRounding * strength;
    double most = nearby[own] - slope * (division.community_strength[own] - strength);
    std::uint32_t best = own;
    for (const std::uint32_t other : nearby.found()) {
      if (other == own) continue;
      const double gain = nearby[other] - slope * division.community_strength[other];
      if (gain <= most + margin) continue;
      most = gain;
      best = other;
    }
    nearby.clear();
    if (most < -margin && division.community_size[own] > 1) {
      best = unused.back();
      unused.pop_back();
    }
    if (best == own) continue;
    division.community_strength[own] -= strength;
    if (--division.community_size[own] == 0) unused.push_back(own);
    division.community_strength[best] += strength;
    ++division.community_size[best];
    division.community[v] = best;
    ties.for_each(v, [&](std::uint32_t peer, std::uint32_t) {
      if (division.community[peer] != best) queue.push(peer);
    });
  }
}

template void move_vertices(const CitationTies&, double, SplitMix&, Division&, const Work&);
template void move_vertices(const WeightedTies&, double, SplitMix&, Division&, const Work&);

}  // namespace whocites::detail
