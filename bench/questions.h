// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "bench/citation_model.h"

// Questions worth asking about a graph, and their answers straight from the model: what the
// answers of every database are held against.
namespace whocites::bench {

// An article, and who reaches it by citing, in at most some steps.
struct Reached {
  std::uint32_t article = 0;
  std::vector<std::vector<std::uint32_t>> steps;  // [i]: those that need i+1 steps, ascending

  std::size_t count() const;
};

// O(depth × citations). Requires: the model is at its end.
Reached reached_by(const CitationModel& model, std::uint32_t article, std::uint32_t depth);

struct Questions {
  Reached ordinary;     // cited by 10, in one step
  Reached busy;         // cited by 1,000
  Reached most_cited;   // by more than any other is
  Reached three_steps;  // reached by 1,000 to 2,500 in at most three steps
};

// Articles that are drawn by `seed` and come as close to that as the graph has them.
// O(citations). Requires: the model is at its end.
Questions choose_questions(const CitationModel& model, std::uint64_t seed);

}  // namespace whocites::bench
