// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "bench/questions.h"

#include <algorithm>
#include <cstdlib>

#include "bench/random.h"

namespace whocites::bench {
namespace {

constexpr std::uint64_t kQuestionStream = 31;

std::vector<std::uint32_t> times_cited(const CitationModel& model) {
  std::vector<std::uint32_t> counts(model.next_article());
  for (std::uint32_t from = 0; from < model.next_article(); ++from) {
    for (const std::uint32_t to : model.cited_by(from)) ++counts[to];
  }
  return counts;
}

// The first article, from a drawn one on and around, that is cited as near to `wished` times as
// any is.
std::uint32_t cited_about(const std::vector<std::uint32_t>& counts, std::uint32_t wished,
                          Random& random) {
  const auto off = [&](std::size_t i) {
    return std::abs(static_cast<std::int64_t>(counts[i]) - static_cast<std::int64_t>(wished));
  };
  const std::size_t start = random.below(counts.size());
  std::size_t best = start;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const std::size_t at = (start + i) % counts.size();
    if (off(at) < off(best)) best = at;
  }
  return static_cast<std::uint32_t>(best);
}

Reached reached_in_three_steps(const CitationModel& model, const std::vector<std::uint32_t>& counts,
                               Random& random) {
  constexpr std::size_t kLeast = 1000, kMost = 2500, kMiddle = 1600;
  constexpr int kTries = 20;
  const auto off = [](const Reached& reached) {
    const std::size_t count = reached.count();
    return count > kMiddle ? count - kMiddle : kMiddle - count;
  };
  Reached best;
  std::uint32_t citations = 30;  // of the article, about; corrected by what it leads to
  for (int i = 0; i < kTries; ++i) {
    Reached reached = reached_by(model, cited_about(counts, citations, random), 3);
    const std::size_t count = reached.count();
    if (i == 0 || off(reached) < off(best)) best = std::move(reached);
    if (count >= kLeast && count <= kMost) break;
    citations = count > kMost ? std::max(citations * 2 / 3, 1U) : citations * 3 / 2 + 1;
  }
  return best;
}

}  // namespace

std::size_t Reached::count() const {
  std::size_t sum = 0;
  for (const std::vector<std::uint32_t>& step : steps) sum += step.size();
  return sum;
}

// The model keeps citations in one direction only: each step looks through all of them.
Reached reached_by(const CitationModel& model, std::uint32_t article, std::uint32_t depth) {
  Reached reached{article, {}};
  std::vector<bool> known(model.next_article()), frontier(model.next_article());
  known[article] = frontier[article] = true;
  for (std::uint32_t step = 0; step < depth; ++step) {
    std::vector<std::uint32_t> found;
    for (std::uint32_t from = 0; from < model.next_article(); ++from) {
      if (known[from]) continue;
      const auto cited = model.cited_by(from);
      const auto leads = [&](std::uint32_t to) -> bool { return frontier[to]; };
      if (std::any_of(cited.begin(), cited.end(), leads)) found.push_back(from);
    }
    frontier.assign(frontier.size(), false);
    for (const std::uint32_t from : found) known[from] = frontier[from] = true;
    reached.steps.push_back(std::move(found));
  }
  return reached;
}

Questions choose_questions(const CitationModel& model, std::uint64_t seed) {
  Random random(seed, kQuestionStream);
  const std::vector<std::uint32_t> counts = times_cited(model);
  const auto most = std::max_element(counts.begin(), counts.end()) - counts.begin();
  return {reached_by(model, cited_about(counts, 10, random), 1),
          reached_by(model, cited_about(counts, 1000, random), 1),
          reached_by(model, static_cast<std::uint32_t>(most), 1),
          reached_in_three_steps(model, counts, random)};
}

}  // namespace whocites::bench
