// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/leiden.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

#include "graph/algorithms/detail/leiden_level.h"
#include "graph/algorithms/modularity.h"

namespace whocites {
namespace {

using detail::CitationTies;
using detail::Division;
using detail::SplitMix;
using detail::WeightedTies;

// The edges of a graph with weights, without their direction.
WeightedTies weighted_ties(const CitationGraph& graph, std::span<const std::uint64_t> weight) {
  assert(weight.size() == graph.edge_count() && "weights of another graph");
  WeightedTies ties;
  ties.ties.reserve(2 * graph.edge_count());
  for (std::uint32_t v = 0; v < graph.vertex_count(); ++v) {
    const auto add = [&](const CitationGraph::Arc& arc) {
      if (arc.vertex.value == v) return;
      ties.ties.emplace_back(arc.vertex.value, static_cast<std::uint32_t>(weight[arc.edge.value]));
    };
    for (const CitationGraph::Arc& arc : graph.out_arcs(VertexId(v))) add(arc);
    for (const CitationGraph::Arc& arc : graph.in_arcs(VertexId(v))) add(arc);
    ties.begin.push_back(ties.ties.size());
  }
  return ties;
}

template <class Ties>
std::vector<double> strengths(const Ties& ties) {
  std::vector<double> strength(ties.count(), 0);
  for (std::uint32_t v = 0; v < ties.count(); ++v) {
    ties.for_each(v, [&](std::uint32_t, std::uint32_t weight) { strength[v] += weight; });
  }
  return strength;
}

// Names replaced by 0, 1, 2 … in the order of first mention; returns how many there are.
std::uint32_t renumber(std::vector<std::uint32_t>& names) {
  constexpr std::uint32_t kUnseen = 0xFFFFFFFF;
  std::vector<std::uint32_t> number(names.size(), kUnseen);
  std::uint32_t count = 0;
  for (std::uint32_t& name : names) {
    if (number[name] == kUnseen) number[name] = count++;
    name = number[name];
  }
  return count;
}

// Parts become the vertices of the next level, which keeps the communities.
Division lifted(const Division& below, const std::vector<std::uint32_t>& part,
                std::uint32_t part_count) {
  Division above;
  above.strength.assign(part_count, 0);
  std::vector<std::uint32_t> communities = below.community;
  renumber(communities);
  std::vector<std::uint32_t> of_part(part_count);
  for (std::uint32_t v = 0; v < below.count(); ++v) {
    above.strength[part[v]] += below.strength[v];
    of_part[part[v]] = communities[v];
  }
  above.divide(std::move(of_part));
  return above;
}

class Search {
 public:
  Search(double scale, std::uint64_t seed, const Work& work)
      : scale_(scale), random_(seed), work_(work) {}

  // One round: bottom level, then one level after the other on what the refined parts are joined
  // to, until every vertex of a level is a community. `community` is the division to begin with.
  // Means nothing when the work is stopped.
  template <class Ties>
  std::vector<std::uint32_t> round(const Ties& bottom, const std::vector<double>& strength,
                                   std::vector<std::uint32_t> community) {
    Division division;
    division.strength = strength;
    division.divide(std::move(community));
    std::vector<std::uint32_t> vertex(bottom.count());  // of the level, for each at the bottom
    std::iota(vertex.begin(), vertex.end(), 0U);
    WeightedTies ties;
    auto next = next_level(bottom, division);
    while (next) {
      for (std::uint32_t& v : vertex) v = next->part[v];
      ties = joined(bottom, vertex, std::move(ties), *next);
      if (work_.is_stopped()) break;
      division = lifted(division, next->part, next->count);
      next = next_level(ties, division);
    }
    for (std::uint32_t& v : vertex) v = division.community[v];
    return vertex;
  }

 private:
  // What the vertices of a level are joined to.
  struct Parts {
    std::vector<std::uint32_t> part;  // of each
    std::uint32_t count;
  };

