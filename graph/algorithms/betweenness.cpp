// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/algorithms/betweenness.h"

#include "graph/algorithms/bfs.h"
#include "graph/algorithms/detail/in_order.h"
#include "graph/algorithms/detail/sample.h"

namespace whocites {
namespace {

constexpr double kAffordable = 4294967296.0;  // samples × (vertices + edges)
constexpr std::size_t kLeastSamples = 256;

// One search, and what each vertex that it reaches passes on: the "dependency" of the paper.
class Search {
 public:
  explicit Search(const CitationGraph& graph)
      : graph_(&graph),
        distance_(graph.vertex_count(), kUnreached),
        chains_(graph.vertex_count()),
        passed_(graph.vertex_count()) {
    order_.reserve(graph.vertex_count());
  }

  void run(VertexId start) {
    for (const VertexId vertex : order_) distance_[vertex.value] = kUnreached;
    order_.clear();
    reach(start, 0);
    chains_[start.value] = 1;
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const VertexId vertex = order_[i];
      const std::uint32_t next = distance_[vertex.value] + 1;
      each_cited(vertex, [&](VertexId cited) {
        if (distance_[cited.value] == kUnreached) reach(cited, next);
        if (distance_[cited.value] == next) chains_[cited.value] += chains_[vertex.value];
      });
    }
    for (std::size_t i = order_.size(); i-- > 0;) {
      const VertexId vertex = order_[i];
      const std::uint32_t next = distance_[vertex.value] + 1;
      double sum = 0;
      each_cited(vertex, [&](VertexId cited) {
        if (distance_[cited.value] == next) {
          sum += (1 + passed_[cited.value]) / chains_[cited.value];
        }
      });
      passed_[vertex.value] = chains_[vertex.value] * sum;
    }
  }

  // Calls take(vertex, passed) for all that the search reached but its start.
  template <class Take>
  void each_passed(Take take) const {
    for (std::size_t i = 1; i < order_.size(); ++i) {
      take(order_[i].value, passed_[order_[i].value]);
    }
  }

 private:
  void reach(VertexId vertex, std::uint32_t distance) {
    distance_[vertex.value] = distance;
    chains_[vertex.value] = 0;
    order_.push_back(vertex);
  }

  // Of parallel citations only one.
  template <class Visit>
  void each_cited(VertexId vertex, Visit visit) const {
    VertexId before = vertex;  // one that cites itself adds nothing
    for (const VertexId cited : graph_->cites(vertex)) {
      if (cited != before) visit(cited);
      before = cited;
    }
  }

  const CitationGraph* graph_;
  std::vector<std::uint32_t> distance_;
  std::vector<double> chains_;  // shortest ones from the start
  std::vector<double> passed_;
  std::vector<VertexId> order_;  // nearest first
};

}  // namespace

SampledScores betweenness(const CitationGraph& graph, const SampleOptions& options,
                          const Work& work) {
  const std::size_t count = graph.vertex_count();
  const auto starts = detail::choose_sample(graph, options, kAffordable, kLeastSamples);
  const bool exact = starts.size() == count;
  SampledScores scores;
  scores.samples = starts.size();
  scores.value.assign(count, 0);
  if (!exact) scores.margin.assign(count, 0);
  if (count < 3) return scores;
  const auto search = [&](Search& scratch, std::size_t i) { scratch.run(starts[i]); };
  const auto take = [&](const Search& scratch, std::size_t) {
    scratch.each_passed([&](std::uint32_t v, double passed) {
      scores.value[v] += passed;
      if (!exact) scores.margin[v] += passed * passed;
    });
  };
  detail::in_order(
      starts.size(), work, [&] { return Search(graph); }, search, take);
  const auto n = static_cast<double>(count);
  const double scale = n / ((n - 1) * (n - 2));  // of a mean over all vertices
  for (std::size_t v = 0; v < count && !starts.empty(); ++v) {
    if (!exact) {
      scores.margin[v] =
          scale * detail::margin_of_mean({scores.value[v], scores.margin[v]}, starts.size(), count);
    }
    scores.value[v] *= scale / static_cast<double>(starts.size());
  }
  return scores;
}

}  // namespace whocites
