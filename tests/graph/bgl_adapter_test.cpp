// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "graph/bgl_adapter.h"

#include <array>

#include <gtest/gtest.h>
#include <boost/concept/assert.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/range/iterator_range.hpp>

#include "graph/algorithms/detail/breadth_first.h"
#include "graph/algorithms/path.h"
#include "tests/support/graph_builder.h"

namespace whocites {
namespace {

BOOST_CONCEPT_ASSERT((boost::concepts::VertexListGraphConcept<CitationGraph>));
BOOST_CONCEPT_ASSERT((boost::concepts::BidirectionalGraphConcept<CitationGraph>));
BOOST_CONCEPT_ASSERT((boost::concepts::AdjacencyGraphConcept<CitationGraph>));
BOOST_CONCEPT_ASSERT((boost::concepts::EdgeListGraphConcept<CitationGraph>));
BOOST_CONCEPT_ASSERT((
    boost::concepts::ReadablePropertyGraphConcept<CitationGraph, VertexId, boost::vertex_index_t>));
BOOST_CONCEPT_ASSERT(
    (boost::concepts::ReadablePropertyGraphConcept<CitationGraph, EdgeId, boost::edge_index_t>));
BOOST_CONCEPT_ASSERT((boost::concepts::IncidenceGraphConcept<detail::FollowView>));

struct EdgeIsNot {
  EdgeId hidden;
  bool operator()(EdgeId edge) const { return edge != hidden; }
};
struct VertexIsNot {
  VertexId hidden;
  bool operator()(VertexId vertex) const { return vertex != hidden; }
};
using Filtered = boost::filtered_graph<CitationGraph, EdgeIsNot, VertexIsNot>;
BOOST_CONCEPT_ASSERT((boost::concepts::VertexListGraphConcept<Filtered>));
BOOST_CONCEPT_ASSERT((boost::concepts::BidirectionalGraphConcept<Filtered>));
BOOST_CONCEPT_ASSERT((boost::concepts::EdgeListGraphConcept<Filtered>));

template <class Range>
auto to_vector(const Range& range) {
  return std::vector<std::decay_t<decltype(*range.first)>>(range.first, range.second);
}

TEST(BglAdapter, ListsWhatTheGraphLists) {
  for (std::uint32_t seed = 0; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    ASSERT_EQ(to_vector(vertices(graph)).size(), num_vertices(graph));
    ASSERT_EQ(to_vector(edges(graph)).size(), num_edges(graph));
    for (const VertexId vertex : boost::make_iterator_range(vertices(graph))) {
      std::vector<EdgeId> out;
      std::vector<EdgeId> in;
      std::vector<VertexId> neighbours;
      for (const EdgeId edge : boost::make_iterator_range(edges(graph))) {
        if (source(edge, graph) == vertex) out.push_back(edge);
        if (source(edge, graph) == vertex) neighbours.push_back(target(edge, graph));
        if (target(edge, graph) == vertex) in.push_back(edge);
      }
      ASSERT_EQ(to_vector(out_edges(vertex, graph)), out);
      ASSERT_EQ(to_vector(in_edges(vertex, graph)), in);
      ASSERT_EQ(to_vector(adjacent_vertices(vertex, graph)), neighbours);
      ASSERT_EQ(out_degree(vertex, graph), out.size());
      ASSERT_EQ(in_degree(vertex, graph), in.size());
      ASSERT_EQ(degree(vertex, graph), in.size() + out.size());
    }
  }
}

TEST(BglAdapter, ParallelCitationsAreDistinctEdges) {
  const CitationGraph graph(2, {{VertexId(0), VertexId(1)}, {VertexId(0), VertexId(1)}});
  const auto out = to_vector(out_edges(VertexId(0), graph));
  EXPECT_EQ(out, (std::vector<EdgeId>{EdgeId(0), EdgeId(1)}));
  EXPECT_EQ(get(get(boost::edge_index, graph), out[1]), 1U);
}

TEST(BglAdapter, VertexIteratorsAreRandomAccess) {
  const CitationGraph graph(5, {});
  const auto [begin, end] = vertices(graph);
  EXPECT_EQ(end - begin, 5);
  EXPECT_EQ(*(begin + 3), VertexId(3));
  EXPECT_EQ(*(end - 1), VertexId(4));
}

TEST(BglAdapter, FilteredGraphHidesAnEdgeAndAVertex) {
  const CitationGraph graph(
      3, {{VertexId(0), VertexId(1)}, {VertexId(0), VertexId(1)}, {VertexId(1), VertexId(2)}});
  const Filtered filtered(graph, EdgeIsNot{EdgeId(0)}, VertexIsNot{VertexId(2)});
  EXPECT_EQ(to_vector(vertices(filtered)), (std::vector<VertexId>{VertexId(0), VertexId(1)}));
  EXPECT_EQ(to_vector(out_edges(VertexId(0), filtered)), std::vector<EdgeId>{EdgeId(1)});
  EXPECT_EQ(out_degree(VertexId(1), filtered), 0U);
  EXPECT_EQ(get(boost::vertex_index, filtered, VertexId(1)), 1U);
}

TEST(BglAdapter, BoostSortsTopologically) {
  const auto network = test::network_of("A -> B -> C, A -> C");
  std::vector<VertexId> order;
  boost::topological_sort(network.graph, std::back_inserter(order));
  EXPECT_EQ(test::keys(network, order), "C B A");
}

TEST(BglAdapter, BoostSearchesBreadthFirstInBothDirections) {
  for (std::uint32_t seed = 1; seed < test::kSeedCount; ++seed) {
    SCOPED_TRACE(seed);
    const CitationGraph graph = test::random_graph(seed);
    std::vector<std::uint32_t> distance(graph.vertex_count(), 0);
    const auto map = boost::make_iterator_property_map(distance.begin(), VertexIndexMap{});
    const auto visitor =
        boost::make_bfs_visitor(boost::record_distances(map, boost::on_tree_edge{}));
    const std::array start{VertexId(0)};
    boost::breadth_first_search(graph, start[0], boost::visitor(visitor));
    for (const auto& reached : reach(graph, start, kNoDepthLimit, Follow::Cites)) {
      ASSERT_EQ(distance[reached.vertex.value], reached.distance);
    }
    std::fill(distance.begin(), distance.end(), 0);
    boost::breadth_first_search(boost::make_reverse_graph(graph), start[0],
                                boost::visitor(visitor));
    for (const auto& reached : reach(graph, start, kNoDepthLimit, Follow::CitedBy)) {
      ASSERT_EQ(distance[reached.vertex.value], reached.distance);
    }
  }
}

}  // namespace
}  // namespace whocites
