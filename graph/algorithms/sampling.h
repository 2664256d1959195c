// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace whocites {

// Measures for which every vertex would have to be searched from: exact on small graphs, estimated
// from a sample of the vertices on large ones.
struct SampleOptions {
  // How many vertices to search from; that many or fewer there are: all, and the answer is exact.
  // Absent: as the measure's header says.
  std::optional<std::size_t> samples = {};
  std::uint64_t seed = 1;  // of the sample
};

// One value for each vertex.
struct SampledScores {
  std::vector<double> value;
  // 1.96 standard errors of each value, as estimated from the sample: the true one is within them
  // about 19 times in 20, less often where few of the vertices searched from tell anything of it.
  // Empty when exact.
  std::vector<double> margin;
  std::size_t samples = 0;  // vertices searched from

  bool is_exact() const { return margin.empty(); }
};

}  // namespace whocites
