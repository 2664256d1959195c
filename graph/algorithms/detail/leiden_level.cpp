// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/detail/leiden_level.h"

#include <algorithm>
#include <numeric>
#include <span>

namespace whocites::detail {
namespace {

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

constexpr std::size_t kBlock = 4096;
// Parts that one thread joins together, and how often that many before they are put in a row.
constexpr std::size_t kPiece = 1024;
constexpr std::size_t kPiecesAtOnce = 32;

// Vertices by community, in each in the order given.
struct ByCommunity {
  ByCommunity(const Division& division, const std::vector<std::uint32_t>& order)
      : begin(division.count() + std::size_t{1}, 0), vertices(order.size()) {
    for (std::uint32_t c = 0; c < division.count(); ++c) {
      begin[c + 1] = begin[c] + division.community_size[c];
      if (division.community_size[c] != 0) communities.push_back(c);
    }
    std::vector<std::uint32_t> next(begin.begin(), begin.end() - 1);
    for (const std::uint32_t v : order) vertices[next[division.community[v]]++] = v;
    std::stable_sort(communities.begin(), communities.end(), [&](std::uint32_t a, std::uint32_t b) {
      return division.community_size[a] > division.community_size[b];
    });
  }
  std::span<const std::uint32_t> members(std::uint32_t community) const {
    return std::span(vertices).subspan(begin[community], begin[community + 1] - begin[community]);
  }

  std::vector<std::uint32_t> begin;  // in `vertices`, of each community
  std::vector<std::uint32_t> vertices;
  std::vector<std::uint32_t> communities;  // that are in use, the largest first
};

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

namespace {

template <class Ties>
class Refinement {
 public:
  Refinement(const Ties& ties, double scale, const Division& division, const Work& work)
      : ties_(ties),
        scale_(scale),
        division_(division),
        part_(division.count()),
        part_strength_(division.strength),
        to_rest_(division.count(), 0),
        is_alone_(division.count(), 1) {
    std::iota(part_.begin(), part_.end(), 0U);
    for_blocks(division.count(), kBlock, work, [&](std::size_t begin, std::size_t end) {
      for (auto v = static_cast<std::uint32_t>(begin); v < end; ++v) {
        ties_.for_each(v, [&](std::uint32_t peer, std::uint32_t weight) {
          if (division_.community[peer] == division_.community[v]) to_rest_[v] += weight;
        });
      }
    });
  }

  // Looks at these vertices, which are all of some communities, in their order. Vertices of other
  // communities are neither read nor written.
  void refine(std::span<const std::uint32_t> vertices, SplitMix& random, NearbyWeights& nearby,
              const Work& work) {
    std::vector<Choice> choices;
    for (const std::uint32_t v : vertices) {
      if (work.is_stopped()) return;
      if (is_alone_[v] == 0 || to_rest_[v] == 0 || !is_well_connected(v)) continue;
      ties_.for_each(v, [&](std::uint32_t peer, std::uint32_t weight) {
        if (division_.community[peer] == division_.community[v]) nearby.add(part_[peer], weight);
      });
      choices.assign(1, {v, 0});  // to stay alone
      for (const std::uint32_t other : nearby.found()) {
        const double gain = nearby[other] - scale_ * division_.strength[v] * part_strength_[other];
        if (gain >= 0 && is_well_connected(other)) choices.push_back({other, gain});
      }
      const std::uint32_t chosen = choices.size() == 1 ? v : draw(choices, random);
      if (chosen != v) {
        part_[v] = chosen;
        part_strength_[chosen] += division_.strength[v];
        to_rest_[chosen] += to_rest_[v] - 2.0 * nearby[chosen];
        is_alone_[v] = is_alone_[chosen] = 0;
      }
      nearby.clear();
    }
  }
  std::vector<std::uint32_t> take() { return std::move(part_); }

