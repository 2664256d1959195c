// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/closeness.h"

#include <algorithm>
#include <cmath>

#include "graph/algorithms/detail/multi_search.h"
#include "graph/algorithms/detail/sample.h"

namespace whocites {
namespace {

constexpr double kAffordable = 17179869184.0;  // samples × (vertices + edges)
constexpr std::size_t kLeastSamples = 1024;

std::vector<VertexId> starts_for(const CitationGraph& graph, const SampleOptions& options) {
  return detail::choose_sample(graph, options, kAffordable, kLeastSamples);
}

// Calls found(vertex, distance, times), as MultiSearch does, for searches from all `starts`.
template <class Found>
void search_all(const CitationGraph& graph, const std::vector<VertexId>& starts, const Work& work,
                Found found) {
  constexpr std::size_t kWidth = detail::MultiSearch::kWidth;
  detail::MultiSearch search(graph, work);
  for (std::size_t i = 0; i < starts.size() && !work.is_stopped(); i += kWidth) {
    const std::size_t width = std::min(kWidth, starts.size() - i);
    search.run({starts.data() + i, width}, found);
    work.tell(static_cast<double>(i + width) / static_cast<double>(starts.size()));
  }
}

// The distances from the vertices searched from, of those that draw on a vertex.
struct Distances {
  std::uint64_t sum = 0;
  std::uint64_t squares = 0;
  std::uint32_t count = 0;
};

// 1.96 standard errors of p²/s, p being the mean of "draws on it" and s that of the distance.
double quotient_margin(const Distances& d, double k, double population) {
  const double p = d.count / k;
  const double s = static_cast<double>(d.sum) / k;
  const double by_p = 2 * p / s;
  const double by_s = -p * p / (s * s);
  const double variance = by_p * by_p * p * (1 - p) +
                          by_s * by_s * (static_cast<double>(d.squares) / k - s * s) +
                          2 * by_p * by_s * s * (1 - p);
  return 1.96 * std::sqrt(std::max(0.0, variance) * (1 - k / population) / k);
}

}  // namespace

SampledScores closeness(const CitationGraph& graph, const SampleOptions& options,
                        const Work& work) {
  const std::size_t count = graph.vertex_count();
  const auto starts = starts_for(graph, options);
  SampledScores scores;
  scores.samples = starts.size();
  std::vector<Distances> seen(count);
  search_all(graph, starts, work, [&](VertexId vertex, std::uint64_t distance, int times) {
    Distances& of = seen[vertex.value];
    of.count += static_cast<std::uint32_t>(times);
    of.sum += distance * static_cast<std::uint64_t>(times);
    of.squares += distance * distance * static_cast<std::uint64_t>(times);
  });
  scores.value.assign(count, 0);
  if (starts.size() < count) scores.margin.assign(count, 0);
  const auto n = static_cast<double>(count);
  const auto k = static_cast<double>(starts.size());
  for (std::size_t v = 0; v < count; ++v) {
    if (seen[v].count == 0) continue;
    const double p = seen[v].count / k;
    scores.value[v] = n / (n - 1) * p * p * k / static_cast<double>(seen[v].sum);
    if (!scores.margin.empty()) scores.margin[v] = n / (n - 1) * quotient_margin(seen[v], k, n);
  }
  return scores;
}

SampledScores harmonic(const CitationGraph& graph, const SampleOptions& options, const Work& work) {
  const std::size_t count = graph.vertex_count();
  const auto starts = starts_for(graph, options);
  const bool exact = starts.size() == count;
  SampledScores scores;
  scores.samples = starts.size();
  scores.value.assign(count, 0);
  if (!exact) scores.margin.assign(count, 0);
  search_all(graph, starts, work, [&](VertexId vertex, std::uint32_t distance, int times) {
    const double near = 1.0 / distance;
    scores.value[vertex.value] += times * near;
    if (!exact) scores.margin[vertex.value] += times * near * near;
  });
  if (count < 2 || starts.empty()) return scores;
  const auto n = static_cast<double>(count);
  const double scale = n / (n - 1);  // of a mean over all vertices
  for (std::size_t v = 0; v < count; ++v) {
    if (!exact) {
      scores.margin[v] =
          scale * detail::margin_of_mean({scores.value[v], scores.margin[v]}, starts.size(), count);
    }
    scores.value[v] *= scale / static_cast<double>(starts.size());
  }
  return scores;
}

}  // namespace whocites
