// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <cmath>
#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/parallel.h"
#include "graph/citation_graph.h"

// What the rounds of leiden() are made of. Names follow Traag et al. 2019, algorithm A.2.
namespace whocites::detail {

// Numbers that look random, the same on every machine. Source: Steele, Lea & Flood, Fast splittable
// pseudorandom number generators, 2014.
class SplitMix {
 public:
  explicit SplitMix(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  // In [0, bound). Requires: bound > 0.
  std::uint32_t below(std::uint32_t bound) {
    return static_cast<std::uint32_t>(((next() >> 32) * bound) >> 32);
  }
  double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }  // in [0, 1)

 private:
  std::uint64_t state_;
};

// The citations of a graph without their direction, each of weight 1; read in place, so that the
// first and largest level takes no memory. Self-citations are left out, here and below.
struct CitationTies {
  const CitationGraph* graph;

  std::uint32_t count() const { return static_cast<std::uint32_t>(graph->vertex_count()); }
  std::size_t bound() const { return 2 * graph->edge_count(); }  // of the number of ties
  template <class Visit>
  void for_each(std::uint32_t v, Visit visit) const {
    for (const VertexId peer : graph->cites(VertexId(v))) {
      if (peer.value != v) visit(peer.value, 1U);
    }
    for (const VertexId peer : graph->cited_by(VertexId(v))) {
      if (peer.value != v) visit(peer.value, 1U);
    }
  }
};

// Ties with weights, each of them with both its ends.
struct WeightedTies {
  std::vector<std::uint64_t> begin{0};                        // count + 1
  std::vector<std::pair<std::uint32_t, std::uint32_t>> ties;  // peer, weight

  std::uint32_t count() const { return static_cast<std::uint32_t>(begin.size() - 1); }
  std::size_t bound() const { return ties.size(); }
  template <class Visit>
  void for_each(std::uint32_t v, Visit visit) const {
    for (std::uint64_t i = begin[v]; i < begin[v + 1]; ++i) visit(ties[i].first, ties[i].second);
  }
};

// The vertices of one level, what they weigh, and their division into communities.
struct Division {
  std::vector<double> strength;          // of each vertex: the weight of its ties
  std::vector<std::uint32_t> community;  // of each vertex
  std::vector<double> community_strength;
  std::vector<std::uint32_t> community_size;  // in vertices of the level; 0: not in use

  std::uint32_t count() const { return static_cast<std::uint32_t>(strength.size()); }
  std::uint32_t communities_in_use() const;
  // Takes a division on, and counts what belongs to each. Requires: communities < count().
  void divide(std::vector<std::uint32_t> communities);
};

// Weights by community, gathered around one vertex: 4 bytes for each community, cleared in as many
// steps as were taken.
class NearbyWeights {
 public:
  explicit NearbyWeights(std::uint32_t count) : weight_(count, 0) {}
  void add(std::uint32_t community, std::uint32_t weight) {
    if (weight_[community] == 0) found_.push_back(community);
    weight_[community] += weight;
  }
  std::uint32_t operator[](std::uint32_t community) const { return weight_[community]; }
  const std::vector<std::uint32_t>& found() const { return found_; }  // in the order of finding
  void clear() {
    for (const std::uint32_t community : found_) weight_[community] = 0;
    found_.clear();
  }

 private:
  std::vector<std::uint32_t> weight_;
  std::vector<std::uint32_t> found_;
};

// Some of these for several threads. Safe to borrow from on each.
class SpareWeights {
 public:
  explicit SpareWeights(std::uint32_t count) : count_(count) {}

  // One that is clear; to be left so. Goes back when the pointer does, which this must outlive.
  auto borrow() {
    const auto give_back = [this](NearbyWeights* weights) {
      const std::scoped_lock lock(guard_);
      spare_.emplace_back(weights);
    };
    std::unique_ptr<NearbyWeights> one;
    {
      const std::scoped_lock lock(guard_);
      if (!spare_.empty()) {
        one = std::move(spare_.back());
        spare_.pop_back();
      }
    }
    if (!one) one = std::make_unique<NearbyWeights>(count_);
    return std::unique_ptr<NearbyWeights, decltype(give_back)>(one.release(), give_back);
  }

 private:
  std::uint32_t count_;
  std::mutex guard_;
  std::vector<std::unique_ptr<NearbyWeights>> spare_;
};

// From so many vertices on refine() goes through the communities apart, so that several threads can
// share them, whether they do or not.
inline constexpr std::uint32_t kManyVertices = 1 << 16;

// The vertices in an order that is random but for its seed.
std::vector<std::uint32_t> shuffled(std::uint32_t count, SplitMix& random);

// What moving a vertex gains is w - scale * its strength * that of the community, in units of
// 1/(all weight). Differences below this much of the vertex's strength are rounding.
inline constexpr double kRounding = 1e-14;

// MoveNodesFast: moves vertices to the neighbouring community, or out into one of their own, where
// that gains most, until no vertex gains or the work is stopped. scale is resolution / (2 × all
// weight).
template <class Ties>
void move_vertices(const Ties& ties, double scale, SplitMix& random, Division& division,
                   const Work& work);

// RefinePartition: a finer division, of which each part lies in one community and hangs together;
// the result gives each vertex a vertex that its part is named for.
template <class Ties>
std::vector<std::uint32_t> refine(const Ties& ties, double scale, SplitMix& random,
                                  const Division& division, const Work& work);

// The pieces of each community that hang together, in the same form.
template <class Ties>
std::vector<std::uint32_t> connected_pieces(const Ties& ties, const Division& division);

// AggregateGraph: parts numbered 0 … part_count-1 become vertices, and ties between them one. Not
// all of it when the work is stopped.
template <class Ties>
WeightedTies aggregate(const Ties& ties, const std::vector<std::uint32_t>& part,
                       std::uint32_t part_count, const Work& work);

extern template void move_vertices(const CitationTies&, double, SplitMix&, Division&, const Work&);
extern template void move_vertices(const WeightedTies&, double, SplitMix&, Division&, const Work&);
extern template std::vector<std::uint32_t> refine(const CitationTies&, double, SplitMix&,
                                                  const Division&, const Work&);
extern template std::vector<std::uint32_t> refine(const WeightedTies&, double, SplitMix&,
                                                  const Division&, const Work&);
extern template std::vector<std::uint32_t> connected_pieces(const CitationTies&, const Division&);
extern template std::vector<std::uint32_t> connected_pieces(const WeightedTies&, const Division&);
extern template WeightedTies aggregate(const CitationTies&, const std::vector<std::uint32_t>&,
                                       std::uint32_t, const Work&);
extern template WeightedTies aggregate(const WeightedTies&, const std::vector<std::uint32_t>&,
                                       std::uint32_t, const Work&);

}  // namespace whocites::detail