 private:
  // Whether a part hangs together with the rest of its community well enough to be looked at.
  bool is_well_connected(std::uint32_t one) const {
    const double strength = part_strength_[one];
    const double whole = division_.community_strength[division_.community[one]];
    return to_rest_[one] >= scale_ * strength * (whole - strength) - kRounding * strength;
  }

  const Ties& ties_;
  double scale_;
  const Division& division_;
  std::vector<std::uint32_t> part_;
  std::vector<double> part_strength_;
  std::vector<double> to_rest_;         // of each part: its ties to the rest of its community
  std::vector<std::uint8_t> is_alone_;  // no vector<bool>: several threads write
};

}  // namespace

template <class Ties>
std::vector<std::uint32_t> refine(const Ties& ties, double scale, SplitMix& random,
                                  const Division& division, const Work& work) {
  Refinement refinement(ties, scale, division, work);
  const std::vector<std::uint32_t> order = shuffled(division.count(), random);
  SpareWeights spares(division.count());
  if (division.count() < kManyVertices) {
    refinement.refine(order, random, *spares.borrow(), work);
    return refinement.take();
  }
  // Communities are refined apart, each with a chance of its own, the largest first.
  const ByCommunity sorted(division, order);
  const std::uint64_t seed = random.next();
  for_blocks(sorted.communities.size(), 1, work, [&](std::size_t at, std::size_t) {
    const std::uint32_t community = sorted.communities[at];
    if (division.community_size[community] < 2) return;
    SplitMix own(seed + community);
    refinement.refine(sorted.members(community), own, *spares.borrow(), work);
  });
  return refinement.take();
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
                       std::uint32_t part_count, const Work& work) {
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
  SpareWeights spares(part_count);
  std::vector<WeightedTies> pieces(kPiecesAtOnce);
  for (std::size_t done = 0; done < part_count && !work.is_stopped();) {
    const std::size_t size = std::min<std::size_t>(kPiecesAtOnce * kPiece, part_count - done);
    for_blocks(size, kPiece, work, [&](std::size_t begin, std::size_t end) {
      WeightedTies& piece = pieces[begin / kPiece];
      piece.begin.clear();
      piece.ties.clear();
      const auto nearby = spares.borrow();
      for (auto p = static_cast<std::uint32_t>(done + begin); p < done + end; ++p) {
        for (std::uint32_t i = first[p]; i < first[p + 1]; ++i) {
          ties.for_each(members[i], [&](std::uint32_t peer, std::uint32_t weight) {
            if (part[peer] != p) nearby->add(part[peer], weight);
          });
        }
        for (const std::uint32_t other : nearby->found()) {
          piece.ties.emplace_back(other, (*nearby)[other]);
        }
        piece.begin.push_back(piece.ties.size());
        nearby->clear();
      }
    });
    for (std::size_t begin = 0; begin < size; begin += kPiece) {
      const WeightedTies& piece = pieces[begin / kPiece];
      const std::uint64_t before = joined.ties.size();
      for (const std::uint64_t end : piece.begin) joined.begin.push_back(before + end);
      joined.ties.insert(joined.ties.end(), piece.ties.begin(), piece.ties.end());
    }
    done += size;
  }
  return joined;
}

template std::vector<std::uint32_t> refine(const CitationTies&, double, SplitMix&, const Division&,
                                           const Work&);
template std::vector<std::uint32_t> refine(const WeightedTies&, double, SplitMix&, const Division&,
                                           const Work&);
template std::vector<std::uint32_t> connected_pieces(const CitationTies&, const Division&);
template std::vector<std::uint32_t> connected_pieces(const WeightedTies&, const Division&);
template WeightedTies aggregate(const CitationTies&, const std::vector<std::uint32_t>&,
                                std::uint32_t, const Work&);
template WeightedTies aggregate(const WeightedTies&, const std::vector<std::uint32_t>&,
                                std::uint32_t, const Work&);

}  // namespace whocites::detail
