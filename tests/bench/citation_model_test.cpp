// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "bench/citation_model.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace whocites::bench {
namespace {

using Edge = std::pair<std::uint32_t, std::uint32_t>;

CitationModel grown(const CitationOptions& options) {
  CitationModel model(options);
  while (model.next_article() < options.articles) model.next();
  return model;
}

CitationOptions small(std::uint64_t seed = 1) {
  return {.seed = seed, .articles = 20'000, .mean_citations = 10, .forward_share = 1e-3};
}

std::vector<Edge> edges_of(const CitationModel& model) {
  std::vector<Edge> edges;
  for (std::uint32_t from = 0; from < model.next_article(); ++from) {
    for (const std::uint32_t to : model.cited_by(from)) edges.emplace_back(from, to);
  }
  return edges;
}

std::vector<std::uint32_t> times_cited(const CitationModel& model) {
  std::vector<std::uint32_t> counts(model.next_article());
  for (const auto& [from, to] : edges_of(model)) ++counts[to];
  return counts;
}

TEST(CitationModel, IsTheSameForTheSameSeedAndAnotherForAnother) {
  EXPECT_EQ(edges_of(grown(small(7))), edges_of(grown(small(7))));
  EXPECT_NE(edges_of(grown(small(7))), edges_of(grown(small(8))));
}

// The numbers must not depend on compiler or library: data of others are compared with ours.
TEST(CitationModel, IsTheSameOnEveryMachine) {
  const CitationModel model =
      grown({.seed = 1, .articles = 8, .mean_citations = 3, .forward_share = 0});
  EXPECT_THAT(edges_of(model),
              ::testing::ElementsAre(Edge{1, 0}, Edge{2, 0}, Edge{2, 1}, Edge{3, 0}, Edge{3, 1},
                                     Edge{3, 2}, Edge{4, 0}, Edge{5, 0}, Edge{5, 1}, Edge{5, 2},
                                     Edge{5, 4}, Edge{6, 2}, Edge{7, 0}));
}

TEST(CitationModel, HasAsManyCitationsAsAskedFor) {
  for (const double mean : {1.0, 3.0, 10.0, 25.0}) {
    CitationOptions options = small();
    options.mean_citations = mean;
    const auto count = static_cast<double>(grown(options).citation_count());
    EXPECT_NEAR(count / (options.articles * mean), 1, 0.03) << mean;
  }
}

TEST(CitationModel, NeverCitesItselfOrAnotherTwice) {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const std::vector<Edge> edges = edges_of(grown(small(seed)));
    EXPECT_EQ(std::set<Edge>(edges.begin(), edges.end()).size(), edges.size());
    EXPECT_TRUE(std::none_of(edges.begin(), edges.end(),
                             [](const Edge& edge) { return edge.first == edge.second; }));
  }
}

TEST(CitationModel, GoesForwardOnlyWherePlanted) {
  const CitationModel model = grown(small());
  const std::vector<Edge> edges = edges_of(model);
  const auto forward = std::count_if(edges.begin(), edges.end(),
                                     [](const Edge& edge) { return edge.second > edge.first; });
  EXPECT_EQ(static_cast<std::uint64_t>(forward), model.forward_count());
  EXPECT_NEAR(static_cast<double>(forward), 200, 60);
}

TEST(CitationModel, HasNoCirclesWhereNoneAreWanted) {
  CitationOptions options = small();
  options.forward_share = 0;
  for (const auto& [from, to] : edges_of(grown(options))) ASSERT_GT(from, to);
}

bool reaches(const CitationModel& model, std::uint32_t from, std::uint32_t to, int steps) {
  const auto cited = model.cited_by(from);
  if (std::find(cited.begin(), cited.end(), to) != cited.end()) return true;
  return steps > 1 && std::any_of(cited.begin(), cited.end(), [&](std::uint32_t next) {
           return next > to && next < from && reaches(model, next, to, steps - 1);
         });
}

TEST(CitationModel, EveryForwardCitationClosesACircleOfAtMostFive) {
  const CitationModel model = grown(small());
  for (const auto& [from, to] : edges_of(model)) {
    if (to > from) {
      EXPECT_TRUE(reaches(model, to, from, 4)) << from << " " << to;
    }
  }
}

// Hill's estimator of the exponent (Annals of Statistics 3(5), 1975) on the most cited 2 %.
TEST(CitationModel, IsCitedAfterAPowerLaw) {
  CitationOptions options = small();
  options.articles = 200'000;
  std::vector<std::uint32_t> counts = times_cited(grown(options));
  std::sort(counts.rbegin(), counts.rend());
  const std::size_t tail = counts.size() / 50;
  double sum = 0;
  for (std::size_t i = 0; i < tail; ++i) {
    sum += std::log(static_cast<double>(counts[i]) / counts[tail]);
  }
  EXPECT_NEAR(1 + static_cast<double>(tail) / sum, 2.67, 0.25);
  EXPECT_GT(counts[0], 200 * 10);
}

TEST(CitationModel, WithoutCopyingNothingIsCitedFarAboveTheMean) {
  CitationOptions options = small();
  options.copy_probability = 0;
  const std::vector<std::uint32_t> counts = times_cited(grown(options));
  EXPECT_LT(*std::max_element(counts.begin() + 100, counts.end()), 200U);
}

TEST(CitationModel, FurtherCitationsAreNewAndDifferent) {
  CitationModel model = grown(small());
  const std::vector<Edge> before = edges_of(model);
  const std::vector<Edge> more = model.more(20'000);
  EXPECT_EQ(more.size(), 20'000U);
  std::set<Edge> all(before.begin(), before.end());
  all.insert(more.begin(), more.end());
  EXPECT_EQ(all.size(), before.size() + more.size());
  EXPECT_TRUE(std::all_of(more.begin(), more.end(),
                          [](const Edge& edge) { return edge.second < edge.first; }));
}

TEST(CitationModel, SmallestGraphsHaveWhatTheyCanHold) {
  EXPECT_EQ(grown({.articles = 1}).citation_count(), 0U);
  EXPECT_EQ(grown({.articles = 2}).citation_count(), 1U);
  EXPECT_LE(grown({.articles = 5, .mean_citations = 1000}).citation_count(), 10U);
  EXPECT_TRUE(grown({.articles = 2}).more(100).empty());
}

}  // namespace
}  // namespace whocites::bench
