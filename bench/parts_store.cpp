// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// What a store takes to write a little and to be asked, on a sample of some hundred thousand
// citations. "Cold" opens the store for each question, as a command does; its files are in the
// system's cache all the same.
#include <benchmark/benchmark.h>

#include "bench/article_model.h"
#include "bench/sample_store.h"
#include "storage/batch_writer.h"
#include "storage/neighborhood.h"
#include "storage/search.h"

namespace whocites::bench {
namespace {

// Batches of range(0) citations between articles that are there; range(1): synced. All go
// forward, and so are none that the sample has.
void commit_citations(benchmark::State& state) {
  const std::unique_ptr<Store> store =
      open_sample(OpenMode::WriteExisting, {.sync = state.range(1) != 0});
  Random random(static_cast<std::uint64_t>(state.range(0)), 41);
  const auto key = [&](std::uint32_t from, std::uint32_t below) {
    return "a" + std::to_string(from + random.below(below) + 1);
  };
  const std::uint32_t half = sample_articles() / 2;
  for (auto _ : state) {
    Batch entry;
    entry.action = Action::Link;
    BatchWriter writer(*store, {}, entry);
    for (std::int64_t i = 0; i < state.range(0); ++i) {
      CitationRecord record;
      record.from = key(0, half);
      record.to = key(half, sample_articles() - half);
      record.relation = Relation::Disputes;
      expect(writer.accept(std::move(record)));
    }
    expect(writer.commit());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

const Reached& asked(std::int64_t which) {
  const Questions& questions = sample_questions();
  return which == 0 ? questions.ordinary : which == 1 ? questions.busy : questions.three_steps;
}

// range(0): which article, see asked().
void citations_warm(benchmark::State& state) {
  const std::unique_ptr<Store> store = open_sample(OpenMode::Read);
  const NodeId id = article_id(asked(state.range(0)).article);
  std::size_t count = 0;
  for (auto _ : state) count += expect(store->citations(id, Direction::CitedBy)).size();
  state.SetItemsProcessed(static_cast<std::int64_t>(count));
}

void citations_cold(benchmark::State& state) {
  sample_store();
  const NodeId id = article_id(asked(state.range(0)).article);
  std::size_t count = 0;
  for (auto _ : state) {
    const std::unique_ptr<Store> store = open_sample(OpenMode::Read);
    count += expect(store->citations(id, Direction::CitedBy)).size();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(count));
}

void open_to_read(benchmark::State& state) {
  sample_store();
  for (auto _ : state) benchmark::DoNotOptimize(open_sample(OpenMode::Read));
}

void three_steps(benchmark::State& state) {
  const std::unique_ptr<Store> store = open_sample(OpenMode::Read);
  const Reader reader = expect(Reader::make(*store));
  NeighborhoodOptions options;
  options.cites = false;
  options.cited_by = true;
  options.depth = 3;
  const NodeId id = article_id(sample_questions().three_steps.article);
  for (auto _ : state) benchmark::DoNotOptimize(expect(neighborhood(reader, {id}, options)));
}

void search_text(benchmark::State& state, const char* text) {
  const std::unique_ptr<Store> store = open_sample(OpenMode::Read);
  const Reader reader = expect(Reader::make(*store));
  std::size_t count = 0;
  for (auto _ : state) count += expect(search(reader, text, {})).hits.size();
  if (count == 0) state.SkipWithError("nothing was found");
}

BENCHMARK(open_to_read)->Unit(benchmark::kMillisecond);
BENCHMARK(citations_warm)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(citations_cold)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);
BENCHMARK(three_steps)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_text, word, "quaggaport")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_text, prefix, "quagg")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(search_text, misspelling, "quagaport")->Unit(benchmark::kMillisecond);
// Last: what they write, the others would read.
BENCHMARK(commit_citations)->ArgsProduct({{1, 100}, {0, 1}})->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace whocites::bench
