// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <unordered_map>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "graph/algorithms/circles.h"
#include "graph/algorithms/core.h"
#include "graph/algorithms/k_shortest.h"
#include "graph/algorithms/parts.h"
#include "graph/algorithms/path.h"
#include "graph/algorithms/similar.h"
#include "graph/algorithms/trace.h"
#include "tests/support/graph_builder.h"
#include "tests/support/real_graphs.h"

// The algorithms on documented cases of circular reporting, and on a real citation graph.
namespace whocites {
namespace {

Kind kind_of(const std::string& kind) {
  if (kind == "person") return Kind::Person;
  if (kind == "book") return Kind::Publication;
  return Kind::Article;
}

EndClass class_of(const Network& network, const End& end) {
  return classify(source_graph_of(network), end.shape, end.members.front());
}

class DocumentedCase : public testing::Test {
 protected:
  void SetUp() override {
    const auto path = test::shared_data("circles/cases.json");
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path;
    std::ifstream file(path);
    cases_ = nlohmann::json::parse(file);
  }

  Network network_of_case(const std::string& name) const {
    std::vector<Node> nodes;
    std::vector<Citation> citations;
    std::unordered_map<std::string, NodeId> ids;
    for (const auto& incident : cases_.at("incidents")) {
      if (incident.at("id") != name) continue;
      for (const auto& entry : incident.at("nodes")) {
        Node node;
        node.id = NodeId(static_cast<std::uint32_t>(nodes.size() + 1));
        node.key = entry.at("id");
        node.kind = kind_of(entry.at("kind"));
        ids[node.key] = node.id;
        nodes.push_back(node);
      }
      for (const auto& entry : incident.at("edges")) {
        citations.push_back({ids.at(entry.at("from")),
                             ids.at(entry.at("to")),
                             Relation::Mentions,
                             {Evidence{}},
                             {}});
      }
    }
    return make_network(std::move(nodes), std::move(citations));
  }

  nlohmann::json cases_;
};

TEST_F(DocumentedCase, GuttenbergsEleventhNameGoesRoundBetweenTwo) {
  const Network network = network_of_case("guttenberg-wilhelm");
  const auto found = circles(network.graph).largest;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(test::keys(network, found[0].members), "dewiki spon");
  EXPECT_EQ(test::chain(network, test::vertex(network, "dewiki"), found[0].shortest_loop),
            "dewiki -> spon -> dewiki");
  EXPECT_EQ(found[0].reach, 9U);
  const auto traced = trace(network.graph, test::vertex(network, "taz"));
  ASSERT_EQ(traced.ends.size(), 1U);
  EXPECT_EQ(class_of(network, traced.ends[0]), EndClass::CircularOrigin);
}

TEST_F(DocumentedCase, TheCoatisFalseNameGoesRoundBetweenTwo) {
  const Network network = network_of_case("coati-brazilian-aardvark");
  const auto found = circles(network.graph).largest;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(test::keys(network, found[0].members), "enwiki telegraph");
  EXPECT_EQ(found[0].reach, 6U);
}

TEST_F(DocumentedCase, TheToasterHasACircleAndAnOriginBeyondIt) {
  const Network network = network_of_case("macmasters-toaster");
  const auto found = circles(network.graph).largest;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(test::keys(network, found[0].members), "enwiki-bio papers");
  const auto traced = trace(network.graph, test::vertex(network, "enwiki-bio"));
  ASSERT_EQ(traced.ends.size(), 1U);
  EXPECT_EQ(test::keys(network, traced.ends[0].members), "enwiki-toaster");
}

TEST_F(DocumentedCase, RootsHasNoCircleAndOneOrigin) {
  const Network network = network_of_case("roots-kinte");
  EXPECT_EQ(circles(network.graph).count, 0U);
  const auto traced = trace(network.graph, test::vertex(network, "roots"));
  ASSERT_EQ(traced.ends.size(), 1U);
  EXPECT_EQ(test::keys(network, traced.ends[0].members), "family");
  EXPECT_EQ(traced.ends[0].chain.size(), 1U);
  EXPECT_EQ(traced.chain_count.digits, "2");
  EXPECT_EQ(class_of(network, traced.ends[0]), EndClass::PrimarySource);
}

TEST_F(DocumentedCase, DrugBankAndWikipediaCiteEachOther) {
  const Network network = network_of_case("drugbank-protamine");
  const auto found = circles(network.graph).largest;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(test::keys(network, found[0].members), "enwiki drugbank");
  EXPECT_EQ(found[0].shortest_loop.size(), 2U);
}

TEST_F(DocumentedCase, JarresQuoteHasNoCircleAndOneOrigin) {
  const Network network = network_of_case("jarre-last-waltz");
  EXPECT_EQ(circles(network.graph).count, 0U);
  const auto traced = trace(network.graph, test::vertex(network, "forum"));
  ASSERT_EQ(traced.ends.size(), 1U);
  EXPECT_EQ(test::keys(network, traced.ends[0].members), "enwiki");
}

class CitHepTh : public testing::Test {
 protected:
  void SetUp() override {
    const auto graph = test::cit_hepth();
    if (!graph) GTEST_SKIP() << "no cit-HepTh in the shared data";
    graph_ = *graph;
  }