  // Absent when the level is the last one, or the work is stopped.
  template <class Ties>
  std::optional<Parts> next_level(const Ties& ties, Division& division) {
    detail::move_vertices(ties, scale_, random_, division, work_);
    if (work_.is_stopped()) return std::nullopt;
    if (division.communities_in_use() == division.count()) return std::nullopt;
    std::vector<std::uint32_t> part = detail::refine(ties, scale_, random_, division, work_);
    if (work_.is_stopped()) return std::nullopt;
    std::uint32_t part_count = renumber(part);
    if (part_count == division.count()) {
      // Nothing was joined, and the next level would be this one. Communities that a vertex left
      // may have come apart; by their pieces they are better, and no smaller ones are needed.
      part = detail::connected_pieces(ties, division);
      division.divide(part);
      part_count = renumber(part);
      if (part_count == division.count()) return std::nullopt;
    }
    return Parts{std::move(part), part_count};
  }

  // The ties of the next level: from those of this one, or, when these are so many that the two
  // lists would be what takes most memory, from the bottom after this one is given up. `vertex` is
  // already of the next level.
  template <class Bottom>
  WeightedTies joined(const Bottom& bottom, const std::vector<std::uint32_t>& vertex,
                      WeightedTies ties, const Parts& next) {
    if (ties.count() != 0 && ties.bound() < bottom.bound() / 2) {
      return detail::aggregate(ties, next.part, next.count, work_);
    }
    ties = {};
    return detail::aggregate(bottom, vertex, next.count, work_);
  }

  double scale_;
  SplitMix random_;
  const Work& work_;
};

// Largest first, then by the lowest vertex.
void number_by_size(std::vector<std::uint32_t>& community, Communities& result) {
  const std::uint32_t count = renumber(community);  // now ascending by lowest vertex
  std::vector<std::uint32_t> size(count, 0);
  for (const std::uint32_t c : community) ++size[c];
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return size[a] > size[b]; });
  std::vector<std::uint32_t> place(count);
  result.size.resize(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    place[order[i]] = i;
    result.size[i] = size[order[i]];
  }
  for (std::uint32_t& c : community) c = place[c];
  result.of_vertex = std::move(community);
}

std::uint32_t starts_of(const CitationGraph& graph, const LeidenOptions& options) {
  if (options.starts != 0) return options.starts;
  const std::size_t work = graph.vertex_count() + graph.edge_count() + 1;
  return static_cast<std::uint32_t>(std::clamp<std::size_t>(2'000'000 / work, 1, 16));
}

template <class Ties>
Communities search(const Ties& ties, const CitationGraph& graph,
                   std::span<const std::uint64_t> weight, const LeidenOptions& options,
                   const Work& work) {
  const auto value = [&](const std::vector<std::uint32_t>& community) {
    return modularity(group_ties(graph, weight, community, graph.vertex_count()),
                      options.resolution);
  };
  const std::vector<double> strength = strengths(ties);
  const double ends = std::accumulate(strength.begin(), strength.end(), 0.0);
  std::vector<std::uint32_t> alone(ties.count());
  std::iota(alone.begin(), alone.end(), 0U);
  std::vector<std::uint32_t> best = alone;
  Communities result;
  result.modularity = value(alone);
  // Rounds have no known length: only what is between them is told.
  const Work silent{work.threads, work.stop};
  Search rounds(options.resolution / std::max(ends, 1.0), options.seed, silent);
  const std::uint32_t starts = starts_of(graph, options);
  for (std::uint32_t start = 0; start < starts && ends > 0 && !work.is_stopped(); ++start) {
    std::vector<std::uint32_t> community = alone;
    double before = -std::numeric_limits<double>::infinity();
    for (std::uint32_t i = 0; i < options.max_rounds; ++i) {
      work.tell((start + static_cast<double>(i) / options.max_rounds) / starts);
      community = rounds.round(ties, strength, std::move(community));
      if (work.is_stopped()) break;
      const double reached = value(community);
      if (reached > result.modularity) {
        result.modularity = reached;
        best = community;
      }
      if (reached <= before) break;
      before = reached;
    }
  }
  number_by_size(best, result);
  return result;
}

}  // namespace

Communities leiden(const CitationGraph& graph, std::span<const std::uint64_t> weight,
                   const LeidenOptions& options, const Work& work) {
  assert(options.resolution >= 0 && std::isfinite(options.resolution) && "no such resolution");
  if (weight.empty()) return search(CitationTies{&graph}, graph, weight, options, work);
  return search(weighted_ties(graph, weight), graph, weight, options, work);
}

}  // namespace whocites
