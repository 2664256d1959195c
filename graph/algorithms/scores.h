// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace whocites {

// How a measure that is worked out in rounds came to its end.
struct Convergence {
  std::size_t rounds = 0;  // that were made
  double change = 0;       // by the last one, summed over all vertices; values sum to 1
  bool converged = true;   // the change is below the tolerance
};

// When such a measure ends.
struct RoundLimits {
  double tolerance = 1e-10;
  std::size_t rounds = 1000;
};

// One value for each vertex.
struct Scores {
  std::vector<double> value;
  Convergence convergence;
};

// How much each edge counts, by edge id; empty when each counts once. What takes it requires: as
// many as the graph has edges, none 0, and a sum below 2^53.
using EdgeWeights = std::span<const std::uint64_t>;

}  // namespace whocites
