// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "graph/algorithms/sampling.h"
#include "graph/citation_graph.h"

namespace whocites::detail {

// The vertices to search from, ascending, each at most once: as many as options.samples says, or,
// when that is absent, as for which samples × (vertices + edges) is `affordable`, but not fewer
// than `least`; never more than there are. O(vertices), 4 bytes each.
std::vector<VertexId> choose_sample(const CitationGraph& graph, const SampleOptions& options,
                                    double affordable, std::size_t least);

// What was seen of one number in a sample without repetition.
struct Observed {
  double sum = 0;
  double squares = 0;
};

// 1.96 standard errors of the mean of `samples` out of `population`.
double margin_of_mean(const Observed& observed, std::size_t samples, std::size_t population);

}  // namespace whocites::detail
