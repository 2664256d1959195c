// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// How fast the kernels for whole graphs are, on the citation model's graph, held in memory.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>

#include "bench/citation_model.h"
#include "graph/algorithms/betweenness.h"
#include "graph/algorithms/bfs.h"
#include "graph/algorithms/closeness.h"
#include "graph/algorithms/hits.h"
#include "graph/algorithms/pagerank.h"
#include "graph/algorithms/weak_components.h"

namespace whocites::bench {
namespace {

// $WHOCITES_BENCH_ARTICLES articles, or 1,000,000, with ten times as many citations.
const CitationGraph& sample_graph() {
  static const CitationGraph graph = [] {
    CitationOptions options;
    if (const char* articles = std::getenv("WHOCITES_BENCH_ARTICLES")) {
      options.articles = static_cast<std::uint32_t>(std::stoul(articles));
    }
    CitationModel model(options);
    std::vector<CitationGraph::Edge> edges;
    while (model.next_article() < options.articles) {
      const VertexId citing(model.next_article());
      for (const std::uint32_t cited : model.next()) edges.emplace_back(citing, VertexId(cited));
    }
    return CitationGraph(options.articles, std::move(edges));
  }();
  return graph;
}

Work on_threads(const benchmark::State& state) {
  sample_graph();  // made before the time is taken
  Work work;
  work.threads = static_cast<unsigned>(state.range(0));
  return work;
}

void count_edges(benchmark::State& state, std::size_t sweeps) {
  state.SetItemsProcessed(
      static_cast<std::int64_t>(state.iterations() * sweeps * sample_graph().edge_count()));
}

void pagerank_20_rounds(benchmark::State& state) {
  PageRankOptions options;
  options.limits = {.tolerance = 0, .rounds = 20};
  options.method = PageRankMethod::Rounds;
  const Work work = on_threads(state);
  for (auto _ : state) benchmark::DoNotOptimize(pagerank(sample_graph(), options, work));
  count_edges(state, options.limits.rounds);
}

void pagerank_converged(benchmark::State& state) {
  const Work work = on_threads(state);
  std::size_t rounds = 0;
  for (auto _ : state) rounds = pagerank(sample_graph(), {}, work).convergence.rounds;
  state.counters["rounds"] = static_cast<double>(rounds);
}

void hits_20_rounds(benchmark::State& state) {
  const RoundLimits limits{.tolerance = 0, .rounds = 20};
  const Work work = on_threads(state);
  for (auto _ : state) benchmark::DoNotOptimize(hits(sample_graph(), limits, {}, work));
  count_edges(state, 2 * limits.rounds);
}

// From the last article, along citations: most of the graph.
void bfs_from_the_newest(benchmark::State& state) {
  const VertexId newest(static_cast<std::uint32_t>(sample_graph().vertex_count() - 1));
  const Work work = on_threads(state);
  std::size_t reached = 0;
  for (auto _ : state) {
    const auto distance = bfs_distances(sample_graph(), {&newest, 1}, Follow::Cites, work);
    reached = 0;
    for (const std::uint32_t steps : distance) reached += steps != kUnreached;
  }
  state.counters["reached"] = static_cast<double>(reached);
}

void weak_parts(benchmark::State& state) {
  const Work work = on_threads(state);
  for (auto _ : state) benchmark::DoNotOptimize(weak_components(sample_graph(), work));
  count_edges(state, 1);
}

void betweenness_of_16_samples(benchmark::State& state) {
  const Work work = on_threads(state);
  for (auto _ : state) {
    benchmark::DoNotOptimize(betweenness(sample_graph(), {.samples = 16}, work));
  }
}

void harmonic_of_64_samples(benchmark::State& state) {
  const Work work = on_threads(state);
  for (auto _ : state) benchmark::DoNotOptimize(harmonic(sample_graph(), {.samples = 64}, work));
}

BENCHMARK(pagerank_20_rounds)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(pagerank_converged)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(hits_20_rounds)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(bfs_from_the_newest)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(weak_parts)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(betweenness_of_16_samples)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(harmonic_of_64_samples)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace whocites::bench
