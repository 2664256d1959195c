// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// How the algorithms tell how far they are, and that they end soon when they are to.
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <random>

#include "graph/algorithms/betweenness.h"
#include "graph/algorithms/check_dates.h"
#include "graph/algorithms/circles.h"
#include "graph/algorithms/core.h"
#include "graph/algorithms/corroborate.h"
#include "graph/algorithms/impact.h"
#include "graph/algorithms/k_shortest.h"
#include "graph/algorithms/leiden.h"
#include "graph/algorithms/main_path.h"
#include "graph/algorithms/outlets.h"
#include "graph/algorithms/pagerank.h"
#include "graph/algorithms/parts.h"
#include "graph/algorithms/path.h"
#include "graph/algorithms/timeline.h"

namespace whocites {
namespace {

// Many more vertices than an algorithm goes through before it looks up. Each cites a few before it,
// so that vertex 0 is drawn on by nearly all; the last ones cite later ones, for circles.
constexpr std::uint32_t kCount = 100'000;

SourceGraph large_graph() {
  SourceGraphBuilder builder;
  std::mt19937 random(5);
  const auto below = [&](std::uint32_t limit) {
    return static_cast<std::uint32_t>(random()) % limit;
  };
  for (std::uint32_t v = 0; v < kCount; ++v) {
    const Timestamp day(std::chrono::days(below(3000)));
    SourceGraphBuilder::Vertex vertex{NodeId(v + 1), v < 50 ? Kind::Outlet : Kind::Article};
    if (v >= 50) vertex.part_of = NodeId(1 + v % 50);
    vertex.date = DateSpan{day, day + std::chrono::hours(24) - std::chrono::seconds(1)};
    builder.add(vertex);
  }
  for (std::uint32_t v = 1; v < kCount; ++v) {
    std::vector<std::uint32_t> cited{v - 1, below(v), below(v)};
    if (v % 1000 == 999) cited.push_back(std::min(kCount - 1, v + 1));
    std::sort(cited.begin(), cited.end());
    cited.erase(std::unique(cited.begin(), cited.end()), cited.end());
    for (const std::uint32_t to : cited) builder.add(NodeId(v + 1), NodeId(to + 1), {});
  }
  return builder.build();
}

const SourceGraph& graph() {
  static const SourceGraph made = large_graph();
  return made;
}

struct Algorithm {
  const char* name;
  std::function<void(const Work&)> run;
};
void PrintTo(const Algorithm& row, std::ostream* os) { *os << row.name; }

constexpr VertexId kFirst{0};
constexpr VertexId kLast{kCount - 1};

class AlgorithmAtWork : public ::testing::TestWithParam<Algorithm> {};

TEST_P(AlgorithmAtWork, TellsHowFarItIs) {
  std::vector<double> told;
  Work work;
  work.progress = [&](double share) { told.push_back(share); };
  GetParam().run(work);
  EXPECT_GE(told.size(), 2U);
  for (std::size_t i = 0; i < told.size(); ++i) {
    EXPECT_GE(told[i], i == 0 ? 0 : told[i - 1] - 1e-12);
    EXPECT_LE(told[i], 1);
  }
}

TEST_P(AlgorithmAtWork, EndsBeforeItTellsMoreWhenItIsStopped) {
  for (std::size_t when = 1; when <= 8; ++when) {
    std::atomic<bool> stop = false;
    std::size_t told = 0;
    Work work;
    work.stop = &stop;
    work.progress = [&](double) { stop = ++told >= when; };
    GetParam().run(work);
    EXPECT_LE(told, when) << "stopped when it told for time " << when;
  }
}

TEST_P(AlgorithmAtWork, BeginsNothingWhenItIsStoppedAlready) {
  const std::atomic<bool> stop = true;
  std::size_t told = 0;
  Work work;
  work.stop = &stop;
  work.progress = [&](double) { ++told; };
  GetParam().run(work);
  EXPECT_LE(told, 1U);
}

const std::vector<VertexId> kAsked{VertexId(kCount - 1), VertexId(kCount - 2)};

INSTANTIATE_TEST_SUITE_P(
    Rows, AlgorithmAtWork,
    ::testing::Values(
        Algorithm{"Circles", [](const Work& work) { circles(graph().graph(), 50, work); }},
        Algorithm{"Trace", [](const Work& work) { trace(graph(), kLast, work); }},
        Algorithm{"Corroborate", [](const Work& work) { corroborate(graph(), kAsked, {}, work); }},
        Algorithm{"Impact", [](const Work& work) { impact(graph().graph(), kFirst, work); }},
        Algorithm{"CheckDates", [](const Work& work) { forward_citations(graph(), 9, {}, work); }},
        Algorithm{
            "SeveralPaths",
            [](const Work& work) { k_shortest_paths(graph().graph(), kLast, kFirst, 20, work); }},
        Algorithm{"Reach",
                  [](const Work& work) {
                    reach(graph().graph(), {&kFirst, 1}, kNoDepthLimit, Follow::CitedBy, work);
                  }},
        Algorithm{"Core", [](const Work& work) { core_numbers(graph().graph(), work); }},
        Algorithm{"WeakParts", [](const Work& work) { weak_parts(graph().graph(), work); }},
        Algorithm{"StrongParts", [](const Work& work) { strong_parts(graph().graph(), work); }},
        Algorithm{"Communities", [](const Work& work) { leiden(graph().graph(), {}, {}, work); }},
        Algorithm{"MainPath", [](const Work& work) { main_path(graph().graph(), {}, work); }},
        Algorithm{"GlobalMainPath",
                  [](const Work& work) {
                    main_path(graph().graph(), {.search = PathSearch::Global}, work);
                  }},
        Algorithm{"Outlets",
                  [](const Work& work) { outlet_citations(graph(), Level::Outlet, work); }},
        Algorithm{"Timeline", [](const Work& work) { timeline(graph(), {}, work); }},
        Algorithm{"PageRank", [](const Work& work) { pagerank(graph().graph(), {}, work); }},
        Algorithm{"Betweenness",
                  [](const Work& work) { betweenness(graph().graph(), {.samples = 4}, work); }}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace whocites