  CitationGraph graph_;
};

TEST_F(CitHepTh, HasLoopsThatJoinUpInsideTheirCircles) {
  ASSERT_EQ(graph_.vertex_count(), 27'770U);
  ASSERT_EQ(graph_.edge_count(), 352'807U);
  const auto found = circles(graph_).largest;
  // SNAP states the size of the largest strongly connected component on the page of the data set.
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found[0].members.size(), 7'464U);
  for (const Circle& circle : found) {
    const VertexId first = graph_.ends(circle.shortest_loop.at(0)).first;
    EXPECT_TRUE(test::is_path(graph_, first, first, circle.shortest_loop));
    EXPECT_TRUE(std::binary_search(circle.members.begin(), circle.members.end(), first));
    const auto reachers = reach(graph_, circle.members, kNoDepthLimit, Follow::CitedBy);
    EXPECT_EQ(circle.reach, reachers.size() - circle.members.size());
  }
}

TEST_F(CitHepTh, TracesEndInPapersThatCiteNothingOutside) {
  const Trace traced = trace(graph_, VertexId(0));
  const auto reached = reach(graph_, std::vector{VertexId(0)}, kNoDepthLimit, Follow::Cites);
  EXPECT_EQ(traced.reached.size(), reached.size());
  EXPECT_GT(traced.ends.size(), 1U);
  for (const End& end : traced.ends) {
    const auto beyond = reach(graph_, end.members, kNoDepthLimit, Follow::Cites);
    EXPECT_EQ(beyond.size(), end.members.size());
    const VertexId last = end.chain.empty() ? VertexId(0) : graph_.ends(end.chain.back()).second;
    EXPECT_TRUE(test::is_path(graph_, VertexId(0), last, end.chain));
    EXPECT_TRUE(std::binary_search(end.members.begin(), end.members.end(), last));
  }
}

// The numbers of the next three tests are those of networkx 3.6.1, on the same numbering and
// without self-citations: core_number, weakly_ and strongly_connected_components, counting by
// predecessors and successors, all_shortest_paths(0, 2000), shortest_simple_paths(0, 2000).
TEST_F(CitHepTh, HasTheCoreAndThePartsThatNetworkxFinds) {
  const std::vector<std::uint32_t> core = core_numbers(graph_);
  EXPECT_EQ(*std::max_element(core.begin(), core.end()), 37U);
  EXPECT_EQ(std::count(core.begin(), core.end(), 37U), 52);
  EXPECT_EQ(std::accumulate(core.begin(), core.end(), 0U), 370'653U);
  const Parts weak = weak_parts(graph_);
  EXPECT_EQ(weak.count(), 143U);
  EXPECT_EQ(weak.size(0), 27'400U);
  const Parts strong = strong_parts(graph_);
  EXPECT_EQ(strong.count(), 20'086U);
  EXPECT_EQ(strong.size(0), 7'464U);
}

TEST_F(CitHepTh, HasTheSimilarPapersThatNetworkxFinds) {
  const auto sum = [](const SimilarVertices& alike) {
    std::uint64_t shared_count = 0;
    for (const Similar& one : alike.found) shared_count += one.shared_count;
    return shared_count;
  };
  std::vector<CitationGraph::Edge> edges = graph_.edge_list();
  std::erase_if(edges, [](const auto& edge) { return edge.first == edge.second; });
  const CitationGraph graph(graph_.vertex_count(), std::move(edges));
  SimilarOptions options;
  options.limit = graph.vertex_count();
  const SimilarVertices cited = similar(graph, VertexId(559), options);
  EXPECT_EQ(cited.total, 8'718U);
  EXPECT_EQ(cited.found[0].vertex, VertexId(1492));
  EXPECT_EQ(cited.found[0].shared_count, 1'655U);
  options.likeness = Likeness::Coupling;
  const SimilarVertices coupled = similar(graph, VertexId(0), options);
  EXPECT_EQ(coupled.total, 4'515U);
  EXPECT_EQ(coupled.found[0].vertex, VertexId(531));
  EXPECT_EQ(coupled.found[0].shared_count, 29U);
  EXPECT_EQ(sum(cited), 68'127U);
  EXPECT_EQ(sum(coupled), 12'373U);
}

TEST_F(CitHepTh, HasThePathsThatNetworkxFinds) {
  const ShortestPaths all = all_shortest_paths(graph_, VertexId(0), VertexId(2000), 100);
  EXPECT_EQ(all.paths.size(), 20U);
  EXPECT_EQ(all.paths.at(0).size(), 7U);
  const ShortestPaths more = k_shortest_paths(graph_, VertexId(0), VertexId(2000), 40);
  ASSERT_EQ(more.paths.size(), 40U);
  for (std::size_t i = 0; i < 40; ++i) {
    EXPECT_EQ(more.paths[i].size(), i < 20 ? 7U : 8U);
    EXPECT_TRUE(test::is_path(graph_, VertexId(0), VertexId(2000), more.paths[i]));
    if (i < 20) {
      EXPECT_EQ(more.paths[i], all.paths[i]);
    }
  }
}

}  // namespace
}  // namespace whocites
