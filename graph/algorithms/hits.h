// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/parallel.h"
#include "graph/algorithms/scores.h"
#include "graph/citation_graph.h"

namespace whocites {

struct Hits {
  std::vector<double> authority;  // cited by good hubs
  std::vector<double> hub;        // cites good authorities
  Convergence convergence;
};

// Hubs and authorities: a vertex is an authority as the hubs that cite it add up, and a hub as the
// authorities that it cites do. Each of the two sums to 1, and is 0 everywhere where nothing is
// cited; empty for an empty graph. A citation counts as often as it is there, or as its weight
// says. When the work is stopped they mean nothing.
//
// Where several parts of a graph are equally strong the answer is the one that equal hubs at the
// beginning lead to, weaker parts get 0 in the end. How fast that happens depends on how much
// stronger the strongest is than the next, hence a bound on the rounds.
//
// O(vertices + edges) for each round; 24 bytes of memory a vertex, and with weights 8 an edge. The
// same to the last bit for any number of threads.
// Source: Kleinberg, Authoritative sources in a hyperlinked environment, JACM 46, 1999.
Hits hits(const CitationGraph& graph, const RoundLimits& limits = {}, EdgeWeights weights = {},
          const Work& work = {});

}  // namespace whocites
