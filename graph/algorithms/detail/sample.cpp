// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/detail/sample.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

namespace whocites::detail {

std::vector<VertexId> choose_sample(const CitationGraph& graph, const SampleOptions& options,
                                    double affordable, std::size_t least) {
  const std::size_t count = graph.vertex_count();
  const double each = static_cast<double>(count + graph.edge_count());
  const auto usual = static_cast<std::size_t>(affordable / std::max(1.0, each));
  const std::size_t wanted = options.samples.value_or(std::max(usual, least));
  std::vector<VertexId> chosen;
  chosen.reserve(count);
  for (std::uint32_t v = 0; v < count; ++v) chosen.emplace_back(v);
  if (wanted >= count) return chosen;
  // The engine's numbers are fixed by the standard, those of the distributions are not.
  std::mt19937_64 random(options.seed);
  for (std::size_t i = 0; i < wanted; ++i) {
    std::swap(chosen[i], chosen[i + random() % (count - i)]);
  }
  chosen.resize(wanted);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

double margin_of_mean(const Observed& observed, std::size_t samples, std::size_t population) {
  if (samples < 2) return 1;
  const auto k = static_cast<double>(samples);
  const double mean = observed.sum / k;
  const double variance = std::max(0.0, (observed.squares - k * mean * mean) / (k - 1));
  const double left = 1 - k / static_cast<double>(population);
  return 1.96 * std::sqrt(variance * left / k);
}

}  // namespace whocites::detail
