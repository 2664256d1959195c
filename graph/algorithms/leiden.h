// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/parallel.h"
#include "graph/citation_graph.h"

// Communities: vertices that cite one another more than chance would have it. A pure function; safe
// on several threads.
// Source: Traag, Waltman & van Eck, From Louvain to Leiden: guaranteeing well-connected
// communities, Scientific Reports 9, 5233, 2019.
namespace whocites {

struct LeidenOptions {
  double resolution = 1;   // above 1: more and smaller communities. Requires: finite, >= 0
  std::uint64_t seed = 1;  // of the order in which vertices are looked at
  // Each round begins with the division that the one before ended with; the search ends earlier
  // when a round betters nothing.
  std::uint32_t max_rounds = 3;
  // How often to begin anew, in another order; the best division counts. 0: up to 16 times, while
  // (vertices + edges) × starts stays below two million.
  std::uint32_t starts = 0;
};

struct Communities {
  std::vector<std::uint32_t> of_vertex;  // 0 is the largest; of the same size, that of the lowest
  std::vector<std::uint32_t> size;       // of each
  double modularity = 0;                 // at the resolution given; see modularity.h
  std::size_t count() const { return size.size(); }
};

// A division of high modularity, never below that of every vertex by itself (whether it is the
// highest cannot be told in reasonable time: that is NP-hard). Each community hangs together, by
// citations taken without their direction. Parallel and mutual citations add up, self-citations do
// not count, and what no citation joins to another vertex is a community by itself. The same graph,
// weights and options give the same answer.
//
// `weight` says how many citations an edge stands for; empty: one each. About
// O((vertices + edges) × rounds) for the first passes, which take the most, with 70 bytes a vertex
// and 4 more for each thread; without weights at most 16 bytes an edge beside, with them 16 more.
// The same for any number of threads; when the work is stopped, the best division found so far.
// Requires: the weights fit the graph, are at least 1 each and sum up to less than 2^32.
Communities leiden(const CitationGraph& graph, std::span<const std::uint64_t> weight = {},
                   const LeidenOptions& options = {}, const Work& work = {});

}  // namespace whocites
