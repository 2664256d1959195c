// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "base/parallel.h"
#include "graph/algorithms/scores.h"
#include "graph/citation_graph.h"

namespace whocites {

struct KatzOptions {
  std::optional<double> alpha = {};  // safe_katz_alpha() when absent; not negative
  RoundLimits limits = {};
  EdgeWeights weights = {};
};

// 0.85 of the largest alpha that is sure to converge without knowing more of the graph: one over
// the most citations that a vertex makes or the most that one receives, whichever is fewer. 0 for a
// graph without citations. O(vertices + edges).
double safe_katz_alpha(const CitationGraph& graph, EdgeWeights weights = {});

// Everything that draws on a vertex, directly or through others, counted by ways: one of n
// citations counts alpha^n, and each vertex 1 for itself. Parallel citations make ways of their
// own. The values sum to 1; empty for an empty graph. When the work is stopped they mean nothing.
//
// At and above one over the largest eigenvalue of the citations (any alpha will do without circles)
// the sum grows without end: then it is not converged, and the values mean nothing either.
//
// O(vertices + edges) for each round; 16 bytes of memory a vertex, and with weights 8 an edge. The
// same to the last bit for any number of threads.
// Source: Katz, A new status index derived from sociometric analysis, Psychometrika 18, 1953.
Scores katz(const CitationGraph& graph, const KatzOptions& options = {}, const Work& work = {});

}  // namespace whocites
