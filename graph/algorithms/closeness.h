// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/parallel.h"
#include "graph/algorithms/sampling.h"
#include "graph/citation_graph.h"

// How near a vertex is to those who draw on it, directly or through others. Distances are counted
// in citations, from the one who draws on it; parallel citations do not matter.
//
// For both: without options.samples as many searches as samples × (vertices + edges) ≤ 2^34 allows,
// but at least 1,024: exact up to 40,000 articles with 400,000 citations. O(samples / 64 × steps ×
// (vertices + edges)) at worst, `steps` being the longest of the distances; 44 bytes of memory a
// vertex. The same to the last bit for any number of threads. When the work is stopped the values
// mean nothing.
namespace whocites {

// The share of all other vertices that draw on it, times one over their mean distance: 1 when all
// others cite it, 0 when none does. With fewer than two vertices 0.
// An estimate is the quotient of two estimated means (Eppstein & Wang), its margin that of the
// delta method.
// Source: Wasserman & Faust, Social Network Analysis, 1994, 5.2 (for graphs that do not hang
// together); Eppstein & Wang, Fast approximation of centrality, 2004.
SampledScores closeness(const CitationGraph& graph, const SampleOptions& options = {},
                        const Work& work = {});

// The sum of one over the distance of all others that draw on it, divided by their greatest
// possible number: 1 when all others cite it, 0 when none does. With fewer than two vertices 0.
// An estimate is, by Hoeffding's bound, within sqrt(3 / samples) of the truth 199 times in 200.
// Source: Boldi & Vigna, Axioms for centrality, 2014.
SampledScores harmonic(const CitationGraph& graph, const SampleOptions& options = {},
                       const Work& work = {});

}  // namespace whocites
