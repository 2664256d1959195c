// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
// The measures of position on real graphs, beside the answers of python3-igraph 0.10.2. `g` is the
// graph with all its edges, in the order of the file, and n its number of vertices.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <ostream>

#include "graph/algorithms/betweenness.h"
#include "graph/algorithms/closeness.h"
#include "graph/algorithms/hits.h"
#include "graph/algorithms/katz.h"
#include "graph/algorithms/pagerank.h"
#include "tests/support/real_graphs.h"

namespace whocites {
namespace {

enum class From { Blogs, Papers };

struct Known {
  const char* name;
  From graph;
  std::vector<double> (*measure)(const CitationGraph&);
  std::vector<std::pair<std::uint32_t, double>> top;
  double sum_of_squares;
};
void PrintTo(const Known& row, std::ostream* os) { *os << row.name; }

RoundLimits patient() {
  RoundLimits limits;
  limits.tolerance = 1e-13;
  limits.rounds = 20'000;
  return limits;
}
std::vector<double> page(const CitationGraph& g) { return pagerank(g).value; }
std::vector<double> chei(const CitationGraph& g) { return cheirank(g).value; }
std::vector<double> authorities(const CitationGraph& g) { return hits(g, patient()).authority; }
std::vector<double> hubs(const CitationGraph& g) { return hits(g, patient()).hub; }
std::vector<double> ways(const CitationGraph& g) { return katz(g).value; }
std::vector<double> through(const CitationGraph& g) { return betweenness(g).value; }
std::vector<double> close(const CitationGraph& g) { return closeness(g).value; }
std::vector<double> near(const CitationGraph& g) { return harmonic(g).value; }

const Known kKnown[] = {
    // g.pagerank(damping=0.85)
    {"PageRankOfBlogs",
     From::Blogs,
     page,
     {{154, 0.0179069568784},
      {54, 0.0151979677053},
      {1050, 0.012567547037},
      {854, 0.0124550906806},
      {640, 0.012408479727}},
     0.00345428614387},
    {"PageRankOfPapers",
     From::Papers,
     page,
     {{109, 0.0062291327155},
      {7, 0.00608435519416},
      {92, 0.00563829074893},
      {10, 0.00446946438747},
      {250, 0.00420978482184}},
     0.000468742126095},
    // the same of g with every edge turned round
    {"CheiRankOfBlogs",
     From::Blogs,
     chei,
     {{854, 0.0337571345027},
      {999, 0.0149801620528},
      {567, 0.0136149711683},
      {453, 0.012237543364},
      {979, 0.00896772409165}},
     0.00351103143201},
    {"CheiRankOfPapers",
     From::Papers,
     chei,
     {{24439, 0.00175891909418},
      {24733, 0.00162057580468},
      {24741, 0.00134651401743},
      {24387, 0.0013451357875},
      {24656, 0.00120545086761}},
     0.000120564151007},
    // g.authority_score(scale=False), divided by its sum
    {"AuthoritiesOfBlogs",
     From::Blogs,
     authorities,
     {{154, 0.0150583524646},
      {640, 0.0144653807547},
      {54, 0.0140996628687},
      {728, 0.0119650081882},
      {641, 0.0097166171489}},
     0.00439355611086},
    {"AuthoritiesOfPapers",
     From::Papers,
     authorities,
     {{559, 0.0169270847555},
      {1492, 0.0141609076304},
      {1491, 0.013509195659},
      {1738, 0.00523561203273},
      {250, 0.00492566091676}},
     0.00122451190287},
    // g.hub_score(scale=False), divided by its sum
    {"HubsOfBlogs",
     From::Blogs,
     hubs,
     {{511, 0.0068709826684},
      {386, 0.00620552439809},
      {362, 0.00614421457897},
      {617, 0.00600048975234},
      {98, 0.00594941046037}},
     0.00234758329575},
    {"HubsOfPapers",
     From::Papers,
     hubs,
     {{1738, 0.00135261217138},
      {19490, 0.000832328070915},
      {11706, 0.000755732427422},
      {16589, 0.000722968750282},
      {22820, 0.000711130632658}},
     0.000188868320966},
    // x = 1 + alpha * (A.T @ x) with scipy, 2,000 times or spsolve(), divided by its sum;
    // alpha = 0.85 / min(max(g.indegree()), max(g.outdegree()))
    {"KatzOfBlogs",
     From::Blogs,
     ways,
     {{154, 0.00141464114678},
      {1050, 0.00128184875047},
      {640, 0.00126737091598},
      {54, 0.0012593847141},
      {962, 0.00117163825386}},
     0.000678449100691},
    {"KatzOfPapers",
     From::Papers,
     ways,
     {{559, 0.000168520235256},
      {1492, 0.0001333443352},
      {1491, 0.000126160390884},
      {7, 0.000107572347908},
      {469, 0.000102422287823}},
     3.6146868837e-05},
    // g.harmonic_centrality(mode="in")
    {"HarmonicOfBlogs",
     From::Blogs,
     near,
     {{154, 0.434519811954},
      {1050, 0.411652115514},
      {640, 0.406973360197},
      {54, 0.405216028655},
      {962, 0.389064248937}},
     53.0302812428},
    {"HarmonicOfPapers",
     From::Papers,
     near,
     {{7, 0.265909598862},
      {10, 0.257830002852},
      {250, 0.253716860242},
      {8, 0.244848586439},
      {155, 0.244403888772}},
     120.901249999},
    // g.closeness(mode="in") * r / (n - 1), r = g.neighborhood_size(order=n, mode="in") - 1
    {"ClosenessOfBlogs",
     From::Blogs,
     close,
     {{154, 0.36759422656},
      {1050, 0.350893739981},
      {640, 0.34571577038},
      {54, 0.345206366003},
      {962, 0.329971906658}},
     44.2195573979},
    // g.simplify(); g.betweenness() / ((n - 1) * (n - 2))
    {"BetweennessOfBlogs",
     From::Blogs,
     through,
     {{854, 0.0985469265674},
      {54, 0.0411044449945},
      {1050, 0.0341400018556},
      {154, 0.0248247149576},
      {453, 0.0206990639087}},
     0.0189969468038},
};

class RealScores : public testing::TestWithParam<Known> {};

TEST_P(RealScores, AreThoseOfIgraph) {
  const Known& known = GetParam();
  const auto graph = known.graph == From::Blogs ? test::polblogs() : test::cit_hepth();
  if (!graph) GTEST_SKIP() << "the graph is not in the shared data";
  const std::vector<double> value = known.measure(*graph);
  double squares = 0;
  for (const double each : value) squares += each * each;
  EXPECT_NEAR(squares / known.sum_of_squares, 1, 1e-6);
  std::vector<std::uint32_t> order(value.size());
  std::iota(order.begin(), order.end(), 0);
  std::partial_sort(order.begin(), order.begin() + 5, order.end(),
                    [&](std::uint32_t a, std::uint32_t b) { return value[a] > value[b]; });
  for (std::size_t i = 0; i < known.top.size(); ++i) {
    EXPECT_EQ(order[i], known.top[i].first) << "place " << i + 1;
    EXPECT_NEAR(value[order[i]] / known.top[i].second, 1, 1e-6) << "place " << i + 1;
  }
}

INSTANTIATE_TEST_SUITE_P(, RealScores, testing::ValuesIn(kKnown),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace whocites
