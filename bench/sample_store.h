// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "bench/questions.h"
#include "graph/records.h"
#include "storage/store.h"

// What the benchmarks of the parts work on. A failure ends the program with its message: there is
// nothing to measure then.
namespace whocites::bench {

// Articles of each sample; citations are ten times as many. $WHOCITES_BENCH_ARTICLES, or 20,000.
std::uint32_t sample_articles();

// The citations as a table and as JSON lines, as bench_generate writes them.
const std::string& sample_csv();
const std::string& sample_jsonl();
// Titles of articles.
const std::vector<std::string>& sample_titles();

// A node of the sample store, counted like the model's articles from 0.
NodeId article_id(std::uint32_t article);
const Questions& sample_questions();

// The folder of a RocksDB store that holds the sample, made at the first call and removed at the
// end of the process. Node ids are those of article_id().
const std::string& sample_store();
std::unique_ptr<Store> open_sample(OpenMode mode, StoreOptions options = {});

// The value of a result, or the end of the program.
[[noreturn]] void stop(const Error& error);
template <class T>
T expect(Result<T> result) {
  if (!result) stop(result.error());
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace whocites::bench
