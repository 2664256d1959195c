// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/parallel.h"
#include "graph/algorithms/sampling.h"
#include "graph/citation_graph.h"

namespace whocites {

// How much goes through a vertex: for each two others of which one draws on the other, the share of
// the shortest chains between them, along citations, that pass it; summed, and divided by the
// number of such ordered pairs that there could be, so that 1 means every chain between any two. A
// chain is a sequence of vertices: parallel citations make no chains of their own. 0 everywhere
// with fewer than three vertices. When the work is stopped the values mean nothing.
//
// Without options.samples as many searches as samples × (vertices + edges) ≤ 2^32 allows, but at
// least 256: exact up to 20,000 articles with 200,000 citations. The estimate is that of Brandes &
// Pich: unbiased, and by Hoeffding's bound within sqrt(3 / samples) of the truth 199 times in 200,
// which says little of values as small as those of large graphs are; `margin` says more.
//
// O(samples × (vertices + edges)); 16 bytes of memory a vertex, and 24 for each thread. The same to
// the last bit for any number of threads.
// Source: Brandes, A faster algorithm for betweenness centrality, 2001; Brandes & Pich, Centrality
// estimation in large networks, 2007.
SampledScores betweenness(const CitationGraph& graph, const SampleOptions& options = {},
                          const Work& work = {});

}  // namespace whocites
