// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "bench/questions.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <queue>

namespace whocites::bench {
namespace {

CitationModel grown(std::uint32_t articles, std::uint64_t seed = 1) {
  CitationModel model({.seed = seed, .articles = articles, .forward_share = 1e-3});
  while (model.next_article() < articles) model.next();
  return model;
}

// Breadth first over the turned citations: the other way to the same answer.
std::vector<std::vector<std::uint32_t>> steps_by_queue(const CitationModel& model,
                                                       std::uint32_t article, std::uint32_t depth) {
  std::vector<std::vector<std::uint32_t>> citing(model.next_article());
  for (std::uint32_t from = 0; from < model.next_article(); ++from) {
    for (const std::uint32_t to : model.cited_by(from)) citing[to].push_back(from);
  }
  std::vector<std::vector<std::uint32_t>> steps(depth);
  std::map<std::uint32_t, std::uint32_t> distance{{article, 0}};
  for (std::queue<std::uint32_t> open({article}); !open.empty(); open.pop()) {
    const std::uint32_t at = distance[open.front()];
    if (at == depth) continue;
    for (const std::uint32_t from : citing[open.front()]) {
      if (!distance.emplace(from, at + 1).second) continue;
      steps[at].push_back(from);
      open.push(from);
    }
  }
  for (std::vector<std::uint32_t>& step : steps) std::sort(step.begin(), step.end());
  return steps;
}

TEST(Questions, ReachesWhatASearchBreadthFirstReaches) {
  const CitationModel model = grown(2000);
  for (const std::uint32_t article : {0U, 1U, 17U, 500U, 1500U, 1999U}) {
    EXPECT_EQ(reached_by(model, article, 3).steps, steps_by_queue(model, article, 3)) << article;
  }
}

TEST(Questions, AreAboutTheArticlesThatTheyPromise) {
  const CitationModel model = grown(50'000);
  const Questions questions = choose_questions(model, 1);
  EXPECT_EQ(questions.ordinary.count(), 10U);
  EXPECT_NEAR(static_cast<double>(questions.busy.count()), 1000, 300);
  EXPECT_GT(questions.most_cited.count(), 2000U);
  EXPECT_EQ(questions.three_steps.steps.size(), 3U);
  EXPECT_GE(questions.three_steps.count(), 1000U);
  EXPECT_LE(questions.three_steps.count(), 2500U);
}

TEST(Questions, CanBeAskedOfTheSmallestGraphs) {
  for (const std::uint32_t articles : {1U, 2U, 3U, 10U}) {
    const CitationModel model = grown(articles);
    EXPECT_LE(choose_questions(model, 1).three_steps.count(), articles - 1) << articles;
  }
}

}  // namespace
}  // namespace whocites::bench
