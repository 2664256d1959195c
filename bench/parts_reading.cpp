// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// How fast bytes become records, and names their folded form.
#include <benchmark/benchmark.h>

#include <streambuf>

#include "base/text.h"
#include "bench/sample_store.h"
#include "ingest/format.h"

namespace whocites::bench {
namespace {

class Counter final : public RecordSink {
 public:
  Result<void> accept(Record record) override {
    benchmark::DoNotOptimize(record);
    ++count;
    return {};
  }
  void reject(Error error) override { stop(error); }
  std::int64_t count = 0;
};

// A stream on a text, without the copy that std::istringstream makes.
struct View final : std::streambuf {
  explicit View(const std::string& text) {
    char* begin = const_cast<char*>(text.data());  // setg() asks for it; nothing is written
    setg(begin, begin, begin + text.size());
  }
};

void read_all(benchmark::State& state, const char* format, const std::string& text) {
  Counter sink;
  for (auto _ : state) {
    View bytes(text);
    std::istream in(&bytes);
    expect(ingest::format_named(format)->read(in, {}, sink));
  }
  state.SetItemsProcessed(sink.count);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}

void read_csv(benchmark::State& state) { read_all(state, "csv", sample_csv()); }
void read_jsonl(benchmark::State& state) { read_all(state, "jsonl", sample_jsonl()); }

void fold_names(benchmark::State& state) {
  const std::vector<std::string>& titles = sample_titles();
  std::size_t at = 0, bytes = 0;
  for (auto _ : state) {
    const std::string& title = titles[at++ % titles.size()];
    bytes += title.size();
    benchmark::DoNotOptimize(fold_name(title));
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

void fold_accented_name(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(fold_name("L'Équipe du \"Größten\" Café & Co."));
}

BENCHMARK(read_csv)->Unit(benchmark::kMillisecond);
BENCHMARK(read_jsonl)->Unit(benchmark::kMillisecond);
BENCHMARK(fold_names);
BENCHMARK(fold_accented_name);

}  // namespace
}  // namespace whocites::bench
