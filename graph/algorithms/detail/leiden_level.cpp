// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/detail/leiden_level.h"

#include <algorithm>
#include <numeric>

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

// How freely refine() prefers a lesser gain: theta of the paper, in the units of its authors'
// programs, where it is the same.
constexpr double kRandomness = 0.01;

struct Choice {
  std::uint32_t part;
  double gain;
};

// One of the choices, with a chance that grows with the exponential of what it gains.
std::uint32_t draw(std::vector<Choice>& choices, SplitMix& random) {
  double best = 0;
  for (const Choice& choice : choices) best = std::max(best, choice.gain);
  double sum = 0;
  for (Choice& choice : choices) {
    sum += std::exp((choice.gain - best) / kRandomness);
    choice.gain = sum;
  }
  const double at = random.unit() * sum;
  for (const Choice& choice : choices) {
    if (at < choice.gain) return choice.part;
  }
  return choices.back().part;
}

}  // namespace

std::uint32_t Division::communities_in_use() const {
  return static_cast<std::uint32_t>(
      community_size.size() -
      static_cast<std::size_t>(std::count(community_size.begin(), community_size.end(), 0U)));
}

void Division::divide(std::vector<std::uint32_t> communities) {
  community = std::move(communities);
  community_strength.assign(count(), 0);
  community_size.assign(count(), 0);
  for (std::uint32_t v = 0; v < count(); ++v) {
    community_strength[community[v]] += strength[v];
    ++community_size[community[v]];
  }
}

std::vector<std::uint32_t> shuffled(std::uint32_t count, SplitMix& random) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  for (std::uint32_t left = count; left > 1; --left) {
    std::swap(order[left - 1], order[random.below(left)]);
  }
  return order;
}

template <class Ties>
void move_vertices(const Ties& ties, double scale, SplitMix& random, Division& division) {
  VertexQueue queue(shuffled(division.count(), random));
  NearbyWeights nearby(division.count());
  std::vector<std::uint32_t> unused;
  for (std::uint32_t c = division.count(); c-- > 0;) {
    if (division.community_size[c] == 0) unused.push_back(c);
  }
  while (!queue.empty()) {
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

template <class Ties>
std::vector<std::uint32_t> refine(const Ties& ties, double scale, SplitMix& random,
                                  const Division& division) {
  const std::uint32_t count = division.count();
  std::vector<std::uint32_t> part(count);
  std::iota(part.begin(), part.end(), 0U);
  std::vector<double> part_strength = division.strength;
  std::vector<double> to_rest(count, 0);  // of each part: its ties to the rest of its community
  std::vector<bool> is_alone(count, true);
  for (std::uint32_t v = 0; v < count; ++v) {
    ties.for_each(v, [&](std::uint32_t peer, std::uint32_t weight) {
      if (division.community[peer] == division.community[v]) to_rest[v] += weight;
    });
  }
  // Whether a part hangs together with the rest of its community well enough to be looked at.
  const auto is_well_connected = [&](std::uint32_t one) {
    const double strength = part_strength[one];
    const double whole = division.community_strength[division.community[one]];
    return to_rest[one] >= scale * strength * (whole - strength) - kRounding * strength;
  };
  NearbyWeights nearby(count);
  std::vector<Choice> choices;
  for (const std::uint32_t v : shuffled(count, random)) {
    if (!is_alone[v] || to_rest[v] == 0 || !is_well_connected(v)) continue;
    ties.for_each(v, [&](std::uint32_t peer, std::uint32_t weight) {
      if (division.community[peer] == division.community[v]) nearby.add(part[peer], weight);
    });
    choices.assign(1, {v, 0});  // to stay alone
    for (const std::uint32_t other : nearby.found()) {
      const double gain = nearby[other] - scale * division.strength[v] * part_strength[other];
      if (gain >= 0 && is_well_connected(other)) choices.push_back({other, gain});
    }
    const std::uint32_t chosen = choices.size() == 1 ? v : draw(choices, random);
    if (chosen != v) {
      part[v] = chosen;
      part_strength[chosen] += division.strength[v];
      to_rest[chosen] += to_rest[v] - 2.0 * nearby[chosen];
      is_alone[v] = is_alone[chosen] = false;
    }
    nearby.clear();
  }
  return part;
}

template <class Ties>
std::vector<std::uint32_t> connected_pieces(const Ties& ties, const Division& division) {
  const std::uint32_t count = division.count();
  std::vector<std::uint32_t> piece(count, count);
  std::vector<std::uint32_t> open;
  for (std::uint32_t first = 0; first < count; ++first) {
    if (piece[first] != count) continue;
    piece[first] = first;
    open.push_back(first);
    while (!open.empty()) {
      const std::uint32_t v = open.back();
      open.pop_back();
      ties.for_each(v, [&](std::uint32_t peer, std::uint32_t) {
        if (piece[peer] != count || division.community[peer] != division.community[v]) return;
        piece[peer] = first;
        open.push_back(peer);
      });
    }
  }
  return piece;
}

template <class Ties>
WeightedTies aggregate(const Ties& ties, const std::vector<std::uint32_t>& part,
                       std::uint32_t part_count) {
  const auto count = static_cast<std::uint32_t>(part.size());
  // Vertices by part, by counting.
  std::vector<std::uint32_t> first(part_count + 1, 0);
  for (const std::uint32_t p : part) ++first[p + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<std::uint32_t> members(count);
  std::vector<std::uint32_t> at(first.begin(), first.end() - 1);
  for (std::uint32_t v = 0; v < count; ++v) members[at[part[v]]++] = v;

  WeightedTies joined;
  joined.begin.reserve(part_count + 1);
  // Only what is written takes memory; growing step by step would take thrice as much for a moment.
  joined.ties.reserve(ties.bound());
  NearbyWeights nearby(part_count);
  for (std::uint32_t p = 0; p < part_count; ++p) {
    for (std::uint32_t i = first[p]; i < first[p + 1]; ++i) {
      ties.for_each(members[i], [&](std::uint32_t peer, std::uint32_t weight) {
        if (part[peer] != p) nearby.add(part[peer], weight);
      });
    }
    for (const std::uint32_t other : nearby.found()) joined.ties.emplace_back(other, nearby[other]);
    joined.begin.push_back(joined.ties.size());
    nearby.clear();
  }
  return joined;
}

template void move_vertices(const CitationTies&, double, SplitMix&, Division&);
template void move_vertices(const WeightedTies&, double, SplitMix&, Division&);
template std::vector<std::uint32_t> refine(const CitationTies&, double, SplitMix&, const Division&);
template std::vector<std::uint32_t> refine(const WeightedTies&, double, SplitMix&, const Division&);
template std::vector<std::uint32_t> connected_pieces(const CitationTies&, const Division&);
template std::vector<std::uint32_t> connected_pieces(const WeightedTies&, const Division&);
template WeightedTies aggregate(const CitationTies&, const std::vector<std::uint32_t>&,
                                std::uint32_t);
template WeightedTies aggregate(const WeightedTies&, const std::vector<std::uint32_t>&,
                                std::uint32_t);

}  // namespace whocites::detail
