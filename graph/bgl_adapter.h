// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/property_map.hpp>

#include "graph/citation_graph.h"

// Lets every algorithm of the Boost Graph Library read a CitationGraph in place: it models
// VertexListGraph, BidirectionalGraph, AdjacencyGraph and EdgeListGraph, with the properties
// vertex_index and edge_index. An edge points from the citing to the cited vertex. Descriptors are
// VertexId and EdgeId, so parallel citations stay distinct and a result can be looked up in the
// network as it is. Iterators live as long as the graph. All functions are O(1), but for source(),
// O(log vertices), and each edge of in_edges(), O(log citations of its citing vertex): a kernel
// that goes backwards over a whole large graph reads CitationGraph::cited_by() itself.
//
// Only code that includes this header pays for Boost. Algorithms that colour vertices need a
// property map by vertex: boost::make_iterator_property_map(v.begin(), whocites::VertexIndexMap{}).
// Source of the concepts: Siek, Lee & Lumsdaine, The Boost Graph Library, 2002.
namespace whocites {

struct CitationGraphTraversal : boost::vertex_list_graph_tag,
                                boost::bidirectional_graph_tag,
                                boost::adjacency_graph_tag,
                                boost::edge_list_graph_tag {};

// Counts through the ids of one graph.
template <class AnyId>
class IdIterator
    : public boost::iterator_facade<IdIterator<AnyId>, AnyId, boost::random_access_traversal_tag,
                                    AnyId, std::ptrdiff_t> {
 public:
  IdIterator() = default;
  explicit IdIterator(std::size_t number) : number_(number) {}

 private:
  friend class boost::iterator_core_access;
  AnyId dereference() const { return AnyId(static_cast<std::uint32_t>(number_)); }
  bool equal(const IdIterator& other) const { return number_ == other.number_; }
  void increment() { ++number_; }
  void decrement() { --number_; }
  void advance(std::ptrdiff_t by) { number_ += static_cast<std::size_t>(by); }
  std::ptrdiff_t distance_to(const IdIterator& other) const {
    return static_cast<std::ptrdiff_t>(other.number_ - number_);
  }

  std::size_t number_ = 0;
};

struct EdgeInto {
  const CitationGraph* graph = nullptr;
  VertexId vertex;
  EdgeId operator()(EdgeId step) const { return graph->edge_from(vertex, step.value); }
};
// Counts through the row of what cites a vertex.
using InEdgeIterator = boost::transform_iterator<EdgeInto, IdIterator<EdgeId>, EdgeId, EdgeId>;

// The number inside an id, as a property map.
template <class AnyId>
struct IdIndexMap {
  using key_type = AnyId;
  using value_type = std::size_t;
  using reference = std::size_t;
  using category = boost::readable_property_map_tag;

  std::size_t operator[](AnyId id) const { return id.value; }
  friend std::size_t get(const IdIndexMap&, AnyId id) { return id.value; }
};
using VertexIndexMap = IdIndexMap<VertexId>;
using EdgeIndexMap = IdIndexMap<EdgeId>;

}  // namespace whocites

template <>
struct boost::graph_traits<whocites::CitationGraph> {
  using vertex_descriptor = whocites::VertexId;
  using edge_descriptor = whocites::EdgeId;
  using directed_category = boost::bidirectional_tag;
  using edge_parallel_category = boost::allow_parallel_edge_tag;
  using traversal_category = whocites::CitationGraphTraversal;
  using vertex_iterator = whocites::IdIterator<whocites::VertexId>;
  using edge_iterator = whocites::IdIterator<whocites::EdgeId>;
  using out_edge_iterator = whocites::IdIterator<whocites::EdgeId>;
  using in_edge_iterator = whocites::InEdgeIterator;
  using adjacency_iterator = const whocites::VertexId*;
  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;

  static vertex_descriptor null_vertex() {
    return vertex_descriptor(std::numeric_limits<std::uint32_t>::max());
  }
};

template <>
struct boost::property_map<whocites::CitationGraph, boost::vertex_index_t> {
  using type = whocites::VertexIndexMap;
  using const_type = type;
};
template <>
struct boost::property_map<whocites::CitationGraph, boost::edge_index_t> {
  using type = whocites::EdgeIndexMap;
  using const_type = type;
};

namespace whocites {

inline std::size_t num_vertices(const CitationGraph& graph) { return graph.vertex_count(); }
inline std::size_t num_edges(const CitationGraph& graph) { return graph.edge_count(); }

inline std::pair<IdIterator<VertexId>, IdIterator<VertexId>> vertices(const CitationGraph& graph) {
  return {IdIterator<VertexId>(0), IdIterator<VertexId>(graph.vertex_count())};
}
inline std::pair<IdIterator<EdgeId>, IdIterator<EdgeId>> edges(const CitationGraph& graph) {
  return {IdIterator<EdgeId>(0), IdIterator<EdgeId>(graph.edge_count())};
}

inline VertexId source(EdgeId edge, const CitationGraph& graph) { return graph.citing(edge); }
inline VertexId target(EdgeId edge, const CitationGraph& graph) { return graph.cited(edge); }

inline std::pair<IdIterator<EdgeId>, IdIterator<EdgeId>> out_edges(VertexId vertex,
                                                                   const CitationGraph& graph) {
  const std::size_t first = graph.first_edge(vertex).value;
  return {IdIterator<EdgeId>(first), IdIterator<EdgeId>(first + graph.cites(vertex).size())};
}
inline std::pair<InEdgeIterator, InEdgeIterator> in_edges(VertexId vertex,
                                                          const CitationGraph& graph) {
  const EdgeInto edge{&graph, vertex};
  return {InEdgeIterator(IdIterator<EdgeId>(0), edge),
          InEdgeIterator(IdIterator<EdgeId>(graph.cited_by(vertex).size()), edge)};
}
inline std::pair<const VertexId*, const VertexId*> adjacent_vertices(VertexId vertex,
                                                                     const CitationGraph& graph) {
  const auto row = graph.cites(vertex);
  return {row.data(), row.data() + row.size()};
}

inline std::size_t out_degree(VertexId vertex, const CitationGraph& graph) {
  return graph.cites(vertex).size();
}
inline std::size_t in_degree(VertexId vertex, const CitationGraph& graph) {
  return graph.cited_by(vertex).size();
}
inline std::size_t degree(VertexId vertex, const CitationGraph& graph) {
  return out_degree(vertex, graph) + in_degree(vertex, graph);
}

inline VertexIndexMap get(boost::vertex_index_t, const CitationGraph&) { return {}; }
inline EdgeIndexMap get(boost::edge_index_t, const CitationGraph&) { return {}; }
inline std::size_t get(boost::vertex_index_t, const CitationGraph&, VertexId vertex) {
  return vertex.value;
}
inline std::size_t get(boost::edge_index_t, const CitationGraph&, EdgeId edge) {
  return edge.value;
}

}  // namespace whocites
