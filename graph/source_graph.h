// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "graph/citation_graph.h"
#include "graph/filter.h"
#include "graph/model.h"
#include "graph/network.h"

namespace whocites {

// First and last second that a date may mean: Date::earliest() and latest().
struct DateSpan {
  Timestamp earliest;
  Timestamp latest;
  friend bool operator==(const DateSpan&, const DateSpan&) = default;
};

// What citations of one sort have in common.
struct CitationClass {
  Relation relation = Relation::Mentions;
  bool rejected = false;
  double confidence = 1;  // confidence_of()
  friend bool operator==(const CitationClass&, const CitationClass&) = default;
};

// A whole store, or what a filter leaves of it, for questions about structure: who cites whom, and
// of each node and citation the few things by which such questions tell them apart, as columns.
// Names and sentences stay in the store. Vertices ascend by node id, edges by (citing, cited,
// relation), as in a Network of the same content.
//
// About 21 bytes a vertex, and beside the graph's 8 one byte an edge. Immutable; a copy shares its
// columns and costs nothing. Safe to read from any thread.
class SourceGraph {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  // The columns as they lie in memory. `date` and `edge_class` are places in the two tables;
  // `whole` is a vertex, kNone for none.
  struct Columns {
    std::span<const NodeId> node;          // ascending
    std::span<const std::uint8_t> kind;    // Kind, and kUnresolvedBit
    std::span<const std::uint32_t> whole;  // what the node is part of
    std::span<const std::uint32_t> date;   // kNone: not known
    std::span<const DateSpan> dates;
    std::span<const std::uint8_t> edge_class;  // one byte an edge; empty when `classes` needs more
    std::span<const std::uint32_t> wide_edge_class;  // else these
    std::span<const CitationClass> classes;
  };
  static constexpr std::uint8_t kUnresolvedBit = 0x80;

  SourceGraph() = default;
  // Rows and columns that lie elsewhere, for as long as `owner` is kept. Requires: they fit.
  SourceGraph(CitationGraph graph, const Columns& columns, std::shared_ptr<const void> owner)
      : graph_(std::move(graph)), columns_(columns), owner_(std::move(owner)) {}

  const CitationGraph& graph() const { return graph_; }
  const Columns& columns() const { return columns_; }
  std::size_t vertex_count() const { return graph_.vertex_count(); }
  std::size_t edge_count() const { return graph_.edge_count(); }

  // All O(1), but vertex_of(). Requires: the vertex or edge is one of this graph.
  NodeId node(VertexId vertex) const { return columns_.node[vertex.value]; }
  Kind kind(VertexId vertex) const {
    return static_cast<Kind>(columns_.kind[vertex.value] & ~kUnresolvedBit);
  }
  bool is_unresolved(VertexId vertex) const {
    return (columns_.kind[vertex.value] & kUnresolvedBit) != 0;
  }
  // An article's outlet, an outlet's owner, a work's periodical; absent when none is known.
  std::optional<VertexId> part_of(VertexId vertex) const {
    const std::uint32_t whole = columns_.whole[vertex.value];
    return whole == kNone ? std::nullopt : std::optional(VertexId(whole));
  }
  // Of publication; absent when not known.
  std::optional<DateSpan> date(VertexId vertex) const {
    const std::uint32_t at = columns_.date[vertex.value];
    return at == kNone ? std::nullopt : std::optional(columns_.dates[at]);
  }
  const CitationClass& citation(EdgeId edge) const {
    return columns_.classes[columns_.edge_class.empty() ? columns_.wide_edge_class[edge.value]
                                                        : columns_.edge_class[edge.value]];
  }
  // Absent when the node is not part of this graph. O(log vertices).
  std::optional<VertexId> vertex_of(NodeId node) const;

 private:
  CitationGraph graph_;
  Columns columns_;
  std::shared_ptr<const void> owner_;
};

// Puts a SourceGraph together. Not thread-safe.
class SourceGraphBuilder {
 public:
  SourceGraphBuilder();

  struct Vertex {
    NodeId node;
    Kind kind = Kind::Publication;
    bool unresolved = false;
    std::optional<DateSpan> date = {};
    std::optional<NodeId> part_of = {};
  };
  // Requires: ascending by node. What a node is part of counts only if it is added too.
  void add(const Vertex& vertex);
  // Requires: both ends were added; ascending by (from, to, relation).
  void add(NodeId from, NodeId to, const CitationClass& citation);
  void reserve(std::size_t vertex_count, std::size_t edge_count);

  // O(vertices + edges). The builder is empty afterwards.
  SourceGraph build();

 private:
  struct Content;
  std::uint32_t class_of(const CitationClass& citation);
  std::shared_ptr<Content> content_;
  std::vector<NodeId> part_of_;  // of each vertex; SourceGraph::kNone for none
};

// The same content as a Network has. O(network).
SourceGraph source_graph_of(const Network& network);

// What `filter` leaves of it, as Reader::network() has it: nodes that are not admitted are gone,
// and so are citations that are not admitted or of which an end is gone; nodes in `keep` stay
// whatever they are. With filter.outlets it is enough that one end of a citation belongs to them.
// Outlets stay with the articles that stay. filter.as_of is not looked at: that is what the store
// was read with. The graph itself when nothing falls. O(vertices + edges); O(classes)
// when kinds, outlets and dates are not asked for and every class of citation is admitted.
SourceGraph filtered(const SourceGraph& graph, const Filter& filter,
                     const std::vector<NodeId>& keep = {});

// The same as marks: which vertices and edges of `graph` it leaves. O(vertices + edges).
struct Selection {
  std::vector<bool> vertices;
  std::vector<bool> edges;
};
Selection selected(const SourceGraph& graph, const Filter& filter,
                   const std::vector<NodeId>& keep = {});

// The part induced by the vertices and edges that are marked (an edge of which an end is not marked
// falls too). `whole` of a vertex becomes kNone when the whole falls. Shares the tables of dates
// and classes, and so keeps `graph` alive. O(vertices + edges).
SourceGraph induced(const SourceGraph& graph, const std::vector<bool>& vertices,
                    const std::vector<bool>& edges);

// At which level a question counts: each vertex by itself; or articles and works for the outlet
// that published them; or outlets for their last owner.
enum class Level : std::uint8_t { Article, Outlet, Owner };

// Whom each vertex counts for: itself at level Article; else the outlet (the last owner) that it
// is, or that it is part of, and itself when no outlet is known. O(vertices); circles of owners end
// at their lowest vertex.
std::vector<VertexId> representatives(const SourceGraph& graph, Level level);

// The graph between those whom the vertices count for: one edge for each pair of groups that some
// citation joins, weight saying how many do; citations inside a group are left out. `group` gives
// for each vertex of `graph` its vertex in `between`, `leader` the other way round.
struct LevelGraph {
  CitationGraph between;
  std::vector<std::uint64_t> weight;  // of each edge
  std::vector<VertexId> group;
  std::vector<VertexId> leader;
};
// O(vertices + edges × log edges). `grouping` is what representatives() returns.
LevelGraph level_graph(const SourceGraph& graph, const std::vector<VertexId>& grouping);

}  // namespace whocites
