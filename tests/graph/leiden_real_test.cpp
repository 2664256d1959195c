// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "graph/algorithms/leiden.h"
#include "tests/support/real_graphs.h"

// leiden() beside other programs on real graphs. Their values are those of
//   python3-igraph 0.10.2: g = igraph.Graph.Read_Ncol(FILE, directed=False)
//     g.simplify(multiple=False, loops=True)
//     g.community_leiden(objective_function="modularity", n_iterations=10).modularity
//   with random.seed(0) … (3), and of
//   networkx 3.6.1: louvain_communities(g, seed=1), parallel ties joined into weights.
namespace whocites {
namespace {

struct RealGraph {
  const char* name;
  const char* file;
  std::size_t edge_count;
  double igraph;  // the best of four seeds
  double networkx;
};
void PrintTo(const RealGraph& row, std::ostream* os) { *os << row.name; }

class LeidenOnRealGraph : public testing::TestWithParam<RealGraph> {};

TEST_P(LeidenOnRealGraph, ReachesTheModularityOfOthers) {
  const auto graph = test::read_edge_list(test::shared_data(GetParam().file));
  if (!graph) GTEST_SKIP() << "no " << GetParam().file;
  ASSERT_EQ(graph->edge_count(), GetParam().edge_count);
  const Communities found = leiden(*graph);
  EXPECT_GE(found.modularity, 0.99 * GetParam().igraph);
  EXPECT_GE(found.modularity, 0.99 * GetParam().networkx);
  EXPECT_LT(found.modularity, 1.02 * GetParam().igraph);  // more would be a wrong count
}

INSTANTIATE_TEST_SUITE_P(
    Rows, LeidenOnRealGraph,
    testing::Values(RealGraph{"PolBlogs", "graphs/polblogs-edges.tsv", 19'015, 0.432213, 0.431987},
                    RealGraph{"CitHepTh", "graphs/cit-HepTh.tsv.gz", 352'807, 0.667626, 0.654846}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace whocites
